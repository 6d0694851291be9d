// SPDX-License-Identifier: GPL-3.0-or-later
// The teacher's desk (teachers_desk.cpp) from the story's side: what the hands do, and what the eyes see.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cleanEnvironment } from '../lib/server.mjs';

const PATIENCE_MS = 40_000; // a busy machine, or a sanitizer, is no failure
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * @typedef {object} Seen what the console shows
 * @property {boolean} atRooms the list of rooms is in front
 * @property {string} code
 * @property {string} line the state of the connection, in words
 * @property {string} students
 * @property {string} news the last line about coming and going
 * @property {string} question of the dialog that is open; else empty
 * @property {Record<string, boolean>} [online] by name, in class
 * @property {{sender: string, text: string, file: string, pictured: boolean, sent: boolean, failure: string}[]} [messages] in class
 */

export class Desk {
  #child;
  #answers;

  static async open() {
    const desk = new Desk();
    desk.#child = spawn(process.env.LECTERN_DESK, { stdio: ['pipe', 'pipe', 'inherit'], env: cleanEnvironment() });
    running.add(desk.#child);
    desk.#child.on('exit', () => running.delete(desk.#child));
    desk.#answers = createInterface({ input: desk.#child.stdout })[Symbol.asyncIterator]();
    await desk.look();
    return desk;
  }

  /** One thing at a time; answers what is seen right after it. @returns {Promise<Seen>} */
  async #ask(what, how = {}) {
    this.#child.stdin.write(`${JSON.stringify({ do: what, ...how })}\n`);
    const { value, done } = await this.#answers.next();
    assert.ok(!done, `the console is gone: it ended at "${what}"`);
    const seen = JSON.parse(value);
    assert.ok(seen.done, `the console did not let us ${what} ${JSON.stringify(how)}`);
    return seen;
  }

  look() {
    return this.#ask('look');
  }

  signIn(server, user, password) {
    return this.#ask('signIn', { server, user, password });
  }

  makeRoom(name) {
    return this.#ask('makeRoom', { name });
  }

  say(text) {
    return this.#ask('say', { text });
  }

  drop(path) {
    return this.#ask('drop', { path });
  }

  paste(path) {
    return this.#ask('paste', { path });
  }

  endClass() {
    return this.#ask('endClass');
  }

  confirm() {
    return this.#ask('confirm');
  }

  /** Keeps a picture of the window where LECTERN_SHOTS says, if it says. */
  async shot(name) {
    const folder = process.env.LECTERN_SHOTS;
    if (folder) await this.#ask('grab', { path: `${folder}/${name}.png` });
  }

  /** Looks until it is so. @param {string} what @param {(seen: Seen) => unknown} isSo */
  async until(what, isSo) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const seen = await this.look();
      if (isSo(seen)) return seen;
      assert.ok(Date.now() < end, `the console never showed: ${what}. It shows ${JSON.stringify(seen, null, 1)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async close() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.stdin.end();
    const [code, signal] = await once(this.#child, 'exit');
    assert.equal(code, 0, `the console ended with ${code ?? signal}`);
  }
}

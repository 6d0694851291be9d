// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Outbox } from './outbox.js';

const ACK_TIMEOUT_MS = 12_000;

/** Repeats what is sent over one line after the other until it is acknowledged or refused. */
export class Delivery {
  #env;
  #swallowed;
  #outbox = new Outbox();
  /** @type {{send: (frame: object) => void} | null} that has let us in */
  #line = null;
  /** @type {any} */
  #timer = null;

  /**
   * @param {import('./line.js').Environment} environment
   * @param {() => void} swallowed a line that takes frames and never acknowledges one is no line
   */
  constructor(environment, swallowed) {
    this.#env = environment;
    this.#swallowed = swallowed;
  }

  /** How many are not acknowledged yet. */
  get size() {
    return this.#outbox.size;
  }

  newRef() {
    return this.#outbox.newRef();
  }

  /** @param {object} frame @returns {string} the `ref` it was given */
  send(frame) {
    const named = this.#outbox.add(frame);
    this.#transmit(named);
    return named.ref;
  }

  /** Goes on over that line. @param {{send: (frame: object) => void}} line */
  resume(line) {
    this.#line = line;
    for (const frame of this.#outbox.frames()) this.#transmit(frame);
  }

  /** There is no line any more. */
  pause() {
    this.#line = null;
    this.#env.clearTimeout(this.#timer);
  }

  /** The server has answered; of which frame, if of one that was sent here. @param {string | undefined} ref */
  settle(ref) {
    if (ref) this.#outbox.settle(ref);
    this.#watch();
  }

  clear() {
    this.#outbox.clear();
  }

  /** @param {object} frame */
  #transmit(frame) {
    if (!this.#line) return;
    this.#line.send(frame);
    this.#watch();
  }

  /** Each answer gives the rest more time. */
  #watch() {
    this.#env.clearTimeout(this.#timer);
    if (this.#line && this.#outbox.size > 0) this.#timer = this.#env.setTimeout(this.#swallowed, ACK_TIMEOUT_MS);
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Outbox } from './outbox.js';

const ACK_TIMEOUT_MS = 12_000;
/** Than the server allows: hands and read marks count, too. */
const SLOWER = 1.5;

/** Repeats what is sent over one line after the other until it is acknowledged or refused. */
export class Delivery {
  #env;
  #swallowed;
  #outbox = new Outbox();
  /** @type {{send: (frame: object) => void} | null} that has let us in */
  #line = null;
  /** @type {any} */
  #timer = null;
  /** What waits for its turn: in the order of sending, and all of it before what is sent next. @type {object[]} */
  #due = [];
  /** @type {any} */
  #pacing = null;

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
    if (this.#due.length > 0) this.#due.push(named);
    else this.#transmit(named);
    return named.ref;
  }

  /**
   * Goes on over that line, in a pace that the server takes: what is sent too fast it refuses.
   * @param {{send: (frame: object) => void}} line
   * @param {{rate?: number, burst?: number}} limits frames a second, and at once; no rate: any
   */
  resume(line, { rate = 0, burst = 0 } = {}) {
    this.#line = line;
    this.#due = this.#outbox.frames();
    this.#sendDue(rate > 0 ? Math.max(1, Math.floor(burst / 2)) : Infinity, SLOWER * 1000 / rate);
  }

  /** There is no line any more. */
  pause() {
    this.#line = null;
    this.#due = [];
    this.#env.clearTimeout(this.#timer);
    this.#env.clearTimeout(this.#pacing);
  }

  /** The server has answered; of which frame, if of one that was sent here. @param {string | undefined} ref */
  settle(ref) {
    if (ref) this.#outbox.settle(ref);
    this.#watch();
  }

  clear() {
    this.#outbox.clear();
    this.#due = [];
  }

  /** @param {number} count now @param {number} pause milliseconds before each of the rest */
  #sendDue(count, pause) {
    for (const frame of this.#due.splice(0, count)) this.#transmit(frame);
    if (this.#due.length > 0) this.#pacing = this.#env.setTimeout(() => this.#sendDue(1, pause), pause);
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

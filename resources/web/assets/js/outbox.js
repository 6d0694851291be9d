// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { randomId } from './storage.js';

/**
 * What was sent and is not acknowledged yet, in order. A `ref` is the message's name for the server, so that a
 * repeated one counts once; it must be new for every message of a person, over reloads of the page, too.
 */
export class Outbox {
  /** @type {Map<string, object>} */
  #waiting = new Map();
  #prefix = randomId().slice(0, 12);
  #count = 0;

  get size() {
    return this.#waiting.size;
  }

  newRef() {
    this.#count += 1;
    return `${this.#prefix}-${this.#count}`;
  }

  /** @param {Record<string, any>} frame @returns {{ref: string} & Record<string, any>} the frame with its ref, a new one if it has none */
  add(frame) {
    const named = { ...frame, ref: frame.ref ?? this.newRef() };
    this.#waiting.set(named.ref, named);
    return named;
  }

  /** @param {string} ref @returns {boolean} whether it was waiting */
  settle(ref) {
    return this.#waiting.delete(ref);
  }

  frames() {
    return [...this.#waiting.values()];
  }

  clear() {
    this.#waiting.clear();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from '../emitter.js';

const FRESH_MS = 60_000;

/** How a class goes just now: the last reaction of each person within a minute. Emits `change`. */
export class Pulse extends Emitter {
  /** @type {Map<string, {kind: string, timer: any}>} by person */
  #last = new Map();

  /** @param {{sender: string, kind: string}} reaction */
  take({ sender, kind }) {
    clearTimeout(this.#last.get(sender)?.timer);
    const timer = setTimeout(() => {
      this.#last.delete(sender);
      this.emit('change');
    }, FRESH_MS);
    this.#last.set(sender, { kind, timer });
    this.emit('change');
  }

  /** @param {string} kind */
  count(kind) {
    return [...this.#last.values()].filter((reaction) => reaction.kind === kind).length;
  }

  stop() {
    for (const { timer } of this.#last.values()) clearTimeout(timer);
  }
}

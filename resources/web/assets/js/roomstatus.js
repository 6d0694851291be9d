// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';

/**
 * @typedef {object} Status what the line and the teacher are up to; the banner is made from it
 * @property {import('./connection.js').State} line
 * @property {boolean} wasOnline
 * @property {number} failures tries in a row that led nowhere
 * @property {number | null} retryAt milliseconds since 1970 of the next try
 * @property {string} why code of what keeps us out for now
 * @property {string} ended code of the end, empty before it
 * @property {boolean} hostBack the teacher has come back just now
 * @property {boolean} handSeen the teacher has lowered one's hand just now
 * @property {string} problem code of a refusal that belongs to no message
 */

/** Keeps the Status, of which some passes by itself. Emits `change`. */
export class RoomStatus extends Emitter {
  /** @type {Status} */
  value = { line: 'idle', wasOnline: false, failures: 0, retryAt: null, why: '', ended: '', hostBack: false, handSeen: false, problem: '' };
  /** @type {Map<string, any>} */
  #timers = new Map();

  /** @param {Partial<Status>} changes */
  set(changes) {
    this.value = { ...this.value, ...changes };
    this.emit('change');
  }

  /** @param {keyof Status} what @param {any} now @param {any} later @param {number} milliseconds */
  setBriefly(what, now, later, milliseconds) {
    this.set({ [what]: now });
    clearTimeout(this.#timers.get(what));
    this.#timers.set(
      what,
      setTimeout(() => this.set({ [what]: later }), milliseconds),
    );
  }

  /** @param {{state: import('./connection.js').State, failures: number, seconds?: number, why?: string}} change */
  lineChanged({ state, failures, seconds, why }) {
    const retryAt = seconds === undefined ? null : Date.now() + seconds * 1000;
    const wasOnline = this.value.wasOnline || state === 'online';
    const stillWhy = state === 'connecting' ? this.value.why : '';
    this.set({ line: state, wasOnline, failures, retryAt, why: why ?? stillWhy });
  }

  /** @param {string} code */
  ended(code) {
    const wasThere = this.value.wasOnline && code === 'room_not_found';
    this.set({ ended: wasThere ? 'class_ended' : code });
  }

  /** Nothing of it passes any more. */
  stop() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}

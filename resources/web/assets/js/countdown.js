// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';

/** The class's timer, by the server's clock: a phone's own may be minutes off. Emits `change`. */
export class Countdown extends Emitter {
  label = '';
  /** Milliseconds since 1970 by the server; 0: none is running. */
  #endsAt = 0;
  #ahead = 0;

  /** How the server's clock differs. @param {unknown} sentAt of a frame that has come just now */
  setClock(sentAt) {
    const time = Date.parse(String(sentAt));
    if (!Number.isNaN(time)) this.#ahead = time - Date.now();
  }

  /** @param {any} told a timer's message; null: there is none */
  set(told) {
    this.#endsAt = Date.parse(String(told?.endsAt)) || 0;
    this.label = String(told?.label ?? '');
    this.emit('change');
  }

  get running() {
    return this.#endsAt > 0;
  }

  /** Whole seconds to the end, never below 0. */
  get secondsLeft() {
    return Math.max(0, Math.ceil((this.#endsAt - Date.now() - this.#ahead) / 1000));
  }

  /** The server's time that many seconds from now. @param {number} seconds */
  timeIn(seconds) {
    return new Date(Date.now() + this.#ahead + seconds * 1000).toISOString();
  }
}

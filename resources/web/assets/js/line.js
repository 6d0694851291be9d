// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { CLOSE_ABNORMAL, CLOSE_TO_RESUME, SUBPROTOCOL, parseFrame } from './protocol.js';

/**
 * @typedef {object} Environment what a test replaces
 * @property {new (url: string, protocols: string[]) => WebSocket} WebSocket
 * @property {(run: () => void, milliseconds: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} random in [0, 1)
 * @property {() => number} now milliseconds
 */

/** @type {Environment} */
export const browser = {
  get WebSocket() {
    return globalThis.WebSocket;
  },
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer),
  random: () => Math.random(),
  now: () => Date.now(),
};

const WELCOME_TIMEOUT_MS = 12_000;

/** One WebSocket from its handshake to its end; frames that are no JSON objects are passed over. */
export class Line {
  #env;
  #heardAt;
  #socket;
  /** @type {any} */
  #welcomeTimer;

  /**
   * @param {Environment} environment
   * @param {string} url
   * @param {string} token
   * @param {object} told
   * @param {(frame: import('./protocol.js').Frame) => void} told.frame
   * @param {(closeCode: number, opened: boolean) => void} told.end once, unless dropped before
   */
  constructor(environment, url, token, told) {
    this.#env = environment;
    this.#heardAt = environment.now();
    const socket = new environment.WebSocket(url, [SUBPROTOCOL, `bearer.${token}`]);
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
    };
    socket.onmessage = (event) => {
      this.#heardAt = this.#env.now();
      const frame = parseFrame(event.data);
      if (frame) told.frame(frame);
    };
    socket.onclose = (event) => told.end(event.code, opened);
    this.#welcomeTimer = environment.setTimeout(() => {
      this.drop(CLOSE_TO_RESUME);
      told.end(CLOSE_ABNORMAL, true);
    }, WELCOME_TIMEOUT_MS);
  }

  /** Milliseconds since anything was heard. */
  get silence() {
    return this.#env.now() - this.#heardAt;
  }

  /** The server has let us in: from now on it may be silent. */
  welcomed() {
    this.#env.clearTimeout(this.#welcomeTimer);
  }

  /** @param {object} frame */
  send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  /** Hears no more. @param {number} [code] closes with it; without one it is closed already */
  drop(code) {
    this.#env.clearTimeout(this.#welcomeTimer);
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    if (code) this.#socket.close(code);
  }
}

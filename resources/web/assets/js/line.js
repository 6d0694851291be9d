// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { inflate } from './inflate.js';
import { InOrder } from './inorder.js';
import { CLOSE_ABNORMAL, CLOSE_TO_RESUME, SUBPROTOCOL, SUBPROTOCOL_DEFLATE, parseFrame } from './protocol.js';

/**
 * @typedef {object} Environment what a test replaces
 * @property {new (url: string, protocols: string[]) => WebSocket} WebSocket
 * @property {typeof fetch} fetch
 * @property {(run: () => void, milliseconds: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} random in [0, 1)
 * @property {() => number} now milliseconds
 * @property {((bytes: ArrayBuffer) => Promise<string>) | null} inflate null: long texts are to come as they are
 */

/**
 * @typedef {object} Told who hears of a line's life
 * @property {(frame: import('./protocol.js').Frame) => void} frame
 * @property {(closeCode: number, opened: boolean) => void} end once, unless dropped before
 */

/** @type {Environment} */
export const browser = {
  get WebSocket() {
    return globalThis.WebSocket;
  },
  fetch: (...call) => fetch(...call),
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer),
  random: () => Math.random(),
  now: () => Date.now(),
  inflate,
};

const WELCOME_TIMEOUT_MS = 12_000;

/** One WebSocket from its handshake to its end; frames that are no JSON objects, deflated or not, are passed over. */
export class Line {
  #env;
  #heardAt;
  #socket;
  #inOrder = new InOrder();
  #dropped = false;
  /** @type {any} */
  #welcomeTimer;

  /**
   * @param {Environment} environment
   * @param {string} url
   * @param {string} token
   * @param {Told} told
   */
  constructor(environment, url, token, told) {
    this.#env = environment;
    this.#heardAt = environment.now();
    const forms = environment.inflate ? [SUBPROTOCOL_DEFLATE, SUBPROTOCOL] : [SUBPROTOCOL];
    const socket = new environment.WebSocket(url, [...forms, `bearer.${token}`]);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
    };
    socket.onmessage = (event) => {
      this.#heardAt = this.#env.now();
      this.#hear(this.#textOf(event.data), (text) => {
        const frame = parseFrame(text);
        if (frame) told.frame(frame);
      });
    };
    socket.onclose = (event) => this.#hear(event.code, (code) => told.end(code, opened));
    this.#welcomeTimer = environment.setTimeout(() => {
      this.drop(CLOSE_TO_RESUME);
      told.end(CLOSE_ABNORMAL, true);
    }, WELCOME_TIMEOUT_MS);
  }

  /** @param {string | ArrayBuffer} data @returns {string | Promise<string>} */
  #textOf(data) {
    if (typeof data === 'string' || !this.#env.inflate) return String(data);
    return this.#env.inflate(data).catch(() => '');
  }

  /**
   * A short text, or the end, must not overtake a long one that is still being inflated.
   * @template T @param {T | Promise<T>} what @param {(what: T) => void} tell
   */
  #hear(what, tell) {
    this.#inOrder.push(what, (ready) => {
      if (!this.#dropped) tell(ready);
    });
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
    this.#dropped = true;
    this.#env.clearTimeout(this.#welcomeTimer);
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    if (code) this.#socket.close(code);
  }
}

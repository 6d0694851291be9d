// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { CLOSE_ABNORMAL, CLOSE_TO_LEAVE, CLOSE_TOKEN_EXPIRED, CLOSE_TOO_FAST, parseFrame } from './protocol.js';
import { problemOf } from './http.js';

const WELCOME_TIMEOUT_MS = 12_000;

/** The close codes of a WebSocket that say more than their `bye`. */
const CLOSE_OF_BYE = new Map([
  ['token_expired', CLOSE_TOKEN_EXPIRED],
  ['rate_limited', CLOSE_TOO_FAST],
]);

/**
 * What Line is over a WebSocket, over Server-Sent Events and POST, for networks that break WebSockets. By fetch, not
 * by EventSource: so the token stands in a header and in no address.
 */
export class EventLine {
  #env;
  #room;
  #authorization;
  #told;
  #abort = new AbortController();
  #heardAt;
  #dropped = false;
  #bye = '';
  /** @type {Promise<void>} what is sent goes one after the other, or their order would be the network's */
  #sending = Promise.resolve();
  /** @type {any} */
  #welcomeTimer;

  /**
   * @param {import('./line.js').Environment} environment
   * @param {string} room the address of the room below /api/v1
   * @param {string} query
   * @param {string} token
   * @param {import('./line.js').Told} told
   */
  constructor(environment, room, query, token, told) {
    this.#env = environment;
    this.#room = room;
    this.#authorization = `Bearer ${token}`;
    this.#told = told;
    this.#heardAt = environment.now();
    this.#welcomeTimer = environment.setTimeout(() => this.#end(CLOSE_ABNORMAL, true), WELCOME_TIMEOUT_MS);
    this.#listen(query);
  }

  /** Milliseconds since anything was heard. */
  get silence() {
    return this.#env.now() - this.#heardAt;
  }

  welcomed() {
    this.#env.clearTimeout(this.#welcomeTimer);
  }

  /** @param {Record<string, any>} frame */
  send(frame) {
    this.#sending = this.#sending.then(() => this.#post(frame));
  }

  /** @param {number} [code] */
  drop(code) {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#env.clearTimeout(this.#welcomeTimer);
    this.#abort.abort();
    if (code === CLOSE_TO_LEAVE) this.#ask('leave', { method: 'POST', keepalive: true }).catch(() => {});
  }

  /** @param {string} query */
  async #listen(query) {
    let opened = false;
    try {
      const headers = { Accept: 'text/event-stream' };
      const response = await this.#ask(`events?${query}`, { headers, signal: this.#abort.signal, cache: 'no-store' });
      if (response.ok && response.body) {
        opened = true;
        await this.#read(response.body.getReader());
      }
    } catch {
      // A line that breaks ends; why, nobody is told.
    }
    this.#end(CLOSE_OF_BYE.get(this.#bye) ?? CLOSE_ABNORMAL, opened);
  }

  /** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
  async #read(reader) {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done || this.#dropped) return;
      this.#heardAt = this.#env.now();
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) this.#hear(parseFrame(line.slice(5)));
    }
  }

  /** @param {import('./protocol.js').Frame | null} frame */
  #hear(frame) {
    if (!frame || this.#dropped) return;
    if (frame.messageType === 'bye') this.#bye = String(frame.message?.code ?? '');
    this.#told.frame(frame);
  }

  /** The answer becomes the frame that a WebSocket would have brought. @param {Record<string, any>} frame */
  async #post(frame) {
    if (this.#dropped) return;
    try {
      const headers = { 'Content-Type': 'application/json' };
      const response = await this.#ask('messages', { method: 'POST', headers, body: JSON.stringify(frame), signal: this.#abort.signal });
      if (response.ok) {
        const { id, seq, sentAt } = await response.json();
        if (frame.ref) this.#hear({ messageType: 'ack', ref: frame.ref, id, seq, sentAt });
        return;
      }
      // What a server cannot do now is sent again when no acknowledgement comes.
      if (response.status >= 500) return;
      const { code, message } = await problemOf(response);
      this.#hear({ messageType: 'error', ref: frame.ref, code, message });
    } catch {
      // The same.
    }
  }

  /** @param {string} what @param {RequestInit} options */
  #ask(what, { headers, ...options }) {
    return this.#env.fetch(`${this.#room}/${what}`, { ...options, headers: { ...headers, Authorization: this.#authorization } });
  }

  /** @param {number} code @param {boolean} opened */
  #end(code, opened) {
    if (this.#dropped) return;
    this.drop();
    this.#told.end(code, opened);
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { EventLine } from './eventline.js';
import { Line } from './line.js';

const TRIES = 2;

/**
 * Chooses what carries the frames: a WebSocket, or events and POST once two tries in a row at a WebSocket led to no
 * welcome. Only tries that the server could have answered count: the caller says when it is away altogether.
 */
export class Carriers {
  /** @type {'websocket' | 'events'} */
  kind = 'websocket';
  #env;
  #url;
  #room;
  #failed = 0;
  #eventsWorked = false;

  /**
   * @param {import('./line.js').Environment} environment
   * @param {string} url of the WebSocket
   * @param {string} roomId
   */
  constructor(environment, url, roomId) {
    this.#env = environment;
    this.#url = url;
    this.#room = `/api/v1/rooms/${encodeURIComponent(roomId)}`;
  }

  /** @param {URLSearchParams} query what to go on from @param {string} token @param {import('./line.js').Told} told */
  open(query, token, told) {
    return this.kind === 'events'
      ? new EventLine(this.#env, this.#room, `${query}`, token, told)
      : new Line(this.#env, `${this.#url}?${query}`, token, told);
  }

  /** That line was let in. */
  worked() {
    this.#failed = 0;
    this.#eventsWorked = this.kind === 'events';
  }

  /** That line led nowhere. */
  failed() {
    if (this.kind === 'events') {
      this.kind = 'websocket';
      this.#failed = this.#eventsWorked ? TRIES - 1 : 0;
      return;
    }
    this.#failed += 1;
    if (this.#failed >= TRIES) this.kind = 'events';
  }

  /** Another network, or none: what was learnt of the last one counts no more. */
  forget() {
    this.kind = 'websocket';
    this.#failed = 0;
    this.#eventsWorked = false;
  }
}

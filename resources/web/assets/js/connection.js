// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';
import { Carriers } from './carriers.js';
import { Delivery } from './delivery.js';
import { browser } from './line.js';
import { waitBeforeTry } from './backoff.js';
import { CLOSE_TO_LEAVE, CLOSE_TO_RESUME, CLOSE_TOKEN_EXPIRED, CLOSE_TOO_FAST, finalCode } from './protocol.js';

/** @typedef {'idle' | 'connecting' | 'online' | 'waiting' | 'ended'} State */

const STEADY_MS = 5_000;
const SILENCE_MS = 35_000;

/**
 * A person's line into one room: connects, comes back by itself, catches up by `since` and `epoch`, hands every
 * numbered frame on once and in order, and repeats what was not acknowledged.
 *
 * Emits: `state` {state, failures, seconds?, why?}; `welcome` {...the welcome's message, sentAt, fresh}, `fresh` meaning that
 * the history that follows replaces what is shown; `frame`, every other frame; `ack` {ref, id, seq, sentAt};
 * `refused` {ref?, code, message}; `ended` {code, reason}.
 */
export class RoomConnection extends Emitter {
  #roomId;
  #token;
  #renew;
  #env;
  #carriers;
  /** @type {import('./line.js').Line | import('./eventline.js').EventLine | null} */
  #line = null;
  #delivery;
  /** @type {State} */
  #state = 'idle';
  #run = 0;
  #failures = 0;
  #mustRenew = false;
  #epoch = '';
  #lastSeq = 0;
  #onlineSince = 0;
  /** @type {any} */
  #retryTimer = null;
  /** @type {{code?: string, reason?: string, reconnectIn?: number} | null} */
  #bye = null;

  /**
   * @param {object} options
   * @param {string} options.url of the WebSocket, for instance "ws://host/ws"
   * @param {string} options.roomId
   * @param {string} options.token
   * @param {() => Promise<string>} options.renew a fresh token; rejects with a Problem
   * @param {import('./line.js').Environment} [options.environment]
   */
  constructor({ url, roomId, token, renew, environment = browser }) {
    super();
    this.#roomId = roomId;
    this.#token = token;
    this.#renew = renew;
    this.#env = environment;
    this.#carriers = new Carriers(environment, url, roomId);
    this.#delivery = new Delivery(environment, () => this.restart());
  }

  get state() {
    return this.#state;
  }

  get token() {
    return this.#token;
  }

  get carrier() {
    return this.#carriers.kind;
  }

  get lastSeq() {
    return this.#lastSeq;
  }

  get waitingForAck() {
    return this.#delivery.size;
  }

  /** Connects; also after the end ("use here", "try again"). */
  open() {
    this.#failures = 0;
    // Being told why one may not enter needs the REST answer: a browser hides a refused handshake's status.
    if (this.#state === 'ended') this.#mustRenew = true;
    this.#connect();
  }

  /** Tries at once instead of waiting: the network is back, somebody pressed the button. */
  retryNow() {
    if (this.#state !== 'waiting') return;
    this.#failures = 0;
    this.#connect();
  }

  /** For when the page was asleep: a line that has been silent for too long is made anew. */
  check() {
    if (this.#state === 'waiting') this.retryNow();
    else if (this.#line && this.#line.silence > SILENCE_MS) this.restart();
  }

  /** Drops the line and connects again, keeping the seat. */
  restart() {
    if (this.#state !== 'online' && this.#state !== 'connecting') return;
    this.#drop(CLOSE_TO_RESUME);
    this.#connect();
  }

  /** The browser says that there is no network: a line may look alive for minutes. */
  networkLost() {
    if (this.#state !== 'online' && this.#state !== 'connecting') return;
    this.#carriers.forget();
    this.#drop(CLOSE_TO_RESUME);
    this.#waitAndRetry(null);
  }

  /** Leaves for good. */
  close() {
    this.#delivery.clear();
    this.#drop(CLOSE_TO_LEAVE);
    this.#setState('idle');
  }

  /** A name for a frame that is to be sent later. */
  newRef() {
    return this.#delivery.newRef();
  }

  /**
   * Sends a frame until it is acknowledged or refused, over any number of connections.
   * @param {object} frame
   * @returns {string} the `ref` it was given
   */
  send(frame) {
    return this.#delivery.send(frame);
  }

  /**
   * Sends a frame once, now.
   * @param {object} frame
   * @returns {boolean} false when not online: it is not kept
   */
  post(frame) {
    if (this.#state !== 'online') return false;
    this.#line?.send(frame);
    return true;
  }

  async #connect() {
    this.#drop(CLOSE_TO_RESUME);
    const run = this.#run;
    this.#setState('connecting');
    if (this.#mustRenew) {
      try {
        const token = await this.#renew();
        if (run !== this.#run) return;
        this.#token = token;
        this.#mustRenew = false;
      } catch (problem) {
        if (run === this.#run) this.#renewFailed(problem);
        return;
      }
    }
    this.#openLine();
  }

  #openLine() {
    const query = new URLSearchParams(this.carrier === 'websocket' ? { room: this.#roomId } : {});
    if (this.#epoch) {
      query.set('since', String(this.#lastSeq));
      query.set('epoch', this.#epoch);
    }
    this.#bye = null;
    this.#onlineSince = 0;
    this.#line = this.#carriers.open(query, this.#token, {
      frame: (frame) => this.#receive(frame),
      end: (code, opened) => {
        this.#drop();
        if (!this.#onlineSince) this.#carriers.failed();
        // A handshake that failed says nothing of why: the next try asks over REST first.
        if (!opened || code === CLOSE_TOKEN_EXPIRED) this.#mustRenew = true;
        this.#closed(code);
      },
    });
  }

  /** @param {number} closeCode */
  #closed(closeCode) {
    const code = finalCode(closeCode, this.#bye?.code);
    if (code) {
      this.#end(code, this.#bye?.reason);
      return;
    }
    if (this.#onlineSince && this.#env.now() - this.#onlineSince > STEADY_MS) this.#failures = 0;
    if (closeCode === CLOSE_TOKEN_EXPIRED && this.#failures === 0) {
      this.#failures = 1;
      this.#connect();
      return;
    }
    if (closeCode === CLOSE_TOO_FAST) this.#failures = Math.max(this.#failures, 3);
    this.#waitAndRetry(this.#bye?.reconnectIn ?? null);
  }

  /** @param {any} problem */
  #renewFailed(problem) {
    const passing = !problem?.status || problem.status >= 500 || problem.status === 429 || problem.status === 409;
    if (!problem?.status) this.#carriers.forget();
    if (passing) this.#waitAndRetry(problem?.retryAfter || null, problem?.code);
    else this.#end(problem.code === 'kicked' ? 'banned' : problem.code, problem.message);
  }

  /** @param {number | null} told seconds that the server asked for @param {string} [why] */
  #waitAndRetry(told, why) {
    const seconds = typeof told === 'number' && told >= 0 ? told : waitBeforeTry(this.#failures, this.#env.random);
    this.#failures += 1;
    this.#retryTimer = this.#env.setTimeout(() => this.#connect(), seconds * 1000);
    this.#setState('waiting', { seconds, why });
  }

  /** @param {string} code @param {string} [reason] */
  #end(code, reason = '') {
    this.#drop(CLOSE_TO_RESUME);
    this.#setState('ended');
    this.emit('ended', { code, reason });
  }

  /** @param {import('./protocol.js').Frame} frame */
  #receive(frame) {
    switch (frame.messageType) {
      case 'welcome':
        this.#welcomed({ ...frame.message, sentAt: frame.sentAt });
        break;
      case 'ack':
        this.#delivery.settle(frame.ref);
        this.emit('ack', frame);
        break;
      case 'error': {
        const { code = frame.code, message } = typeof frame.message === 'object' ? frame.message ?? {} : frame;
        this.#delivery.settle(frame.ref);
        this.emit('refused', { ref: frame.ref, code: String(code ?? 'internal'), message: String(message ?? '') });
        break;
      }
      case 'bye':
        this.#bye = frame.message ?? {};
        break;
      default:
        this.#numbered(frame);
    }
  }

  /** @param {any} welcome */
  #welcomed(welcome) {
    this.#line?.welcomed();
    this.#carriers.worked();
    this.#onlineSince = this.#env.now();
    const nothingMissed = welcome.epoch === this.#epoch && welcome.lastSeq === this.#lastSeq;
    const fresh = !welcome.recovered && !nothingMissed;
    if (fresh) this.#lastSeq = 0;
    this.#epoch = String(welcome.epoch ?? '');
    this.#setState('online');
    this.emit('welcome', { ...welcome, fresh });
    if (this.#line) this.#delivery.resume(this.#line, welcome.limits);
  }

  /** @param {any} frame */
  #numbered(frame) {
    if (typeof frame.seq === 'number' && frame.seq > 0) {
      if (frame.seq <= this.#lastSeq) return;
      this.#lastSeq = frame.seq;
    }
    this.emit('frame', frame);
  }

  /** Lets go of the line and of whatever was planned. @param {number} [code] closes it with that */
  #drop(code) {
    this.#run += 1;
    this.#env.clearTimeout(this.#retryTimer);
    this.#delivery.pause();
    this.#line?.drop(code);
    this.#line = null;
  }

  /** @param {State} state @param {{seconds?: number, why?: string}} [waiting] */
  #setState(state, waiting = {}) {
    this.#state = state;
    this.emit('state', { state, failures: this.#failures, ...waiting });
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// STOMP as strangers speak it: @stomp/stompjs, and frames by hand.
import { Client, Versions } from '@stomp/stompjs';
import { after } from 'node:test';
import { WebSocket } from 'ws';

const WAIT_MS = 10_000;
const open = new Set();
after(() => Promise.all([...open].map((end) => end())));

/** Things that come one after another, and can be waited for. */
export class Inbox {
  all = [];
  #unread = [];
  #waiting = [];

  push(item) {
    this.all.push(item);
    const index = this.#waiting.findIndex(({ matches }) => matches(item));
    if (index < 0) this.#unread.push(item);
    else this.#waiting.splice(index, 1)[0].resolve(item);
  }

  /** The next one that matches (some fields, or a function); others stay to be read. */
  next(match = () => true, ms = WAIT_MS) {
    const matches = typeof match === 'function' ? match : (item) => Object.entries(match).every(([k, v]) => item[k] === v);
    const index = this.#unread.findIndex(matches);
    if (index >= 0) return Promise.resolve(this.#unread.splice(index, 1)[0]);
    return new Promise((resolve, reject) => {
      const wait = { matches, resolve: (item) => (clearTimeout(late), resolve(item)) };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(wait), 1);
        reject(new Error(`nothing came like ${JSON.stringify(match) ?? match}; all so far: ${JSON.stringify(this.all).slice(0, 2000)}`));
      }, ms);
      this.#waiting.push(wait);
    });
  }
}

/** A signed-in stompjs client. `bodies`: what its subscriptions got; `errors`: ERROR frames; `closed`: the close event. */
export class StompPerson {
  bodies = new Inbox();
  errors = new Inbox();

  static async connect(server, token, { version = '1.2', headers = {}, ...options } = {}) {
    const person = new StompPerson();
    const late = AbortSignal.timeout(WAIT_MS);
    await new Promise((resolve, reject) => {
      late.onabort = () => reject(new Error('no CONNECTED in time'));
      person.client = new Client({
        webSocketFactory: () => new WebSocket(`${server.socketUrl}/stomp`, new Versions([version]).protocolVersions()),
        stompVersions: new Versions([version]),
        connectHeaders: { Authorization: `Bearer ${token}`, ...headers },
        reconnectDelay: 0,
        heartbeatIncoming: 0,
        heartbeatOutgoing: 0,
        onConnect: (frame) => {
          person.connected = frame;
          resolve();
        },
        onStompError: (frame) => {
          person.errors.push(frame);
          reject(new Error(`ERROR ${frame.headers.message}: ${frame.body}`));
        },
        ...options,
      });
      person.closed = new Promise((closed) => (person.client.onWebSocketClose = closed));
      open.add(() => person.client.deactivate({ force: true }));
      person.client.activate();
    });
    person.id = person.connected.headers['user-name'];
    return person;
  }

  /** Subscribes, and waits until it stands (stompjs gives a receipt to SUBSCRIBE only when asked). */
  async subscribe(roomId, headers = {}) {
    const receipt = `sub-${Math.random()}`;
    const stands = this.receipt(receipt);
    const subscription = this.client.subscribe(
      `/topic/room/${roomId}`,
      (message) => this.bodies.push({ ...JSON.parse(message.body), frame: message }),
      { receipt, ...headers },
    );
    await stands;
    return subscription;
  }

  receipt(id) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no RECEIPT ${id} in time`)), WAIT_MS);
      this.client.watchForReceipt(id, (frame) => (clearTimeout(late), resolve(frame)));
    });
  }

  send(destination, body, headers = {}) {
    this.client.publish({ destination, body: typeof body === 'string' ? body : JSON.stringify(body), headers });
  }

  /** Says it, and waits until it is stored. */
  async say(roomId, message) {
    const receipt = `said-${Math.random()}`;
    const stored = this.receipt(receipt);
    this.send(`/app/room/${roomId}`, { message }, { receipt });
    await stored;
  }
}

/** Frames by hand over a plain WebSocket; `^@` stands for NUL. `frames` has each frame's text as it came. */
export class RawStomp {
  frames = new Inbox();

  static async open(server, { token, version = '1.2', protocols = [], ...options } = {}) {
    const raw = new RawStomp();
    raw.ws = new WebSocket(`${server.socketUrl}/stomp`, protocols, options);
    open.add(() => raw.ws.terminate());
    raw.closed = new Promise((resolve) => raw.ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    let rest = '';
    raw.ws.on('message', (data) => {
      rest += data;
      for (let end; (end = rest.indexOf('\0')) >= 0; rest = rest.slice(end + 1))
        raw.frames.push(rest.slice(0, end).replace(/^\n+/, ''));
    });
    await new Promise((resolve, reject) => raw.ws.once('open', resolve).once('error', reject));
    if (token) {
      raw.send(`CONNECT\naccept-version:${version}\npasscode:${token}\n\n^@`);
      await raw.next('CONNECTED');
    }
    return raw;
  }

  send(text) {
    this.ws.send(text.replaceAll('^@', '\0'));
  }

  next(command) {
    return this.frames.next((frame) => frame.startsWith(`${command}\n`));
  }

  async subscribe(roomId, id = 's') {
    this.send(`SUBSCRIBE\nid:${id}\nreceipt:in-${id}\ndestination:/topic/room/${roomId}\n\n^@`);
    await this.frames.next((frame) => frame.includes(`receipt-id:in-${id}`));
  }

  /** The ERROR that must be the last frame, and the close: `{ frame, code, close }`. */
  async refusal() {
    const frame = await this.next('ERROR');
    const { code: close } = await this.closed;
    return { frame, code: /^message:(.*)$/m.exec(frame)[1], close, last: this.frames.all.at(-1) === frame };
  }
}

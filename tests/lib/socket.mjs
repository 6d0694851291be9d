// SPDX-License-Identifier: GPL-3.0-or-later
// The native protocol as a stranger speaks it: a `ws` client whose frames can be waited for.
import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';

const WAIT_MS = 10_000;

/** `query`: room, since, epoch, history. `via`: how the token travels. */
function handshake(server, { token, via = 'header', origin, protocols = [], path = '/ws', ...query }) {
  const url = new URL(path, server.socketUrl);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const headers = {};
  const offered = [...protocols];
  if (token !== undefined && via === 'header') headers.authorization = `Bearer ${token}`;
  if (token !== undefined && via === 'query') url.searchParams.set('token', token);
  if (token !== undefined && via === 'subprotocol') offered.push(`bearer.${token}`);
  return new WebSocket(url, offered, { headers, ...(origin ? { origin } : {}) });
}

/** Expects that the upgrade is refused: `{ status, headers, json }`. */
export function refused(server, options) {
  return new Promise((resolve, reject) => {
    const ws = handshake(server, options);
    ws.on('error', reject);
    ws.on('open', () => {
      ws.terminate();
      reject(new Error('the upgrade was accepted'));
    });
    ws.on('unexpected-response', (request, response) => {
      let text = '';
      response.on('data', (data) => (text += data));
      response.on('end', () => {
        let json;
        try {
          json = JSON.parse(text);
        } catch {
          json = undefined;
        }
        resolve({ status: response.statusCode, headers: new Headers(response.headers), text, json });
        ws.terminate();
      });
      response.on('error', reject);
    });
  });
}

const matcher = (match) =>
  typeof match === 'function'
    ? match
    : (frame) => Object.entries(typeof match === 'string' ? { messageType: match } : match)
        .every(([name, value]) => frame[name] === value);

export class Socket {
  all = []; // every frame that came
  deflated = []; // those that came in binary, and their bytes: { frame, bytes }
  #unread = [];
  #waiting = [];
  #name;

  constructor(ws, name) {
    this.ws = ws;
    this.#name = name;
    this.closed = new Promise((resolve) =>
      ws.on('close', (code, reason) => {
        this.ended = { code, reason: reason.toString() };
        resolve(this.ended);
        this.#waiting.splice(0).forEach(({ reject }) => reject(new Error(`closed with ${code} first. ${this}`)));
      }));
    ws.on('error', () => {}); // what follows is 'close'
    ws.on('message', (data, isBinary) => {
      const frame = JSON.parse((isBinary ? inflateRawSync(data) : data).toString());
      if (isBinary) this.deflated.push({ frame, bytes: data });
      this.#take(frame);
    });
  }

  /** Connected, and the `welcome` is in `welcome`. */
  static async open(server, { as: name = 'somebody', ...options }) {
    const ws = handshake(server, options);
    const socket = new Socket(ws, name);
    await new Promise((resolve, reject) => {
      ws.once('open', resolve);
      ws.once('error', reject);
    });
    socket.welcomeFrame = await socket.next(() => true);
    assert.equal(socket.welcomeFrame.messageType, 'welcome', 'the first frame is the welcome');
    socket.welcome = socket.welcomeFrame.message;
    socket.id = socket.welcome.self.id;
    return socket;
  }

  #take(frame) {
    this.all.push(frame);
    const index = this.#waiting.findIndex(({ match }) => match(frame));
    if (index < 0) this.#unread.push(frame);
    else this.#waiting.splice(index, 1)[0].resolve(frame);
  }

  /** The next frame that matches (a type's name, some fields, or a function); others stay to be read. */
  next(match, ms = WAIT_MS) {
    const matches = matcher(match);
    const index = this.#unread.findIndex(matches);
    if (index >= 0) return Promise.resolve(this.#unread.splice(index, 1)[0]);
    if (this.ended) return Promise.reject(new Error(`already closed with ${this.ended.code}. ${this}`));
    return new Promise((resolve, reject) => {
      const wait = {
        match: matches,
        resolve: (frame) => (clearTimeout(late), resolve(frame)),
        reject: (error) => (clearTimeout(late), reject(error)),
      };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(wait), 1);
        reject(new Error(`nothing came that matches ${JSON.stringify(match) ?? match}. ${this}`));
      }, ms);
      this.#waiting.push(wait);
    });
  }

  /** Everything so far that matches, read or not. */
  seen(match) {
    return this.all.filter(matcher(match));
  }

  /** A `message` frame's usual fields are enough: `{ messageType, message, … }`; a string goes as it is. */
  send(frame) {
    this.ws.send(typeof frame === 'string' || frame instanceof Uint8Array ? frame : JSON.stringify(frame));
  }

  say(text, more = {}) {
    this.send({ messageType: 'send', targetType: 'all', message: text, ...more });
  }

  /** Says it, and waits for the acknowledgement. */
  async saySafely(text, more = {}) {
    const ref = more.ref ?? `r${Math.random().toString(36).slice(2)}`;
    this.say(text, { ...more, ref });
    return this.next({ messageType: 'ack', ref });
  }

  /** The answer to a frame that must be refused; the connection stays. */
  async refusal(frame) {
    const ref = `bad${Math.random().toString(36).slice(2)}`;
    this.send({ ...frame, ref });
    const error = await this.next((got) => got.messageType === 'error' && (got.ref === ref || got.ref === undefined));
    assert.equal(typeof error.code, 'string');
    assert.equal(typeof error.message, 'string');
    return error;
  }

  /** A clean goodbye. */
  close(code = 1000) {
    this.ws.close(code);
    return this.closed;
  }

  /** The line is cut: no close frame. */
  drop() {
    this.ws.terminate();
    return this.closed;
  }

  toString() {
    const frames = this.all.slice(-12).map((frame) => `  ${JSON.stringify(frame).slice(0, 300)}`);
    return `${this.#name} has received ${this.all.length} frames, the last of them:\n${frames.join('\n')}`;
  }
}

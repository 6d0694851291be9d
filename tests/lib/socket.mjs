// SPDX-License-Identifier: GPL-3.0-or-later
// The native protocol as a stranger speaks it: a `ws` client whose frames can be waited for.
import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { Mailbox } from './mailbox.mjs';

/** `query`: room, since, epoch, history. `via`: how the token travels. `agent`: a User-Agent. `headers`: further ones. */
function handshake(server, { token, via = 'header', agent, origin, headers: more = {}, protocols = [], path = '/ws', ...query }) {
  const url = new URL(path, server.socketUrl);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const headers = agent ? { ...more, 'user-agent': agent } : { ...more };
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

export class Socket extends Mailbox {
  deflated = []; // those that came in binary, and their bytes: { frame, bytes }

  constructor(ws, name) {
    super(name);
    this.ws = ws;
    this.closed = new Promise((resolve) =>
      ws.on('close', (code, reason) => {
        this.end({ code, reason: reason.toString() });
        resolve(this.ended);
      }));
    ws.on('error', () => {}); // what follows is 'close'
    ws.on('message', (data, isBinary) => {
      const frame = JSON.parse((isBinary ? inflateRawSync(data) : data).toString());
      if (isBinary) this.deflated.push({ frame, bytes: data });
      this.take(frame);
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
}

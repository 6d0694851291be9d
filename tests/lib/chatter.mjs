// SPDX-License-Identifier: GPL-3.0-or-later
// The plain WebSockets of /ws/chat and /room, as a stranger's `ws` client speaks them.
import { after } from 'node:test';
import { WebSocket } from 'ws';
import { Inbox } from './inbox.mjs';

const open = new Set();
after(() => open.forEach((ws) => ws.terminate()));

const asObject = (text) => {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** `got`: everything that came; JSON objects as such, other text as it is. */
export class Chatter {
  got = new Inbox();

  /** `path` with its query: "/ws/chat", "/room?room=FTYXPM". `frames`: what comes are STOMP's, as text without the NUL. */
  static async open(server, path, token, { frames = false, ...options } = {}) {
    const person = new Chatter();
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    person.ws = new WebSocket(server.socketUrl + path, { headers, ...options });
    open.add(person.ws);
    person.closed = new Promise((resolve) => person.ws.on('close', (code, reason) => resolve({ code, reason: `${reason}` })));
    person.ws.on('message', (data) => {
      const text = data.toString();
      if (frames) return text.split('\0').slice(0, -1).forEach((frame) => person.got.push(frame));
      person.got.push(asObject(text));
    });
    await new Promise((resolve, reject) => person.ws.once('open', resolve).once('error', reject));
    return person;
  }

  send(what) {
    this.ws.send(typeof what === 'string' ? what : JSON.stringify(what));
  }

  next(match) {
    return this.got.next(match);
  }

  /** Enters a room of /ws/chat, and waits until it has. */
  async enter(roomId, sender) {
    this.send({ type: 'ENTER', roomId, sender });
    return this.next({ type: 'ENTER', roomId, ...(sender ? { sender } : {}) });
  }

  talk(roomId, message, sender) {
    this.send({ type: 'TALK', roomId, sender, message });
  }

  close(code = 1000) {
    this.ws.close(code);
    return this.closed;
  }
}

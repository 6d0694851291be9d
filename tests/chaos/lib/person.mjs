// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody in a room who writes down everything: what they sent and when, every answer, every numbered frame of every
// connection. They behave as the page does: come back with `since` and `epoch`, and send again what was not answered.
import { WebSocket } from 'ws';

const STORED = new Set(['send', 'image', 'file', 'poll', 'pollResult', 'delete']);

export class Person {
  /** One a welcome: `{ node, since, askedAt, welcome, welcomedAt, frames, ended }`. */
  lives = [];
  /** By ref: `{ frame, at }`; `acks`: `{ ref, id, seq, at }`; `refusals`: `{ code, at }`, the last one of each. */
  sent = new Map();
  acks = new Map();
  refusals = new Map();
  /** Up to where they had surely read at some time: `{ seq, at }`. */
  marks = [];
  /** What was wrong by itself, whatever else happened. */
  complaints = [];
  /** Sent and neither acknowledged nor refused. */
  outbox = new Map();
  /** Whether a message that could not be stored is sent again (with the same ref), or given up. */
  persistent = true;
  wasRefused = false;

  #socket = null;
  #life = null; // while there is a line
  #settled = () => {}; // tells who connected how it went
  #abandoned = [];
  #epoch = '';
  #position = 0;
  #count = 0;

  constructor({ name, id, type, roomId, token }) {
    Object.assign(this, { name, id, type, roomId, token });
  }

  /** Welcomed, and the line has not ended as far as one knows. */
  get online() {
    return this.#life !== null;
  }

  /** Connects to a node and waits for its welcome; false when it is not to be had (then nothing has changed). */
  connect(node, { afresh = false } = {}) {
    this.#forget();
    const known = this.#epoch !== '' && !afresh;
    if (!known) this.#position = 0;
    const url = new URL('/ws', node.socketUrl);
    url.searchParams.set('room', this.roomId);
    if (known) {
      url.searchParams.set('since', this.#position);
      url.searchParams.set('epoch', this.#epoch);
    }
    const life = { node, since: known ? this.#position : undefined, askedAt: performance.now(), frames: [], readTo: 0 };
    const socket = new WebSocket(url, ['lectern.v1'], { headers: { authorization: `Bearer ${this.token}` } });
    this.#socket = socket;
    socket.on('message', (data) => {
      if (this.#socket === socket) this.#hear(life, JSON.parse(data.toString()));
    });
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', (code) => {
      life.ended = code;
      if (this.#socket === socket) this.#forget();
    });
    return new Promise((resolve) => (this.#settled = resolve));
  }

  /** Ends the line: `clean` says goodbye, `reset` tears it, `silent` just stops reading and answering. */
  cut(how = 'reset') {
    const socket = this.#socket;
    this.#forget();
    if (!socket) return;
    if (how === 'clean') socket.close(1000);
    else if (how === 'silent' && socket.readyState === WebSocket.OPEN) socket.pause();
    else if (socket.readyState === WebSocket.OPEN) socket._socket.resetAndDestroy();
    else socket.terminate();
  }

  /** No line is left, not even a silent one. */
  leave() {
    this.cut('reset');
    for (const socket of this.#abandoned.splice(0)) socket.terminate();
  }

  /** Sends a frame until it is answered, over any number of connections. Answers its ref. */
  say(frame) {
    const ref = this.note(frame);
    this.#transmit(this.outbox.get(ref));
    return ref;
  }

  /** As say(), but whoever calls brings it on its way. */
  note(frame) {
    const ref = `${this.name}-${++this.#count}`;
    this.sent.set(ref, { frame: { ...frame, ref }, at: performance.now() });
    this.outbox.set(ref, this.sent.get(ref).frame);
    return ref;
  }

  /** Once more what was acknowledged already, as if the ack had been lost. */
  repeat(ref) {
    this.#transmit(this.sent.get(ref).frame);
  }

  /** Tells that everything up to that message is read; there is no answer to that. */
  read({ id, seq }) {
    if (this.#transmit({ messageType: 'read', message: { lastReadMessage: id } })) this.#hasRead(seq);
  }

  #hasRead(seq) {
    if (this.#life) this.#life.readTo = Math.max(this.#life.readTo, seq);
  }

  /** How far they have read, by their own account: what they marked, and what they said, while they were there. */
  get readTo() {
    return Math.max(this.#life?.readTo ?? 0, this.marks.at(-1)?.seq ?? 0);
  }

  /** The answer to a frame came by whatever way. */
  acknowledged({ ref, id, seq }) {
    const before = this.acks.get(ref);
    if (before && (before.id !== id || before.seq !== seq)) {
      this.complaints.push(`${ref} was acknowledged as ${before.seq} (${before.id}) and again as ${seq} (${id})`);
    }
    if (!this.sent.has(ref)) this.complaints.push(`${ref} was acknowledged and never sent`);
    if (!before) this.#hasRead(seq);
    if (!before) this.acks.set(ref, { ref, id, seq, at: performance.now() });
    this.outbox.delete(ref);
    this.refusals.delete(ref);
  }

  refused(ref, code) {
    if (this.acks.has(ref)) return; // a repetition of what is stored
    this.wasRefused = true;
    this.refusals.set(ref, { code, at: performance.now() });
    if (code !== 'storage_unavailable' || !this.persistent) this.outbox.delete(ref);
  }

  /** Sends again what was refused for want of storage. */
  retryRefused() {
    for (const ref of this.refusals.keys()) if (this.outbox.has(ref)) this.#transmit(this.outbox.get(ref));
  }

  #transmit(frame) {
    if (!this.online) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #forget() {
    this.#settled(false);
    if (this.#socket) this.#abandoned.push(this.#socket);
    this.#socket = null;
    this.#life = null;
  }

  #hear(life, frame) {
    if (frame.messageType === 'welcome') {
      life.welcome = frame.message;
      life.welcomedAt = performance.now();
      this.lives.push(life);
      this.#life = life;
      this.#settled(true);
      if (!frame.message.recovered) this.#position = 0;
      this.#epoch = frame.message.epoch;
      for (const waiting of this.outbox.values()) this.#transmit(waiting);
    } else if (!life.welcome && frame.messageType !== 'bye') {
      this.complaints.push(`a ${frame.messageType} came before the welcome`);
    } else if (frame.messageType === 'ack') {
      this.acknowledged(frame);
    } else if (frame.messageType === 'error' && frame.ref) {
      this.refused(frame.ref, frame.code);
    } else if (frame.seq > 0) {
      if (!STORED.has(frame.messageType)) this.complaints.push(`a ${frame.messageType} has the number ${frame.seq}`);
      frame.heardAt = performance.now();
      life.frames.push(frame);
      this.#position = frame.seq;
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A stand-in for lectern-server that a test plays by hand: for what a real server rarely does (hostile frames,
// odd ends, expired tokens) and at exactly the moment that the test wants.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { WebSocketServer } from 'ws';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const CSP =
  "default-src 'self'; img-src 'self' blob: data:; connect-src 'self' ws: wss:; style-src 'self'; " +
  "script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export class FakeServer {
  roomName = '3학년 2반 국어';
  talk = 'teacher';
  epoch = 'e1';
  log = [];
  hostOnline = true;
  handRaisedAt = '';
  /** How far (a seq) the student has read, as the server knows it. */
  readUpTo = 0;
  /** What the next joins answer instead of letting in: {status, code}. */
  refuseJoin = null;
  /** HTTP status with which handshakes are refused. */
  refuseHandshake = 0;
  /** Answers acks and own messages. */
  answering = true;
  joins = [];
  received = [];
  handshakes = [];
  /** How many frames went out deflated. */
  deflated = 0;
  files = new Map();
  others = [{ id: 'u_2', name: '이서연', type: 'student' }];

  static async start() {
    const server = new FakeServer();
    await server.#listen();
    return server;
  }

  get url() {
    return `http://127.0.0.1:${this.http.address().port}`;
  }

  async #listen() {
    this.http = createServer((request, response) => this.#answer(request, response));
    this.sockets = new WebSocketServer({ noServer: true, handleProtocols: ([first]) => first });
    this.http.on('upgrade', (request, socket, head) => {
      this.handshakes.push(new URL(request.url, this.url).searchParams);
      if (this.refuseHandshake) {
        socket.end(`HTTP/1.1 ${this.refuseHandshake} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (client) => this.#greet(client, request));
    });
    await new Promise((ready) => this.http.listen(0, '127.0.0.1', ready));
  }

  async stop() {
    for (const client of this.sockets.clients) client.terminate();
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }

  #greet(client, request) {
    const query = new URL(request.url, this.url).searchParams;
    const since = query.has('since') && query.get('epoch') === this.epoch ? Number(query.get('since')) : null;
    const recovered = since !== null && since <= this.log.length;
    const missed = recovered ? this.log.filter((frame) => frame.seq > since) : this.log.slice(-50);
    const self = { id: 'u_1', name: this.joins.at(-1)?.name ?? '김민준', type: 'student' };
    const host = { id: 'u_t', name: '김선생', online: this.hostOnline };
    const mark = this.readUpTo ? { lastReadMessage: `m${this.readUpTo}`, seq: this.readUpTo } : {};
    const unread = this.log.filter(({ seq, sender, messageType }) => seq > this.readUpTo && sender !== 'u_1' && !['delete', 'attachment'].includes(messageType)).length;
    const participants = [
      { ...host, type: 'teacher' },
      { ...self, online: true, handRaisedAt: this.handRaisedAt, ...mark },
      ...this.others,
    ];
    const state = { roomName: this.roomName, kind: 'class', talk: this.talk, locked: false, host, participants };
    const log = { epoch: this.epoch, lastSeq: this.log.length, lastReadMessage: mark.lastReadMessage ?? '', unread, recovered };
    const limits = { text: 4000, name: 40, recovery: 1000 };
    this.#write(client, { messageType: 'welcome', message: { self, ...state, openPolls: [], ...log, limits } });
    for (const frame of missed) this.#write(client, { ...frame, replay: true });
    client.on('message', (data) => this.#take(client, JSON.parse(data)));
  }

  #take(client, frame) {
    this.received.push(frame);
    if (!this.answering) return;
    if (frame.messageType === 'send') {
      const known = this.log.find((stored) => stored.ref === frame.ref);
      const from = { sender: 'u_1', senderType: 'student', senderName: '김민준', targetType: this.talk };
      const stored = known ?? this.store({ ...from, message: frame.message, ref: frame.ref });
      const { ref, id, seq, sentAt } = stored;
      this.#write(client, { messageType: 'ack', ref, id, seq, sentAt });
      if (!known) this.broadcast(stored);
    }
    if (frame.messageType === 'read') {
      const { seq } = this.log.find(({ id }) => id === frame.message.lastReadMessage);
      this.readUpTo = Math.max(this.readUpTo, seq);
    }
    if (frame.messageType === 'hand') {
      this.broadcast({ messageType: 'hand', sender: 'u_1', senderType: 'student', message: frame.message });
    }
  }

  #write(client, frame) {
    const text = JSON.stringify({ room: 'room:FTYXPM', senderType: 'system', ...frame });
    const deflate = client.protocol === 'lectern.v1.deflate' && Buffer.byteLength(text) > 1024;
    if (deflate) this.deflated += 1;
    client.send(deflate ? deflateRawSync(text) : text);
  }

  store(frame) {
    const seq = this.log.length + 1;
    const stored = { messageType: 'send', targetType: 'all', ...frame, id: `m${seq}`, seq, sentAt: new Date().toISOString() };
    this.log.push(stored);
    return stored;
  }

  broadcast(frame) {
    for (const client of this.sockets.clients) this.#write(client, frame);
  }

  /** The teacher says something. */
  say(message, more = {}) {
    const stored = this.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message, ...more });
    this.broadcast(stored);
    return stored;
  }

  /** The teacher shows a picture of that many pixels. */
  show(bytes, { width, height, name = 'photo.png', contentType = 'image/png', caption = '' }) {
    const id = `f${this.files.size + 1}`;
    this.files.set(id, { bytes, contentType });
    const url = `/api/v1/files/${id}?sig=x`;
    const attachment = { id, name, contentType, size: bytes.length, sha256: '', url, width, height };
    return this.say(caption, { messageType: width ? 'image' : 'file', attachment });
  }

  /** The teacher begins to upload something. */
  announce({ name = 'photo.png', contentType = 'image/png', width, height, caption = '' }) {
    const id = `f${this.files.size + 1}`;
    this.files.set(id, { contentType });
    const messageType = contentType.startsWith('image/') ? 'image' : 'file';
    return this.say(caption, { messageType, attachment: { id, name, contentType, size: 1000, state: 'uploading', width, height } });
  }

  /** It is there (bytes), or will not come (null). */
  finish(message, bytes, more = {}) {
    const { id } = message.attachment;
    this.files.get(id).bytes = bytes;
    const state = bytes ? { state: 'ready', size: bytes.length, url: `/api/v1/files/${id}?sig=x` } : { state: 'failed' };
    const attachment = { ...message.attachment, ...state, ...more };
    const stored = this.store({ messageType: 'attachment', sender: 'u_t', senderType: 'teacher', refers: message.id, attachment });
    this.log[message.seq - 1] = { ...message, attachment };
    this.broadcast(stored);
  }

  closeAll(code, bye) {
    if (bye) this.broadcast({ messageType: 'bye', message: bye });
    for (const client of this.sockets.clients) client.close(code);
  }

  cutAll() {
    for (const client of this.sockets.clients) client.terminate();
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.url);
    const join = /^\/api\/v1\/rooms\/(\w+)\/join$/.exec(url.pathname);
    const file = /^\/api\/v1\/files\/(\w+)$/.exec(url.pathname);
    if (join) return this.#join(request, response, join[1]);
    if (file) return this.#file(request, response, this.files.get(file[1]), url);
    if (url.pathname.endsWith('/messages')) {
      const before = Number(url.searchParams.get('before'));
      return this.#json(response, 200, this.log.filter((frame) => frame.seq < before).slice(-50));
    }
    return this.#page(response, url.pathname);
  }

  async #join(request, response, code) {
    let body = '';
    for await (const chunk of request) body += chunk;
    this.joins.push(JSON.parse(body));
    if (this.refuseJoin) return this.#json(response, this.refuseJoin.status, this.refuseJoin);
    if (code !== 'FTYXPM') return this.#json(response, 404, { status: 404, code: 'room_not_found' });
    const user = { id: 'u_1', name: this.joins.at(-1).name, type: 'student' };
    const token = `header.payload${this.joins.length}.signature`;
    return this.#json(response, 200, { token, user, room: { id: code, name: this.roomName } });
  }

  #file(request, response, file, url) {
    const allowed = url.searchParams.has('sig') ? !file?.expired : request.headers.authorization;
    if (!file || !allowed) return this.#json(response, 403, { code: 'forbidden' });
    response.writeHead(200, { 'Content-Type': file.contentType }).end(file.bytes);
  }

  #json(response, status, body) {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  async #page(response, path) {
    let file = join(resources, 'web', 'index.html');
    if (path.startsWith('/assets/icons/')) file = join(resources, normalize(path.replace('/assets', '')));
    else if (path.startsWith('/assets/')) file = join(resources, 'web', normalize(path));
    try {
      const bytes = await readFile(file);
      const headers = { 'Content-Type': `${TYPES[extname(file)]}; charset=utf-8`, 'Content-Security-Policy': CSP };
      response.writeHead(200, headers).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

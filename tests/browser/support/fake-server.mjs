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
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };
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
  /** Seconds that who is refused is asked to stay away, as text; nothing is said without. */
  retryAfter = null;
  /** HTTP status with which handshakes are refused. */
  refuseHandshake = 0;
  /** Whether events can be read. */
  events = false;
  /** How many pieces of uploads are lost on the way; a promise that they wait for. */
  breakUploads = 0;
  /** How many times a new upload is asked to wait for a second; when one was asked for. */
  slowUploads = 0;
  uploadsAskedAt = [];
  holdUploads = null;
  /** What is asked and timed just now, as a welcome tells it. */
  openPolls = [];
  timer = null;
  /** Answers acks and own messages. */
  answering = true;
  joins = [];
  received = [];
  handshakes = [];
  /** How many frames went out deflated. */
  deflated = 0;
  files = new Map();
  /** Those who read events instead of a WebSocket. */
  readers = new Set();
  /** What came by tus: {name, length, bytes, failing}. */
  uploads = new Map();
  /** What the door tells; null: a server that knows of no doors. */
  door = null;
  /** Of the student. */
  muted = false;
  names = 'shown';
  /** Assets that are other than those in the repository: text by path. */
  changed = new Map();
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
    this.cutAll();
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
      { ...self, online: true, handRaisedAt: this.handRaisedAt, ...(this.muted && { muted: true }), ...mark },
      ...this.others,
    ];
    const state = { roomName: this.roomName, kind: 'class', talk: this.talk, locked: false, names: this.names, host, participants };
    const log = { epoch: this.epoch, lastSeq: this.log.length, lastReadMessage: mark.lastReadMessage ?? '', unread, recovered };
    const limits = { text: 4000, name: 40, recovery: 1000 };
    this.#write(client, { messageType: 'welcome', message: { self, ...state, openPolls: this.openPolls, timer: this.timer ?? undefined, ...log, limits }, sentAt: new Date().toISOString() });
    for (const frame of missed) this.#write(client, { ...frame, replay: true });
    client.on?.('message', (data) => {
      const stored = this.#take(JSON.parse(data));
      if (!stored) return;
      const { ref, id, seq, sentAt } = stored;
      this.#write(client, { messageType: 'ack', ref, id, seq, sentAt });
    });
  }

  /** What it is stored as; nothing for what is not in the log. */
  #take(frame) {
    this.received.push(frame);
    if (!this.answering) return null;
    if (['send', 'image', 'file'].includes(frame.messageType)) {
      const known = this.log.find((stored) => stored.ref === frame.ref);
      if (known) return known;
      const from = { sender: 'u_1', senderType: 'student', senderName: '김민준', targetType: this.talk === 'teacher' ? 'teacher' : frame.targetType };
      const { messageType, message, ref, attachment } = frame;
      const stored = this.store({ ...from, messageType, message, ref, ...(attachment && { attachment: this.#attachment(attachment.id) }) });
      // The acknowledgement comes first.
      setImmediate(() => this.broadcast(stored));
      return stored;
    }
    if (frame.messageType === 'delete') {
      const stored = this.store({ messageType: 'delete', sender: 'u_1', senderType: 'student', refers: frame.refers, ref: frame.ref });
      setImmediate(() => this.broadcast(stored));
      return stored;
    }
    if (frame.messageType === 'read') {
      const { seq } = this.log.find(({ id }) => id === frame.message.lastReadMessage);
      this.readUpTo = Math.max(this.readUpTo, seq);
    }
    if (frame.messageType === 'hand') {
      this.broadcast({ messageType: 'hand', sender: 'u_1', senderType: 'student', message: frame.message });
    }
    return null;
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
    for (const client of [...this.sockets.clients, ...this.readers]) this.#write(client, frame);
  }

  /** The teacher says something. */
  say(message, more = {}) {
    const stored = this.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message, ...more });
    this.broadcast(stored);
    return stored;
  }

  /** The teacher shows a picture of that many pixels. */
  show(bytes, { width, height, name = 'photo.png', contentType = 'image/png', caption = '', thumbnail }) {
    const id = `f${this.files.size + 1}`;
    this.files.set(id, { bytes, contentType, thumbnail });
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
    for (const reader of this.readers) reader.response.end();
  }

  cutAll() {
    for (const client of this.sockets.clients) client.terminate();
    for (const reader of this.readers) reader.response.destroy();
  }

  /** The teacher asks; answers the poll. */
  ask(message) {
    const poll = this.store({ messageType: 'poll', sender: 'u_t', senderType: 'teacher', senderName: '김선생', message });
    this.openPolls.push({ id: poll.id, ...message });
    this.broadcast(poll);
    return poll;
  }

  /** The teacher closes it, and shows how they answered. */
  answer(poll, result) {
    this.openPolls = this.openPolls.filter(({ id }) => id !== poll.id);
    const by = { sender: 'u_t', senderType: 'teacher', senderName: '김선생', refers: poll.id };
    this.broadcast(this.store({ ...by, messageType: 'poll', message: { open: false, show: true } }));
    this.broadcast(this.store({ ...by, messageType: 'pollResult', message: { ...result, final: true } }));
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.url);
    const join = /^\/api\/v1\/rooms\/(\w+)\/join$/.exec(url.pathname);
    const file = /^\/api\/v1\/files\/(\w+)(?:\/(thumbnail))?$/.exec(url.pathname);
    if (/^\/api\/v1\/rooms\/FTYXPM\/door$/.test(url.pathname) && this.door) return this.#json(response, 200, this.door);
    if (url.pathname.endsWith('/door')) return this.#json(response, 404, { status: 404, code: 'not_found' });
    if (join) return this.#join(request, response, join[1]);
    if (file) return this.#file(request, response, this.files.get(file[1]), url, file[2]);
    if (url.pathname.endsWith('/events')) return this.#events(request, response);
    if (/\/uploads(\/|$)/.test(url.pathname)) return this.#upload(request, response, url.pathname.split('/').at(-1));
    if (url.pathname.endsWith('/leave')) return response.writeHead(204).end();
    if (url.pathname.endsWith('/messages') && request.method === 'POST') {
      const stored = this.#take(JSON.parse(await textOf(request)));
      return this.#json(response, stored ? 201 : 200, stored ?? {});
    }
    if (url.pathname.endsWith('/messages')) {
      const before = Number(url.searchParams.get('before'));
      return this.#json(response, 200, this.log.filter((frame) => frame.seq < before).slice(-50));
    }
    return this.#page(response, url.pathname);
  }

  async #join(request, response, code) {
    this.joins.push(JSON.parse(await textOf(request)));
    if (this.refuseJoin) return this.#json(response, this.refuseJoin.status, this.refuseJoin, this.retryAfter ? { 'Retry-After': this.retryAfter } : {});
    if (code !== 'FTYXPM') return this.#json(response, 404, { status: 404, code: 'room_not_found' });
    const user = { id: 'u_1', name: this.joins.at(-1).name, type: 'student' };
    const token = `header.payload${this.joins.length}.signature`;
    return this.#json(response, 200, { token, user, room: { id: code, name: this.roomName } });
  }

  #events(request, response) {
    if (!this.events || !request.headers.authorization) return this.#json(response, 503, { code: 'draining' });
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const reader = { response, send: (text) => response.write(`data: ${text}\n\n`) };
    this.readers.add(reader);
    response.on('close', () => this.readers.delete(reader));
    this.#greet(reader, request);
  }

  async #upload(request, response, id) {
    if (request.method === 'POST') {
      this.uploadsAskedAt.push(performance.now());
      if (this.slowUploads-- > 0) return this.#json(response, 429, { status: 429, code: 'rate_limited' }, { 'Retry-After': '1' });
      const name = Buffer.from(/filename (\S+?)(,|$)/.exec(request.headers['upload-metadata'])[1], 'base64').toString();
      const made = { id: `f${this.files.size + this.uploads.size + 1}`, name, length: Number(request.headers['upload-length']), bytes: Buffer.alloc(0) };
      this.uploads.set(made.id, made);
      return this.#json(response, 201, this.#attachment(made.id));
    }
    const upload = this.uploads.get(id);
    if (request.method === 'DELETE') {
      upload.cancelled = true;
      return response.writeHead(204).end();
    }
    if (request.method === 'HEAD') return response.writeHead(200, { 'Upload-Offset': upload.bytes.length }).end();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (this.holdUploads) await this.holdUploads;
    if (this.breakUploads-- > 0) return request.socket.destroy();
    upload.bytes = Buffer.concat([upload.bytes, ...chunks]);
    response.writeHead(204, { 'Upload-Offset': upload.bytes.length }).end();
    const message = this.log.find(({ attachment }) => attachment?.id === id);
    if (upload.bytes.length < upload.length || !message) return;
    this.files.set(id, { contentType: 'image/jpeg' });
    this.finish(message, upload.bytes);
  }

  #attachment(id) {
    const { name, length } = this.uploads.get(id);
    return { id, name, contentType: 'image/jpeg', size: length, state: 'uploading' };
  }

  #file(request, response, file, url, what = 'bytes') {
    const allowed = url.searchParams.has('sig') ? !file?.expired : request.headers.authorization;
    if (!file || !allowed) return this.#json(response, 403, { code: 'forbidden' });
    if (!file[what]) return this.#json(response, 404, { code: 'file_not_found' });
    response.writeHead(200, { 'Content-Type': file.contentType }).end(file[what]);
  }

  #json(response, status, body, headers = {}) {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  async #page(response, path) {
    let file = join(resources, 'web', 'index.html');
    if (path.startsWith('/assets/icons/')) file = join(resources, normalize(path.replace('/assets', '')));
    else if (path.startsWith('/assets/')) file = join(resources, 'web', normalize(path));
    try {
      const bytes = this.changed.get(path) ?? (await readFile(file));
      const headers = { 'Content-Type': `${TYPES[extname(file)]}; charset=utf-8`, 'Content-Security-Policy': CSP };
      response.writeHead(200, headers).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

async function textOf(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP and WebSocket bytes exactly as a test wants them, also wrong ones.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';

export class RawConnection {
  text = '';
  closed = false;

  constructor(socket) {
    this.socket = socket;
    socket.on('data', (data) => (this.text += data.toString('latin1')));
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => (this.closed = true));
  }

  static async open(server) {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  write(bytes) {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** Waits until `question(text)` is truthy, or the peer has closed. Answers what has come by then. */
  async until(question, ms = 10_000) {
    const end = Date.now() + ms;
    while (!question(this.text) && !this.closed) {
      if (Date.now() > end) throw new Error(`nothing of that came within ${ms} ms; so far:\n${this.text.slice(0, 2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.text;
  }

  /** The first status line's code; 0 when the peer closed without one. */
  async status() {
    const text = await this.until((got) => /^HTTP\/1\.1 \d{3}/.test(got));
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
  }

  /** Codes of all status lines, once there are `count` of them (or the peer has closed). */
  async statuses(count) {
    const lines = (text) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((line) => Number(line[1]));
    return lines(await this.until((text) => lines(text).length >= count));
  }

  async end() {
    await this.until(() => false);
    return this.text;
  }

  destroy() {
    this.socket.destroy();
  }
}

export async function rawStatus(server, bytes) {
  const connection = await RawConnection.open(server);
  connection.write(bytes);
  const status = await connection.status();
  connection.destroy();
  return status;
}

/** After a handshake by hand: a connection on which any bytes may be written as frames. */
export async function rawWebSocket(server, roomId, token) {
  const connection = await RawConnection.open(server);
  connection.write(
    `GET /ws?room=${roomId} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${Buffer.alloc(16, 7).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n` +
      `Authorization: Bearer ${token}\r\n\r\n`);
  await connection.until((text) => text.includes('"welcome"'));
  return connection;
}

/** A client's frame; `masked: false` makes one that RFC 6455 forbids. */
export function frame(payload, { opcode = 1, fin = true, masked = true } = {}) {
  const body = Buffer.from(payload);
  const head = [(fin ? 0x80 : 0) | opcode];
  const mask = masked ? 0x80 : 0;
  if (body.length < 126) head.push(mask | body.length);
  else if (body.length < 65536) head.push(mask | 126, body.length >> 8, body.length & 255);
  else throw new Error('frames of that size are not made here');
  // A mask of zeros leaves the payload readable.
  return Buffer.concat([Buffer.from(head), masked ? Buffer.alloc(4) : Buffer.alloc(0), body]);
}

/** A request over Node's plain HTTP client, which decodes nothing: `{ status, headers, bytes }`. */
export function plainly(server, path, { method = 'GET', token, headers = {} } = {}) {
  const bearer = token ? { authorization: `Bearer ${token}` } : {};
  const options = { host: '127.0.0.1', port: server.port, path, method, headers: { ...bearer, ...headers }, agent: false };
  return new Promise((resolve, reject) => {
    const asking = request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end();
  });
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A WebSocket by hand: frames as a test wants them, also wrong ones, and those that come back.
import { once } from 'node:events';
import { connect } from 'node:net';

function encode(opcode, payload, { fin = true, rsv = 0, masked = true }) {
  const body = Buffer.from(payload);
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const mask = masked ? 0x80 : 0;
  if (body.length < 126) head.push(mask | body.length);
  else if (body.length < 65_536) head.push(mask | 126, body.length >> 8, body.length & 255);
  else {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(body.length));
    head.push(mask | 127, ...length);
  }
  const key = masked ? Buffer.from([0x37, 0xfa, 0x21, 0x3d]) : Buffer.alloc(0);
  if (masked) for (let i = 0; i < body.length; ++i) body[i] ^= key[i & 3];
  return Buffer.concat([Buffer.from(head), key, body]);
}

export class FrameLine {
  #pieces = [];
  #size = 0;
  #waiting;

  constructor(socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#take(data));
    socket.on('error', () => {}); // 'close' follows
    this.ended = new Promise((resolve) => socket.on('close', resolve)).then(() => {
      this.over = true;
      this.#waiting?.();
    });
  }

  static async open(server, path) {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    const line = new FrameLine(socket);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${Buffer.alloc(16, 7).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`);
    const head = await line.#until((bytes) => bytes.indexOf('\r\n\r\n') + 4 || 0);
    if (!head.toString().startsWith('HTTP/1.1 101')) throw new Error(`no upgrade: ${head}`);
    return line;
  }

  #take(data) {
    this.#pieces.push(data);
    this.#size += data.length;
    this.#waiting?.();
  }

  /** Takes that many bytes off, as soon as `size(bytes)` says how many. Null: the line is over. */
  async #until(size, atLeast = 1) {
    for (;;) {
      if (this.#size >= atLeast) {
        const bytes = Buffer.concat(this.#pieces);
        const count = size(bytes);
        if (count > 0 && bytes.length >= count) {
          this.#pieces = [bytes.subarray(count)];
          this.#size -= count;
          return bytes.subarray(0, count);
        }
        atLeast = Math.max(count, bytes.length + 1);
        this.#pieces = [bytes];
      }
      if (this.over) return null;
      await new Promise((resolve) => (this.#waiting = resolve));
    }
  }

  /** `pieces`: bytes a write; 0: all at once. */
  send(opcode, payload, { pieces = 0, ...options } = {}) {
    const bytes = encode(opcode, payload, options);
    if (!pieces) return this.sendRaw(bytes);
    for (let i = 0; i < bytes.length; i += pieces) this.sendRaw(bytes.subarray(i, i + pieces));
  }

  sendRaw(bytes) {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** The next frame; null when the line is over. */
  async read() {
    const lengths = (bytes) => {
      const short = bytes[1] & 0x7f;
      if (short < 126) return [2, short];
      if (short === 126) return bytes.length < 4 ? [4, 0] : [4, bytes.readUInt16BE(2)];
      return bytes.length < 10 ? [10, 0] : [10, Number(bytes.readBigUInt64BE(2))];
    };
    const bytes = await this.#until((got) => (got.length < 2 ? 2 : lengths(got).reduce((a, b) => a + b)), 2);
    if (!bytes) return null;
    const [head] = lengths(bytes);
    return { fin: Boolean(bytes[0] & 0x80), rsv: (bytes[0] >> 4) & 7, opcode: bytes[0] & 15, masked: Boolean(bytes[1] & 0x80), payload: bytes.subarray(head) };
  }

  close() {
    this.socket.destroy();
  }
}

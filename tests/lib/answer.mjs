// SPDX-License-Identifier: GPL-3.0-or-later
// One request on a connection of its own, and its answer as it comes: chunk by chunk, or as bytes.
import { RawConnection } from './raw.mjs';

export class Answer {
  #raw;

  /** `server`: anything with a `port`. The head has come when this ends. */
  static async to(server, method, path, { headers = {}, body, version = '1.1' } = {}) {
    const answer = new Answer();
    answer.#raw = await RawConnection.open(server);
    const length = body === undefined && method !== 'POST' ? {} : { 'Content-Length': Buffer.byteLength(body ?? '') };
    const fields = Object.entries({ Host: `127.0.0.1:${server.port}`, ...length, ...headers });
    answer.#raw.write(`${method} ${path} HTTP/${version}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body ?? ''}`);
    await answer.#readHead();
    return answer;
  }

  /** Another request on the same connection, once this answer has been read to its end. */
  async next(method, path) {
    this.#raw.write(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    await this.#readHead();
    return this;
  }

  async #readHead() {
    const text = await this.#raw.until((got) => got.includes('\r\n\r\n'));
    const end = text.indexOf('\r\n\r\n');
    const [first, ...lines] = text.slice(0, end).split('\r\n');
    this.#raw.text = text.slice(end + 4);
    this.status = Number(first.split(' ')[1]);
    this.headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  }

  /** The next chunk; '' is the last one, null the end of the connection instead. */
  async chunk() {
    const size = (got) => (got.includes('\r\n') ? parseInt(got, 16) : -1);
    const whole = (got) => size(got) >= 0 && got.length >= got.indexOf('\r\n') + 4 + size(got);
    const got = await this.#raw.until(whole);
    if (!whole(got)) return null;
    const begin = got.indexOf('\r\n') + 2;
    const text = got.slice(begin, begin + size(got));
    this.#raw.text = got.slice(begin + size(got) + 2);
    return Buffer.from(text, 'latin1').toString();
  }

  /** The rest of the body, however it is framed. */
  async body() {
    if (this.headers['transfer-encoding'] === 'chunked') {
      let body = '';
      for (let chunk = await this.chunk(); chunk; chunk = await this.chunk()) body += chunk;
      return body;
    }
    if (this.status === 204 || this.status === 304) return '';
    const length = this.headers['content-length'];
    if (length === undefined) return this.rest();
    const got = await this.#raw.until((text) => text.length >= Number(length));
    this.#raw.text = got.slice(Number(length));
    return Buffer.from(got.slice(0, Number(length)), 'latin1').toString();
  }

  /** What comes until the connection ends. */
  async rest() {
    const text = await this.#raw.end();
    this.#raw.text = '';
    return Buffer.from(text, 'latin1').toString();
  }

  /** That many bytes. */
  async bytes(count) {
    const got = await this.#raw.until((text) => text.length >= count);
    this.#raw.text = got.slice(count);
    return got.slice(0, count);
  }

  close() {
    this.#raw.destroy();
  }
}

/** A request and its whole answer: `{ status, headers, body }`. */
export async function ask(server, method, path, options) {
  const answer = await Answer.to(server, method, path, options);
  const body = await answer.body();
  answer.close();
  return { status: answer.status, headers: answer.headers, body };
}

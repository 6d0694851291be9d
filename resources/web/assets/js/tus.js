// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { waitBeforeTry } from './backoff.js';
import { Problem } from './http.js';

const CHUNK_BYTES = 512 * 1024;
const VERSION = { 'Tus-Resumable': '1.0.0' };

/** @param {string} text */
function base64(text) {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** One file on its way to a room, by tus 1.0.0: in pieces, and on from where it broke. Rejects with a Problem. */
export class TusUpload {
  #http;
  #token;
  #file;
  #abort = new AbortController();
  #path = '';

  /**
   * @param {import('./http.js').Http} http
   * @param {() => string} token
   * @param {File} file
   */
  constructor(http, token, file) {
    this.#http = http;
    this.#token = token;
    this.#file = file;
  }

  /** @param {string} roomId @returns {Promise<any>} the attachment as messages carry it */
  async create(roomId) {
    const { name, type, size } = this.#file;
    const metadata = `filename ${base64(name)},filetype ${base64(type || 'application/octet-stream')}`;
    const headers = { ...VERSION, 'Upload-Length': String(size), 'Upload-Metadata': metadata };
    const path = `/rooms/${encodeURIComponent(roomId)}/uploads`;
    const attachment = await this.#again(() => this.#ask('POST', path, { headers }).then((response) => response.json()));
    this.#path = `/uploads/${encodeURIComponent(attachment.id)}`;
    return attachment;
  }

  /** Ends when the server has taken the last byte and found the file good. @param {(fraction: number) => void} tell */
  async send(tell) {
    const { size } = this.#file;
    for (let at = 0, first = true; at < size || first; first = false) {
      const from = at;
      at = await this.#again(
        () => this.#append(from),
        () => this.#offset(),
      );
      tell(size ? at / size : 1);
    }
  }

  /** Gives it up, here and at the server. */
  async cancel() {
    this.#abort.abort();
    if (this.#path) await this.#http.request('DELETE', this.#path, { token: this.#token(), headers: VERSION }).catch(() => {});
  }

  /** @param {number} from @returns {Promise<number>} where the next piece begins */
  async #append(from) {
    const bytes = this.#file.slice(from, from + CHUNK_BYTES);
    const headers = { ...VERSION, 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' };
    return offsetIn(await this.#ask('PATCH', this.#path, { bytes, headers }));
  }

  async #offset() {
    return offsetIn(await this.#ask('HEAD', this.#path, { headers: VERSION }));
  }

  /** @param {string} method @param {string} path @param {import('./http.js').Options} options */
  #ask(method, path, options) {
    return this.#http.request(method, path, { ...options, token: this.#token(), signal: this.#abort.signal });
  }

  /**
   * Tries until it succeeds, or fails for good; a server that names a time to wait is given it.
   * @template T
   * @param {() => Promise<T>} run
   * @param {() => Promise<T>} [after] what to do instead after a failure: the server may have it already
   */
  async #again(run, after = run) {
    for (let failures = 0, next = run; ; failures += 1, next = after) {
      try {
        return await next();
      } catch (problem) {
        const passing = problem instanceof Problem && (problem.passing || problem.status === 409);
        if (!passing || this.#abort.signal.aborted) throw problem;
        const seconds = Math.max(problem.retryAfter, waitBeforeTry(failures, Math.random));
        await new Promise((ready) => setTimeout(ready, seconds * 1000));
      }
    }
  }
}

/** @param {Response} response */
function offsetIn(response) {
  const offset = Number(response.headers.get('Upload-Offset'));
  if (!Number.isInteger(offset)) throw new Problem(response.status, 'internal');
  return offset;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads that can be resumed, by the header fields of tus 1.0.0 and without a library: so a test may break them anywhere.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';

const base64 = (text) => Buffer.from(text).toString('base64');

export const metadata = (name, type) => `filename ${base64(name)},filetype ${base64(type)}`;

export class TusUpload {
  constructor(api, path) {
    this.api = api;
    this.path = path; // "/api/v1/uploads/ID"
    this.id = path.split('/').pop();
  }

  /** The answer to a creation, whatever it is. */
  static ask(api, roomId, headers) {
    return api.call('POST', `/rooms/${roomId}/uploads`, undefined, { 'tus-resumable': '1.0.0', ...headers });
  }

  static async create(api, roomId, length, { name = '사진.png', type = 'image/png' } = {}) {
    const answer = await TusUpload.ask(api, roomId, { 'upload-length': `${length}`, 'upload-metadata': metadata(name, type) });
    assert.equal(answer.status, 201, answer.text);
    const upload = new TusUpload(api, answer.headers.get('location'));
    upload.created = answer;
    return upload;
  }

  call(method, body, headers = {}) {
    return this.api.root(method, this.path, body, { 'tus-resumable': '1.0.0', ...headers });
  }

  head(headers) {
    return this.call('HEAD', undefined, headers);
  }

  async offset() {
    const answer = await this.head();
    assert.equal(answer.status, 200, `${answer.status}`);
    return Number(answer.headers.get('upload-offset'));
  }

  patch(offset, bytes, headers = {}) {
    return this.call('PATCH', bytes, { 'upload-offset': `${offset}`, 'content-type': 'application/offset+octet-stream', ...headers });
  }

  /** Sends all that is missing. */
  async complete(bytes) {
    const offset = await this.offset();
    return this.patch(offset, bytes.subarray(offset));
  }

  /** A request that announces `length` bytes and brings only `bytes` of them: `{ more(bytes), tear(), answer }`. */
  begin(offset, length, bytes) {
    const outgoing = request(new URL(this.path, this.api.server.url), {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${this.api.token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': `${offset}`,
        'content-type': 'application/offset+octet-stream',
        'content-length': `${length}`,
      },
    });
    const answer = once(outgoing, 'response').then(([response]) => {
      response.resume();
      return response.statusCode;
    });
    answer.catch(() => {}); // whoever tears it does not ask
    outgoing.write(bytes);
    return {
      answer,
      more: (next) => outgoing.write(next),
      tear: () => outgoing.destroy(),
    };
  }

  cancel() {
    return this.call('DELETE');
  }
}

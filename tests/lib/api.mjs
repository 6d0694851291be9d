// SPDX-License-Identifier: GPL-3.0-or-later
// REST as a stranger calls it: fetch, a bearer token, JSON.
import assert from 'node:assert/strict';

export class Api {
  constructor(server, token = '') {
    this.server = server; // anything with `url`
    this.token = token;
  }

  as(token) {
    return new Api(this.server, token);
  }

  /** `path` is below /api/v1. `body`: an object goes as JSON, a string or bytes as they are. */
  call(method, path, body, headers = {}) {
    return this.root(method, `/api/v1${path}`, body, headers);
  }

  /** Any address of the server. Answers `{ status, headers, bytes, text, json }`; json is undefined for others. */
  async root(method, path, body, headers = {}) {
    const plain = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(new URL(path, this.server.url), {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body !== undefined && !plain ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: body === undefined || plain ? body : JSON.stringify(body),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, bytes, text, json: isJson && text ? JSON.parse(text) : undefined };
  }

  get(path, headers) {
    return this.call('GET', path, undefined, headers);
  }

  post(path, body, headers) {
    return this.call('POST', path, body, headers);
  }

  patch(path, body) {
    return this.call('PATCH', path, body);
  }

  put(path, body) {
    return this.call('PUT', path, body);
  }

  delete(path) {
    return this.call('DELETE', path);
  }

  async login(username, password) {
    const answer = await this.post('/login', { username, password });
    assert.equal(answer.status, 200, answer.text);
    return this.as(answer.json.token);
  }

  async createRoom(options = {}) {
    const answer = await this.post('/rooms', { name: '3학년 2반', ...options });
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  }

  async join(roomId, name, device) {
    const answer = await this.post(`/rooms/${roomId}/join`, device ? { name, device } : { name });
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  }

  async participants(roomId) {
    const answer = await this.get(`/rooms/${roomId}/participants`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  }

  async messages(roomId, query = '') {
    const answer = await this.get(`/rooms/${roomId}/messages${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  }
}

/** The answer is a problem as RFC 9457 and this protocol have it. `code` may be left out where it is open. */
export function assertProblem(answer, status, code) {
  assert.equal(answer.status, status, `${answer.status} ${answer.text}`);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(answer.json.status, status);
  assert.equal(typeof answer.json.title, 'string');
  assert.equal(typeof answer.json.detail, 'string');
  if (code) assert.equal(answer.json.code, code, answer.text);
}

/** Asks again until `question()` gives something truthy; for what the server does on its own time. */
export async function eventually(question, what = 'that', ms = 10_000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) assert.fail(`${what} did not come true within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

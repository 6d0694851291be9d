// SPDX-License-Identifier: GPL-3.0-or-later
// The SockJS services at which these tests are pointed, and what every answer of theirs is held to.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ask } from '../lib/answer.mjs';
import { startProgram } from '../lib/program.mjs';

export const server = await startProgram('sockjs_services');
const NO_CACHE = 'no-store, no-cache, must-revalidate, max-age=0';
export const PRELUDE = `${'h'.repeat(2048)}\n`;

export const get = (path, headers) => ask(server, 'GET', path, { headers });
export const post = (path, body, headers) => ask(server, 'POST', path, { body, headers });
export const session = (service = '/echo') => `${service}/000/${randomUUID()}`;
export const send = async (url, body) => {
  const { status, body: answer } = await post(`${url}/xhr_send`, body);
  assert.deepEqual([status, answer], [204, '']);
};

export function assertType({ headers }, type) {
  assert.equal(headers['content-type'].replaceAll(' ', ''), type);
}

export function assertNotCached({ headers }) {
  assert.equal(headers['cache-control'], NO_CACHE);
  assert.equal(headers.expires, undefined);
  assert.equal(headers['last-modified'], undefined);
}

export function assertCached({ headers }) {
  assert.match(headers['cache-control'], /public/);
  assert.match(headers['cache-control'], /max-age=[1-9][0-9]{6}/);
  assert.ok(Date.parse(headers.expires) > Date.now());
}

export function assertCors({ headers }, origin) {
  assert.equal(headers['access-control-allow-origin'], origin && origin !== 'null' ? origin : '*');
  assert.equal(headers['access-control-allow-credentials'], 'true');
}

export async function assertOptions(path, methods) {
  for (const origin of [undefined, 'test', 'null']) {
    const answer = await ask(server, 'OPTIONS', path, { headers: origin ? { Origin: origin } : {} });
    assert.deepEqual([answer.status, answer.body], [204, '']);
    assertCached(answer);
    assert.ok(Number(answer.headers['access-control-max-age']) > 1_000_000);
    assert.equal(answer.headers['access-control-allow-methods'], methods);
    assertCors(answer, origin);
  }
}

/** A WebSocket whose messages can be waited for. */

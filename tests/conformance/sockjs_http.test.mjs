// SPDX-License-Identifier: GPL-3.0-or-later
// What the document of the SockJS protocol 0.3.3 says of HTTP itself, in our own words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Answer, ask } from '../lib/answer.mjs';
import { RawConnection } from '../lib/raw.mjs';
import { post, PRELUDE, send, server, session } from './sockjs_service.mjs';

test('HTTP/1.0', async (t) => {
  const options = { version: '1.0', headers: { Connection: 'Keep-Alive' } };
  await t.test('a whole answer', async () => {
    const answer = await Answer.to(server, 'GET', '/echo', options);
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(answer.headers['content-length'], '19');
    assert.equal(await answer.body(), 'Welcome to SockJS!\n');
    assert.equal(answer.headers.connection.toLowerCase(), 'keep-alive');
    assert.equal((await answer.next('GET', '/echo')).status, 200);
    answer.close();
  });
  await t.test('one that goes on', async () => {
    const answer = await Answer.to(server, 'POST', `${session('/close')}/xhr_streaming`, options);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(answer.headers['content-length'], undefined);
    assert.equal(await answer.rest(), `${PRELUDE}o\nc[3000,"Go away!"]\n`);
  });
});

test('HTTP/1.1', async (t) => {
  const options = { headers: { Connection: 'Keep-Alive' } };
  await t.test('a whole answer', async () => {
    const answer = await Answer.to(server, 'GET', '/echo', options);
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(await answer.body(), 'Welcome to SockJS!\n');
    assert.ok(['keep-alive', undefined].includes(answer.headers.connection?.toLowerCase()));
    assert.equal((await answer.next('GET', '/echo')).status, 200);
    answer.close();
  });
  await t.test('one that goes on', async () => {
    const answer = await Answer.to(server, 'POST', `${session('/close')}/xhr_streaming`, options);
    assert.equal(answer.headers['transfer-encoding'].toLowerCase(), 'chunked');
    assert.equal(answer.headers['content-length'], undefined);
    for (const chunk of [PRELUDE, 'o\n', 'c[3000,"Go away!"]\n', '']) assert.equal(await answer.chunk(), chunk);
    assert.equal((await answer.next('GET', '/echo')).status, 200);
    answer.close();
  });
});

test('bodies in chunks, as some clients send them', async () => {
  const url = session();
  await post(`${url}/xhr`);
  const chunked = { 'Transfer-Encoding': 'chunked' };
  const raw = async (body) => {
    const { port } = server;
    const connection = await RawConnection.open({ port });
    connection.write(`POST ${url}/xhr_send HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (const piece of body) connection.write(piece);
    const status = await connection.status();
    connection.destroy();
    return status;
  };
  assert.equal(await raw(['3\r\n["', 'a\r', '\n2\r\n"]\r\n0\r\n\r\n']), 204);
  assert.equal((await post(`${url}/xhr`)).body, 'a["a"]\n');
  assert.equal(await raw(['x\r\n']), 400);
  assert.equal(await raw(['FFFFFF\r\n']), 413);
  assert.equal((await ask(server, 'POST', `${url}/xhr`, { body: '0\r\n\r\n', headers: { ...chunked, 'Content-Length': 5 } })).status, 400, 'both lengths');
});

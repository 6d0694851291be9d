// SPDX-License-Identifier: GPL-3.0-or-later
// What the document of the SockJS protocol 0.3.3 says of WebSockets, in our own words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { Answer } from '../lib/answer.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { get, post, server, session } from './sockjs_service.mjs';

/** A WebSocket whose messages can be waited for. */
class Line extends Mailbox {
  static async open(path, options = {}) {
    const line = new Line(path);
    line.ws = new WebSocket(server.socketUrl + path, options);
    line.closed = new Promise((resolve) => line.ws.on('close', (code) => resolve((line.end({ code }), code))));
    line.ws.on('message', (data) => line.take(data.toString()));
    await new Promise((resolve, reject) => line.ws.on('open', resolve).on('error', reject));
    return line;
  }
  async reads(expected) {
    assert.equal(await this.next(() => true), expected);
  }
}

test('what is no WebSocket is told so', async () => {
  const path = '/echo/0/0/websocket';
  const plain = await get(path);
  assert.equal(plain.status, 400);
  assert.match(plain.body, /Can "Upgrade" only to "WebSocket"\./);
  const kept = await get(path, { Upgrade: 'WebSocket', Connection: 'close' });
  assert.equal(kept.status, 400);
  assert.match(kept.body, /"Connection" must be "Upgrade"\./);
  for (const headers of [{ Upgrade: 'WebSocket', Connection: 'Upgrade' }, {}]) {
    const answer = await post(path, undefined, headers);
    assert.deepEqual([answer.status, answer.body, answer.headers['content-type'], answer.headers.allow], [405, '', undefined, 'GET']);
  }
  assert.equal((await get('/disabled_websocket_echo/0/0/websocket')).status, 404);
});

test('WebSockets', async (t) => {
  await t.test('speak in frames', async () => {
    const line = await Line.open(`${session()}/websocket`);
    await line.reads('o');
    line.ws.send('');
    line.ws.send('["a"]');
    await line.reads('a["a"]');
    line.ws.send('"b"');
    await line.reads('a["b"]');
    line.ws.close();
    assert.equal(await line.closed, 1005);
  });
  await t.test('are closed by a frame, then by the WebSocket', async () => {
    const line = await Line.open(`${session('/close')}/websocket`);
    await line.reads('o');
    await line.reads('c[3000,"Go away!"]');
    assert.equal(await line.closed, 1000);
  });
  await t.test('may share a name', async () => {
    const url = `${session()}/websocket`;
    const [one, two] = [await Line.open(url), await Line.open(url)];
    await one.reads('o');
    await two.reads('o');
    one.ws.send('["a"]');
    await one.reads('a["a"]');
    two.ws.send('["b"]');
    await two.reads('a["b"]');
    one.ws.close();
    two.ws.close();
    await Promise.all([one.closed, two.closed]);
    const again = await Line.open(url);
    await again.reads('o');
    again.ws.send('["a"]');
    await again.reads('a["a"]');
    again.ws.close();
  });
  await t.test('end at once for broken JSON', async () => {
    const line = await Line.open(`${session()}/websocket`);
    await line.reads('o');
    line.ws.send('["a');
    assert.equal(await line.closed, 1002);
    assert.deepEqual(line.all, ['o']);
  });
  for (const version of [7, 8, 13])
    await t.test(`of version ${version} are taken`, async () => {
      const answer = await Answer.to(server, 'GET', `${session()}/websocket`, {
        headers: { Upgrade: 'websocket', Connection: 'keep-alive, Upgrade', 'Sec-WebSocket-Version': version,
          'Sec-WebSocket-Origin': 'http://asd', 'Sec-WebSocket-Key': 'x3JJHMbDL1EzLkh9GBhXDw==' },
      });
      assert.equal(answer.status, 101);
      assert.equal(answer.headers['sec-websocket-accept'], 'HSmrc0sMlYUkAGmm5OPpG2HaGWk=');
      assert.equal(answer.headers.connection.toLowerCase(), 'upgrade');
      assert.equal(answer.headers.upgrade.toLowerCase(), 'websocket');
      assert.equal(answer.headers['content-length'], undefined);
      assert.equal(await answer.bytes(3), '\x81\x01o');
      answer.close();
    });
  await t.test('without frames are raw', async () => {
    const line = await Line.open('/echo/websocket');
    line.ws.send('Hello world!\uffff');
    await line.reads('Hello world!\uffff');
    line.ws.close();
    const closed = await Line.open('/close/websocket');
    assert.equal(await closed.closed, 3000);
    assert.deepEqual(closed.all, []);
  });
});

// SPDX-License-Identifier: GPL-3.0-or-later
// The client that pages use, in Node, over each transport that it has there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import SockJS from 'sockjs-client';
import { Mailbox } from '../lib/mailbox.mjs';
import { startProgram } from '../lib/program.mjs';

const server = await startProgram('sockjs_services');
const TEXTS = ['a', '', '여러분 안녕하세요 😀', ' \u0000\u001f\u2028\uffff"\\', 'x'.repeat(5000), '</script>'];

class Client extends Mailbox {
  constructor(service, transports) {
    super(service);
    this.socket = new SockJS(server.url + service, null, { transports });
    this.opened = new Promise((resolve) => (this.socket.onopen = resolve));
    this.closed = new Promise((resolve) => (this.socket.onclose = ({ code, reason, wasClean }) => {
      this.end({ code, reason });
      resolve({ code, reason, wasClean });
    }));
    this.socket.onmessage = ({ data }) => this.take(data);
  }
}

for (const transport of ['websocket', 'xhr-streaming', 'eventsource', 'xhr-polling'])
  test(transport, async (t) => {
    await t.test('says everything again, in order', async () => {
      const client = new Client('/echo', transport);
      await client.opened;
      assert.equal(client.socket.transport, transport);
      for (const text of TEXTS) client.socket.send(text);
      for (const text of TEXTS) assert.equal(await client.next(() => true), text);
      client.socket.close();
      await client.closed;
    });
    await t.test('goes on over many answers', async () => {
      const client = new Client('/echo', transport);
      await client.opened;
      const texts = Array.from({ length: 60 }, (_, i) => `${i} ${'가'.repeat(200)}`);
      for (const text of texts) {
        client.socket.send(text);
        assert.equal(await client.next(() => true), text);
      }
      client.socket.close();
      await client.closed;
    });
    await t.test('is told why it is sent away', async () => {
      const client = new Client('/close', transport);
      assert.deepEqual(await client.closed, { code: 3000, reason: 'Go away!', wasClean: true });
    });
  });

test('without WebSockets it finds another way by itself', async () => {
  const client = new Client('/disabled_websocket_echo');
  await client.opened;
  assert.notEqual(client.socket.transport, 'websocket');
  client.socket.send('가');
  assert.equal(await client.next(() => true), '가');
  client.socket.close();
});

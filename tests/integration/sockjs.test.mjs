// SPDX-License-Identifier: GPL-3.0-or-later
// STOMP inside SockJS, as pages with sockjs-client and stompjs have it; the protocol itself is in tests/conformance.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import SockJS from 'sockjs-client';
import { ask } from '../lib/answer.mjs';
import { assertProblem } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { StompPerson } from '../lib/stomp.mjs';

const house = await House.open({
  users: [{ username: 'lee', role: 'student', name: '이민준' }],
  flags: ['--set', 'rooms.seat_seconds=1', '--set', 'allowed_origins=["https://school.example"]'],
});
const { server, teacher, anyone } = house;
const lee = await house.signIn('lee');

const over = (transports) => ({ webSocketFactory: () => new SockJS(`${server.url}/sockjs`, null, { transports }) });

for (const transport of ['websocket', 'xhr-streaming', 'eventsource', 'xhr-polling'])
  test(`${transport}: one room with people on the native protocol`, async () => {
    const room = await teacher.createRoom({ talk: 'all' });
    const host = await house.enter(room.id, teacher.token);
    const minjun = await StompPerson.connect(server, lee.token, over(transport));
    await minjun.subscribe(room.id);
    assert.equal((await host.next('join')).message.participants[0].name, '이민준');
    host.say('여러분 안녕하세요');
    assert.equal((await minjun.bodies.next({ type: 'TALK' })).message, '여러분 안녕하세요');
    await minjun.say(room.id, '네! </script> 😀');
    assert.equal((await host.next({ messageType: 'send', sender: minjun.id })).message, '네! </script> 😀');
    assert.equal((await minjun.bodies.next({ type: 'TALK' })).sender, minjun.id);
    await minjun.client.deactivate();
    assert.equal((await host.next('leave')).message.participants[0].reason, 'left');
  });

test('a session that breaks keeps the seat for a while', async () => {
  const room = await teacher.createRoom();
  const host = await house.enter(room.id, teacher.token);
  const minjun = await StompPerson.connect(server, lee.token, over('xhr-streaming'));
  await minjun.subscribe(room.id);
  await host.next('join');
  await minjun.client.deactivate({ force: true });
  assert.equal((await host.next('leave')).message.participants[0].reason, 'timeout');
});

test('a refusal is heard before the end, also by polling', async () => {
  for (const transport of ['websocket', 'xhr-polling'])
    await assert.rejects(StompPerson.connect(server, 'no token', over(transport)), /ERROR/, transport);
});

test('the raw address is for programs', async () => {
  const room = await teacher.createRoom();
  const { WebSocket } = await import('ws');
  const minjun = await StompPerson.connect(server, lee.token, {
    webSocketFactory: () => new WebSocket(`${server.socketUrl}/sockjs/websocket`, ['v12.stomp']),
  });
  await minjun.subscribe(room.id);
  await minjun.client.deactivate();
});

test('what a client asks first', async () => {
  const { status, json } = await anyone.root('GET', '/sockjs/info');
  assert.equal(status, 200);
  assert.equal(json.websocket, true);
  assert.equal(json.cookie_needed, Boolean(house.redis), 'sessions live on one node');
  assert.equal((await anyone.root('GET', '/sockjs')).text, 'Welcome to SockJS!\n');
});

test('old browsers’ frames load the client from here', async () => {
  const page = await anyone.root('GET', '/sockjs/iframe.html');
  const [, client] = /<script src="(\/[^"]+)">/.exec(page.text);
  const script = await anyone.root('GET', client);
  assert.equal(script.status, 200);
  assert.match(script.headers.get('content-type'), /javascript/);
  assert.match(script.text, /sockjs-client v1/);
});

test('pages of other sites come in when they are listed', async () => {
  const at = (origin, method = 'POST', path = '/sockjs/0/cors/xhr') => ask(server, method, path, { headers: { Origin: origin } });
  const listed = await at('https://school.example');
  assert.deepEqual([listed.status, listed.body], [200, 'o\n']);
  assert.equal(listed.headers['access-control-allow-origin'], 'https://school.example');
  assert.equal(listed.headers['access-control-allow-credentials'], 'true');
  assert.equal((await at('https://school.example', 'OPTIONS')).headers['access-control-allow-methods'], 'OPTIONS, POST');
  for (const method of ['POST', 'OPTIONS']) {
    const other = await at('https://evil.example', method);
    assert.equal(other.status, 403);
    assert.equal(other.headers['access-control-allow-origin'], undefined);
  }
  assertProblem(await anyone.root('GET', '/sockjs/info', undefined, { origin: 'https://evil.example' }), 403, 'forbidden');
  assert.equal((await at(server.url, 'GET', '/sockjs/info')).status, 200);
});

/** Of docs/protocol.md: `…` stands for anything. */
function assertLike(pattern, text) {
  const parts = pattern.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  assert.match(text, new RegExp(`^${parts.join('[^]*?')}$`));
}

test('the conversation in the document of the protocol', async () => {
  const document = await readFile(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
  const [, block] = /^```sockjs\n([^]*?)^```$/m.exec(document);
  const room = await lee.createRoom({ name: '책 이야기', kind: 'chat' });
  const steps = block.replaceAll('FTYXPM', room.id).replaceAll('eyJ…', lee.token).trimEnd().split('\n');
  let answer;
  for (const step of steps) {
    const [, method, path, body] = /^> (\S+) (\S+) ?(.*)$/.exec(step) ?? [];
    if (method) answer = await ask(server, method, path, { body });
    else assertLike(step, `< ${answer.status} ${answer.body}`.trimEnd());
  }
});

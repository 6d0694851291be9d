// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong input gets its error; the class beside it goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, assertProblem } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { frame, RawConnection, rawStatus, rawWebSocket } from '../lib/raw.mjs';

const house = await House.open({ flags: ['--set', 'limits.head_timeout=1'] });
const { anyone, teacher, server } = house;

// This class is held all the while; the last test looks at it.
const bystanders = await house.classroom();
const witness = await bystanders.student('증인');
test('a frame that is no JSON object ends the connection with 4400', async (t) => {
  for (const text of ['hello', '{', '[]', 'null', '7', '"send"', '', '{"a":1}{"b":2}', '\u0000', '{"a":}', '['.repeat(60_000)])
    await t.test(JSON.stringify(text).slice(0, 30), async () => {
      const { host } = await house.classroom();
      host.send(text);
      const error = await host.next('error');
      assert.equal(error.code, 'bad_request');
      assert.equal((await host.closed).code, 4400);
    });
});

test('an object that does not fit is answered, and the connection stays', async (t) => {
  const { room, host } = await house.classroom();
  for (const [object, code] of [
    [{}, undefined],
    [{ messageType: 'dance', message: 'x' }, 'unknown_type'],
    [{ messageType: 'SEND', message: 'x' }, 'unknown_type'],
    [{ messageType: 7, message: 'x' }, undefined],
    [{ messageType: null }, undefined],
    [{ messageType: 'send' }, 'bad_request'],
    [{ messageType: 'send', message: 7 }, 'bad_request'],
    [{ messageType: 'send', message: null }, 'bad_request'],
    [{ messageType: 'send', message: ['x'] }, 'bad_request'],
    [{ messageType: 'send', message: { text: 'x' } }, 'bad_request'],
    [{ messageType: 'send', message: 'x', targetType: 'everyone' }, 'bad_request'],
    [{ messageType: 'send', message: 'x', targetType: 5 }, 'bad_request'],
    [{ messageType: 'send', message: 'x', target: 5 }, 'bad_request'],
    [{ messageType: 'hand', message: 'raised' }, 'bad_request'],
    [{ messageType: 'hand', message: { raised: 'yes' } }, 'bad_request'],
    [{ messageType: 'read', message: {} }, 'bad_request'],
    [{ messageType: 'delete', message: {} }, 'bad_request'],
    [{ messageType: 'signal', message: 'x' }, 'bad_request'],
    [{ messageType: 'kick', message: {} }, 'bad_request'],
  ])
    await t.test(JSON.stringify(object), async () => {
      const error = await host.refusal(object);
      if (code) assert.equal(error.code, code);
    });
  await t.test('a ref that is no text', async () => {
    host.send({ messageType: 'send', message: 'x', ref: { deep: [1] } });
    assert.equal((await host.next('error')).code, 'bad_request');
  });
  await host.saySafely('아직 여기');
  assert.deepEqual((await teacher.messages(room.id)).map(({ message }) => message), ['아직 여기']);
});

test('fields that nobody knows are let be', async () => {
  const { host } = await house.classroom();
  await host.saySafely('앞으로도', { future: { deep: [1, 2, 3] }, __proto__: { x: 1 }, constructor: 'x' });
});

test('a frame over the limit ends the connection with 1009', async () => {
  const { host } = await house.classroom();
  host.say('가'.repeat(30_000));
  assert.equal((await host.closed).code, 1009);
});

test('so does one that grows over the limit in parts', async () => {
  const { room } = await house.classroom();
  const connection = await rawWebSocket(server, room.id, teacher.token);
  connection.write(frame('x'.repeat(40_000), { opcode: 1, fin: false }));
  connection.write(frame('x'.repeat(40_000), { opcode: 0, fin: false }));
  const text = await connection.end();
  assert.ok(text.includes('\x88') && text.includes(String.fromCharCode(1009 >> 8, 1009 & 255)), 'a close frame with 1009');
});

test('frames that break RFC 6455 end the connection, not the class', async (t) => {
  for (const [what, bytes] of [
    ['not masked', frame('{"messageType":"send","message":"x"}', { masked: false })],
    ['an unknown opcode', frame('x', { opcode: 3 })],
    ['reserved bits', Buffer.concat([Buffer.of(0xf1), frame('{}').subarray(1)])],
    ['a continuation of nothing', frame('x', { opcode: 0 })],
    ['a ping in parts', frame('x', { opcode: 9, fin: false })],
    ['no UTF-8', frame(Buffer.from([0xc3, 0x28]))],
    ['rubbish', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ])
    await t.test(what, async () => {
      const { room } = await house.classroom();
      const connection = await rawWebSocket(server, room.id, (await anyone.join(room.id, '말썽')).token);
      connection.write(bytes);
      await connection.end();
    });
});

test('who writes too fast is told, others are not slowed', async () => {
  const node = await house.node({ flags: ['--set', 'limits.rate=5', '--set', 'limits.burst=10'] });
  const there = new Api(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const seat = await there.as('').join(room.id, '빠른손');
  const quick = await house.enter(room.id, seat.token, { server: node });
  for (let i = 0; i < 200; ++i) if (!quick.ended) quick.say(`${i}`, { ref: `${i}` });
  const told = quick.next({ messageType: 'error', code: 'rate_limited' });
  await Promise.race([told, quick.closed.then(({ code }) => assert.equal(code, 4429))]);
  await host.saySafely('조용히');
  assert.ok(host.seen({ messageType: 'send', senderType: 'student' }).length < 100);
});

test('who does not read is let go; the others get everything', async () => {
  const node = await house.node({ flags: ['--set', 'limits.text=60000', '--set', 'limits.queue=200000'] });
  const there = new Api(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const sleepy = await house.enter(room.id, (await there.as('').join(room.id, '잠꾸러기')).token, { server: node });
  const awake = await house.enter(room.id, (await there.as('').join(room.id, '멀쩡이')).token, { server: node });
  sleepy.ws.pause();
  const text = 'x'.repeat(50_000);
  const count = 400; // 20 MB: more than any socket buffer
  for (let i = 0; i < count; ++i) await host.saySafely(text);
  for (let i = 1; i <= count; ++i) assert.equal((await awake.next('send')).seq, i);
  sleepy.ws.resume();
  const { code } = await sleepy.closed;
  assert.ok([4408, 1006].includes(code), `${code}`);
  assert.ok(sleepy.seen('send').length < count);
});

test('a body over the limit is 413, on the first and on later requests of a connection', async () => {
  const big = JSON.stringify({ username: 'x'.repeat(1_100_000), password: 'y' });
  assertProblem(await anyone.post('/login', big, { 'content-type': 'application/json' }), 413);
  const connection = await RawConnection.open(server);
  connection.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.deepEqual(await connection.statuses(1), [200]);
  connection.write('POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n');
  assert.deepEqual(await connection.statuses(2), [200, 413]);
  connection.destroy();
});

test('heads that contradict themselves are refused', async (t) => {
  const post = 'POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  for (const [what, bytes, expected] of [
    ['chunked', `${post}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, [411]],
    ['both lengths', `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`, [400, 411]],
    ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, [400]],
    ['a negative length', `${post}Content-Length: -2\r\n\r\n{}`, [400]],
    ['a length that is none', `${post}Content-Length: two\r\n\r\n{}`, [400]],
    ['an enormous length', `${post}Content-Length: 99999999999999999999\r\n\r\n{}`, [400, 413]],
    ['no HTTP', 'hello\r\n\r\n', [400, 0]],
    ['a TLS hello', Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3, 13, 10, 13, 10]), [400, 0]],
    ['an endless line', `GET /${'x'.repeat(200_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, [414, 431, 400]],
    ['endless fields', `GET / HTTP/1.1\r\nHost: x\r\n${'X-A: 1\r\n'.repeat(20_000)}\r\n`, [431]],
  ])
    await t.test(what, async () => {
      const status = await rawStatus(server, bytes);
      assert.ok(expected.includes(status), `${status}`);
    });
});

test('a head that never ends is let go after limits.head_timeout', async () => {
  const connection = await RawConnection.open(server);
  connection.write('GET / HTTP/1.1\r\nHost: x\r\n');
  const text = await connection.end();
  assert.ok(text === '' || /^HTTP\/1\.1 408/.test(text), text);
});

test('a slash that is encoded is no slash, and two are not one', async () => {
  const connection = await RawConnection.open(server);
  connection.write('GET //healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  connection.write('GET /api%2Fv1/profile HTTP/1.1\r\nHost: x\r\n\r\n');
  connection.write('GET /../healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  const statuses = await connection.statuses(3);
  assert.ok(statuses.every((status) => status === 404 || status === 400), `${statuses}`);
  connection.destroy();
});

test('pipelined requests are answered in their order', async () => {
  const connection = await RawConnection.open(server);
  const login = JSON.stringify({ username: 'nobody', password: 'slow to check' });
  connection.write(`POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${login.length}\r\n\r\n${login}`);
  connection.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.deepEqual(await connection.statuses(3), [401, 200, 404]);
  connection.destroy();
});

test('Connection: close and HTTP/1.0 end the connection', async () => {
  for (const request of ['GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'GET /healthz HTTP/1.0\r\n\r\n']) {
    const connection = await RawConnection.open(server);
    connection.write(request);
    assert.match(await connection.end(), /^HTTP\/1\.[01] 200/);
  }
});

test('who leaves before the answer hurts nobody', async () => {
  const login = JSON.stringify({ username: 'kim', password: 'slow to check' });
  for (let i = 0; i < 20; ++i) {
    const connection = await RawConnection.open(server);
    connection.write(`POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${login.length}\r\n\r\n${login}`);
    connection.destroy();
  }
  assert.equal((await anyone.root('GET', '/healthz')).status, 200);
});

test('HEAD answers as GET does, without a body', async () => {
  const answer = await anyone.root('HEAD', '/healthz');
  assert.equal(answer.status, 200);
  assert.equal(answer.bytes.length, 0);
});

test('the class beside all this has noticed nothing', async () => {
  await settled(bystanders.host, witness);
  for (const socket of [bystanders.host, witness]) {
    assert.equal(socket.seen('error').length, 0);
    assert.equal(socket.seen('hostAway').length, 0);
    assert.equal(socket.ended, undefined);
  }
});

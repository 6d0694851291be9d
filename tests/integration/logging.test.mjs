// SPDX-License-Identifier: GPL-3.0-or-later
// What the log says, and what it never says, while everything that happens is logged.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from '../lib/api.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { Redis } from '../lib/redis.mjs';
import { refused } from '../lib/socket.mjs';

const REDIS_PASSWORD = 'bell-rope-4711';
const WRONG = '틀린비밀번호-9931';
const NEXT = '새로운비밀번호-2027';

/** A lesson in which all kinds of secrets travel, rightly and wrongly. Answers them and whom it was about. */
async function lesson(house) {
  const { anyone, teacher, server } = house;
  const secrets = [PASSWORD, WRONG, NEXT, REDIS_PASSWORD, teacher.token];
  const secret = (text) => (secrets.push(text), text);
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준', { via: 'query' });
  const seoyeon = await student('서연', { via: 'subprotocol' });
  secrets.push(minjun.token, seoyeon.token);

  await minjun.saySafely(secret('속마음을 적은 글'));
  await minjun.saySafely(secret('선생님만 보세요'), { target: host.id, ref: secret('my-own-ref') });
  await minjun.refusal({ messageType: 'send', targetType: 'all', message: secret('너무 긴 글').repeat(2000) });
  await minjun.refusal({ messageType: 'poll', message: { question: secret('남의 질문') } });
  host.send({ messageType: 'poll', message: { question: secret('이해했나요?'), choices: [], text: true } });
  const { id: poll } = await minjun.next('poll');
  minjun.send({ messageType: 'vote', refers: poll, message: { text: secret('아직 모르겠어요') } });
  await host.next('pollResult');
  await minjun.refusal({ messageType: 'refresh', message: { token: secret('eyJhbGciOiJub25lIn0.e30.') } });
  await minjun.api.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: secret('웹으로 쓴 글') });
  await teacher.get(`/rooms/${room.id}/messages?q=${encodeURIComponent(secret('찾는 말'))}`);
  const name = secret('비밀 그림.png');
  const uploaded = await teacher.call('POST', `/rooms/${room.id}/files?name=${encodeURIComponent(name)}`, png(), { 'content-type': 'image/png' });
  assert.equal(uploaded.status, 201, uploaded.text);
  secrets.push(new URL(uploaded.json.url, server.url).searchParams.get('sig'));
  assert.equal((await anyone.root('GET', uploaded.json.url)).status, 200);

  await anyone.post('/login', { username: 'kim', password: WRONG });
  await anyone.call('POST', '/login', `{"username":"kim","password":"${WRONG}`); // no JSON
  await anyone.as(secret(`${teacher.token}x`)).get('/profile', { 'x-request-id': 'from-nginx-1' });
  await teacher.get(`/rooms/${room.id}?token=${teacher.token}`, { 'x-request-id': 'from-nginx-2' });
  await anyone.get(`/nothing?token=${teacher.token}`);
  await refused(server, { room: room.id, token: secret('not.a.token'), via: 'query' });
  await refused(server, { room: room.id, token: teacher.token, via: 'query', since: secret('neither-a-number') });
  seoyeon.send(secret('이것은 JSON이 아닌 글'));
  await seoyeon.closed;
  await house.redis.dropEveryone();
  await eventually(async () => (await anyone.root('GET', '/readyz')).status === 200);

  const changed = await teacher.post('/password', { old: PASSWORD, new: NEXT });
  assert.equal(changed.status, 204, changed.text);
  const again = await anyone.login('kim', NEXT);
  secrets.push(again.token);
  assert.equal((await again.delete(`/rooms/${room.id}`)).status, 204);
  await minjun.closed;
  await server.stop();
  return { secrets, room, host, minjun };
}

/** A house whose Redis wants a password. */
async function open(...flags) {
  const redis = await Redis.start({ tcp: true });
  after(() => redis.stop());
  const administrator = await redis.client();
  await administrator.configSet('requirepass', REDIS_PASSWORD);
  administrator.destroy();
  redis.url = redis.url.replace('redis://', `redis://:${REDIS_PASSWORD}@`);
  redis.clientOptions.password = REDIS_PASSWORD;
  return House.open({ redis, flags });
}

const assertSilent = (log, secrets) => {
  assert.ok(log.length > 4000, 'much was logged');
  for (const secret of secrets) {
    assert.ok(!log.includes(secret), `the log has ${secret}`);
    assert.ok(!log.includes(encodeURIComponent(secret)), `the log has ${secret}, encoded`);
  }
};

test('as JSON: what each line is about, and no secret', async () => {
  const house = await open('--log-level', 'debug', '--log-format', 'json');
  const { secrets, room, host, minjun } = await lesson(house);
  const { log, serverId } = house.server;
  assertSilent(log, secrets);
  const lines = log.trimEnd().split('\n').map((line) => JSON.parse(line));
  for (const line of lines) {
    assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.match(line.level, /^(debug|info|warning|error)$/);
    for (const field of ['category', 'message']) assert.equal(typeof line[field], 'string');
    assert.equal(line.node, serverId);
  }
  const find = (wanted) => lines.filter((line) => Object.entries(wanted).every(([name, value]) => line[name] === value));

  const [refusal] = find({ request: 'from-nginx-1' });
  assert.deepEqual({ status: refusal.status, code: refusal.code, message: refusal.message }, { status: '401', code: 'unauthorized', message: 'GET /api/v1/profile' });
  const [asked] = find({ request: 'from-nginx-2' });
  assert.equal(asked.user, host.id);
  const [said] = find({ message: `POST /api/v1/rooms/${room.id}/messages` });
  assert.deepEqual({ room: said.room, user: said.user, status: said.status }, { room: room.id, user: minjun.id, status: '201' });
  // A WebSocket's lines name the request that it began with.
  const [connected] = find({ category: 'lectern.session', message: 'connected', user: minjun.id });
  assert.equal(connected.room, room.id);
  assert.equal(find({ category: 'lectern.session', request: connected.request }).length, 2);
  assert.equal(find({ message: 'the class has ended', room: room.id, level: 'info' }).length, 1);
});

test('as text: the same', async () => {
  const house = await open('--log-level', 'debug');
  const { secrets, room, minjun } = await lesson(house);
  const { log, serverId } = house.server;
  assertSilent(log, secrets);
  for (const line of log.trimEnd().split('\n'))
    assert.match(line, /^\d{4}-\d\d-\d\dT\S+Z (debug|info|warning|error) \S+: .* node=/);
  assert.ok(log.includes(` debug lectern.room: enters node=${serverId} room=${room.id} user=${minjun.id}\n`), log);
  assert.match(log, new RegExp(` debug lectern.http: GET /api/v1/profile node=${serverId} status=401 code=unauthorized ms=\\d+ request=from-nginx-1\n`));
});

test('without the level debug a lesson leaves few lines', async () => {
  const house = await open('--log-format', 'json');
  await lesson(house);
  const lines = house.server.log.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.filter(({ level }) => level === 'debug'), []);
  assert.ok(lines.length < 20, house.server.log);
});

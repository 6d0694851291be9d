// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { runVerb } from '../lib/server.mjs';
import { Socket } from '../lib/socket.mjs';
import { claimsOf, signedWith, tampered, unsigned } from '../lib/tokens.mjs';

const house = await House.open({
  users: ['lee', 'guessed', 'changing', 'leaving', 'removed', 'refreshing'].map((username) => ({ username })),
});
const { anyone, teacher } = house;

test('a login answers a token, when it ends, and who it is', async () => {
  const { status, json } = await anyone.post('/login', { username: 'kim', password: PASSWORD });
  assert.equal(status, 200);
  assert.match(json.token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  assert.match(json.expiresAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const ahead = (Date.parse(json.expiresAt) - Date.now()) / 1000;
  assert.ok(ahead > 43_000 && ahead <= 43_260, `${ahead} s`);
  assert.equal(json.user.username, 'kim');
  assert.equal(json.user.name, '김선생');
  assert.equal(json.user.type, 'teacher');
  assert.ok(json.user.id);
});

test('a wrong password and an unknown user look the same', async () => {
  const wrong = await anyone.post('/login', { username: 'kim', password: 'wrong' });
  const unknown = await anyone.post('/login', { username: 'nobody', password: 'wrong' });
  assertProblem(wrong, 401, 'invalid_credentials');
  assertProblem(unknown, 401, 'invalid_credentials');
  assert.equal(wrong.json.detail, unknown.json.detail);
});

test('a body that does not fit is 400', async (t) => {
  for (const body of ['', '{', '[]', 'null', '"text"', '{}', '{"username":"kim"}', '{"username":1,"password":2}',
    '{"username":["kim"],"password":{}}', '\u0000', '{"username":"kim","password":null}'])
    await t.test(JSON.stringify(body), async () =>
      assertProblem(await anyone.post('/login', body, { 'content-type': 'application/json' }), 400, 'bad_request'));
});

test('repeated failures slow down that account and no other', async () => {
  const answer = await eventually(async () => {
    const got = await anyone.post('/login', { username: 'guessed', password: 'wrong' });
    return got.status !== 401 && got;
  }, 'a 429');
  assertProblem(answer, 429);
  assert.ok(Number(answer.headers.get('retry-after')) >= 1, 'Retry-After in seconds');
  assert.equal((await anyone.post('/login', { username: 'guessed', password: PASSWORD })).status, 429);
  assert.equal((await anyone.post('/login', { username: 'lee', password: PASSWORD })).status, 200);
});

test('the profile is the bearer, and nothing without a token', async () => {
  const { status, json } = await teacher.get('/profile');
  assert.equal(status, 200);
  assert.equal(json.username, 'kim');
  assert.equal(json.name, '김선생');
  assert.equal(json.type, 'teacher');
  assertProblem(await anyone.get('/profile'), 401, 'unauthorized');
});

test('tokens that are not ours are refused', async (t) => {
  const other = await house.signIn('lee');
  for (const [what, token] of [
    ['no JWT', 'abc'],
    ['empty parts', '..'],
    ['not signed', unsigned(teacher.token)],
    ['signed with another key', signedWith('another key', teacher.token)],
    ['signed with an empty key', signedWith('', teacher.token)],
    ['somebody else’s claims', tampered(other.token, { sub: claimsOf(teacher.token).sub })],
    ['a longer life', tampered(teacher.token, { exp: claimsOf(teacher.token).exp + 1000 })],
    ['very long', 'a'.repeat(6000)],
  ])
    await t.test(what, async () => assertProblem(await anyone.as(token).get('/profile'), 401, 'unauthorized'));
});

test('another way to authorize than Bearer is none', async () => {
  assertProblem(await anyone.get('/profile', { authorization: `Basic ${teacher.token}` }), 401, 'unauthorized');
  assertProblem(await anyone.get('/profile', { authorization: 'Bearer' }), 401, 'unauthorized');
});

test('an expired token says so', async () => {
  const done = await runVerb(['token', '--user', 'kim', '--ttl', '1', '--data-dir', house.dataDir, ...house.databaseFlags]);
  assert.equal(done.code, 0, done.stderr);
  const short = anyone.as(done.stdout.trim());
  const late = await eventually(async () => {
    const got = await short.get('/profile');
    return got.status !== 200 && got;
  }, 'the end of the token');
  assertProblem(late, 401, 'token_expired');
});

test('a valid token buys a fresh one', async () => {
  const { status, json } = await teacher.post('/token/refresh');
  assert.equal(status, 200);
  assert.equal((await anyone.as(json.token).get('/profile')).json.username, 'kim');
  assertProblem(await anyone.post('/token/refresh'), 401, 'unauthorized');
});

test('a live connection takes a fresh token of the same person, and no other’s', async () => {
  const me = await house.signIn('refreshing');
  const room = await me.createRoom();
  const socket = await Socket.open(house.server, { room: room.id, token: me.token });
  const { json } = await me.post('/token/refresh');
  socket.send({ messageType: 'refresh', message: { token: json.token } });
  await socket.saySafely('still here');
  assert.equal(socket.seen('error').length, 0);
  await socket.refusal({ messageType: 'refresh', message: { token: teacher.token } });
  await socket.refusal({ messageType: 'refresh', message: { token: 'abc' } });
  await socket.close();
});

test('a connection ends with its token', async () => {
  const done = await runVerb(['token', '--user', 'lee', '--ttl', '2', '--data-dir', house.dataDir, ...house.databaseFlags]);
  const room = await (await house.signIn('lee')).createRoom();
  const socket = await Socket.open(house.server, { room: room.id, token: done.stdout.trim() });
  const bye = await socket.next('bye');
  assert.equal(bye.message.code, 'token_expired');
  assert.equal((await socket.closed).code, 4401);
});

test('a new password ends every older token', async () => {
  const me = await house.signIn('changing');
  assertProblem(await me.post('/password', { old: 'wrong', new: 'a-new-password' }), 401);
  assert.equal((await me.get('/profile')).status, 200);
  assert.equal((await me.post('/password', { old: PASSWORD, new: '새비밀번호2027' })).status, 204);
  assertProblem(await me.get('/profile'), 401, 'unauthorized');
  assert.equal((await anyone.post('/login', { username: 'changing', password: PASSWORD })).status, 401);
  assert.equal((await (await anyone.login('changing', '새비밀번호2027')).get('/profile')).status, 200);
});

test('after logout the token is worth nothing', async () => {
  const me = await house.signIn('leaving');
  assert.equal((await me.post('/logout')).status, 204);
  assertProblem(await me.get('/profile'), 401, 'unauthorized');
  assert.equal((await (await house.signIn('leaving')).get('/profile')).status, 200);
});

test('a removed user’s token stops working at once', async () => {
  const me = await house.signIn('removed');
  assert.equal((await me.get('/profile')).status, 200);
  assert.equal((await runVerb(['user', 'remove', 'removed', '--data-dir', house.dataDir, ...house.databaseFlags])).code, 0);
  assertProblem(await me.get('/profile'), 401, 'unauthorized');
});

test('registration is closed unless it is opened', async () => {
  const person = { name: '이서연', email: 'seoyeon@example.org', password: '비밀번호2026' };
  assertProblem(await anyone.post('/register', person), 403, 'registration_closed');
});

test('an open server registers people by e-mail', async (t) => {
  const node = await house.node({ flags: ['--set', 'auth.registration=open'] });
  const there = new anyone.constructor(node);
  await t.test('with a password', async () => {
    const { status, json } = await there.post('/register', { name: '이서연', email: 'seoyeon@example.org', password: '비밀번호2026' });
    assert.equal(status, 201);
    assert.equal(json.user.name, '이서연');
    assert.equal((await there.as(json.token).get('/profile')).status, 200);
  });
  await t.test('an address is taken once, however it is written', async () => {
    assertProblem(await there.post('/register', { name: '이서연', email: 'Seoyeon@example.org', password: '비밀번호2026' }), 409, 'email_taken');
  });
  await t.test('without a password there is the token', async () => {
    const { status, json } = await there.post('/register', { name: '박민준', email: 'minjun@example.org' });
    assert.equal(status, 201);
    assert.equal((await there.as(json.token).get('/profile')).json.name, '박민준');
  });
  await t.test('name and address must be there', async () => {
    for (const body of [{}, { name: 'x' }, { email: 'a@example.org' }, { name: ' ', email: 'b@example.org' }, { name: 1, email: 2 }])
      assert.equal((await there.post('/register', body)).status, 400, JSON.stringify(body));
  });
});

test('unknown addresses and methods are problems, too', async () => {
  assertProblem(await teacher.get('/nothing-here'), 404, 'not_found');
  assertProblem(await teacher.call('DELETE', '/login'), 405, 'method_not_allowed');
});

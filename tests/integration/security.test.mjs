// SPDX-License-Identifier: GPL-3.0-or-later
// Threats of docs/security.md that no other file shows: what a page of another site, an address, a name or a body can do.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { assertProblem } from '../lib/api.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { runVerb } from '../lib/server.mjs';

const house = await House.open({ flags: ['--log-level', 'debug'] });
const { server, anyone, teacher } = house;
const room = await teacher.createRoom({ talk: 'all' });

test('a form on another site does nothing: there is no cookie, and nothing but a bearer is believed', async () => {
  const signedIn = await anyone.post('/login', { username: 'kim', password: PASSWORD });
  assert.equal(signedIn.headers.get('set-cookie'), null);
  const asAForm = { 'content-type': 'text/plain', cookie: `token=${teacher.token}; authorization=Bearer ${teacher.token}`, origin: 'https://evil.example' };
  assertProblem(await anyone.post('/rooms', '{"name":"x"}', asAForm), 401, 'unauthorized');
  assertProblem(await anyone.call('DELETE', `/rooms/${room.id}`, undefined, asAForm), 401, 'unauthorized');
  assertProblem(await anyone.post(`/rooms?token=${teacher.token}`, { name: 'x' }), 401, 'unauthorized');
});

test('another site reads nothing either', async () => {
  const answer = await teacher.get('/rooms', { origin: 'https://evil.example' });
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
  assert.equal(answer.headers.get('access-control-allow-credentials'), null);
});

test('every page runs its own scripts alone, in no frame, and tells nobody where it was', async () => {
  for (const path of ['/', `/join/${room.id}`, '/teacher', '/chat']) {
    const page = await anyone.root('GET', path, undefined, { accept: 'text/html' });
    assert.equal(page.status, 200, path);
    const policy = page.headers.get('content-security-policy') ?? '';
    for (const part of [/script-src 'self'(;|$)/, /frame-ancestors 'none'/, /base-uri 'none'/]) assert.match(policy, part, path);
    assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*(unsafe-inline|\*)/, path);
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer', path);
  }
});

test('an address leads to no file beside the pages', async () => {
  const secret = (await readFile(`${house.dataDir}/jwt.secret`)).toString('latin1');
  for (const path of ['/assets/../../../etc/passwd', '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fetc%2fpasswd',
    '/..%5c..%5cetc%5cpasswd', '//etc/passwd', '/assets//etc/passwd', '/jwt.secret', '/assets/../jwt.secret%00.js', '/api/v1/files/..%2f..%2fjwt.secret']) {
    const answer = await anyone.root('GET', `${server.url}${path}`);
    assert.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`);
    assert.ok(!answer.text.includes('root:') && !answer.text.includes(secret), path);
  }
});

test('JSON that is nested without end is refused, and the server is still there', async () => {
  const deep = '['.repeat(200_000);
  for (const body of [deep, `{"username":${deep}`, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`])
    assertProblem(await anyone.post('/login', body, { 'content-type': 'application/json' }), 400, 'bad_request');
  const socket = await house.enter(room.id, teacher.token);
  socket.ws.send('['.repeat(60_000));
  assert.equal((await socket.closed).code, 4400);
  assert.equal((await anyone.root('GET', '/healthz')).status, 200);
});

test('a name makes no line of its own in the log', async () => {
  const name = '민준\n2026-01-01 forged\r\nforged\u2028forged';
  const seat = await anyone.join(room.id, name);
  assert.doesNotMatch(seat.user.name, /[\n\r\u2028]/);
  await house.enter(room.id, seat.token, { agent: 'Mozilla/5.0 forged' });
  await anyone.root('GET', '/api/v1/%0aforged%0d%0aforged', undefined, { 'x-request-id': 'forged id' });
  await anyone.post('/login', { username: 'kim\nforged', password: 'falsch-falsch' });
  await server.stop();
  const lines = server.log.split('\n').filter(Boolean);
  assert.ok(lines.length > 10);
  for (const line of lines) {
    assert.match(line, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, line);
    assert.doesNotMatch(line, /^\S+ \S+ \S*forged/);
  }
});

test('no password is an argument of a command, where others of the machine would see it', async () => {
  for (const flag of ['--password', '--admin-password']) {
    const done = await runVerb(['user', 'add', 'lee', '--role', 'teacher', flag, PASSWORD, '--data-dir', house.dataDir]);
    assert.equal(done.code, 2, done.stdout);
  }
});

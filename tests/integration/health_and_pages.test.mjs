// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { refused } from '../lib/socket.mjs';

const house = await House.open();
const { anyone, teacher } = house;

test('a server that can work says so', async () => {
  assert.equal((await anyone.root('GET', '/healthz')).status, 200);
  assert.equal((await anyone.root('GET', '/readyz')).status, 200);
});

test('the student page is there, with and without a code', async () => {
  const room = await teacher.createRoom();
  for (const path of ['/', `/join/${room.id}`]) {
    const { status, headers, text } = await anyone.root('GET', path);
    assert.equal(status, 200, path);
    assert.match(headers.get('content-type'), /^text\/html/);
    assert.match(text, /<!doctype html>/i);
    assert.ok(headers.get('content-security-policy'), path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  }
});

test('the addresses of the earlier systems lead to today\'s', async () => {
  for (const [method, from, to] of [
    ['POST', '/login', '/api/v1/login'],
    ['GET', '/login', '/teacher'],
    ['GET', '/profile', '/api/v1/profile'],
    ['GET', '/student.html?room=FTYXPM', '/?room=FTYXPM'],
    ['GET', '/teacher.html', '/teacher'],
    ['GET', '/chat.html', '/chat'],
  ]) {
    const { status, headers } = await anyone.root(method, from, undefined, { accept: 'text/html' });
    assert.equal(status, 308, from);
    assert.equal(headers.get('location'), to);
    if (method === 'GET' && !to.startsWith('/api')) assert.equal((await anyone.root('GET', to, undefined, { accept: 'text/html' })).status, 200, to);
  }
});

test('pages load nothing from elsewhere', async () => {
  const { text } = await anyone.root('GET', '/');
  for (const [, address] of text.matchAll(/(?:src|href)="([^"]+)"/g))
    assert.ok(!/^(https?:)?\/\//.test(address), address);
});

test('SIGTERM sends everyone away kindly, and ends with 0', async () => {
  const node = await house.node({ flags: ['--drain-seconds', '1'] });
  const there = new Api(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const seats = [await there.as('').join(room.id, '민준'), await there.as('').join(room.id, '서연')];
  const people = [host];
  for (const { token } of seats) people.push(await house.enter(room.id, token, { server: node }));
  node.signal('SIGTERM');
  for (const socket of people) {
    const bye = await socket.next('bye');
    assert.equal(bye.message.code, 'going_away');
    assert.ok(bye.message.reconnectIn >= 0 && bye.message.reconnectIn <= 1, `${bye.message.reconnectIn}`);
    assert.equal((await socket.closed).code, 1001);
    assert.equal(socket.seen('leave').length, 0);
  }
  assert.equal(await node.exited(), 0);
});

test('while it drains, the port is open and newcomers get 503', async () => {
  const node = await house.node({ flags: ['--drain-seconds', '5'] });
  const there = new Api(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  node.signal('SIGTERM');
  await host.closed; // also when the last one has gone
  const ready = await eventually(async () => {
    const answer = await there.root('GET', '/readyz');
    return answer.status === 503 && answer;
  }, '503 of /readyz');
  assert.match(ready.text, /draining/);
  assert.equal((await there.root('GET', '/healthz')).status, 200);
  const late = await refused(node, { room: room.id, token: teacher.token });
  assert.equal(late.status, 503);
  await node.kill();
});

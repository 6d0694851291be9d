// SPDX-License-Identifier: GPL-3.0-or-later
// A token that stops working ends the lines that stand on it, on whatever node.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House, PASSWORD, settled } from '../lib/house.mjs';
import { runVerb } from '../lib/server.mjs';
import { refused } from '../lib/socket.mjs';

const house = await House.open({ users: ['lee', 'park', 'choi', 'jung'].map((username) => ({ username })) });
const nodes = [house.server, await house.node()];
const verb = (...args) => runVerb([...args, '--data-dir', house.dataDir, ...house.databaseFlags], { input: '새비밀번호2026\n' });

/** A teacher's rooms with a line into each, on each node one, and a guest who must not notice. */
async function lines(username) {
  const api = await house.signIn(username);
  const sockets = [];
  for (const server of nodes) {
    const { id } = await api.createRoom();
    sockets.push(await house.enter(id, api.token, { server }));
    sockets.at(-1).guest = await house.enter(id, (await house.anyone.join(id, '민준')).token, { server });
    sockets.at(-1).room = id;
  }
  return { api, sockets };
}

async function assertEnded({ api, sockets }) {
  for (const socket of sockets) {
    assert.equal((await socket.next('bye', 15_000)).message.code, 'unauthorized');
    assert.equal((await socket.closed).code, 4401);
    await socket.guest.next('hostAway');
    assert.equal(socket.guest.ended, undefined);
    for (const server of nodes) assert.equal((await refused(server, { room: socket.room, token: api.token })).status, 401);
  }
}

test('signed out', async () => {
  const kept = await lines('lee');
  const other = await lines('lee');
  assert.equal((await other.api.post('/logout')).status, 204);
  await assertEnded(other);
  for (const socket of kept.sockets) await settled(socket, socket.guest);
});

test('a new password', async () => {
  const before = await lines('park');
  assert.equal((await before.api.post('/password', { old: PASSWORD, new: '새비밀번호2026' })).status, 204);
  await assertEnded(before);
});

test('a new password by the command line', async () => {
  const before = await lines('choi');
  assert.equal((await verb('user', 'passwd', 'choi', '--password-stdin')).code, 0);
  await assertEnded(before);
});

test('removed by the command line', async () => {
  const before = await lines('jung');
  assert.equal((await verb('user', 'remove', 'jung')).code, 0);
  await assertEnded(before);
});

test('a fresh token in time keeps the line', async () => {
  const { api, sockets: [socket] } = await lines('kim');
  const fresh = (await api.post('/token/refresh')).json.token;
  socket.send({ messageType: 'refresh', message: { token: fresh } });
  await settled(socket, socket.guest);
  const second = await house.enter((await api.createRoom()).id, api.token);
  assert.equal((await api.post('/logout')).status, 204);
  assert.equal((await second.closed).code, 4401);
  await settled(socket, socket.guest);
});

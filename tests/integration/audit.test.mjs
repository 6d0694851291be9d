// SPDX-License-Identifier: GPL-3.0-or-later
// Who did what to whom: what was done by REST and by command, and nothing that nobody may read there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House, PASSWORD } from '../lib/house.mjs';
import { runVerb } from '../lib/server.mjs';
import { until } from '../lib/until.mjs';

const house = await House.open();
const verb = (...args) => runVerb([...args, '--data-dir', house.dataDir, ...house.databaseFlags]);

async function audited(...flags) {
  const done = await verb('audit', ...flags);
  assert.equal(done.code, 0, done.stderr);
  return done.stdout.trim().split('\n').filter(Boolean).map((line) => {
    const [at, actor, action, target, origin] = line.split('\t');
    return { at, actor, action, target, origin };
  });
}

/** Entries come behind the answer. */
const entry = (wanted) =>
  until(async () => (await audited()).find((each) => Object.entries(wanted).every(([key, value]) => each[key] === value)),
    { what: JSON.stringify(wanted) });

test('a sign-in, and one that was refused, with the address', async () => {
  await entry({ actor: 'kim', action: 'signed in', origin: '127.0.0.1' });
  assert.equal((await house.anyone.post('/login', { username: 'kim', password: 'falsch-falsch' })).status, 401);
  await entry({ actor: '-', action: 'sign-in refused', origin: '127.0.0.1' });
});

test('what a host does over the WebSocket: to people, to the room, to messages', async () => {
  const room = await house.teacher.createRoom({ talk: 'all' });
  const host = await house.enter(room.id, house.teacher.token);
  const enter = async (name) => {
    const seat = await house.anyone.join(room.id, name);
    return house.enter(room.id, seat.token);
  };
  const [minjun, seoyeon] = [await enter('민준'), await enter('서연')];
  const said = await minjun.saySafely('지울 말');
  const acts = [
    [{ messageType: 'mute', target: minjun.id, message: { muted: true } }, 'person muted', minjun.id],
    [{ messageType: 'mute', target: minjun.id, message: { muted: false } }, 'person unmuted', minjun.id],
    [{ messageType: 'rename', target: minjun.id, message: { name: '김민준' } }, 'person renamed', minjun.id],
    [{ messageType: 'delete', refers: said.id, message: {} }, 'message deleted', said.id],
    [{ messageType: 'roomUpdate', message: { name: '4교시', locked: true } }, 'room renamed'],
    [{ messageType: 'roomUpdate', message: { locked: false } }, 'room unlocked'],
    [{ messageType: 'kick', target: minjun.id, message: { ban: false } }, 'person removed', minjun.id],
    [{ messageType: 'kick', target: seoyeon.id, message: { ban: true } }, 'person banned', seoyeon.id],
    [{ messageType: 'close', message: {} }, 'class ended'],
  ];
  for (const [frame, action, whom] of acts) {
    host.send(frame);
    await entry({ actor: 'kim', action, target: whom ? `${room.id} ${whom}` : room.id, origin: '127.0.0.1' });
  }
  assert.equal((await audited()).filter(({ action, target }) => action === 'room locked' && target === room.id).length, 1);
});

test('what was refused is not there, nor what was only said', async () => {
  const room = await house.teacher.createRoom({ talk: 'all' });
  const seat = await house.anyone.join(room.id, '민준');
  const minjun = await house.enter(room.id, seat.token);
  minjun.send({ messageType: 'kick', target: seat.user.id, message: {} });
  minjun.send({ messageType: 'roomUpdate', message: { locked: true } });
  await minjun.saySafely('안녕하세요');
  await house.teacher.post(`/rooms/${room.id}/messages`, { messageType: 'mute', target: minjun.id, message: { muted: true } });
  await entry({ action: 'person muted', target: `${room.id} ${minjun.id}`, actor: 'kim' });
  assert.deepEqual((await audited()).filter(({ target }) => target.startsWith(room.id)).map(({ action }) => action).sort(),
    ['person muted', 'room opened'].sort());
});

test('a class opened, changed and ended', async () => {
  const room = await house.teacher.createRoom();
  assert.equal((await house.teacher.patch(`/rooms/${room.id}`, { locked: true })).status, 200);
  assert.equal((await house.teacher.delete(`/rooms/${room.id}`)).status, 204);
  await entry({ actor: 'kim', action: 'room opened' });
  await entry({ actor: 'kim', action: 'room changed', target: room.id });
  await entry({ actor: 'kim', action: 'class ended', target: room.id });
});

test('what is refused is not called done', async () => {
  const before = (await audited()).filter(({ action }) => action === 'class ended').length;
  const other = await house.teacher.createRoom();
  assert.equal((await house.anyone.delete(`/rooms/${other.id}`)).status, 401);
  await house.teacher.delete(`/rooms/${other.id}`);
  await until(async () => (await audited()).filter(({ action }) => action === 'class ended').length > before);
  assert.equal((await audited()).filter(({ action }) => action === 'class ended').length, before + 1);
});

test('what commands did, as who ran them', async () => {
  const added = await runVerb(['user', 'add', 'lee', '--role', 'teacher', '--password-stdin', '--data-dir', house.dataDir, ...house.databaseFlags], { input: PASSWORD });
  assert.equal(added.code, 0, added.stderr);
  await verb('token', '--user', 'lee');
  await verb('user', 'remove', 'lee');
  const done = (await audited()).filter(({ target }) => target === 'lee');
  assert.deepEqual(done.map(({ action }) => action), ['user added', 'token issued', 'user removed']);
  for (const { actor, origin } of done) assert.match(actor, /^command:./), assert.equal(origin, '-');
});

test('since a day, and a day that is none', async () => {
  assert.deepEqual(await audited('--since', '2099-01-01'), []);
  assert.ok((await audited('--since', '2020-01-01')).length > 3);
  const bad = await verb('audit', '--since', 'yesterday');
  assert.equal(bad.code, 2);
  assert.match(bad.stderr, /--since: got "yesterday", expected a date such as/);
});

test('no password and no token is in it', async () => {
  const all = (await verb('audit')).stdout;
  assert.ok(!all.includes(PASSWORD) && !all.includes('falsch-falsch') && !all.includes(house.teacher.token));
});

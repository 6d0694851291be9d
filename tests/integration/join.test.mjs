// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { refused } from '../lib/socket.mjs';

const house = await House.open({ users: [{ username: 'pupil', role: 'student', name: '최지우' }] });
const { anyone, teacher } = house;
const device = () => `device-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;

test('a student needs a code and a name, no account', async () => {
  const room = await teacher.createRoom({ name: '과학' });
  const { status, json } = await anyone.post(`/rooms/${room.id}/join`, { name: '민준' });
  assert.equal(status, 200);
  assert.ok(json.token);
  assert.ok(json.user.id);
  assert.equal(json.user.name, '민준');
  assert.equal(json.user.type, 'student');
  assert.equal(json.room.id, room.id);
  assert.equal(json.room.name, '과학');
});

test('names are cleaned, not refused', async (t) => {
  const room = await teacher.createRoom();
  for (const [typed, kept] of [
    ['  지우  ', '지우'],
    ['a\u0000b\u001bc', 'abc'],
    ['\u202Etxt.exe\u202C', 'txt.exe'],
    ['\u2066숨은\u2069', '숨은'],
    ['👩‍🏫 선생', '👩‍🏫 선생'],
    ['שלום', 'שלום'],
    ['<b>굵게</b>', '<b>굵게</b>'],
    ['가'.repeat(40), '가'.repeat(40)],
    ['😀'.repeat(40), '😀'.repeat(40)],
  ])
    await t.test(JSON.stringify(typed).slice(0, 40), async () => assert.equal((await anyone.join(room.id, typed)).user.name, kept));
});

test('names that are none are refused', async (t) => {
  const room = await teacher.createRoom();
  for (const name of ['', '   ', '\t\n', '\u202E', '\u0000', '가'.repeat(41), '😀'.repeat(41), 'x'.repeat(10_000)])
    await t.test(JSON.stringify(name).slice(0, 40), async () =>
      assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name }), 400, 'invalid_name'));
  for (const body of ['{}', '[]', '', '{"name":1}', '{"name":null}', '{"name":"x","device":7}'])
    await t.test(`the body ${body}`, async () =>
      assertProblem(await anyone.post(`/rooms/${room.id}/join`, body, { 'content-type': 'application/json' }), 400));
});

test('people of the same name are told apart', async () => {
  const room = await teacher.createRoom();
  const names = [];
  for (let i = 0; i < 3; ++i) names.push((await anyone.join(room.id, '민준')).user.name);
  assert.deepEqual(names, ['민준', '민준 (2)', '민준 (3)']);
});

test('the same device gets its seat and name back', async () => {
  const room = await teacher.createRoom();
  const mine = device();
  const first = await anyone.join(room.id, '민준', mine);
  const again = await anyone.join(room.id, '민준', mine);
  assert.equal(again.user.id, first.user.id);
  assert.equal(again.user.name, '민준');
  const another = await anyone.join(room.id, '민준', device());
  assert.notEqual(another.user.id, first.user.id);
  assert.equal(another.user.name, '민준 (2)');
});

test('a locked room lets no newcomer in', async () => {
  const room = await teacher.createRoom();
  await teacher.patch(`/rooms/${room.id}`, { locked: true });
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '민준' }), 403, 'room_locked');
  await teacher.patch(`/rooms/${room.id}`, { locked: false });
  await anyone.join(room.id, '민준');
});

test('a full room says so', async () => {
  const node = await house.node({ flags: ['--set', 'limits.participants=3'] });
  const there = new anyone.constructor(node, teacher.token);
  const room = await there.createRoom();
  await house.enter(room.id, teacher.token, { server: node });
  for (const name of ['하나', '둘']) {
    const seat = await there.as('').join(room.id, name);
    await house.enter(room.id, seat.token, { server: node });
  }
  const late = await there.as('').post(`/rooms/${room.id}/join`, { name: '셋' });
  assertProblem(late, 409, 'room_full');
});

test('a room’s token is good for that room alone', async () => {
  const room = await teacher.createRoom();
  const elsewhere = await teacher.createRoom();
  const student = anyone.as((await anyone.join(room.id, '민준')).token);
  assert.equal((await student.get(`/rooms/${room.id}/participants`)).status, 200);
  for (const path of ['', '/participants', '/messages', '/attendance']) {
    const answer = await student.get(`/rooms/${elsewhere.id}${path}`);
    assert.ok([401, 403, 404].includes(answer.status), `${path}: ${answer.status}`);
  }
  const { status } = await refused(house.server, { room: elsewhere.id, token: student.token });
  assert.ok([401, 403].includes(status), `${status}`);
  const made = await student.post('/rooms', { name: 'x', kind: 'chat' });
  assert.ok([401, 403].includes(made.status), `${made.status}`);
});

test('with an account, joining is membership', async () => {
  const room = await teacher.createRoom();
  const pupil = await house.signIn('pupil');
  const { status, json } = await pupil.post(`/rooms/${room.id}/join`, { name: '최지우' });
  assert.equal(status, 200);
  assert.equal(json.user.id, (await pupil.get('/profile')).json.id);
  assert.ok((await pupil.get('/rooms?mine=true')).json.some(({ id }) => id === room.id));
});

test('leaving by REST takes one off the list', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  assert.equal((await minjun.api.post(`/rooms/${room.id}/leave`)).status, 204);
  const leave = await host.next('leave');
  assert.equal(leave.message.participants[0].id, minjun.id);
  assert.equal(leave.message.participants[0].reason, 'left');
  assert.ok(!(await teacher.participants(room.id)).some(({ id }) => id === minjun.id));
});

test('participants tell who is there', async () => {
  const { room, student } = await house.classroom();
  const minjun = await student('민준');
  const list = await minjun.api.participants(room.id);
  assert.deepEqual(list.map(({ name }) => name).sort(), ['김선생', '민준'].sort());
  const me = list.find(({ id }) => id === minjun.id);
  assert.equal(me.type, 'student');
  assert.equal(me.online, true);
  assert.equal(me.serverId, house.server.serverId);
  assert.match(me.joinedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assertProblem(await anyone.get(`/rooms/${room.id}/participants`), 401, 'unauthorized');
});

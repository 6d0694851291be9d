// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';

const house = await House.open({
  users: [{ username: 'lee', name: '이선생' }, { username: 'pupil', role: 'student' }, { username: 'many' }],
});
const { anyone, teacher } = house;
const other = await house.signIn('lee');
const pupil = await house.signIn('pupil');

test('a new class has a code that is easily read, and the agreed defaults', async () => {
  const room = await teacher.createRoom({ name: '국어 시간' });
  assert.match(room.id, /^[A-Z]{6}$/);
  assert.equal(room.room, `room:${room.id}`);
  assert.equal(room.name, '국어 시간');
  assert.equal(room.kind, 'class');
  assert.equal(room.talk, 'teacher');
  assert.equal(room.locked, false);
  assert.ok(room.joinUrl.endsWith(`/join/${room.id}`), room.joinUrl);
  assert.equal(room.host.name, '김선생');
  assert.equal(room.host.id, (await teacher.get('/profile')).json.id);
});

test('joinUrl goes where the request came, or to the public address', async () => {
  assert.ok((await teacher.createRoom()).joinUrl.startsWith(house.server.url));
  const node = await house.node({ flags: ['--public-url', 'https://school.example/lectern'] });
  const room = await new teacher.constructor(node, teacher.token).createRoom();
  assert.equal(room.joinUrl, `https://school.example/lectern/join/${room.id}`);
});

test('only teachers make classes; anyone signed in makes chats', async () => {
  assertProblem(await pupil.post('/rooms', { name: '우리 반' }), 403, 'forbidden');
  const chat = await pupil.post('/rooms', { name: '우리 반', kind: 'chat' });
  assert.equal(chat.status, 201, chat.text);
  assert.equal(chat.json.kind, 'chat');
  assert.equal(chat.json.talk, 'all');
  assertProblem(await anyone.post('/rooms', { name: '우리 반', kind: 'chat' }), 401, 'unauthorized');
});

test('a body that does not fit makes no room', async (t) => {
  for (const body of [{ name: 1 }, { name: ' ' }, { name: 'x'.repeat(41) }, { name: 'x', kind: 'party' },
    { name: 'x', talk: 'nobody' }, { name: 'x', history: 'yes' }, '[]', '{'])
    await t.test(JSON.stringify(body).slice(0, 60), async () =>
      assertProblem(await teacher.post('/rooms', body, { 'content-type': 'application/json' }), 400));
});

test('one’s own rooms are listed', async () => {
  const mine = await teacher.createRoom();
  const theirs = await other.createRoom();
  const ids = (await teacher.get('/rooms?mine=true')).json.map(({ id }) => id);
  assert.ok(ids.includes(mine.id));
  assert.ok(!ids.includes(theirs.id));
  const all = await teacher.get('/rooms');
  assert.ok(Array.isArray(all.json));
  assert.ok(all.json.some(({ id }) => id === mine.id));
});

test('a room can be read by those signed in', async () => {
  const { id } = await teacher.createRoom({ name: '수학' });
  const { status, json } = await teacher.get(`/rooms/${id}`);
  assert.equal(status, 200);
  assert.equal(json.id, id);
  assert.equal(json.name, '수학');
  assertProblem(await anyone.get(`/rooms/${id}`), 401, 'unauthorized');
});

test('a room that is not there is 404', async (t) => {
  for (const id of ['ZZZZZZ', 'short', 'toolongforacode', 'ABC%2FEF', '한글코드임'])
    await t.test(id, async () => {
      assertProblem(await teacher.get(`/rooms/${id}`), 404, 'room_not_found');
      assertProblem(await anyone.post(`/rooms/${id}/join`, { name: '민준' }), 404, 'room_not_found');
    });
});

test('the host changes name, talk and lock, and everyone in the room hears it', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const { status, json } = await teacher.patch(`/rooms/${room.id}`, { name: '새 이름', talk: 'all', locked: true });
  assert.equal(status, 200);
  assert.deepEqual([json.name, json.talk, json.locked], ['새 이름', 'all', true]);
  for (const socket of [host, minjun])
    assert.deepEqual((await socket.next('roomUpdate')).message, { name: '새 이름', talk: 'all', locked: true });
  assert.equal((await teacher.get(`/rooms/${room.id}`)).json.name, '새 이름');
});

test('a change that does not fit changes nothing', async (t) => {
  const { id } = await teacher.createRoom({ name: '그대로' });
  for (const body of [{ talk: 'some' }, { locked: 'yes' }, { name: '' }, { name: 'x'.repeat(41) }, { name: 7 }])
    await t.test(JSON.stringify(body).slice(0, 40), async () =>
      assertProblem(await teacher.patch(`/rooms/${id}`, body), 400));
  const { json } = await teacher.get(`/rooms/${id}`);
  assert.deepEqual([json.name, json.talk, json.locked], ['그대로', 'teacher', false]);
});

test('nobody but the host changes or ends a class', async () => {
  const { id } = await teacher.createRoom();
  const student = anyone.as((await anyone.join(id, '민준')).token);
  for (const person of [other, pupil, student]) {
    assertProblem(await person.patch(`/rooms/${id}`, { talk: 'all' }), 403, 'forbidden');
    assertProblem(await person.delete(`/rooms/${id}`), 403, 'forbidden');
  }
  assertProblem(await anyone.delete(`/rooms/${id}`), 401, 'unauthorized');
  assert.equal((await teacher.get(`/rooms/${id}`)).json.talk, 'teacher');
});

test('an ended class is there for its host and gone for all others', async () => {
  const { id } = await teacher.createRoom();
  const student = anyone.as((await anyone.join(id, '민준')).token);
  assert.ok((await teacher.delete(`/rooms/${id}`)).status < 300);
  const mine = await teacher.get(`/rooms/${id}`);
  assert.equal(mine.status, 200);
  assert.match(mine.json.endedAt, /Z$/);
  assert.equal((await teacher.get(`/rooms/${id}/messages`)).status, 200);
  assert.equal((await teacher.get(`/rooms/${id}/attendance`)).status, 200);
  assertProblem(await other.get(`/rooms/${id}`), 404, 'room_not_found');
  assertProblem(await student.get(`/rooms/${id}/messages`), 404, 'room_not_found');
  assertProblem(await anyone.post(`/rooms/${id}/join`, { name: '서연' }), 404, 'room_not_found');
  assert.ok(!(await other.get('/rooms')).json.some((room) => room.id === id));
});

test('its host reopens an ended class, with everything in it', async () => {
  const { room, host } = await house.classroom();
  await host.saySafely('오늘은 여기까지');
  await teacher.delete(`/rooms/${room.id}`);
  assertProblem(await other.patch(`/rooms/${room.id}`, { open: true }), 404, 'room_not_found');
  const { status, json } = await teacher.patch(`/rooms/${room.id}`, { open: true });
  assert.equal(status, 200);
  assert.ok(!json.endedAt);
  const again = await house.enter(room.id, teacher.token);
  assert.equal((await again.next('send')).message, '오늘은 여기까지');
  await anyone.join(room.id, '민준');
});

test('a person may have so many open rooms and no more', async () => {
  const node = await house.node({ flags: ['--set', 'limits.rooms_per_user=2'] });
  const many = new teacher.constructor(node, (await house.signIn('many')).token);
  const first = await many.createRoom();
  await many.createRoom();
  const third = await many.post('/rooms', { name: '셋' });
  assert.ok(third.status >= 400 && third.status < 500, third.text);
  await many.delete(`/rooms/${first.id}`);
  await many.createRoom();
});

test('a class whose host never came ends by itself', async () => {
  const node = await house.node({ flags: ['--set', 'rooms.unhosted_ttl=1'] });
  const there = new teacher.constructor(node, teacher.token);
  const { id } = await there.createRoom();
  await eventually(async () => (await there.as('').post(`/rooms/${id}/join`, { name: '민준' })).status === 404, 'the end of the class');
});

test('a chat that stands empty is deleted', async () => {
  const node = await house.node({ flags: ['--set', 'rooms.empty_ttl=1'] });
  const there = new teacher.constructor(node, pupil.token);
  const { id } = await there.createRoom({ kind: 'chat' });
  const socket = await house.enter(id, pupil.token, { server: node });
  await socket.saySafely('아무도 없나요?');
  await socket.close();
  await eventually(async () => (await there.get(`/rooms/${id}`)).status === 404, 'the end of the chat');
});

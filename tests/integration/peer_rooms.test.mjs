// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms of peers, as the chat system had them: sign up by name and e-mail, make a room, find it, join, talk, leave.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { StompPerson } from '../lib/stomp.mjs';

const house = await House.open({
  flags: ['--set', 'auth.registration=open', '--set', 'rooms.empty_ttl=1'],
});
const { anyone, server } = house;

async function signUp(name, email) {
  const { status, json } = await anyone.post('/register', { name, email });
  assert.equal(status, 201);
  assert.equal(json.user.name, name);
  return Object.assign(anyone.as(json.token), { id: json.user.id });
}

test('from signing up to the room that nobody needs any more', async () => {
  const minjun = await signUp('민준', 'minjun@example.org');
  const seoyeon = await signUp('서연', 'seoyeon@example.org');
  const made = await minjun.post('/rooms', { name: '독서 모임', kind: 'chat' });
  assert.equal(made.status, 201);
  const { id } = made.json;

  const names = async (api, query = '') => (await api.get(`/rooms${query}`)).json.map(({ id: each, name }) => `${each} ${name}`);
  assert.ok((await names(seoyeon)).includes(`${id} 독서 모임`));
  assert.deepEqual(await names(seoyeon, '?mine=true'), []);
  assert.deepEqual(await names(minjun, '?mine=true'), [`${id} 독서 모임`]);

  const joined = await seoyeon.post(`/rooms/${id}/join`, {});
  assert.equal(joined.status, 200);
  assert.equal(joined.json.user.id, seoyeon.id);
  assert.deepEqual(await names(seoyeon, '?mine=true'), [`${id} 독서 모임`]);

  const here = await house.enter(id, minjun.token);
  const there = await StompPerson.connect(server, seoyeon.token);
  await there.subscribe(id);
  assert.equal((await here.next('join')).message.participants[0].id, seoyeon.id);
  assert.equal((await minjun.get(`/rooms/${id}`)).json.participants, 2);
  await there.say(id, '안녕하세요');
  assert.equal((await here.next('send')).message, '안녕하세요');
  here.say('어서 와요');
  assert.equal((await there.bodies.next({ message: '어서 와요' })).sender, minjun.id);

  assert.equal((await seoyeon.post(`/rooms/${id}/leave`)).status, 204);
  assert.equal((await here.next('leave')).message.participants[0].reason, 'left');
  assert.equal((await there.bodies.next({ type: 'LEAVE', sender: seoyeon.id })).roomId, id);
  await there.closed;
  await here.close();
  await eventually(async () => (await minjun.get(`/rooms/${id}`)).status === 404, 'the empty room is gone');
  assert.deepEqual(await names(minjun), []);
});

test('who owns it has no power over the others but to change or end it', async () => {
  const minjun = await signUp('하준', 'hajun@example.org');
  const seoyeon = await signUp('지우', 'jiwoo@example.org');
  const { id } = (await minjun.post('/rooms', { name: '모임', kind: 'chat' })).json;
  await seoyeon.post(`/rooms/${id}/join`, {});
  assertProblem(await seoyeon.delete(`/rooms/${id}`), 403, 'forbidden');
  const here = await house.enter(id, seoyeon.token);
  assert.equal(here.welcome.kind, 'chat');
  assert.equal(here.welcome.host, null);
  assert.equal((await minjun.delete(`/rooms/${id}`)).status, 204);
  assert.equal((await here.closed).code, 4410);
});

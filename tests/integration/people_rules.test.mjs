// SPDX-License-Identifier: GPL-3.0-or-later
// What the host settles about people, as they see it from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { refused } from '../lib/socket.mjs';

const house = await House.open({
  flags: ['--host-grace', '2', '--set', 'rooms.seat_seconds=1', '--set', 'limits.participants=5'],
  users: [{ username: 'lee', name: '이선생' }],
});
const { anyone, teacher, server } = house;

const named = (people, id) => people.find((person) => person.id === id);
const device = (name) => `device-of-${name}-0123456789`;

test('hidden names reach teachers and oneself alone', async () => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준');
  host.send({ messageType: 'roomUpdate', message: { names: 'hidden' } });
  assert.deepEqual((await minjun.next('roomUpdate')).message, { names: 'hidden' });
  const seoyeon = await student('서연');
  assert.equal(seoyeon.welcome.names, 'hidden');
  assert.equal(named(seoyeon.welcome.participants, minjun.id).name, '');
  assert.equal(named(seoyeon.welcome.participants, seoyeon.id).name, '서연');
  const join = await minjun.next('join');
  assert.equal(join.message.participants[0].name, '');
  assert.ok(!join.senderName);
  minjun.say('저요');
  assert.ok(!(await seoyeon.next('send')).senderName);
  assert.equal((await minjun.next('send')).senderName, '민준');
  assert.equal((await host.next('send')).senderName, '민준');

  assert.equal((await teacher.get(`/rooms/${room.id}`)).json.names, 'hidden');
  const asked = anyone.as(seoyeon.token);
  assert.equal(named(await asked.participants(room.id), minjun.id).name, '');
  assert.ok(!(await asked.get(`/rooms/${room.id}/messages`)).json[0].senderName);
  assert.equal((await teacher.get(`/rooms/${room.id}/messages`)).json[0].senderName, '민준');
  await teacher.patch(`/rooms/${room.id}`, { names: 'shown' });
  await seoyeon.next('roomUpdate');
  assert.equal(named(await asked.participants(room.id), minjun.id).name, '민준');
});

test('who is muted says nothing, also after coming back, until it is lifted', async () => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준', { device: device('muted') });
  const seoyeon = await student('서연');
  host.send({ messageType: 'mute', target: minjun.id, message: { muted: true } });
  assert.deepEqual((await minjun.next('mute')).message, { muted: true });
  assert.equal((await host.next('mute')).target, minjun.id);
  assert.equal((await minjun.refusal({ messageType: 'send', message: '저요' })).code, 'talk_disabled');
  assertProblem(await anyone.as(minjun.token).post(`/rooms/${room.id}/messages`, { messageType: 'send', message: '저요' }), 403, 'talk_disabled');
  assert.equal(named(await teacher.participants(room.id), minjun.id).muted, true);
  assert.ok(!('muted' in named(await anyone.as(seoyeon.token).participants(room.id), minjun.id)));

  await minjun.close();
  const again = await student('민준', { device: device('muted') });
  assert.equal((await again.refusal({ messageType: 'send', message: '저요' })).code, 'talk_disabled');
  host.send({ messageType: 'mute', target: minjun.id, message: { muted: false } });
  await again.next('mute');
  again.say('고맙습니다');
  assert.equal((await seoyeon.next('send')).message, '고맙습니다');
  assert.equal(seoyeon.seen('mute').length, 0);
});

test('a new name is everybody’s, a real one the teachers’ and the attendance’s', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('ㅋㅋ', { device: device('renamed') });
  const seoyeon = await student('서연');
  host.send({ messageType: 'rename', target: minjun.id, message: { name: '민준', realName: '김민준' } });
  assert.deepEqual((await seoyeon.next('rename')).message, { name: '민준' });
  assert.deepEqual((await host.next('rename')).message, { name: '민준' });
  assert.deepEqual((await host.next('rename')).message, { realName: '김민준' });
  await settled(host, seoyeon);
  assert.equal(seoyeon.seen('rename').length, 1);
  const known = named(await teacher.participants(room.id), minjun.id);
  assert.deepEqual([known.name, known.realName], ['민준', '김민준']);
  assert.ok(!('realName' in named(await anyone.as(minjun.token).participants(room.id), minjun.id)));

  const rows = (await teacher.get(`/rooms/${room.id}/attendance`)).json;
  assert.equal(named(rows, minjun.id).realName, '김민준');
  assert.ok(!('realName' in named(rows, seoyeon.id)));
  const csv = await teacher.get(`/rooms/${room.id}/attendance`, { accept: 'text/csv' });
  assert.match(csv.text, /,realName\r\n/);
  assert.match(csv.text, /,"김민준"\r\n/);
  assert.equal((await anyone.join(room.id, '딴이름', device('renamed'))).user.name, '민준');
});

test('teachers see how somebody is here', async () => {
  const { room, student } = await house.classroom();
  const minjun = await student('민준', { agent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36' });
  const told = named(await teacher.participants(room.id), minjun.id);
  assert.deepEqual([told.via, told.agent], ['ws', 'Chrome · Android']);
  const seen = named(await anyone.as(minjun.token).participants(room.id), minjun.id);
  assert.ok(!('via' in seen) && !('agent' in seen));
});

test('bans are listed and lifted', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준', { device: device('banned') });
  host.send({ messageType: 'kick', target: minjun.id, message: { ban: true } });
  await minjun.next('bye');
  const bans = (await teacher.get(`/rooms/${room.id}/bans`)).json;
  assert.deepEqual(bans.map(({ id, name }) => ({ id, name })), [{ id: minjun.id, name: '민준' }]);
  assert.ok(Date.parse(bans[0].bannedAt) <= Date.now());
  const seoyeon = await student('서연');
  assertProblem(await anyone.as(seoyeon.token).get(`/rooms/${room.id}/bans`), 403, 'forbidden');
  assert.equal((await teacher.delete(`/rooms/${room.id}/bans/${minjun.id}`)).status, 204);
  assertProblem(await teacher.delete(`/rooms/${room.id}/bans/${minjun.id}`), 404, 'user_not_found');
  assert.deepEqual((await teacher.get(`/rooms/${room.id}/bans`)).json, []);
  await student('민준', { device: device('banned') });
});

test('a locked room lets back in whom it knows, but not whom it put out', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준', { device: device('known') });
  const seoyeon = await student('서연', { device: device('kicked') });
  await teacher.patch(`/rooms/${room.id}`, { locked: true });
  await minjun.close();
  host.send({ messageType: 'kick', target: seoyeon.id, message: { ban: false } });
  await seoyeon.next('bye');
  assert.equal((await student('민준', { device: device('known') })).id, minjun.id);
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '서연', device: device('kicked') }), 403, 'room_locked');
  assertProblem(await refused(server, { room: room.id, token: seoyeon.token }), 403, 'room_locked');
  for (let i = 0; i < 2; ++i)
    assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '새이', device: device('new') }), 403, 'room_locked');
});

test('the door shows the names that are expected', async () => {
  const { room } = await house.classroom({ name: '3학년 2반' });
  const door = async () => (await anyone.get(`/rooms/${room.id}/door`)).json;
  assert.deepEqual(await door(), { name: '3학년 2반', locked: false, roster: [] });
  const put = (names) => teacher.put(`/rooms/${room.id}/roster`, { names });
  assert.deepEqual((await put([' 김민준 ', '박서연'])).json, { names: ['김민준', '박서연'] });
  assert.deepEqual((await teacher.get(`/rooms/${room.id}/roster`)).json, { names: ['김민준', '박서연'] });
  const seat = await anyone.join(room.id, '김민준');
  assert.deepEqual((await door()).roster, [{ name: '김민준', taken: true }, { name: '박서연', taken: false }]);
  assert.equal((await anyone.join(room.id, '김민준')).user.name, '김민준 (2)');

  assertProblem(await anyone.as(seat.token).get(`/rooms/${room.id}/roster`), 403, 'forbidden');
  assertProblem(await anyone.get(`/rooms/${room.id}/roster`), 401, 'unauthorized');
  assertProblem(await put(['김민준', ' ']), 400, 'invalid_name');
  assertProblem(await put(Array(6).fill('이름')), 400, 'bad_request');
  assertProblem(await teacher.put(`/rooms/${room.id}/roster`, {}), 400, 'bad_request');
  assertProblem(await anyone.get('/rooms/ZZZZZZ/door'), 404, 'room_not_found');
  assert.deepEqual((await put([])).json, { names: [] });
  await teacher.delete(`/rooms/${room.id}`);
  assertProblem(await anyone.get(`/rooms/${room.id}/door`), 404, 'room_not_found');
});

test('an assistant helps, and the class can be handed over', async () => {
  const { room, host, student } = await house.classroom();
  const signedIn = await house.signIn('lee');
  const lee = await house.enter(room.id, signedIn.token);
  const minjun = await student('민준');
  assert.equal((await lee.refusal({ messageType: 'roomUpdate', message: { talk: 'all' } })).code, 'forbidden');
  host.send({ messageType: 'roomUpdate', message: { assistants: [lee.id] } });
  assert.deepEqual((await minjun.next('roomUpdate')).message, { assistants: [lee.id] });
  lee.send({ messageType: 'roomUpdate', message: { talk: 'all' } });
  assert.deepEqual((await minjun.next('roomUpdate')).message, { talk: 'all' });
  assert.equal((await lee.refusal({ messageType: 'roomUpdate', message: { host: lee.id } })).code, 'forbidden');
  assert.equal((await lee.refusal({ messageType: 'kick', target: host.id, message: { ban: false } })).code, 'forbidden');
  assert.equal((await signedIn.get(`/rooms/${room.id}/attendance`)).status, 200);
  assertProblem(await teacher.patch(`/rooms/${room.id}`, { assistants: ['u_nobody'] }), 404, 'user_not_found');

  assertProblem(await teacher.patch(`/rooms/${room.id}`, { host: minjun.id }), 400, 'bad_request');
  const handed = (await teacher.patch(`/rooms/${room.id}`, { host: lee.id })).json;
  assert.deepEqual([handed.host.id, handed.host.name, handed.host.online], [lee.id, '이선생', true]);
  assert.deepEqual((await minjun.next('roomUpdate')).message, { assistants: [], host: lee.id });
  assertProblem(await teacher.patch(`/rooms/${room.id}`, { locked: true }), 403, 'forbidden');
  await host.close();
  await minjun.next('leave');
  await lee.drop();
  assert.equal((await minjun.next('hostAway')).message.graceSeconds, 2);
});

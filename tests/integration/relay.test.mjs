// SPDX-License-Identifier: GPL-3.0-or-later
// /room: what its clients send is passed on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chatter } from '../lib/chatter.mjs';
import { House } from '../lib/house.mjs';
import { refused } from '../lib/socket.mjs';
import { StompPerson } from '../lib/stomp.mjs';

const users = [{ username: 'lee', role: 'student', name: '이민준' }, { username: 'park', role: 'student', name: '박서연' }];
const house = await House.open({ users, flags: ['--set', 'compat.anonymous=true', '--set', 'rooms.seat_seconds=1'] });
const lee = await house.signIn('lee');
const park = await house.signIn('park');
const chat = () => lee.createRoom({ name: '영상', kind: 'chat' });
const relay = (roomId, token) => Chatter.open(house.server, roomId ? `/room?room=${roomId}` : '/room', token);

test('newcomers and leavers are told, and what is sent is passed on', async () => {
  const first = await relay();
  const second = await relay();
  const joined = await first.next({ type: 'new' });
  assert.deepEqual(joined, { type: 'new', sender: joined.sender, receiver: 'all' });
  second.send({ type: 'offer', sender: 'somebody else', receiver: 'all', data: { sdp: 'v=0' } });
  const offer = { type: 'offer', sender: joined.sender, receiver: 'all', data: { sdp: 'v=0' } };
  assert.deepEqual(await first.next({ type: 'offer' }), offer);
  assert.deepEqual(await second.next({ type: 'offer' }), offer);
  await second.close(1001);
  assert.deepEqual(await first.next({ type: 'close' }), { type: 'close', sender: joined.sender });
  await first.close();
});

test('to one receiver it goes alone', async () => {
  const room = await chat();
  const [one, two, three] = [await relay(room.id), await relay(room.id), await relay(room.id)];
  const [second, third] = [await one.next({ type: 'new' }), await one.next({ type: 'new' })];
  two.send({ type: 'answer', receiver: third.sender, data: 1 });
  const got = await three.next({ type: 'answer' });
  assert.deepEqual(got, { type: 'answer', sender: second.sender, receiver: third.sender, data: 1 });
  two.send({ type: 'mark', receiver: null });
  await one.next({ type: 'mark' });
  assert.ok(!one.got.all.some(({ type }) => type === 'answer'));
});

test('to native people it is a signal, and their words arrive as talk', async () => {
  const room = await chat();
  const seoyeon = await house.enter(room.id, park.token);
  const camera = await relay(room.id, lee.token);
  const join = await seoyeon.next('join');
  const cameraId = join.message.participants[0].id;
  assert.equal(join.message.participants[0].name, '이민준');
  camera.send({ type: 'candidate', receiver: seoyeon.id, data: { candidate: 'c' } });
  const signal = await seoyeon.next('signal');
  assert.equal(signal.sender, cameraId);
  assert.deepEqual(signal.message, { type: 'candidate', sender: cameraId, receiver: seoyeon.id, data: { candidate: 'c' } });
  seoyeon.send({ messageType: 'signal', target: cameraId, message: { sdp: 'x' } });
  assert.deepEqual(await camera.next({ type: 'signal' }), { type: 'signal', sender: seoyeon.id, receiver: cameraId, sdp: 'x' });
  seoyeon.say('들려요?');
  assert.deepEqual(await camera.next({ type: 'talk' }), { type: 'talk', sender: seoyeon.id, receiver: 'all', data: '들려요?' });
  await seoyeon.close();
  assert.equal((await camera.next({ type: 'close' })).sender, seoyeon.id);
});

test('what a relay calls talk, those see who know talk alone', async () => {
  const room = await chat();
  const seoyeon = await Chatter.open(house.server, '/ws/chat', park.token);
  await seoyeon.enter(room.id);
  const camera = await relay(room.id, lee.token);
  camera.send({ type: 'offer', receiver: 'all', data: 'v=0' });
  camera.send({ type: 'talk', receiver: 'all', data: '안녕' });
  assert.deepEqual(await seoyeon.next({ type: 'TALK' }), { type: 'TALK', roomId: room.id, sender: '이민준', message: '안녕' });
});

test('in a class a student relays to the teacher alone, if at all', async () => {
  const { room, host, student } = await house.classroom();
  const witness = await student('서연');
  const seat = await house.anyone.join(room.id, '민준');
  const minjun = await relay(room.id, seat.token);
  minjun.send({ type: 'hello', receiver: 'all' });
  assert.equal((await host.next('signal')).message.type, 'hello');
  host.send({ messageType: 'roomUpdate', message: { talk: 'none' } });
  await witness.next('roomUpdate');
  minjun.send({ type: 'hello', receiver: 'all' });
  assert.equal((await minjun.next({ type: 'error' })).code, 'talk_disabled');
  assert.equal(witness.seen('signal').length, 0);
  host.send({ messageType: 'kick', target: seat.user.id, message: {} });
  assert.deepEqual(await minjun.next({ type: 'close' }), { type: 'close', sender: seat.user.id });
  assert.equal((await minjun.closed).code, 4403);
});

test('what goes to one person is no way around the rules of talking', async () => {
  const { room, host } = await house.classroom({ talk: 'none' });
  const seats = [await house.anyone.join(room.id, '민준'), await house.anyone.join(room.id, '서연')];
  const minjun = await relay(room.id, seats[0].token);
  const seoyeon = await StompPerson.connect(house.server, seats[1].token);
  await seoyeon.subscribe(room.id);
  minjun.send({ type: 'talk', receiver: seats[1].user.id, data: '몰래' });
  host.say('들리나요');
  await minjun.next({ type: 'talk', data: '들리나요' });
  assert.equal((await seoyeon.bodies.next({ type: 'TALK' })).message, '들리나요');
  host.send({ messageType: 'roomUpdate', message: { talk: 'all' } });
  minjun.send({ type: 'talk', receiver: 'all', data: 'x'.repeat(4_001) });
  assert.equal((await minjun.next({ type: 'error' })).code, 'text_too_long');
});

test('only who may enter gets in', async () => {
  const strict = await house.node();
  assert.equal((await refused(strict, { path: '/room' })).status, 401);
  assert.equal((await refused(strict, { path: '/room', token: 'nonsense' })).status, 401);
  assert.equal((await refused(house.server, { path: '/room', room: 'ZZZZZZ' })).status, 404);
  assert.equal((await refused(house.server, { path: '/room', room: 'chatroom-123' })).status, 404);
  assert.equal((await refused(house.server, { path: '/room', origin: 'https://evil.example' })).status, 403);
  const [one, two] = [await chat(), await chat()];
  const seat = await house.anyone.join(one.id, '손님');
  assert.equal((await refused(house.server, { path: '/room', room: two.id, token: seat.token })).status, 403);
  assert.equal((await refused(house.server, { path: '/room', token: seat.token })).status, 403);
});

test('what is wrong is an error; what is no object closes', async () => {
  const room = await chat();
  const witness = await relay(room.id);
  const camera = await relay(room.id);
  await witness.next({ type: 'new' });
  camera.send({ type: 'offer', receiver: 5 });
  assert.match((await camera.next({ type: 'error', code: 'bad_request' })).message, /receiver/);
  camera.send({ type: 'offer', receiver: 'u_nobody', data: 1 });
  assert.equal((await camera.next({ type: 'error' })).code, 'user_not_found');
  camera.send('hello');
  assert.equal((await camera.next({ type: 'error' })).code, 'bad_request');
  assert.equal((await camera.closed).code, 4400);
  for (const wrong of ['[1]', '{"type":']) {
    const each = await relay(room.id);
    each.send(wrong);
    assert.equal((await each.closed).code, 4400, wrong);
  }
  const large = await relay(room.id);
  large.send({ data: 'x'.repeat(70_000) });
  assert.equal((await large.closed).code, 1009);
  assert.ok(witness.got.all.every(({ type }) => ['new', 'close'].includes(type)));
});

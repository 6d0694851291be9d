// SPDX-License-Identifier: GPL-3.0-or-later
// What a plain Redis client sees.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { Redis } from '../lib/redis.mjs';

const redis = await Redis.start({ tcp: true });
const house = await House.open({ redis, flags: ['--set', 'rooms.seat_seconds=1'] });
const { teacher, server } = house;
const client = await redis.client();
const listener = await redis.client();
after(async () => {
  client.destroy();
  listener.destroy();
  await redis.stop();
});

/** Everything published on a room's channel from now on, parsed. */
async function listen(roomId) {
  const heard = [];
  await listener.subscribe(`room:${roomId}`, (text) => heard.push(JSON.parse(text)));
  return (match, what) => eventually(() => heard.find(match), what);
}

test('a node shows that it lives', async () => {
  const key = `server:${server.serverId}`;
  await eventually(() => client.exists(key), 'the heartbeat');
  assert.equal(await client.type(key), 'string');
  const ttl = await client.ttl(key);
  assert.ok(ttl > 0 && ttl <= 15, `${ttl} s`);
});

test('the database’s own id stands at lectern:system', async () => assert.equal(await client.exists('lectern:system'), 1));

test('who is present is a set, and each person a hash', async () => {
  const { room, student } = await house.classroom();
  const minjun = await student('민준');
  const users = `room:${room.id}:users`;
  await eventually(() => client.sIsMember(users, minjun.id), 'the member');
  assert.equal(await client.type(users), 'set');
  assert.equal(await client.sCard(users), 2);
  const key = `room:${room.id}:user:${minjun.id}`;
  assert.equal(await client.type(key), 'hash');
  const hash = await client.hGetAll(key);
  assert.equal(hash.userType, 'student');
  assert.equal(hash.serverId, server.serverId);
  assert.equal(hash.name, '민준');
  assert.match(hash.joinedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.equal(hash.lastReadMessage, '');
});

test('reading is kept in the hash', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const { id } = await host.saySafely('읽어 보세요');
  minjun.send({ messageType: 'read', message: { lastReadMessage: id } });
  await eventually(async () => (await client.hGet(`room:${room.id}:user:${minjun.id}`, 'lastReadMessage')) === id, 'the mark');
});

test('a message is published as the frame that it is', async () => {
  const { room, host } = await house.classroom();
  const heard = await listen(room.id);
  const ack = await host.saySafely('여러분 안녕하세요');
  const got = await heard((message) => message.id === ack.id, 'the message');
  assert.equal(got.room, `room:${room.id}`);
  assert.equal(got.senderType, 'teacher');
  assert.equal(got.sender, host.id);
  assert.equal(got.targetType, 'all');
  assert.equal(got.messageType, 'send');
  assert.equal(got.message, '여러분 안녕하세요');
  assert.equal(got.seq, 1);
});

test('joins and leaves are published', async () => {
  const { room, student } = await house.classroom();
  const heard = await listen(room.id);
  const minjun = await student('민준');
  const about = (type) => (message) => message.messageType === type && message.message.participants.some(({ id }) => id === minjun.id);
  await heard(about('join'), 'the join');
  await minjun.close();
  await heard(about('leave'), 'the leave');
  await eventually(async () => !(await client.exists(`room:${room.id}:user:${minjun.id}`)), 'the end of the hash');
  assert.equal(await client.sIsMember(`room:${room.id}:users`, minjun.id), 0);
});

test('the node listens to a room only while somebody of it is here', async () => {
  const { room, host } = await house.classroom();
  const listeners = async () => (await client.pubSubNumSub([`room:${room.id}`]))[`room:${room.id}`];
  assert.equal(Number(await listeners()), 1);
  await host.drop();
  await teacher.delete(`/rooms/${room.id}`);
  await eventually(async () => Number(await listeners()) === 0, 'the end of the subscription');
});

test('rubbish on a channel is dropped', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  for (const rubbish of ['', 'hello', '{', '[]', '{}', '{"messageType":"send"}', '{"messageType":"dance"}', '\u0000', Buffer.from([0xff, 0xfe])])
    await client.publish(`room:${room.id}`, rubbish);
  await settled(host, minjun);
  assert.equal(minjun.seen('send').length, 1);
  assert.equal(minjun.seen('error').length, 0);
});

test('no key outlives its room', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  await host.saySafely('곧 끝납니다');
  minjun.send({ messageType: 'hand', message: { raised: true } });
  await host.next('hand');
  await teacher.delete(`/rooms/${room.id}`);
  await minjun.closed;
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key');
});

test('nor that of a room without history', async () => {
  const { room, host } = await house.classroom({ history: false });
  await host.saySafely('흔적 없이');
  await teacher.delete(`/rooms/${room.id}`);
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key');
});

test('every key is one of those agreed', async () => {
  const { student } = await house.classroom();
  await student('민준');
  for (const key of await client.keys('*'))
    assert.match(key, /^(room:[A-Z]{6}:users|room:[A-Z]{6}:user:.+|server:.+|lectern:.+)$/);
});

test('a node that stops takes its heartbeat with it', async () => {
  const node = await house.node();
  const key = `server:${node.serverId}`;
  await eventually(() => client.exists(key), 'the heartbeat');
  assert.equal(await node.stop(), 0);
  assert.equal(await client.exists(key), 0);
});

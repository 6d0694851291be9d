// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a node as processes of their own: `--serve api` has REST and pages, `--serve realtime` the live lines.
// Together they hold a whole class.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Api, assertProblem, eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { Redis } from '../lib/redis.mjs';
import { refused } from '../lib/socket.mjs';

const FLAGS = ['--host-grace', '3', '--set', 'rooms.seat_seconds=2'];
const redis = await Redis.start();
after(() => redis.stop());
const house = await House.open({ redis, flags: ['--serve', 'api', ...FLAGS] });
const live = await house.node({ flags: ['--serve', 'realtime', ...FLAGS] });
const { anyone, server: api, teacher } = house;
const client = await redis.client();
after(() => client.destroy());

const enter = (roomId, token, more) => house.enter(roomId, token, { server: live, ...more });

async function classroom(options) {
  const room = await teacher.createRoom(options);
  const host = await enter(room.id, teacher.token, { as: 'the host' });
  const student = async (name, device) => {
    const seat = await anyone.join(room.id, name, device);
    const socket = await enter(room.id, seat.token, { as: name });
    await host.next((frame) => frame.messageType === 'join' && frame.message.participants.some(({ id }) => id === seat.user.id));
    return Object.assign(socket, { token: seat.token, api: anyone.as(seat.token) });
  };
  return { room, host, student };
}

test('each serves its own, and nothing else', async () => {
  const room = await teacher.createRoom();
  assert.equal((await refused(api, { room: room.id, token: teacher.token })).status, 404);
  const there = new Api(live, teacher.token);
  for (const path of ['/api/v1/rooms', '/api/v1/profile', `/api/v1/rooms/${room.id}`, '/', `/join/${room.id}`, '/openapi.yaml'])
    assert.equal((await there.root('GET', path)).status, 404, path);
  for (const path of ['/api/v1/login', `/api/v1/rooms/${room.id}/join`, `/api/v1/rooms/${room.id}/files?name=a`])
    assert.equal((await there.root('POST', path, {})).status, 404, path);
  for (const node of [there, teacher])
    for (const path of ['/healthz', '/readyz']) assert.equal((await node.root('GET', path)).status, 200, path);
  assert.equal((await teacher.root('GET', `/join/${room.id}`)).status, 200);
});

test('a class: people, messages, tools, files, reading and the list', async () => {
  const { room, host, student } = await classroom({ talk: 'all' });
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  assert.deepEqual((await teacher.participants(room.id)).map(({ name, serverId }) => [name, serverId]).sort(),
    [['김선생', live.serverId], ['민준', live.serverId], ['서연', live.serverId]].sort());
  assert.equal((await teacher.get('/rooms')).json.find(({ id }) => id === room.id).participants, 3);

  const said = await teacher.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: 'REST로 말해요', ref: 'r1' });
  assert.equal(said.status, 201);
  for (const socket of [host, minjun, seoyeon]) assert.equal((await socket.next('send')).seq, said.json.seq);
  // The retry by the live line is the same message.
  assert.equal((await host.saySafely('REST로 말해요', { ref: 'r1' })).id, said.json.id);
  await minjun.saySafely('소켓으로 말해요');
  assert.equal((await teacher.messages(room.id)).length, 2);
  assert.equal((await minjun.api.delete(`/rooms/${room.id}/messages/${said.json.id}`)).status, 403);
  assert.equal((await teacher.delete(`/rooms/${room.id}/messages/${said.json.id}`)).status, 204);
  assert.equal((await minjun.next('delete')).refers, said.json.id);

  const file = (await teacher.post(`/rooms/${room.id}/files?name=a.txt`, '안녕', { 'content-type': 'text/plain' })).json;
  host.send({ messageType: 'file', message: '', attachment: { id: file.id } });
  const { attachment } = await minjun.next('file');
  assert.equal((await anyone.root('GET', attachment.url)).text, '안녕');

  minjun.send({ messageType: 'hand', message: { raised: true } });
  await host.next('hand');
  await eventually(async () => (await teacher.participants(room.id)).find(({ id }) => id === minjun.id).handRaisedAt, 'the hand in the list');
  const { id: lastReadMessage } = await host.saySafely('여기까지');
  minjun.send({ messageType: 'read', message: { lastReadMessage } });
  await host.next('read');
  await eventually(async () => (await teacher.participants(room.id)).find(({ id }) => id === minjun.id).lastReadMessage, 'the mark in the list');
  await settled(host, minjun, seoyeon);
});

test('what the host does by REST reaches the live lines, and the other way round', async () => {
  const { room, host, student } = await classroom();
  const minjun = await student('민준', 'device-split');
  assert.equal((await teacher.patch(`/rooms/${room.id}`, { locked: true, talk: 'none' })).status, 200);
  assert.deepEqual((await minjun.next('roomUpdate')).message, { talk: 'none', locked: true });
  assert.equal((await minjun.refusal({ messageType: 'send', targetType: 'all', message: '?' })).code, 'talk_disabled');
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '늦은이' }), 403, 'room_locked');
  host.send({ messageType: 'roomUpdate', message: { locked: false, talk: 'all' } });
  await minjun.next((frame) => frame.messageType === 'roomUpdate' && frame.message.locked === false);
  // The other part hears of it as soon as Redis has brought it.
  const say = () => minjun.api.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: '이제 돼요' });
  await eventually(async () => (await say()).status === 201, 'leave to speak');

  const seoyeon = await student('서연');
  assert.equal((await seoyeon.api.post(`/rooms/${room.id}/leave`)).status, 204);
  assert.equal((await seoyeon.closed).code, 1000);
  assert.equal((await minjun.next('leave')).message.participants[0].reason, 'left');

  host.send({ messageType: 'kick', target: minjun.id, message: { ban: true } });
  assert.equal((await minjun.closed).code, 4403);
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '민준', device: 'device-split' }), 403, 'kicked');
  assert.equal((await minjun.api.get(`/rooms/${room.id}/participants`)).json.code, 'kicked');
});

test('a class ended by REST is over, attendance and all', async () => {
  const { room, host, student } = await classroom();
  const minjun = await student('민준');
  assert.equal((await teacher.delete(`/rooms/${room.id}`)).status, 204);
  for (const socket of [host, minjun]) assert.equal((await socket.closed).code, 4410);
  const attendance = (await teacher.get(`/rooms/${room.id}/attendance`)).json;
  assert.deepEqual(attendance.map(({ name, intervals }) => [name, intervals.length]).sort(), [['김선생', 1], ['민준', 1]].sort());
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key');
  assert.equal((await teacher.patch(`/rooms/${room.id}`, { open: true })).status, 200);
  const back = await enter(room.id, minjun.token);
  assert.equal(back.welcome.host.online, false);
});

test('a host who leaves by REST is away, and the class ends', async () => {
  const { room, host, student } = await classroom();
  const minjun = await student('민준');
  assert.equal((await teacher.post(`/rooms/${room.id}/leave`)).status, 204);
  await host.closed;
  await minjun.next('hostAway');
  assert.equal((await minjun.closed).code, 4410);
});

test('a new live part takes over from one that goes', { timeout: 60_000 }, async () => {
  const going = await house.node({ flags: ['--serve', 'realtime', '--drain-seconds', '0', ...FLAGS] });
  const { room, host } = await classroom();
  const seat = await anyone.join(room.id, '민준');
  const minjun = await enter(room.id, seat.token, { server: going });
  await host.next('join');
  assert.equal(await going.stop(), 0);
  assert.equal((await minjun.closed).code, 1001);
  const back = await enter(room.id, seat.token);
  await settled(host, back);
  assert.equal(host.seen('leave').length, 0);
  // Nobody but the API's node is left to tell of the next one who does not come back.
  const next = await anyone.join(room.id, '서연');
  const other = await house.node({ flags: ['--serve', 'realtime', ...FLAGS] });
  const seoyeon = await enter(room.id, next.token, { server: other });
  await host.next('join');
  await other.stop();
  await seoyeon.closed;
  assert.equal((await host.next('leave')).message.participants[0].id, seoyeon.id);
});

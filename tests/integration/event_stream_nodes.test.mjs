// SPDX-License-Identifier: GPL-3.0-or-later
// An event stream on one node, its POSTs on another: a balancer need not keep them together.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Api, assertProblem, eventually } from '../lib/api.mjs';
import { EventReader, refusedEvents } from '../lib/events.mjs';
import { House, settled } from '../lib/house.mjs';
import { Redis } from '../lib/redis.mjs';
import { refused, Socket } from '../lib/socket.mjs';

const redis = await Redis.start();
after(() => redis.stop());
const house = await House.open({ redis, flags: ['--set', 'rooms.seat_seconds=1'] });
const second = await house.node({ flags: ['--set', 'rooms.seat_seconds=1'] });
const { anyone, teacher, server } = house;

/** A class with its host on the first node, and a reader on the second who speaks to the first. */
async function spread(options) {
  const classroom = await house.classroom(options);
  const seat = await anyone.join(classroom.room.id, '민준');
  const events = await EventReader.open(second, { room: classroom.room.id, token: seat.token, as: '민준' });
  events.api = new Api(server, seat.token);
  events.token = seat.token;
  await classroom.host.next('join');
  return { ...classroom, events };
}

test('what is said on one node is read on the other', async () => {
  const { host, events } = await spread({ talk: 'all' });
  await host.saySafely('여기');
  assert.equal((await events.say('저기')).status, 201);
  for (const each of [host, events]) {
    assert.equal((await each.next('send')).message, '여기');
    assert.equal((await each.next('send')).message, '저기');
  }
});

test('hands, reading and votes cross, too', async () => {
  const { room, host, events } = await spread();
  assert.equal((await events.send({ messageType: 'hand', message: { raised: true } })).status, 200);
  assert.equal((await host.next('hand')).sender, events.id);
  assert.equal((await events.next('hand')).sender, events.id);
  await eventually(async () => (await teacher.participants(room.id)).some(({ id, handRaisedAt }) => id === events.id && handRaisedAt), 'the hand on the list');
  host.send({ messageType: 'poll', message: { question: '?', choices: ['가', '나'] }, ref: 'p' });
  const { id } = await host.next({ messageType: 'ack', ref: 'p' });
  await events.next('poll');
  assert.equal((await events.send({ messageType: 'vote', refers: id, message: { choices: [1] } })).status, 200);
  assert.deepEqual((await host.next('pollResult')).message.counts, [0, 1]);
  assert.equal((await events.send({ messageType: 'read', message: { lastReadMessage: id } })).status, 200);
  await host.next((frame) => frame.messageType === 'read' && frame.message.participants.some((reader) => reader.id === events.id));
});

test('the stream goes on at the other node, and takes the seat over', async () => {
  const { room, host, events } = await spread();
  await host.saySafely('하나');
  await events.next('send');
  const here = await EventReader.open(server, { room: room.id, token: events.token, lastEventId: events.lastEventId });
  assert.equal((await events.next('bye')).message.code, 'replaced');
  await events.closed;
  assert.equal(here.welcome.recovered, true);
  await host.saySafely('둘');
  assert.equal((await here.next('send')).message, '둘');
  assert.deepEqual(host.seen('leave'), []);
  const socket = await Socket.open(second, { room: room.id, token: events.token });
  assert.equal((await here.next('bye')).message.code, 'replaced');
  await settled(host, socket);
});

test('leaving and a kick reach the stream on the other node', async () => {
  const { room, events } = await spread();
  assert.equal((await events.api.post(`/rooms/${room.id}/leave`, {})).status, 204);
  await events.next('bye');
  await events.closed;
  const other = await spread();
  other.host.send({ messageType: 'kick', target: other.events.id, message: { ban: false } });
  assert.equal((await other.events.next('bye')).message.code, 'kicked');
  assert.deepEqual(await other.events.closed, { complete: true });
});

test('who only serves lines has the stream and no REST, who only serves REST has none', async () => {
  const realtime = await house.node({ flags: ['--serve', 'realtime'] });
  const rest = await house.node({ flags: ['--serve', 'api'] });
  const room = (await teacher.createRoom()).id;
  const events = await EventReader.open(realtime, { room, token: teacher.token });
  events.api = new Api(rest, teacher.token);
  assert.equal((await events.say('안녕')).status, 201);
  await events.next('send');
  assertProblem(await new Api(realtime, teacher.token).get('/rooms'), 404, 'not_found');
  assertProblem(await refusedEvents(rest, { room, token: teacher.token }), 404, 'not_found');
  assertProblem(await refused(rest, { room, token: teacher.token }), 404, 'not_found');
});

// SPDX-License-Identifier: GPL-3.0-or-later
// The way in for networks that break WebSockets: GET events, POST messages.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { EventReader, refusedEvents } from '../lib/events.mjs';
import { House, settled } from '../lib/house.mjs';
import { RawConnection } from '../lib/raw.mjs';
import { runVerb } from '../lib/server.mjs';
import { Socket } from '../lib/socket.mjs';

const FLAGS = ['--set', 'rooms.seat_seconds=1', '--set', 'limits.recovery=20', '--set', 'limits.ping_interval=0.2'];
const house = await House.open({ flags: FLAGS });
const { anyone, teacher, server } = house;

const upTo = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

/** A student of that room who reads events: in when this ends. */
async function reader(classroom, name, { on = server, ...options } = {}) {
  const seat = await anyone.join(classroom.room.id, name);
  const events = await EventReader.open(on, { room: classroom.room.id, token: seat.token, as: name, ...options });
  await classroom.host.next(({ messageType, message }) =>
    messageType === 'join' && message.participants.some(({ id }) => id === seat.user.id));
  events.token = seat.token;
  return events;
}

/** Comes back as a browser does: the same address, and the last id. */
const back = (events, { on = server, ...options } = {}) =>
  EventReader.open(on, { room: events.roomId, token: events.token, as: 'back', lastEventId: events.lastEventId, ...options });

test('the frames are those of the WebSocket, in one order', async () => {
  const classroom = await house.classroom({ talk: 'all' });
  const events = await reader(classroom, '민준');
  const socket = await classroom.student('서연');
  assert.equal((await events.say('안녕하세요', { ref: 'm1' })).status, 201);
  await classroom.host.saySafely('반가워요');
  classroom.host.send({ messageType: 'timer', message: { endsAt: '2030-01-01T00:00:00.000Z', label: '모둠' } });
  await Promise.all([events.next('timer'), socket.next('timer'), classroom.host.next('timer')]);
  const told = (mailbox) => mailbox.seen(({ messageType }) => ['send', 'timer'].includes(messageType));
  assert.deepEqual(told(events), told(socket));
  assert.deepEqual(told(events), told(classroom.host));
  assert.equal(told(events).length, 3);
  assert.deepEqual((await events.next('join')).message.participants.map(({ name }) => name), ['서연']);
});

test('the answer is a stream that nobody keeps or gathers', async () => {
  const classroom = await house.classroom();
  const { response } = await reader(classroom, '민준');
  assert.equal(response.headers['content-type'], 'text/event-stream');
  assert.equal(response.headers['cache-control'], 'no-store');
  assert.equal(response.headers['x-accel-buffering'], 'no');
  assert.equal(response.headers['transfer-encoding'], 'chunked');
  assert.equal(response.headers['content-length'], undefined);
});

test('to HTTP/1.0 it goes as it is, and ends with the connection', async () => {
  const classroom = await house.classroom();
  const { token } = await anyone.join(classroom.room.id, '민준');
  const raw = await RawConnection.open(server);
  raw.write(`GET /api/v1/rooms/${classroom.room.id}/events?token=${token} HTTP/1.0\r\nConnection: keep-alive\r\n\r\n`);
  const text = await raw.until((got) => got.includes('"welcome"'));
  assert.doesNotMatch(text, /transfer-encoding/i);
  assert.match(text, /\r\nConnection: close\r\n/);
  assert.match(text, /\r\n\r\nid: [^\n]+\ndata: \{[^\n]+\}\n\n/);
  await teacher.delete(`/rooms/${classroom.room.id}`);
  assert.match(await raw.end(), /\ndata: \{[^\n]*"class_ended"[^\n]*\}\n\n$/);
});

test('curl reads it', async () => {
  const classroom = await house.classroom();
  const { token } = await anyone.join(classroom.room.id, '민준');
  const curl = spawn('curl', ['-sN', `${server.url}/api/v1/rooms/${classroom.room.id}/events`, '-H', `Authorization: Bearer ${token}`]);
  const closed = once(curl, 'close');
  let text = '';
  curl.stdout.on('data', (data) => (text += data));
  await eventually(() => text.includes('"welcome"'), 'the welcome');
  classroom.host.say('들리나요');
  await eventually(() => /^data: .*들리나요.*$/m.test(text), 'what the host said');
  await teacher.delete(`/rooms/${classroom.room.id}`);
  assert.deepEqual(await closed, [0, null]);
  assert.match(text, /"class_ended"/);
});

test('what a HEAD asks for is the head', async () => {
  const classroom = await house.classroom();
  const { token } = await anyone.join(classroom.room.id, '민준');
  const answer = await anyone.as(token).call('HEAD', `/rooms/${classroom.room.id}/events`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/event-stream');
  assert.equal(classroom.host.seen('join').length, 0);
});

test('who is not let in gets the status of the WebSocket', async (t) => {
  const classroom = await house.classroom();
  const room = classroom.room.id;
  const { token } = await anyone.join(room, '민준');
  const other = await teacher.createRoom();
  const refusal = (what, options, status, code) =>
    t.test(what, async () => assertProblem(await refusedEvents(server, { room, token, ...options }), status, code));
  await refusal('no token', { token: undefined }, 401, 'unauthorized');
  await refusal('a wrong token', { token: 'abc', via: 'query' }, 401, 'unauthorized');
  await refusal('a token for another room', { room: other.id }, 403, 'forbidden');
  await refusal('a room that is not there', { room: 'ZZZZZZ' }, 404, 'room_not_found');
  await refusal('no code of a room', { room: '1' }, 404, 'room_not_found');
  await refusal('a page of another site', { origin: 'https://evil.example' }, 403, 'forbidden');
  await refusal('a history that is none', { history: 'all' }, 400, 'bad_request');
  await refusal('a position that is none', { since: '-1', epoch: 'x' }, 400, 'bad_request');
  await t.test('another method', async () => {
    const answer = await teacher.post(`/rooms/${room}/events`, {});
    assertProblem(answer, 405, 'method_not_allowed');
    assert.equal(answer.headers.get('allow'), 'GET, HEAD, OPTIONS');
  });
  await t.test('a locked room', async () => {
    await teacher.patch(`/rooms/${room}`, { locked: true });
    assertProblem(await refusedEvents(server, { room, token }), 403, 'room_locked');
    await teacher.patch(`/rooms/${room}`, { locked: false });
  });
  await t.test('a banned person', async () => {
    const events = await EventReader.open(server, { room, token });
    classroom.host.send({ messageType: 'kick', target: events.id, message: { ban: true } });
    assert.equal((await events.next('bye')).message.code, 'kicked');
    await events.closed;
    assertProblem(await refusedEvents(server, { room, token }), 403, 'kicked');
  });
});

test('a page of this server and one with the token in the address come in', async () => {
  const classroom = await house.classroom();
  const events = await reader(classroom, '민준', { origin: server.url, via: 'query' });
  assert.equal(events.welcome.self.name, '민준');
});

test('history=N asks for as many, also for none', async () => {
  const classroom = await house.classroom();
  for (const text of upTo(1, 5)) await classroom.host.saySafely(text);
  // What the students say goes to the teacher alone.
  for (const [history, expected] of [['2', upTo(4, 5)], ['0', []], [undefined, upTo(1, 5)]]) {
    const events = await reader(classroom, `학생 ${history}`, { history });
    events.say('다 왔어요');
    await events.next((frame) => frame.message === '다 왔어요');
    assert.deepEqual(events.seen({ messageType: 'send', replay: true }).map(({ message }) => message), expected);
  }
});

test('Last-Event-ID goes on where the line broke', async () => {
  const classroom = await house.classroom();
  await classroom.host.saySafely('1');
  const events = await reader(classroom, '민준');
  await classroom.host.saySafely('2');
  await events.next({ messageType: 'send', message: '2' });
  await events.drop();
  await classroom.host.saySafely('3');
  const again = await back(events);
  assert.equal(again.welcome.recovered, true);
  assert.equal((await again.next('send')).message, '3');
  await classroom.host.saySafely('4');
  assert.equal((await again.next('send')).message, '4');
  assert.deepEqual(classroom.host.seen('leave'), []);
});

test('every numbered event has an id of its own, the same for everyone', async () => {
  const classroom = await house.classroom();
  const [one, two] = [await reader(classroom, '민준'), await reader(classroom, '서연')];
  for (const text of upTo(1, 3)) await classroom.host.saySafely(text);
  await Promise.all([one, two].map((each) => each.next({ messageType: 'send', message: '3' })));
  const sent = (events) => events.ids.filter(([, frame]) => frame.seq > 0).map(([id, { seq }]) => [id, seq]);
  assert.deepEqual(sent(one), sent(two));
  assert.deepEqual(sent(one).map(([, seq]) => seq), [1, 2, 3]);
  assert.equal(new Set(sent(one).map(([id]) => id)).size, 3);
});

test('who has heard nothing but the welcome misses nothing either', async (t) => {
  await t.test('in a room in which nothing was said', async () => {
    const classroom = await house.classroom();
    const events = await reader(classroom, '민준', { history: '0' });
    await events.drop();
    for (const text of upTo(1, 5)) await classroom.host.saySafely(text);
    const again = await back(events, { history: '0' });
    assert.equal(again.welcome.recovered, true);
    for (const text of upTo(1, 5)) assert.equal((await again.next('send')).message, text);
  });
  await t.test('when the line broke before the history came', async () => {
    const classroom = await house.classroom();
    for (const text of upTo(1, 9)) await classroom.host.saySafely(text);
    const events = await reader(classroom, '민준', { history: '4' });
    await events.drop();
    const again = await back({ ...events, roomId: events.roomId, token: events.token, lastEventId: events.ids[0][0] });
    assert.equal(again.welcome.recovered, true);
    for (const text of upTo(6, 9)) assert.equal((await again.next('send')).message, text);
  });
});

test('what cannot be gone on from begins with the last messages', async (t) => {
  const classroom = await house.classroom();
  const { token } = await anyone.join(classroom.room.id, '민준');
  for (const text of upTo(1, 30)) await classroom.host.saySafely(text);
  const first = await EventReader.open(server, { room: classroom.room.id, token });
  const [epoch, last] = first.lastEventId.split(/:(?=\d+$)/);
  for (const [what, lastEventId] of [['more than limits.recovery', `${epoch}:1`], ['beyond the end', `${epoch}:1000`],
    ['another run', `x${epoch}:${last}`], ['no id of ours', '42abc'], ['an empty one', '']])
    await t.test(what, async () => {
      const events = await EventReader.open(server, { room: classroom.room.id, token, lastEventId, history: '2' });
      assert.equal(events.welcome.recovered, false);
      assert.equal((await events.next('send')).message, '29');
      assert.equal((await events.next('send')).message, '30');
    });
});

test('a page that changes over from a WebSocket goes on by since and epoch', async () => {
  const classroom = await house.classroom();
  const socket = await classroom.student('민준');
  await classroom.host.saySafely('1');
  const { seq } = await socket.next('send');
  await socket.drop();
  await classroom.host.saySafely('2');
  const events = await EventReader.open(server, { room: classroom.room.id, token: socket.token, since: seq, epoch: socket.welcome.epoch });
  assert.equal(events.welcome.recovered, true);
  assert.equal((await events.next('send')).message, '2');
});

test('whatever a student says on a WebSocket goes by POST', async (t) => {
  const classroom = await house.classroom({ talk: 'all' });
  const events = await reader(classroom, '민준');
  const other = await classroom.student('서연');
  const { host } = classroom;

  await t.test('a message, once for a ref', async () => {
    const first = await events.say('저요', { ref: 'r1' });
    assert.equal(first.status, 201);
    assert.equal((await events.next('send')).ref, 'r1');
    const again = await events.say('저요', { ref: 'r1' });
    assert.equal(again.status, 200);
    assert.equal(again.json.id, first.json.id);
  });
  await t.test('taking it back', async () => {
    const said = await events.say('아니에요');
    assert.equal((await events.send({ messageType: 'delete', refers: said.json.id, message: {} })).status, 201);
    assert.equal((await host.next('delete')).refers, said.json.id);
  });
  await t.test('a hand', async () => {
    const answer = await events.send({ messageType: 'hand', message: { raised: true } });
    assert.equal(answer.status, 200);
    assert.equal(answer.json.sender, events.id);
    assert.deepEqual((await host.next('hand')).message, { raised: true });
    assert.equal((await events.next('hand')).sender, events.id);
  });
  await t.test('a reaction', async () => {
    assert.equal((await events.send({ messageType: 'reaction', message: { kind: 'applause' } })).status, 200);
    assert.deepEqual((await host.next('reaction')).message, { kind: 'applause' });
  });
  await t.test('reading', async () => {
    const { id } = await host.saySafely('읽어 보세요');
    assert.equal((await events.send({ messageType: 'read', message: { lastReadMessage: id } })).status, 200);
    const { participants } = (await host.next('read')).message;
    assert.deepEqual(participants.map(({ id, lastReadMessage }) => [id, lastReadMessage]), [[events.id, id]]);
    assertProblem(await events.send({ messageType: 'read', message: { lastReadMessage: 'nothing' } }), 404, 'message_not_found');
  });
  await t.test('a vote', async () => {
    host.send({ messageType: 'poll', message: { question: '다 했나요?', choices: ['네', '아니요'] }, ref: 'p' });
    const { id } = await host.next({ messageType: 'ack', ref: 'p' });
    assert.equal((await events.send({ messageType: 'vote', refers: id, message: { choices: [0] } })).status, 200);
    assert.deepEqual((await host.next('pollResult')).message.counts, [1, 0]);
    assertProblem(await events.send({ messageType: 'vote', refers: 'nothing', message: { choices: [0] } }), 404, 'message_not_found');
  });
  await t.test('a signal', async () => {
    assert.equal((await events.send({ messageType: 'signal', target: other.id, message: { sdp: 'x' } })).status, 200);
    assert.deepEqual((await other.next('signal')).message, { sdp: 'x' });
    assertProblem(await events.send({ messageType: 'signal', target: 'u_nobody', message: {} }), 404, 'user_not_found');
  });
  await t.test('but not what is the host’s, or the server’s', async () => {
    assertProblem(await events.send({ messageType: 'timer', message: { endsAt: null } }), 403, 'forbidden');
    assertProblem(await events.send({ messageType: 'hostBack', message: {} }), 400, 'unknown_type');
    assertProblem(await events.send({ messageType: 'refresh', message: { token: events.token } }), 400, 'unknown_type');
  });
});

test('so does what a host says', async () => {
  const classroom = await house.classroom();
  const student = await classroom.student('민준');
  const say = (frame) => teacher.post(`/rooms/${classroom.room.id}/messages`, frame);
  assert.equal((await say({ messageType: 'timer', message: { endsAt: null } })).status, 200);
  await student.next('timer');
  assert.equal((await say({ messageType: 'roomUpdate', message: { talk: 'all' } })).status, 200);
  assert.equal((await student.next('roomUpdate')).message.talk, 'all');
  assertProblem(await say({ messageType: 'kick', target: 'u_nobody', message: {} }), 404, 'user_not_found');
  assert.equal((await say({ messageType: 'kick', target: student.id, message: { ban: false } })).status, 200);
  assert.equal((await student.closed).code, 4403);
  assert.equal((await say({ messageType: 'close', message: {} })).status, 200);
  assert.equal((await classroom.host.closed).code, 4410);
});

test('who has left the room has no hand to raise', async () => {
  const classroom = await house.classroom();
  const { token } = await anyone.join(classroom.room.id, '민준');
  const answer = await anyone.as(token).post(`/rooms/${classroom.room.id}/messages`, { messageType: 'hand', message: { raised: true } });
  assertProblem(answer, 404, 'user_not_found');
});

test('one line a person, whichever it is', async () => {
  const classroom = await house.classroom();
  const events = await reader(classroom, '민준');
  const socket = await Socket.open(server, { room: classroom.room.id, token: events.token });
  assert.equal((await events.next('bye')).message.code, 'replaced');
  assert.deepEqual(await events.closed, { complete: true });
  const again = await back(events);
  assert.equal((await socket.closed).code, 4409);
  const third = await back(events);
  assert.equal((await again.next('bye')).message.code, 'replaced');
  await again.closed;
  await settled(classroom.host, third);
  assert.deepEqual(classroom.host.seen('leave'), []);
});

test('a line that breaks keeps the seat for a while', async () => {
  const classroom = await house.classroom();
  const events = await reader(classroom, '민준');
  await events.drop();
  await eventually(async () => (await teacher.participants(classroom.room.id)).some(({ id, online }) => id === events.id && !online), 'being away');
  const again = await back(events);
  await settled(classroom.host, again);
  assert.deepEqual(classroom.host.seen('leave'), []);
  await again.drop();
  const { message } = await classroom.host.next('leave');
  assert.deepEqual(message.participants.map(({ id, reason }) => [id, reason]), [[events.id, 'timeout']]);
});

test('leaving is at once', async () => {
  const classroom = await house.classroom();
  const events = await reader(classroom, '민준');
  assert.equal((await events.api.post(`/rooms/${classroom.room.id}/leave`, {})).status, 204);
  await events.next('bye');
  assert.deepEqual(await events.closed, { complete: true });
  const { message } = await classroom.host.next('leave');
  assert.deepEqual(message.participants.map(({ id, reason }) => [id, reason]), [[events.id, 'left']]);
});

test('a class that ends says so, and the connection can be used again', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const classroom = await house.classroom();
  const events = await reader(classroom, '민준', { agent });
  const { socket } = events.asking;
  classroom.host.send({ messageType: 'close', message: {} });
  assert.equal((await events.next('bye')).message.code, 'class_ended');
  assert.deepEqual(await events.closed, { complete: true });
  const next = await house.classroom();
  const other = await reader(next, '서연', { agent });
  assert.equal(other.asking.socket, socket);
  await settled(next.host, other);
  agent.destroy();
});

test('comments keep a quiet line open', async () => {
  const classroom = await house.classroom();
  const events = await reader(classroom, '민준');
  await eventually(() => events.comments >= 3, 'three pings');
});

test('a token that runs out ends the stream', async () => {
  const classroom = await house.classroom();
  const made = await runVerb(['token', '--user', 'kim', '--ttl', '2', '--data-dir', house.dataDir, ...house.databaseFlags]);
  const events = await EventReader.open(server, { room: classroom.room.id, token: made.stdout.trim() });
  assert.equal((await events.next('bye')).message.code, 'token_expired');
  await events.closed;
});

test('who does not read is told and cut off, and nobody else waits', async () => {
  const slow = await House.open({ flags: ['--set', 'limits.queue=65536'] });
  const classroom = await slow.classroom();
  const seat = await slow.anyone.join(classroom.room.id, '느린이');
  const events = await EventReader.open(slow.server, { room: classroom.room.id, token: seat.token });
  const quick = await classroom.student('빠른이');
  events.response.pause();
  const text = '가'.repeat(4000);
  // What the kernels of both ends take in between is theirs to decide.
  const away = async () => (await slow.teacher.participants(classroom.room.id)).some(({ id, online }) => id === seat.user.id && !online);
  for (let i = 0; i < 100 && !(await away()); ++i) {
    for (let j = 0; j < 20; ++j) classroom.host.say(text);
    await settled(classroom.host, quick);
  }
  events.response.resume();
  assert.equal((await events.next('bye', 20_000)).message.code, 'too_slow');
  assert.deepEqual(await events.closed, { complete: true });
});

test('a reader counts as a connection', async () => {
  const small = await House.open({ flags: ['--set', 'limits.connections=2'] });
  const classroom = await small.classroom();
  const events = await EventReader.open(small.server, { room: classroom.room.id, token: (await small.anyone.join(classroom.room.id, '민준')).token });
  const { token } = await small.anyone.join(classroom.room.id, '서연');
  assertProblem(await refusedEvents(small.server, { room: classroom.room.id, token }), 503);
  await events.drop();
  await eventually(async () => {
    try {
      return await EventReader.open(small.server, { room: classroom.room.id, token });
    } catch {
      return false;
    }
  }, 'a free place');
});

test('a server that goes down sends its readers elsewhere', async () => {
  const going = await House.open({ flags: ['--drain-seconds', '2'] });
  const classroom = await going.classroom();
  const { token } = await going.anyone.join(classroom.room.id, '민준');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const events = await EventReader.open(going.server, { room: classroom.room.id, token, agent });
  going.server.signal('SIGTERM');
  const { message } = await events.next('bye');
  assert.equal(message.code, 'going_away');
  assert.equal(events.retry, Math.round(message.reconnectIn * 1000));
  assert.deepEqual(await events.closed, { complete: true });
  assertProblem(await refusedEvents(going.server, { room: classroom.room.id, token, agent }), 503, 'draining');
  agent.destroy();
});

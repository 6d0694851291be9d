// SPDX-License-Identifier: GPL-3.0-or-later
// Two servers, one Redis, one database: for people one room.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Api, assertProblem, eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { Redis } from '../lib/redis.mjs';
import { refused } from '../lib/socket.mjs';

const redis = await Redis.start({ tcp: true });
const house = await House.open({ redis, flags: ['--host-grace', '2', '--set', 'rooms.seat_seconds=1'] });
const second = await house.node({ flags: ['--host-grace', '2', '--set', 'rooms.seat_seconds=1'] });
after(() => redis.stop());
const { anyone, teacher } = house;
const there = new Api(second, teacher.token); // the same teacher, asking the other node

/** A class with its host on the first node; `student` connects on the second. */
async function spread(options) {
  const classroom = await house.classroom(options);
  return { ...classroom, student: (name, more) => classroom.student(name, { server: second, ...more }) };
}

test('both nodes know a token and a room of either', async () => {
  const room = await there.createRoom({ name: '두 서버' });
  assert.equal((await teacher.get(`/rooms/${room.id}`)).json.name, '두 서버');
  assert.equal((await there.get('/profile')).json.username, 'kim');
});

test('messages cross both ways, once, in one order', async () => {
  const { host, student } = await spread({ talk: 'all' });
  const minjun = await student('민준');
  for (let i = 0; i < 20; ++i) {
    host.say(`여기 ${i}`);
    minjun.say(`저기 ${i}`);
  }
  const read = async (socket) => {
    const got = [];
    while (got.length < 40) got.push(await socket.next('send'));
    return got.map(({ seq, message }) => `${seq} ${message}`);
  };
  const [here, far] = await Promise.all([read(host), read(minjun)]);
  assert.deepEqual(here, far);
  assert.deepEqual(here.map((line) => Number(line.split(' ')[0])), Array.from({ length: 40 }, (_, i) => i + 1));
});

test('so do those of a room without history', async () => {
  const { host, student } = await spread({ talk: 'all', history: false });
  const minjun = await student('민준');
  for (let i = 0; i < 10; ++i) {
    host.say(`여기 ${i}`);
    minjun.say(`저기 ${i}`);
  }
  const read = async (socket) => {
    const got = [];
    while (got.length < 20) got.push(await socket.next('send'));
    return got.map(({ seq, message }) => `${seq} ${message}`);
  };
  const [here, far] = await Promise.all([read(host), read(minjun)]);
  assert.deepEqual(here, far);
});

test('a private message finds its one person on the other node', async () => {
  const { host, student } = await spread();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  await host.saySafely('너만 봐', { targetType: 'student', target: minjun.id });
  assert.equal((await minjun.next('send')).message, '너만 봐');
  await settled(host, seoyeon);
  assert.ok(!seoyeon.seen('send').some(({ message }) => message === '너만 봐'));
});

test('a retry on the other node is the same message', async () => {
  const { room, host, student } = await spread({ talk: 'all' });
  const minjun = await student('민준');
  const first = await minjun.saySafely('한 번만', { ref: 'over-there' });
  const here = await house.enter(room.id, minjun.token);
  const again = await here.saySafely('한 번만', { ref: 'over-there' });
  assert.equal(again.id, first.id);
  await settled(host, here);
  assert.equal(host.seen({ messageType: 'send', message: '한 번만' }).length, 1);
});

test('nor is it doubled in a room without history, on a node that has not heard of it', async () => {
  const { room, host, student } = await spread({ talk: 'all', history: false });
  const minjun = await student('민준');
  const first = await minjun.saySafely('한 번만', { ref: 'over-there' });
  await host.next({ messageType: 'send', message: '한 번만' });
  const third = await house.node({ flags: ['--set', 'rooms.seat_seconds=1'] });
  const here = await house.enter(room.id, minjun.token, { server: third });
  const again = await here.saySafely('한 번만', { ref: 'over-there' });
  assert.deepEqual([again.id, again.seq, again.sentAt], [first.id, first.seq, first.sentAt]);
  await settled(host, here);
  assert.equal(host.seen({ messageType: 'send', message: '한 번만' }).length, 1);
  assert.equal(await third.stop(), 0);
});

test('joins and leaves are heard on both, and the lists agree', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준');
  const names = (list) => list.map(({ id, serverId }) => `${id} ${serverId}`).sort();
  const [here, far] = [await teacher.participants(room.id), await there.participants(room.id)];
  assert.deepEqual(names(here), names(far));
  assert.equal(here.find(({ id }) => id === minjun.id).serverId, second.serverId);
  assert.deepEqual(minjun.welcome.participants.map(({ name }) => name).sort(), ['김선생', '민준'].sort());
  assert.equal(minjun.welcome.host.online, true);
  await minjun.close();
  const leave = await host.next('leave');
  assert.equal(leave.message.participants[0].reason, 'left');
  assert.ok(!(await there.participants(room.id)).some(({ id }) => id === minjun.id));
});

test('a seat taken over on the other node ends the first line, without leave and join', async () => {
  const { room, host, student } = await spread();
  const [minjun, witness] = [await student('민준'), await student('서연')];
  const here = await house.enter(room.id, minjun.token);
  assert.equal((await minjun.next('bye')).message.code, 'replaced');
  assert.equal((await minjun.closed).code, 4409);
  await settled(host, here, witness);
  const about = (frame) => ['join', 'leave'].includes(frame.messageType) && frame.message.participants.some(({ id }) => id === minjun.id);
  assert.equal(witness.seen(about).length, 0);
  assert.equal((await there.participants(room.id)).find(({ id }) => id === minjun.id).serverId, house.server.serverId);
});

test('who changes nodes catches up there', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준');
  await settled(host, minjun);
  await minjun.drop();
  for (const text of ['하나', '둘']) await host.saySafely(text);
  const here = await house.enter(room.id, minjun.token, { since: 1, epoch: minjun.welcome.epoch });
  assert.equal(here.welcome.recovered, true);
  assert.equal((await here.next('send')).message, '하나');
  assert.equal((await here.next('send')).message, '둘');
});

test('a kick reaches the other node, a ban holds on both', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준', { device: 'device-two-nodes' });
  host.send({ messageType: 'kick', target: minjun.id, message: { ban: true } });
  assert.equal((await minjun.closed).code, 4403);
  assert.equal((await host.next('leave')).message.participants[0].reason, 'kicked');
  for (const node of [house.server, second]) assertProblem(await refused(node, { room: room.id, token: minjun.token }), 403, 'kicked');
});

test('a change of the room is known on both', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준');
  host.send({ messageType: 'roomUpdate', message: { talk: 'none', locked: true } });
  await minjun.next('roomUpdate');
  assert.equal((await minjun.refusal({ messageType: 'send', targetType: 'all', message: '저요' })).code, 'talk_disabled');
  assertProblem(await there.as('').post(`/rooms/${room.id}/join`, { name: '늦은이' }), 403, 'room_locked');
  await there.patch(`/rooms/${room.id}`, { talk: 'all' });
  assert.deepEqual((await host.next((frame) => frame.messageType === 'roomUpdate' && frame.message.talk === 'all')).message, { talk: 'all' });
});

test('host away, host back on the other node', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준');
  await host.drop();
  await minjun.next('hostAway');
  const back = await house.enter(room.id, teacher.token, { server: second });
  await minjun.next('hostBack');
  await settled(back, minjun);
  assert.equal(minjun.ended, undefined);
});

test('a host who stays away ends the class on both', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준');
  await host.drop();
  await minjun.next('hostAway');
  assert.equal((await minjun.closed).code, 4410);
  for (const api of [anyone, there.as('')]) assertProblem(await api.post(`/rooms/${room.id}/join`, { name: '서연' }), 404, 'room_not_found');
});

test('the class ended by REST on one node ends on both', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준');
  await there.delete(`/rooms/${room.id}`);
  assert.equal((await host.closed).code, 4410);
  assert.equal((await minjun.closed).code, 4410);
});

test('hands, votes, timers and reading cross, too', async () => {
  const { room, host, student } = await spread();
  const minjun = await student('민준');
  minjun.send({ messageType: 'hand', message: { raised: true } });
  assert.equal((await host.next('hand')).sender, minjun.id);
  host.send({ messageType: 'poll', message: { question: '?', choices: ['가', '나'] }, ref: 'p' });
  const { id } = await host.next({ messageType: 'ack', ref: 'p' });
  await minjun.next('poll');
  minjun.send({ messageType: 'vote', refers: id, message: { choices: [1] } });
  assert.deepEqual((await host.next('pollResult')).message.counts, [0, 1]);
  minjun.send({ messageType: 'read', message: { lastReadMessage: id } });
  await host.next((frame) => frame.messageType === 'read' && frame.message.participants.some((reader) => reader.id === minjun.id));
  const endsAt = new Date(Date.now() + 60_000).toISOString();
  host.send({ messageType: 'timer', message: { endsAt, label: '' } });
  await minjun.next('timer');
  const late = await house.enter(room.id, (await anyone.join(room.id, '늦은이')).token, { server: second });
  assert.equal(late.welcome.timer.endsAt, endsAt);
});

test('a node killed under people: they are announced as orphaned', { timeout: 60_000 }, async () => {
  const victim = await house.node({ flags: ['--host-grace', '2'] });
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준', { server: victim });
  await victim.kill();
  await minjun.closed;
  const leave = await host.next((frame) => frame.messageType === 'leave', 20_000);
  assert.equal(leave.message.participants[0].id, minjun.id);
  assert.equal(leave.message.participants[0].reason, 'orphaned');
  await eventually(async () => !(await teacher.participants(room.id)).some(({ id }) => id === minjun.id), 'off the list');
});

test('the host’s node killed: the host is away, and back on another node', { timeout: 60_000 }, async () => {
  const victim = await house.node();
  const room = await teacher.createRoom();
  const minjun = await house.enter(room.id, (await anyone.join(room.id, '민준')).token, { server: second });
  const host = await house.enter(room.id, teacher.token, { server: victim });
  await minjun.next('join');
  await victim.kill();
  await host.closed;
  await minjun.next('hostAway', 20_000);
  assert.equal((await teacher.participants(room.id)).find(({ id }) => id === host.id).online, false);
  const back = await house.enter(room.id, teacher.token, { server: second });
  await minjun.next('hostBack');
  await settled(back, minjun);
  assert.equal(minjun.seen('leave').length, 0);
  assert.equal((await there.participants(room.id)).find(({ id }) => id === host.id).serverId, second.serverId);
});

test('a lone node killed and started again clears away what its predecessor left', { timeout: 60_000 }, async () => {
  const alone = await House.open({ redis: true, flags: ['--host-grace', '1'] });
  const client = await alone.redis.client();
  after(() => client.destroy());
  const { room, student } = await alone.classroom();
  const minjun = await student('민준');
  const dead = alone.server.serverId;
  await alone.server.restart({ how: 'SIGKILL' });
  const successor = alone.server.serverId;
  assert.notEqual(successor, dead);
  const key = `room:${room.id}:user:${minjun.id}`;
  await eventually(async () => !(await client.exists(key)), 'the end of the hash', 20_000);
  // Its host does not come back: the class ends, and nothing of it is left.
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key', 10_000);
  await eventually(async () => (await client.keys(`*${dead}*`)).length === 0, 'the last key of the dead', 10_000);
  assert.deepEqual(await client.sMembers('lectern:nodes'), [successor]);
});

test('whom one node erases the other puts out, with what was said there', async () => {
  const { room, host, student } = await spread({ talk: 'all' });
  const minjun = await student('민준');
  const { id } = await minjun.saySafely('제 비밀');
  const answer = await teacher.delete(`/rooms/${room.id}/participants/${minjun.id}/data`);
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await minjun.closed).code, 4403);
  await host.next({ messageType: 'delete', refers: id });
  await host.next((frame) => frame.messageType === 'leave' && frame.sender === minjun.id);
  assert.deepEqual(await there.messages(room.id), []);
  assert.deepEqual((await there.participants(room.id)).map(({ name }) => name), ['김선생']);
});

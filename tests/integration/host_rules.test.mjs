// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { refused } from '../lib/socket.mjs';

const house = await House.open({
  flags: ['--host-grace', '2', '--set', 'rooms.seat_seconds=1'],
  users: [{ username: 'lee', name: '이선생' }],
});
const { anyone, teacher, server } = house;

async function assertSentAway(socket, code, byeCode) {
  const bye = await socket.next('bye');
  assert.equal(bye.message.code, byeCode);
  assert.equal(typeof bye.message.reason, 'string');
  assert.equal((await socket.closed).code, code);
}

test('a student who is kicked goes with a reason, and may come back', async () => {
  const { room, host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준', { device: 'device-of-minjun-01' }), await student('서연')];
  host.send({ messageType: 'kick', target: minjun.id, message: { ban: false } });
  await assertSentAway(minjun, 4403, 'kicked');
  for (const socket of [host, seoyeon]) {
    const leave = await socket.next('leave');
    assert.equal(leave.message.participants[0].id, minjun.id);
    assert.equal(leave.message.participants[0].reason, 'kicked');
    assert.equal(leave.sender, minjun.id);
  }
  const again = await student('민준', { device: 'device-of-minjun-01' });
  assert.equal(again.id, minjun.id);
  assert.ok((await teacher.participants(room.id)).some(({ id }) => id === minjun.id));
});

test('a ban holds for the device and for the token', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준', { device: 'device-of-minjun-02' });
  host.send({ messageType: 'kick', target: minjun.id, message: { ban: true } });
  await assertSentAway(minjun, 4403, 'kicked');
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '딴이름', device: 'device-of-minjun-02' }), 403, 'kicked');
  assertProblem(await refused(server, { room: room.id, token: minjun.token }), 403, 'kicked');
  await anyone.join(room.id, '민준');
});

test('kicking somebody who is not there is refused', async () => {
  const { host } = await house.classroom();
  await host.refusal({ messageType: 'kick', target: 'u_nobody', message: { ban: false } });
  await host.refusal({ messageType: 'kick', message: { ban: false } });
  await host.refusal({ messageType: 'kick', target: 'u_nobody', message: { ban: 'yes' } });
});

test('what is the host’s is nobody else’s', async (t) => {
  const { room, host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const lee = await house.enter(room.id, (await house.signIn('lee')).token);
  const frames = [
    { messageType: 'kick', target: seoyeon.id, message: { ban: true } },
    { messageType: 'roomUpdate', message: { talk: 'all' } },
    { messageType: 'poll', message: { question: '?', choices: ['a', 'b'] } },
    { messageType: 'timer', message: { endsAt: '2099-01-01T00:00:00.000Z', label: '' } },
    { messageType: 'close', message: {} },
  ];
  for (const frame of frames)
    await t.test(`${frame.messageType} by a student`, async () => assert.equal((await minjun.refusal(frame)).code, 'forbidden'));
  for (const frame of [frames[0], frames[1], frames[4]])
    await t.test(`${frame.messageType} by another teacher`, async () => assert.equal((await lee.refusal(frame)).code, 'forbidden'));
  await settled(host, minjun, seoyeon);
  assert.equal(seoyeon.seen('roomUpdate').length, 0);
});

test('nobody sends what only the server sends', async (t) => {
  const { host } = await house.classroom();
  for (const messageType of ['welcome', 'join', 'leave', 'pollResult', 'hostAway', 'hostBack', 'ack', 'error', 'bye'])
    await t.test(messageType, () => host.refusal({ messageType, message: {} }));
  await host.saySafely('아직 여기');
});

test('the host changes the room by a frame', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  host.send({ messageType: 'roomUpdate', message: { talk: 'none' } });
  assert.deepEqual((await minjun.next('roomUpdate')).message, { talk: 'none' });
  assert.equal((await minjun.refusal({ messageType: 'send', targetType: 'all', message: '저요' })).code, 'talk_disabled');
  host.send({ messageType: 'roomUpdate', message: { name: '새 이름', locked: true } });
  assert.deepEqual((await minjun.next('roomUpdate')).message, { name: '새 이름', locked: true });
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '서연' }), 403, 'room_locked');
  assert.equal((await teacher.get(`/rooms/${room.id}`)).json.name, '새 이름');
});

test('a room change that does not fit is refused', async (t) => {
  const { host } = await house.classroom();
  for (const message of [{ talk: 'some' }, { locked: 1 }, { name: 'x'.repeat(41) }, 'all', 7])
    await t.test(JSON.stringify(message).slice(0, 40), () => host.refusal({ messageType: 'roomUpdate', message }));
});

for (const [how, end] of [['cut', (host) => host.drop()], ['closed cleanly', (host) => host.close()]])
  test(`the host’s line is ${how}: the class waits for the grace`, async () => {
    const { room, host, student } = await house.classroom();
    const minjun = await student('민준');
    await end(host);
    const away = await minjun.next('hostAway');
    assert.equal(away.message.graceSeconds, 2);
    assert.equal((await teacher.get(`/rooms/${room.id}`)).json.endedAt ?? null, null);
    const back = await house.enter(room.id, teacher.token);
    await minjun.next('hostBack');
    await settled(back, minjun);
    assert.equal(minjun.ended, undefined);
  });

test('a host who stays away ends the class', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  await host.drop();
  await minjun.next('hostAway');
  await assertSentAway(minjun, 4410, 'class_ended');
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '서연' }), 404, 'room_not_found');
  assert.ok((await teacher.get(`/rooms/${room.id}`)).json.endedAt);
});

test('who comes while the host is away sees that in the welcome', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  await host.drop();
  await minjun.next('hostAway');
  const late = await house.enter(room.id, (await anyone.join(room.id, '늦은이')).token);
  assert.equal(late.welcome.host.online, false);
});

test('without grace a class ends with its host', async () => {
  const node = await house.node({ flags: ['--host-grace', '0'] });
  const there = new anyone.constructor(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const seat = await there.as('').join(room.id, '민준');
  const minjun = await house.enter(room.id, seat.token, { server: node });
  await host.drop();
  await assertSentAway(minjun, 4410, 'class_ended');
});

test('the host ends the class at once, for everyone', async () => {
  const { room, host, student } = await house.classroom();
  const people = [host, await student('민준'), await student('서연')];
  host.send({ messageType: 'close', message: {} });
  await Promise.all(people.map((socket) => assertSentAway(socket, 4410, 'class_ended')));
  assertProblem(await anyone.post(`/rooms/${room.id}/join`, { name: '늦은이' }), 404, 'room_not_found');
  assert.ok((await teacher.get(`/rooms/${room.id}`)).json.endedAt);
});

test('ending by REST is the same', async () => {
  const { room, host, student } = await house.classroom();
  const people = [host, await student('민준')];
  await teacher.delete(`/rooms/${room.id}`);
  await Promise.all(people.map((socket) => assertSentAway(socket, 4410, 'class_ended')));
});

test('the same person connecting again takes the seat over', async () => {
  const { room, host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const second = await house.enter(room.id, minjun.token);
  await assertSentAway(minjun, 4409, 'replaced');
  await settled(host, second, seoyeon);
  const about = (frame) => ['join', 'leave'].includes(frame.messageType) && frame.message.participants.some(({ id }) => id === minjun.id);
  assert.equal(seoyeon.seen(about).length, 0);
  assert.equal((await teacher.participants(room.id)).filter(({ id }) => id === minjun.id).length, 1);
});

test('a host who signs in elsewhere takes over without a grace', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const second = await house.enter(room.id, teacher.token);
  await assertSentAway(host, 4409, 'replaced');
  await settled(second, minjun);
  assert.equal(minjun.seen('hostAway').length, 0);
});

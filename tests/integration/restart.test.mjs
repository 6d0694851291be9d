// SPDX-License-Identifier: GPL-3.0-or-later
// A lone node that is stopped, or killed, and started again: who was there is remembered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';

const house = await House.open({ flags: ['--host-grace', '3', '--set', 'rooms.seat_seconds=2'] });
const { anyone, server, teacher } = house;

const moves = (id) => (frame) =>
  ['join', 'leave'].includes(frame.messageType) && frame.message.participants.some((person) => person.id === id);
const stays = async (room, id) => (await teacher.get(`/rooms/${room.id}/attendance`)).json.find((person) => person.id === id).intervals;

// Over a Redis the killed one's people are found by its heartbeat: two_nodes.test.mjs.
const ways = house.redis ? ['SIGTERM'] : ['SIGTERM', 'SIGKILL'];
for (const how of ways) {
  const reason = how === 'SIGTERM' ? 'timeout' : 'orphaned';

  test(`${how}: who comes back has never left, who does not is announced`, { timeout: 60_000 }, async () => {
    const { room, host, student } = await house.classroom({ talk: 'all' });
    const [minjun, seoyeon] = [await student('민준'), await student('서연')];
    await host.saySafely('곧 다시 시작합니다');
    await server.restart({ how });
    const again = await house.enter(room.id, teacher.token, { since: 1, epoch: host.welcome.epoch });
    assert.equal(again.welcome.recovered, true);
    const back = await house.enter(room.id, minjun.token);
    const leave = await again.next((frame) => frame.messageType === 'leave');
    assert.deepEqual(leave.message.participants.map(({ id, name, reason: why }) => [id, name, why]), [[seoyeon.id, '서연', reason]]);
    await settled(again, back);
    assert.equal(back.seen('leave').length, 1);
    // Each stay goes on, or ends when its person was last known to be there.
    assert.deepEqual((await stays(room, minjun.id)).map(({ to }) => to), [null]);
    assert.equal((await stays(room, minjun.id))[0].from, minjun.welcome.participants.find(({ id }) => id === minjun.id).joinedAt);
    const [stay, ...more] = await stays(room, seoyeon.id);
    assert.deepEqual(more, []);
    assert.ok(Date.parse(stay.to) >= Date.parse(stay.from) && Date.parse(stay.to) < Date.now() - 1_500, stay.to);
  });

  test(`${how}: who is back first is told of those who follow`, { timeout: 60_000 }, async () => {
    const { room, student } = await house.classroom();
    const [minjun, seoyeon] = [await student('민준'), await student('서연')];
    await server.restart({ how });
    const first = await house.enter(room.id, minjun.token);
    assert.deepEqual(first.welcome.participants.map(({ id }) => id), [minjun.id]);
    assert.equal(first.welcome.host.online, false);
    await house.enter(room.id, teacher.token);
    await house.enter(room.id, seoyeon.token);
    await first.next('hostBack');
    assert.equal((await first.next(moves(seoyeon.id))).messageType, 'join');
    await sleep(2_500); // beyond the time after which they would be announced
    assert.equal(first.seen('leave').length, 0);
    assert.equal(first.seen(moves(seoyeon.id)).length, 1);
    assert.equal((await teacher.participants(room.id)).length, 3);
  });

  test(`${how}: a host who does not come back ends the class after the grace`, { timeout: 60_000 }, async () => {
    const { room, student } = await house.classroom();
    const minjun = await student('민준');
    await server.restart({ how });
    const started = Date.now();
    const back = await house.enter(room.id, minjun.token);
    assert.equal((await back.closed).code, 4410);
    assert.ok(Date.now() - started > 2_000, 'not before the grace is over');
    assert.ok((await teacher.get(`/rooms/${room.id}`)).json.endedAt);
    await eventually(async () => (await stays(room, minjun.id)).every(({ to }) => to), 'the end of the stay');
  });

  test(`${how}: a timer, a raised hand and an open poll are still there`, { timeout: 60_000 }, async () => {
    const { room, host, student } = await house.classroom();
    const minjun = await student('민준');
    const timer = { endsAt: new Date(Date.now() + 60_000).toISOString(), label: '조별 활동' };
    host.send({ messageType: 'timer', message: timer });
    await minjun.next('timer');
    host.send({ messageType: 'poll', message: { question: '?', choices: ['가', '나'] }, ref: 'p' });
    await minjun.next('poll');
    minjun.send({ messageType: 'hand', message: { raised: true } });
    const { sentAt } = await host.next('hand');
    await server.restart({ how });
    const back = await house.enter(room.id, minjun.token);
    assert.deepEqual(back.welcome.timer, timer);
    assert.equal(back.welcome.openPolls.length, 1);
    if (how === 'SIGTERM') assert.equal(back.welcome.participants[0].handRaisedAt, sentAt);
    const again = await house.enter(room.id, teacher.token);
    again.send({ messageType: 'timer', message: { endsAt: null } });
    await back.next('timer');
    await server.restart({ how });
    assert.equal((await house.enter(room.id, minjun.token)).welcome.timer, undefined);
  });
}

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';

const house = await House.open({ flags: ['--set', 'rooms.seat_seconds=1'] });
const { anyone, teacher } = house;

const about = (person) => (frame) =>
  ['join', 'leave'].includes(frame.messageType) && frame.message.participants.some(({ id }) => id === person.id);

test('everyone in the room hears who comes', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const seat = await anyone.join(room.id, '서연');
  const seoyeon = await house.enter(room.id, seat.token);
  for (const socket of [host, minjun]) {
    const join = await socket.next((frame) => frame.messageType === 'join' && about(seoyeon)(frame));
    const entry = join.message.participants.find(({ id }) => id === seoyeon.id);
    assert.equal(entry.name, '서연');
    assert.equal(entry.type, 'student');
    assert.equal(join.room, `room:${room.id}`);
    assert.equal(join.sender, join.message.participants[0].id);
  }
});

test('a clean goodbye is a leave at once', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  await minjun.close(1000);
  const leave = await host.next('leave');
  assert.equal(leave.message.participants[0].id, minjun.id);
  assert.equal(leave.message.participants[0].name, '민준');
  assert.equal(leave.message.participants[0].reason, 'left');
  assert.ok(!(await teacher.participants(room.id)).some(({ id }) => id === minjun.id));
});

test('a cut line keeps the seat for a while', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  await minjun.drop();
  const seat = await eventually(async () =>
    (await teacher.participants(room.id)).find(({ id, online }) => id === minjun.id && !online), 'offline in the list');
  assert.equal(seat.name, '민준');
  const leave = await host.next('leave');
  assert.equal(leave.message.participants[0].id, minjun.id);
  assert.ok(['timeout', 'closed'].includes(leave.message.participants[0].reason));
  assert.ok(!(await teacher.participants(room.id)).some(({ id }) => id === minjun.id));
});

test('who is back in time was never away', async () => {
  const { room, host, student } = await house.classroom();
  const [minjun, witness] = [await student('민준'), await student('서연')];
  await minjun.drop();
  const back = await house.enter(room.id, minjun.token);
  await settled(host, back, witness);
  assert.deepEqual(witness.seen(about(minjun)), []);
  const seat = (await teacher.participants(room.id)).find(({ id }) => id === minjun.id);
  assert.equal(seat.online, true);
});

test('a crowd comes in few frames, nobody missing and nobody twice', async () => {
  const { room, host } = await house.classroom();
  const crowd = await Promise.all(Array.from({ length: 30 }, (_, i) => anyone.join(room.id, `학생${i}`)));
  await Promise.all(crowd.map(({ token }) => house.enter(room.id, token)));
  const seen = new Set();
  while (seen.size < crowd.length)
    for (const { id } of (await host.next('join')).message.participants) {
      assert.ok(!seen.has(id), 'announced twice');
      seen.add(id);
    }
  assert.deepEqual([...seen].sort(), crowd.map(({ user }) => user.id).sort());
  assert.ok(host.seen('join').length <= 15, `${host.seen('join').length} frames`);
  assert.equal((await teacher.participants(room.id)).length, crowd.length + 1);
});

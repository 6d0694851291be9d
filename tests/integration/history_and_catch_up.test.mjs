// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';

const house = await House.open({ flags: ['--set', 'limits.recovery=20'] });
const { anyone, teacher } = house;

/** A class in which the host has said "1", "2" … "count". */
async function lesson(count) {
  const classroom = await house.classroom();
  for (let i = 1; i <= count; ++i) classroom.host.say(`${i}`, { ref: `${i}` });
  for (let i = 1; i <= count; ++i) await classroom.host.next({ messageType: 'ack', ref: `${i}` });
  return classroom;
}

/** What a newcomer (or somebody who comes back) gets before anything live. */
async function replay(classroom, token, options) {
  const socket = await house.enter(classroom.room.id, token, options);
  await settled(classroom.host, socket);
  const got = socket.seen('send').filter((frame) => frame.replay && !frame.message.startsWith('mark '));
  const order = socket.seen('send').map((frame) => Boolean(frame.replay));
  assert.deepEqual(order, [...order].sort((a, b) => b - a), 'the replay comes first');
  return { socket, welcome: socket.welcome, texts: got.map(({ message }) => message), seqs: got.map(({ seq }) => seq) };
}

const upTo = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

test('a late joiner gets the last 50, then what is live', async () => {
  const classroom = await lesson(60);
  const late = await replay(classroom, (await anyone.join(classroom.room.id, '늦은이')).token);
  assert.deepEqual(late.texts, upTo(11, 60));
  assert.equal(late.welcome.recovered, false);
  assert.equal(late.welcome.lastSeq, 60);
});

test('history=N asks for as many, also for none', async () => {
  const classroom = await lesson(5);
  const { token } = await anyone.join(classroom.room.id, '늦은이');
  assert.deepEqual((await replay(classroom, token, { history: 2 })).texts.length, 2);
  assert.deepEqual((await replay(classroom, token, { history: 0 })).texts, []);
});

test('who comes back gets exactly what was missed', async () => {
  const classroom = await lesson(3);
  const minjun = await classroom.student('민준');
  await settled(classroom.host, minjun); // seq 4
  await minjun.drop();
  for (const text of ['하나', '둘', '셋']) await classroom.host.saySafely(text);
  const back = await replay(classroom, minjun.token, { since: 4, epoch: minjun.welcome.epoch });
  assert.equal(back.welcome.recovered, true);
  assert.equal(back.welcome.epoch, minjun.welcome.epoch);
  assert.deepEqual(back.texts, ['하나', '둘', '셋']);
  assert.deepEqual(back.seqs, [5, 6, 7]);
});

test('who missed nothing gets nothing, and that is whole', async () => {
  const classroom = await lesson(3);
  const minjun = await classroom.student('민준');
  await minjun.drop();
  const back = await replay(classroom, minjun.token, { since: 3, epoch: minjun.welcome.epoch });
  assert.equal(back.welcome.recovered, true);
  assert.deepEqual(back.texts, []);
});

for (const [what, change] of [
  ['another epoch', () => ({ since: 1, epoch: 'another' })],
  ['a position beyond the end', (epoch) => ({ since: 999, epoch })],
])
  test(`${what} gives the last messages instead`, async () => {
    const classroom = await lesson(5);
    const minjun = await classroom.student('민준');
    await minjun.drop();
    const back = await replay(classroom, minjun.token, change(minjun.welcome.epoch));
    assert.equal(back.welcome.recovered, false);
    assert.deepEqual(back.texts, upTo(1, 5));
  });

test('more than limits.recovery gives the last messages instead', async () => {
  const classroom = await lesson(1);
  const minjun = await classroom.student('민준');
  await minjun.drop();
  for (let i = 2; i <= 30; ++i) await classroom.host.saySafely(`${i}`);
  const back = await replay(classroom, minjun.token, { since: 1, epoch: minjun.welcome.epoch, history: 10 });
  assert.equal(back.welcome.recovered, false);
  assert.deepEqual(back.texts, upTo(21, 30));
});

test('messages sent while somebody comes back are neither lost nor doubled', async () => {
  const classroom = await lesson(1);
  const { token } = await anyone.join(classroom.room.id, '왔다갔다');
  const { epoch } = classroom.host.welcome;
  let last = 0;
  const collected = [];
  for (let round = 0; round < 5; ++round) {
    for (let i = 0; i < 6; ++i) classroom.host.say(`${round}/${i}`);
    const socket = await house.enter(classroom.room.id, token, { since: last, epoch });
    for (let i = 0; i < 4; ++i) collected.push((await socket.next('send')).seq);
    last = collected.at(-1);
    await socket.drop();
  }
  assert.deepEqual(collected, Array.from({ length: 20 }, (_, i) => i + 1));
});

test('a long replay goes as fast as it is read, however slow that is', async () => {
  const node = await house.node({ flags: ['--set', 'limits.queue=200000'] });
  const there = new teacher.constructor(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const words = '긴 이야기 '.repeat(660); // 4,000 characters, 10 KB
  for (let i = 1; i <= 800; ++i) {
    host.say(words, { ref: `${i}` });
    // The host hears itself, too, and must not fall behind.
    if (i % 5 === 0) await host.next({ messageType: 'ack', ref: `${i}` });
  }
  const { token } = await there.as('').join(room.id, '느린이');
  const slow = await house.enter(room.id, token, { server: node, history: 800 });
  slow.ws.pause();
  await host.saySafely('그동안');
  slow.ws.resume();
  await slow.next({ messageType: 'send', message: '그동안' });
  const seqs = slow.seen('send').map(({ seq }) => seq);
  assert.deepEqual(seqs, Array.from({ length: 801 }, (_, i) => i + 1));
});

test('catching up shows private messages to their two alone', async () => {
  const classroom = await lesson(0);
  const [minjun, seoyeon] = [await classroom.student('민준'), await classroom.student('서연')];
  await classroom.host.saySafely('민준에게', { targetType: 'student', target: minjun.id });
  const { epoch } = minjun.welcome;
  await Promise.all([minjun.drop(), seoyeon.drop()]);
  assert.deepEqual((await replay(classroom, minjun.token, { since: 0, epoch })).texts, ['민준에게']);
  assert.deepEqual((await replay(classroom, seoyeon.token, { since: 0, epoch })).texts, []);
});

test('history by REST is oldest first, the last ones unless asked otherwise', async () => {
  const { room } = await lesson(12);
  const get = async (query) => (await teacher.messages(room.id, query)).map(({ seq }) => seq);
  assert.deepEqual(await get(''), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  assert.deepEqual(await get('?limit=3'), [10, 11, 12]);
  assert.deepEqual(await get('?before=5&limit=2'), [3, 4]);
  assert.deepEqual(await get('?after=9'), [10, 11, 12]);
  assert.deepEqual(await get('?after=3&limit=2'), [4, 5]);
  assert.deepEqual(await get('?after=3&before=6'), [4, 5]);
  assert.deepEqual(await get('?after=12'), []);
});

test('numbers in the query that are none are 400', async (t) => {
  const { room } = await lesson(1);
  for (const query of ['?before=x', '?after=-3', '?limit=0x', '?limit=-1', '?after='])
    await t.test(query, async () => assertProblem(await teacher.get(`/rooms/${room.id}/messages${query}`), 400, 'bad_request'));
});

test('two Korean syllables are enough to find a word', async () => {
  const { room, host } = await lesson(0);
  for (const text of ['숙제를 내일까지 하세요', '오늘 급식은 비빔밥', 'The homework is on page 12']) await host.saySafely(text);
  const find = async (q) => (await teacher.messages(room.id, `?q=${encodeURIComponent(q)}`)).map(({ seq }) => seq);
  assert.deepEqual(await find('숙제'), [1]);
  assert.deepEqual(await find('비빔'), [2]);
  assert.deepEqual(await find('homework'), [3]);
  assert.deepEqual(await find('HOMEWORK'), [3]);
  assert.deepEqual(await find('없는말'), []);
  assert.deepEqual(await find('"'), []);
});

test('a deleted message is gone from the history and told to everyone', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const ack = await host.saySafely('잘못 보냄');
  host.send({ messageType: 'delete', refers: ack.id, message: {}, ref: 'd' });
  const done = await host.next({ messageType: 'ack', ref: 'd' });
  const gone = await minjun.next('delete');
  assert.equal(gone.refers, ack.id);
  assert.equal(gone.seq, done.seq);
  assert.equal(gone.seq, ack.seq + 1);
  assert.ok(!(await teacher.messages(room.id)).some(({ id }) => id === ack.id));
  const late = await house.enter(room.id, (await anyone.join(room.id, '늦은이')).token);
  await settled(host, late);
  assert.ok(!late.all.some((frame) => JSON.stringify(frame).includes('잘못 보냄')));
});

test('the host deletes anybody’s message, a student only their own', async () => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const mine = await minjun.saySafely('내 것');
  const second = await minjun.saySafely('내 것 둘');
  assert.equal((await seoyeon.refusal({ messageType: 'delete', refers: mine.id, message: {} })).code, 'forbidden');
  assertProblem(await seoyeon.api.delete(`/rooms/${room.id}/messages/${mine.id}`), 403, 'forbidden');
  assert.equal((await teacher.delete(`/rooms/${room.id}/messages/${mine.id}`)).status, 204);
  assert.equal((await minjun.api.delete(`/rooms/${room.id}/messages/${second.id}`)).status, 204);
  assert.deepEqual(await teacher.messages(room.id), []);
});

test('what is not there can’t be deleted', async () => {
  const { room, host } = await house.classroom();
  assert.equal((await host.refusal({ messageType: 'delete', refers: '01JZZZZZZZZZZZZZZZZZZZZZZZ', message: {} })).code, 'message_not_found');
  assertProblem(await teacher.delete(`/rooms/${room.id}/messages/01JZZZZZZZZZZZZZZZZZZZZZZZ`), 404, 'message_not_found');
});

test('what was acknowledged survives kill -9', async () => {
  const { room, host } = await house.classroom();
  const acks = [];
  for (let i = 0; i < 20; ++i) acks.push(await host.saySafely(`약속 ${i}`));
  await house.server.restart({ how: 'SIGKILL' });
  const stored = await teacher.messages(room.id);
  assert.deepEqual(stored.map(({ id }) => id), acks.map(({ id }) => id));
  const back = await house.enter(room.id, teacher.token, { since: 10, epoch: host.welcome.epoch });
  assert.equal(back.welcome.recovered, true);
  assert.equal((await back.next('send')).message, '약속 10');
});

test('reading counts down what is unread, and never goes back', async () => {
  const classroom = await lesson(5);
  const { room, host } = classroom;
  const minjun = await classroom.student('민준');
  assert.equal(minjun.welcome.unread, 5);
  await settled(host, minjun); // a sixth message
  const read = (id) => minjun.send({ messageType: 'read', message: { lastReadMessage: id } });
  const stored = minjun.seen('send');
  read(stored[3].id);
  const told = await host.next('read');
  const mark = told.message.participants.find(({ id }) => id === minjun.id);
  assert.equal(mark.lastReadMessage, stored[3].id);
  assert.equal(mark.seq, 4);
  read(stored[0].id);
  await minjun.refusal({ messageType: 'no such type' }); // frames are taken in order: the reading was, too
  const listed = (await teacher.participants(room.id)).find(({ id }) => id === minjun.id);
  assert.equal(listed.lastReadMessage, stored[3].id);
  await minjun.close();
  const back = await eventually(async () => {
    const socket = await house.enter(room.id, minjun.token);
    await socket.close();
    return socket.welcome.lastReadMessage === stored[3].id && socket;
  }, 'the stored position');
  assert.equal(back.welcome.unread, 2);
});

test('reading something that is not there is refused', async () => {
  const { student } = await house.classroom();
  const minjun = await student('민준');
  await minjun.refusal({ messageType: 'read', message: { lastReadMessage: '01JZZZZZZZZZZZZZZZZZZZZZZZ' } });
  await minjun.refusal({ messageType: 'read', message: { lastReadMessage: 7 } });
});

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House, settled } from '../lib/house.mjs';

const house = await House.open();
const { anyone, teacher } = house;

async function pollIn(classroom, message) {
  const ref = `p${Math.random()}`;
  classroom.host.send({ messageType: 'poll', message, ref });
  return classroom.host.next({ messageType: 'ack', ref });
}

/** The teacher's next result in which that many people have voted. */
const resultOf = (host, votes) => host.next((frame) => frame.messageType === 'pollResult' && frame.message.votes === votes);

test('a raised hand is seen by the teacher and on the list, not by classmates', async () => {
  const { room, host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  minjun.send({ messageType: 'hand', message: { raised: true } });
  const hand = await host.next('hand');
  assert.equal(hand.sender, minjun.id);
  assert.equal(hand.message.raised, true);
  assert.ok(!hand.seq);
  await minjun.next('hand');
  const listed = (await teacher.participants(room.id)).find(({ id }) => id === minjun.id);
  assert.match(listed.handRaisedAt, /Z$/);
  await settled(host, seoyeon);
  assert.equal(seoyeon.seen('hand').length, 0);
});

test('the host lowers a hand', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  minjun.send({ messageType: 'hand', message: { raised: true } });
  await host.next('hand');
  await minjun.next('hand');
  host.send({ messageType: 'hand', target: minjun.id, message: { raised: false } });
  assert.equal((await minjun.next('hand')).message.raised, false);
  assert.ok(!(await teacher.participants(room.id)).find(({ id }) => id === minjun.id).handRaisedAt);
});

test('a reaction reaches the teacher', async () => {
  const { host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  for (const kind of ['got-it', 'lost', 'slower', 'faster', 'applause']) {
    minjun.send({ messageType: 'reaction', message: { kind } });
    assert.equal((await host.next('reaction')).message.kind, kind);
  }
  assert.equal((await minjun.refusal({ messageType: 'reaction', message: { kind: 'boo' } })).code, 'bad_request');
  await settled(host, seoyeon);
  assert.equal(seoyeon.seen('reaction').length, 0);
});

test('a poll is asked, answered, counted and shown', async () => {
  const classroom = await house.classroom();
  const { host, student } = classroom;
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const { id, seq } = await pollIn(classroom, { question: '다 풀었나요?', choices: ['네', '아니요'], multiple: false, anonymous: true, text: false });
  assert.equal(seq, 1);
  const asked = await minjun.next('poll');
  assert.equal(asked.id, id);
  assert.equal(asked.message.question, '다 풀었나요?');
  assert.deepEqual(asked.message.choices, ['네', '아니요']);

  minjun.send({ messageType: 'vote', refers: id, message: { choices: [0] } });
  seoyeon.send({ messageType: 'vote', refers: id, message: { choices: [0] } });
  const first = await resultOf(host, 2);
  assert.equal(first.refers, id);
  assert.deepEqual(first.message.counts, [2, 0]);
  assert.equal(first.message.final, false);

  seoyeon.send({ messageType: 'vote', refers: id, message: { choices: [1] } }); // the last one counts
  const second = await host.next((frame) => frame.messageType === 'pollResult' && frame.message.counts[1] === 1);
  assert.deepEqual(second.message.counts, [1, 1]);
  assert.equal(minjun.seen('pollResult').length, 0, 'students wait for the end');
  assert.equal(minjun.seen('vote').length, 0);

  host.send({ messageType: 'poll', refers: id, message: { open: false, show: true } });
  const shown = await minjun.next('pollResult');
  assert.deepEqual(shown.message.counts, [1, 1]);
  assert.equal(shown.message.votes, 2);
  assert.equal(shown.message.final, true);
  assert.ok(shown.seq > seq);
  await minjun.refusal({ messageType: 'vote', refers: id, message: { choices: [0] } });
});

test('a poll closed without showing stays the teacher’s', async () => {
  const classroom = await house.classroom();
  const minjun = await classroom.student('민준');
  const { id } = await pollIn(classroom, { question: '?', choices: ['가', '나'] });
  minjun.send({ messageType: 'vote', refers: id, message: { choices: [1] } });
  await resultOf(classroom.host, 1);
  classroom.host.send({ messageType: 'poll', refers: id, message: { open: false, show: false } });
  const final = await classroom.host.next((frame) => frame.messageType === 'pollResult' && frame.message.final);
  assert.deepEqual(final.message.counts, [0, 1]);
  await settled(classroom.host, minjun);
  assert.equal(minjun.seen('pollResult').length, 0);
});

test('who comes late sees the open polls', async () => {
  const classroom = await house.classroom();
  const { id } = await pollIn(classroom, { question: '몇 쪽?', choices: ['12', '13'] });
  const late = await house.enter(classroom.room.id, (await anyone.join(classroom.room.id, '늦은이')).token);
  assert.equal(late.welcome.openPolls.length, 1);
  assert.equal(JSON.stringify(late.welcome.openPolls[0]).includes(id), true);
  classroom.host.send({ messageType: 'poll', refers: id, message: { open: false, show: false } });
  await classroom.host.next((frame) => frame.messageType === 'pollResult' && frame.message.final);
  const later = await house.enter(classroom.room.id, (await anyone.join(classroom.room.id, '더 늦은이')).token);
  assert.deepEqual(later.welcome.openPolls, []);
});

test('a quiz and how far people have read survive kill -9', async () => {
  const own = await House.open();
  const classroom = await own.classroom();
  const minjun = await classroom.student('민준');
  const { id } = await pollIn(classroom, { question: '다 풀었나요?', choices: ['네', '아니요'] });
  await minjun.next('poll');
  minjun.send({ messageType: 'vote', refers: id, message: { choices: [1] } });
  await resultOf(classroom.host, 1); // from here on the vote counts
  minjun.send({ messageType: 'read', message: { lastReadMessage: id } });
  await classroom.host.next('read');

  await own.server.restart({ how: 'SIGKILL' });
  const host = await own.enter(classroom.room.id, own.teacher.token);
  assert.deepEqual(host.welcome.openPolls.map((poll) => poll.id), [id]);
  const seoyeon = await own.enter(classroom.room.id, (await own.anyone.join(classroom.room.id, '서연')).token);
  seoyeon.send({ messageType: 'vote', refers: id, message: { choices: [0] } });
  assert.deepEqual((await resultOf(host, 2)).message.counts, [1, 1]);
  const back = await own.enter(classroom.room.id, minjun.token);
  assert.equal(back.welcome.lastReadMessage, id);
  assert.equal(back.welcome.unread, 0);
  const known = back.welcome.participants.find((person) => person.id === back.welcome.self.id);
  assert.equal(known.seq, 1, 'the seq of what was read stands beside it');
});

test('several choices where several are allowed', async () => {
  const classroom = await house.classroom();
  const minjun = await classroom.student('민준');
  const { id } = await pollIn(classroom, { question: '?', choices: ['가', '나', '다'], multiple: true });
  minjun.send({ messageType: 'vote', refers: id, message: { choices: [0, 2] } });
  assert.deepEqual((await resultOf(classroom.host, 1)).message.counts, [1, 0, 1]);
});

test('an open question gathers texts', async () => {
  const classroom = await house.classroom();
  const minjun = await classroom.student('민준');
  const { id } = await pollIn(classroom, { question: '한 줄 느낌?', choices: [], text: true });
  minjun.send({ messageType: 'vote', refers: id, message: { text: '재미있어요' } });
  assert.deepEqual((await resultOf(classroom.host, 1)).message.texts, ['재미있어요']);
});

test('votes that do not fit are refused and not counted', async (t) => {
  const classroom = await house.classroom();
  const minjun = await classroom.student('민준');
  const { id } = await pollIn(classroom, { question: '?', choices: ['가', '나'] });
  for (const message of [{ choices: [2] }, { choices: [-1] }, { choices: [0, 1] }, { choices: ['0'] }, { choices: 0 }, { choices: [0.5] }, {}, 'x'])
    await t.test(JSON.stringify(message), () => minjun.refusal({ messageType: 'vote', refers: id, message }));
  await t.test('for a poll that is none', () => minjun.refusal({ messageType: 'vote', refers: 'nothing', message: { choices: [0] } }));
  minjun.send({ messageType: 'vote', refers: id, message: { choices: [1] } });
  assert.deepEqual((await resultOf(classroom.host, 1)).message.counts, [0, 1]);
});

test('a poll that does not fit is not asked', async (t) => {
  const { host } = await house.classroom();
  for (const message of [{}, { question: 1, choices: ['a', 'b'] }, { question: '?', choices: 'ab' }, { question: '?', choices: [1, 2] }])
    await t.test(JSON.stringify(message), () => host.refusal({ messageType: 'poll', message }));
});

test('a timer runs for all, also for who comes later', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const endsAt = new Date(Date.now() + 300_000).toISOString();
  host.send({ messageType: 'timer', message: { endsAt, label: '조별 활동' } });
  assert.deepEqual((await minjun.next('timer')).message, { endsAt, label: '조별 활동' });
  const late = await house.enter(room.id, (await anyone.join(room.id, '늦은이')).token);
  assert.equal(late.welcome.timer.endsAt, endsAt);
  assert.equal(late.welcome.timer.label, '조별 활동');
  host.send({ messageType: 'timer', message: { endsAt: null } });
  assert.equal((await minjun.next('timer')).message.endsAt, null);
  await host.refusal({ messageType: 'timer', message: { endsAt: 'soon', label: '' } });
});

test('a signal goes to its target, untouched, and to nobody else', async () => {
  const { host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const message = { sdp: 'v=0\r\n', nested: { list: [1, 'two', null, true], number: 1.5 }, 한글: '그대로' };
  host.send({ messageType: 'signal', target: minjun.id, message });
  const got = await minjun.next('signal');
  assert.deepEqual(got.message, message);
  assert.equal(got.sender, host.id);
  await settled(host, seoyeon);
  assert.equal(seoyeon.seen('signal').length, 0);
});

test('reading is told to the teacher in gathered frames', async () => {
  const { host, student } = await house.classroom();
  const people = [await student('하나'), await student('둘'), await student('셋')];
  const { id, seq } = await host.saySafely('읽어 보세요');
  for (const person of people) {
    await person.next('send');
    person.send({ messageType: 'read', message: { lastReadMessage: id } });
  }
  const readers = new Map();
  while (readers.size < people.length)
    for (const entry of (await host.next('read')).message.participants) readers.set(entry.id, entry);
  for (const person of people) {
    assert.equal(readers.get(person.id).lastReadMessage, id);
    assert.equal(readers.get(person.id).seq, seq);
    assert.equal(person.seen('read').length, 0, 'students are not told');
  }
});

test('hands, reactions and timers leave no trace in the log', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  minjun.send({ messageType: 'hand', message: { raised: true } });
  minjun.send({ messageType: 'reaction', message: { kind: 'got-it' } });
  host.send({ messageType: 'timer', message: { endsAt: null } });
  assert.equal((await host.saySafely('첫 글')).seq, 1);
  assert.deepEqual((await teacher.messages(room.id)).map(({ messageType }) => messageType), ['send']);
});

// SPDX-License-Identifier: GPL-3.0-or-later
// Polls, the timer, who has seen what, and what is done to a picture before it is sent: what stands behind their views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Countdown } from '../../../resources/web/assets/js/countdown.js';
import { Polls } from '../../../resources/web/assets/js/polls.js';
import { sizeToSend } from '../../../resources/web/assets/js/shrink.js';
import { hasSeen, readersOf } from '../../../resources/web/assets/js/teacher/seen.js';
import { inOrder } from '../../../resources/web/assets/js/teacher/students.js';
import { Timeline } from '../../../resources/web/assets/js/timeline.js';

const asked = { question: '네?', choices: ['네', '아니요'], multiple: false, text: false };
const poll = (id, more = {}) => ({ messageType: 'poll', id, message: asked, ...more });

test('polls open, are counted, keep one’s vote over a reconnect, and close', () => {
  const polls = new Polls();
  polls.take(poll('p1'));
  polls.take(poll('p2'));
  polls.voted('p1', { choices: [1], text: '' });
  polls.take({ messageType: 'pollResult', refers: 'p1', message: { counts: [3, 4], votes: 7 } });
  assert.deepEqual(polls.open[0].result.counts, [3, 4]);
  polls.replace([{ id: 'p1', ...asked }]);
  assert.deepEqual(polls.open.map(({ id, vote }) => [id, vote?.choices]), [['p1', [1]]]);
  polls.take(poll(undefined, { refers: 'p1', message: { open: false } }));
  assert.deepEqual(polls.open, []);
  polls.take(poll('p3'));
  polls.take({ messageType: 'delete', refers: 'p3' });
  assert.deepEqual(polls.open, []);
});

test('polls that are told wrongly harm nobody', () => {
  const polls = new Polls();
  polls.replace('none');
  polls.take(poll('p1', { message: null }));
  polls.take({ messageType: 'pollResult', refers: 'p1', message: { counts: 'many' } });
  assert.deepEqual(polls.open.map(({ question, choices, result }) => [question, choices, result.counts]), [['', [], []]]);
});

test('a result tells what was asked, also when the question comes later', () => {
  const timeline = new Timeline();
  const result = { messageType: 'pollResult', seq: 9, id: 'r', refers: 'p1', message: { counts: [1, 0], votes: 1, final: true } };
  assert.equal(timeline.take(result).poll, null);
  assert.equal(timeline.take({ messageType: 'poll', seq: 8, id: 'x', refers: 'p1', message: { open: false } }), null);
  timeline.take(poll('p1', { seq: 3 }));
  assert.deepEqual(timeline.items.map(({ type, poll: known }) => [type, known?.question]), [['poll', '네?'], ['pollResult', '네?']]);
});

test('the timer runs by the server’s clock', () => {
  const countdown = new Countdown();
  countdown.setClock(new Date(Date.now() + 3_600_000).toISOString());
  countdown.set({ endsAt: new Date(Date.now() + 3_600_000 + 60_000).toISOString(), label: '모둠' });
  assert.ok(countdown.secondsLeft >= 59 && countdown.secondsLeft <= 60, `${countdown.secondsLeft}`);
  assert.ok(Math.abs(Date.parse(countdown.timeIn(60)) - Date.now() - 3_660_000) < 1_000);
  countdown.set({ endsAt: null });
  assert.deepEqual([countdown.running, countdown.secondsLeft], [false, 0]);
});

test('whom a message counts for, and who has seen it', () => {
  const present = [
    { id: 't', type: 'teacher', readUpTo: 9 },
    { id: 'a', type: 'student', readUpTo: 5 },
    { id: 'b', type: 'student', readUpTo: 2 },
  ];
  const item = { id: 'm', seq: 3, sender: 't', privacy: 'none', target: '' };
  const counted = (more) => readersOf({ ...item, ...more }, present).map((person) => [person.id, hasSeen(item, person)]);
  assert.deepEqual(counted({}), [['a', true], ['b', false]]);
  assert.deepEqual(counted({ sender: 'a' }), [['b', false]]);
  assert.deepEqual(counted({ privacy: 'person', target: 'a' }), [['a', true]]);
  assert.deepEqual(counted({ privacy: 'teacher', sender: 'a' }), []);
  assert.deepEqual(counted({ id: '' }), []);
});

test('hands come first, the longest raised on top', () => {
  const person = (id, handRaisedAt = null, type = 'student') => ({ id, type, handRaisedAt });
  const people = [person('t', null, 'teacher'), person('a'), person('b', '2026-01-01T00:00:02Z'), person('c', '2026-01-01T00:00:01Z'), person('d')];
  assert.deepEqual(inOrder(people).map(({ id }) => id), ['c', 'b', 'a', 'd']);
});

test('photographs become as large as a screen; drawings stay sharp', () => {
  const size = (type, bytes, width, height) => sizeToSend({ type, size: bytes, width, height });
  assert.deepEqual(size('image/jpeg', 4_000_000, 4000, 3000), { width: 2048, height: 1536 });
  assert.deepEqual(size('image/jpeg', 4_000_000, 1000, 800), { width: 1000, height: 800 });
  assert.equal(size('image/jpeg', 300_000, 1600, 1200), null);
  assert.equal(size('image/png', 3_000_000, 3840, 2160), null);
  assert.deepEqual(size('image/png', 12_000_000, 3840, 2160), { width: 2048, height: 1152 });
});

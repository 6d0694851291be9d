// SPDX-License-Identifier: GPL-3.0-or-later
// The laws find what they are there for: each of these rooms breaks one of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../lib/laws.mjs';
import { Log } from '../lib/log.mjs';

const said = (seq, ref = `h-${seq}`) => ({ seq, id: `id${seq}`, messageType: 'send', sender: 'host', targetType: 'all', message: `#${seq}`, ref });

/** A host who has said three things, and a student who has heard them; `change` breaks something. */
function room(change = () => {}) {
  const frames = [said(1), said(2), said(3)];
  const line = (heard, more = {}) => ({ since: undefined, askedAt: 10, welcomedAt: 11, frames: heard.map((frame, i) => ({ ...frame, heardAt: 100 + i })),
    welcome: { recovered: false, lastSeq: 0, lastReadMessage: '', unread: 0 }, ...more });
  const somebody = (id, type) => ({ id, name: id, type, online: true, speaksInOrder: true, wasRefused: false, lives: [line(frames)], sent: new Map(),
    acks: new Map(), refusals: new Map(), outbox: new Map(), marks: [], complaints: [] });
  const [host, student] = [somebody('host', 'teacher'), somebody('student', 'student')];
  for (const frame of frames) {
    host.sent.set(frame.ref, { frame, at: 50 + frame.seq });
    host.acks.set(frame.ref, { ref: frame.ref, id: frame.id, seq: frame.seq, at: 60 + frame.seq });
  }
  const views = new Map([[host, [...frames]], [student, [...frames]]]);
  change({ host, student, views, line });
  return { people: [host, student], views };
}

function broken(change, options = {}) {
  const one = room(change);
  return [...new Set(judge({ ...one, ...options }, Log.of(one.people, one.views)).map(({ law }) => law))];
}

const without = (frames, seq) => frames.filter((frame) => frame.seq !== seq);
const deletion = { seq: 4, id: 'id4', messageType: 'delete', sender: 'host', targetType: 'all', message: {}, ref: 'h-4', refers: 'id2' };

function deleteTheSecond({ host, student, views }, heard = true) {
  host.sent.set('h-4', { frame: deletion, at: 150 });
  host.acks.set('h-4', { ref: 'h-4', id: 'id4', seq: 4, at: 160 });
  for (const person of [host, student]) {
    views.set(person, without(views.get(person), 2));
    if (heard) person.lives[0].frames.push({ ...deletion, heardAt: 160 });
  }
}

test('a room in order breaks nothing, a deletion in it neither', () => {
  assert.deepEqual(broken(() => {}), []);
  assert.deepEqual(broken(deleteTheSecond), []);
});

test('an acknowledged message that its sender does not find', () => {
  assert.deepEqual(broken(({ host, views }) => views.set(host, without(views.get(host), 3))), ['acknowledgedIsStored']);
});

test('another message at the number that was acknowledged', () => {
  assert.deepEqual(broken(({ host, views }) => (views.get(host)[2] = { ...said(3), id: 'other' })), ['noContradictions', 'acknowledgedIsStored']);
});

test('one ref stored twice', () => {
  assert.deepEqual(broken(({ host, student, views }) => {
    for (const person of [host, student]) {
      views.get(person).push(said(4, 'h-3'));
      person.lives[0].frames.push({ ...said(4, 'h-3'), heardAt: 170 });
    }
  }), ['nothingTwice']);
});

test('a gap in the numbers', () => {
  assert.deepEqual(broken(({ host, student, views }) => {
    host.acks.delete('h-2');
    for (const person of [host, student]) {
      views.set(person, without(views.get(person), 2));
      person.lives[0].frames = without(person.lives[0].frames, 2);
    }
  }), ['noGaps']);
});

test('nobody can know what became of a deletion whose sender has gone', () => {
  assert.deepEqual(broken(({ host, student, views }) => {
    host.outbox.set('h-4', deletion);
    for (const person of [host, student]) views.set(person, without(views.get(person), 2));
  }), []);
});

test('a refused message in the log, unless nobody could know', () => {
  const refuse = ({ host }) => {
    host.acks.delete('h-3');
    host.refusals.set('h-3', { code: 'storage_unavailable', at: 70 });
  };
  assert.deepEqual(broken(refuse), ['refusedIsNotStored']);
  assert.deepEqual(broken(refuse, { inDoubt: (sentAt) => sentAt === 53 }), []);
});

test('what one said stands in another order', () => {
  assert.deepEqual(broken(({ host }) => {
    const first = host.sent.get('h-1');
    host.sent.delete('h-1');
    host.sent.set('h-1', first); // said last now
  }), ['orderOfSpeaking']);
});

test('a receiver hears twice, out of order, or what is not theirs', () => {
  assert.deepEqual(broken(({ student }) => student.lives[0].frames.push({ ...said(3), heardAt: 110 })), ['heardInOrder']);
  assert.deepEqual(broken(({ student }) => student.lives[0].frames.reverse()), ['heardInOrder']);
  assert.deepEqual(broken(({ host, student, views }) => {
    for (const frame of [...views.get(host), ...student.lives[0].frames, ...host.lives[0].frames]) frame.targetType = 'teacher';
  }), ['heardInOrder']);
});

test('a receiver hears what was deleted before they connected', () => {
  assert.deepEqual(broken((parts) => {
    deleteTheSecond(parts);
    parts.student.lives = [parts.line([said(1), said(2), said(3), deletion], { askedAt: 200, welcomedAt: 201 })];
    parts.student.lives[0].welcome.unread = 2;
  }), ['heardInOrder']);
});

test('a receiver lacks a message, over reconnects, too', () => {
  assert.deepEqual(broken(({ student }) => (student.lives[0].frames = without(student.lives[0].frames, 2))), ['heardAll']);
  assert.deepEqual(broken(({ student, line }) => {
    const again = line([said(3)], { since: 1, askedAt: 120, welcomedAt: 121 });
    again.welcome = { recovered: true, lastSeq: 3, lastReadMessage: '', unread: 3 };
    student.lives = [line([said(1)]), again];
  }), ['heardAll']);
});

test('unread is counted wrongly', () => {
  const come = (unread) => ({ student, line }) => {
    student.lives = [line([said(1), said(2), said(3)].map((frame) => ({ ...frame, replay: true })), { askedAt: 120, welcomedAt: 121 })];
    student.lives[0].welcome = { recovered: false, lastSeq: 3, lastReadMessage: 'id1', unread };
  };
  assert.deepEqual(broken(come(2)), []);
  assert.deepEqual(broken(come(3)), ['unreadIsCounted']);
});

test('reading goes back', () => {
  assert.deepEqual(broken(({ student }) => student.marks.push({ seq: 2, at: 5 })), ['readingNeverGoesBack']);
});

test('two people are told two different things', () => {
  assert.deepEqual(broken(({ student }) => (student.lives[0].frames[1].message = 'other')), ['noContradictions']);
});

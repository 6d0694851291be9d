// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline } from '../../../resources/web/assets/js/timeline.js';

function timelineOf(self = 'u_me') {
  const timeline = new Timeline();
  timeline.viewer = { id: self, hostId: 'u_t' };
  return timeline;
}

const said = (seq, text, more = {}) => ({
  messageType: 'send',
  seq,
  id: `m${seq}`,
  sender: 'u_t',
  senderName: '김선생',
  senderType: 'teacher',
  message: text,
  ...more,
});
const texts = (timeline) => timeline.items.map(({ text }) => text);
const echo = (ref, text) => ({ ref, text, type: 'send', attachment: null, senderName: 'me', senderType: 'student', privacy: 'teacher', target: '', sentAt: '' });

test('messages stand in the order of their seq, each once', () => {
  const timeline = timelineOf();
  timeline.take(said(2, 'b'));
  timeline.take(said(3, 'c'));
  timeline.take(said(2, 'b'));
  timeline.take(said(1, 'a'));
  assert.deepEqual(texts(timeline), ['a', 'b', 'c']);
});

test('an echo is shown at once, becomes the stored message, and keeps its key', () => {
  const timeline = timelineOf();
  timeline.echo(echo('r1', 'hello'));
  assert.equal(timeline.items[0].state, 'sending');
  const { key } = timeline.items[0];
  timeline.acknowledge({ ref: 'r1', id: 'm2' });
  assert.equal(timeline.items[0].state, 'sent');
  timeline.take(said(1, 'first', {}));
  timeline.take(said(2, 'hello', { sender: 'u_me', ref: 'r1', senderType: 'student' }));
  assert.deepEqual(texts(timeline), ['first', 'hello']);
  assert.equal(timeline.items[1].key, key);
  assert.equal(timeline.items[1].mine, true);
});

test("somebody else's ref is nobody's echo", () => {
  const timeline = timelineOf();
  timeline.echo(echo('r1', 'mine'));
  timeline.take(said(1, 'theirs', { sender: 'u_other', ref: 'r1' }));
  assert.deepEqual(texts(timeline), ['theirs', 'mine']);
});

test('stored messages stand before those on their way', () => {
  const timeline = timelineOf();
  const puts = [];
  timeline.on('put', ({ item, before }) => puts.push([item.text, before]));
  timeline.echo(echo('r1', 'on its way'));
  timeline.take(said(1, 'stored'));
  assert.deepEqual(puts, [['on its way', null], ['stored', 'r-r1']]);
});

test('a deleted message goes', () => {
  const timeline = timelineOf();
  timeline.take(said(1, 'a'));
  timeline.take(said(2, 'b'));
  timeline.take({ messageType: 'delete', seq: 3, refers: 'm1' });
  timeline.take({ messageType: 'delete', seq: 4, refers: 'unknown' });
  timeline.take({ messageType: 'delete', seq: 5 });
  assert.deepEqual(texts(timeline), ['b']);
});

test('a refused message says why, and can be taken back', () => {
  const timeline = timelineOf();
  timeline.echo(echo('r1', 'psst'));
  timeline.refuse('r1', 'talk_disabled');
  assert.deepEqual([timeline.items[0].state, timeline.items[0].problem], ['refused', 'talk_disabled']);
  assert.equal(timeline.discard('r1').text, 'psst');
  assert.deepEqual(timeline.items, []);
});

test('a history that begins afresh keeps what is not stored yet, and nothing twice', () => {
  const timeline = timelineOf();
  timeline.take(said(1, 'old'));
  timeline.echo(echo('r1', 'stored, not back yet'));
  timeline.echo(echo('r2', 'waiting'));
  timeline.acknowledge({ ref: 'r1', id: 'm2' });
  timeline.reset();
  timeline.take(said(2, 'stored, not back yet', { sender: 'u_me', ref: 'r1' }));
  assert.deepEqual(texts(timeline), ['stored, not back yet', 'waiting']);
});

test('private messages are marked for both ends', () => {
  const timeline = timelineOf();
  timeline.take(said(1, 'to you', { target: 'u_me', targetType: 'student' }));
  timeline.take(said(2, 'to all', { targetType: 'all' }));
  timeline.take(said(3, 'to the teacher', { sender: 'u_me', targetType: 'teacher' }));
  assert.deepEqual(timeline.items.map(({ privacy }) => privacy), ['me', 'none', 'teacher']);
});

test('frames that do not fit make no line', () => {
  const timeline = timelineOf();
  for (const frame of [said(0, 'x'), said(undefined, 'x'), said('9', 'x'), { ...said(9, 'x'), messageType: 'vote' }, {}]) {
    assert.equal(timeline.take(frame), null);
  }
  const odd = timeline.take(said(1, { not: 'text' }, { attachment: { url: 'javascript:alert(1)' }, messageType: 'image' }));
  assert.deepEqual([odd.text, odd.attachment], ['', null]);
});

test('attachments come from this server only', () => {
  const timeline = timelineOf();
  const taken = ['/api/v1/files/f1?sig=a', '//evil.example/x', 'https://evil.example/x', '/\\evil.example'].map(
    (url, index) => timeline.take(said(index + 1, '', { messageType: 'image', attachment: { id: 'f', url } })).attachment?.url,
  );
  assert.deepEqual(taken, ['/api/v1/files/f1?sig=a', undefined, undefined, undefined]);
});

test('a file that is being uploaded changes in place when it is there', () => {
  const timeline = timelineOf();
  const puts = [];
  const coming = timeline.take(said(1, '칠판', { messageType: 'image', attachment: { id: 'f1', name: 'a.png', state: 'uploading', size: 9 } }));
  timeline.take(said(2, 'b'));
  assert.deepEqual([coming.attachment.state, coming.attachment.url], ['uploading', '']);
  timeline.on('put', ({ item, before }) => puts.push([item.key, item.attachment.state, item.text, before]));
  const told = (seq, refers, attachment) => timeline.take({ messageType: 'attachment', seq, refers, attachment });
  assert.equal(told(3, 'm1', { id: 'f1', name: 'a.png', state: 'ready', size: 8, url: '/api/v1/files/f1' }), null);
  told(4, 'unknown', { id: 'f2', state: 'failed' });
  told(5, 'm2', { id: 'f1', state: 'ready', url: 'https://evil.example/' });
  assert.deepEqual(puts, [['m-m1', 'ready', '칠판', 'm-m2']]);
  assert.deepEqual(texts(timeline), ['칠판', 'b']);
});

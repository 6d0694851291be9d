// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Classroom } from '../../../resources/web/assets/js/classroom.js';
import { Emitter } from '../../../resources/web/assets/js/emitter.js';

class Line extends Emitter {
  sent = [];
  posted = [];
  token = 'jwt';
  online = true;

  send(frame) {
    this.sent.push(frame);
    return `r${this.sent.length}`;
  }

  close() {}

  post(frame) {
    if (this.online) this.posted.push(frame);
    return this.online;
  }
}

const host = { id: 'u_t', name: '김선생', online: true };
const teacher = { ...host, type: 'teacher' };
const me = { id: 'u_1', name: '민준 (2)', type: 'student' };

function classroomWith(welcome = {}, api = {}) {
  const line = new Line();
  const classroom = new Classroom({ roomId: 'FTYXPM', name: '민준', connection: line, api });
  line.emit('state', { state: 'online', failures: 0 });
  line.emit('welcome', { self: me, roomName: '국어', kind: 'class', talk: 'teacher', host, participants: [teacher, me], fresh: true, ...welcome });
  return { classroom, line };
}
const frame = (line, messageType, more = {}) => line.emit('frame', { messageType, ...more });

test('the welcome says who one is, who is there and who teaches', () => {
  const { classroom } = classroomWith();
  assert.deepEqual(classroom.self, me);
  assert.equal(classroom.room.name, '국어');
  assert.deepEqual(classroom.host, host);
  assert.deepEqual(classroom.people.list('ko').map(({ name }) => name), ['김선생', '민준 (2)']);
});

test('what is written goes to those whom the composer named when it was written', () => {
  const { classroom, line } = classroomWith();
  assert.equal(classroom.say('  \n 질문  \n'), true);
  frame(line, 'roomUpdate', { message: { talk: 'all' } });
  classroom.say('모두');
  assert.deepEqual(line.sent, [
    { messageType: 'send', targetType: 'teacher', message: ' 질문' },
    { messageType: 'send', targetType: 'all', message: '모두' },
  ]);
  assert.deepEqual(classroom.timeline.items.map(({ privacy }) => privacy), ['teacher', 'none']);
});

test('nothing blank and nothing too long is sent; characters are counted as the server does', () => {
  const { classroom, line } = classroomWith({ limits: { text: 3 } });
  assert.equal(classroom.say(' \n '), false);
  assert.equal(classroom.say('😀😀😀😀'), false);
  assert.equal(classroom.say('😀😀😀'), true);
  assert.equal(line.sent.length, 1);
});

test('a host who comes late, goes, drops and comes back', () => {
  const { classroom, line } = classroomWith({ host: { ...host, online: false }, participants: [me] });
  assert.equal(classroom.host.online, false);
  frame(line, 'join', { message: { participants: [teacher] } });
  assert.equal(classroom.host.online, true);
  frame(line, 'hostAway', { message: { graceSeconds: 30 } });
  assert.deepEqual([classroom.host.online, classroom.people.count], [false, 1]);
  frame(line, 'hostBack');
  assert.deepEqual([classroom.host.online, classroom.people.count, classroom.status.hostBack], [true, 2, true]);
  frame(line, 'leave', { message: { participants: [teacher] } });
  assert.equal(classroom.host.online, false);
  classroom.leave();
});

test("a hand is one's own unless the teacher lowers it", () => {
  const { classroom, line } = classroomWith();
  classroom.gestures.raiseHand(true);
  assert.deepEqual(line.posted, [{ messageType: 'hand', message: { raised: true } }]);
  assert.equal(classroom.handRaised, true);
  frame(line, 'hand', { sender: 'u_1', message: { raised: false } });
  assert.deepEqual([classroom.handRaised, classroom.status.handSeen], [false, false]);
  classroom.gestures.raiseHand(true);
  frame(line, 'hand', { sender: 'u_t', target: 'u_1', message: { raised: false } });
  assert.deepEqual([classroom.handRaised, classroom.status.handSeen], [false, true]);
  line.online = false;
  classroom.gestures.raiseHand(true);
  assert.equal(classroom.handRaised, false, 'nobody would see it');
  classroom.leave();
});

test('earlier messages are offered when a whole page of history came, until there are no more', async () => {
  const said = (seq) => ({ messageType: 'send', seq, id: `m${seq}`, sender: 'u_t', message: `${seq}` });
  const asked = [];
  const api = {
    messages: async (room, token, range) => {
      asked.push([room, token, range]);
      return [said(1), said(2)];
    },
  };
  const { classroom, line } = classroomWith({}, api);
  for (let seq = 3; seq <= 51; seq += 1) line.emit('frame', { ...said(seq), replay: true });
  assert.equal(classroom.hasEarlier, false);
  line.emit('frame', { ...said(52), replay: true });
  assert.equal(classroom.hasEarlier, true);
  await classroom.loadEarlier();
  assert.deepEqual(asked, [['FTYXPM', 'jwt', { before: 3, limit: 50 }]]);
  assert.equal(classroom.timeline.items[0].text, '1');
  assert.equal(classroom.hasEarlier, false);
});

test('a class that is gone when one comes back has ended; one that never was is not there', () => {
  const { classroom, line } = classroomWith();
  line.emit('ended', { code: 'room_not_found' });
  assert.equal(classroom.status.ended, 'class_ended');

  const stranger = new Line();
  const never = new Classroom({ roomId: 'FTYXPM', name: '민준', connection: stranger, api: {} });
  stranger.emit('ended', { code: 'room_not_found' });
  assert.equal(never.status.ended, 'room_not_found');
});

const seoyeon = { id: 'u_2', name: '이서연', type: 'student' };
const names = (classroom) => classroom.people.list('ko').map(({ name }) => name);

test('who is muted writes nothing until it is lifted; what others are told is about others', () => {
  const { classroom, line } = classroomWith({ talk: 'all', participants: [teacher, { ...me, muted: true }, seoyeon] });
  assert.deepEqual([classroom.muted, classroom.speech.allowed], [true, false]);
  frame(line, 'mute', { target: seoyeon.id, message: { muted: false } });
  assert.equal(classroom.muted, true);
  frame(line, 'mute', { target: me.id, message: { muted: false } });
  assert.deepEqual([classroom.muted, classroom.speech.allowed], [false, true]);
});

test('hidden names are forgotten, but those of teachers, assistants and oneself; shown again, they are asked for', async () => {
  const asked = [];
  const everyone = [teacher, me, seoyeon, { id: 'u_3', name: '박도윤', type: 'student' }];
  const api = { participants: async (...call) => asked.push(call) && everyone };
  const { classroom, line } = classroomWith({ participants: everyone, assistants: ['u_3'] }, api);
  frame(line, 'send', { id: 'm1', seq: 1, sender: 'u_2', senderType: 'student', senderName: '이서연', message: '저요' });
  frame(line, 'send', { id: 'm2', seq: 2, sender: 'u_3', senderType: 'student', senderName: '박도윤', message: '저도' });
  frame(line, 'roomUpdate', { message: { names: 'hidden' } });
  assert.deepEqual(names(classroom).sort(), ['', '김선생', '민준 (2)', '박도윤']);
  assert.deepEqual(classroom.timeline.items.map(({ senderName }) => senderName), ['', '박도윤']);
  assert.deepEqual(asked, []);
  const told = new Promise((ready) => classroom.on('people', ready));
  frame(line, 'roomUpdate', { message: { names: 'shown' } });
  await told;
  assert.deepEqual(asked, [['FTYXPM', 'jwt']]);
  assert.ok(names(classroom).includes('이서연'));
});

test('an assistant goes on seeing names', () => {
  const { classroom, line } = classroomWith({ participants: [teacher, me, seoyeon], assistants: [me.id] });
  frame(line, 'roomUpdate', { message: { names: 'hidden' } });
  assert.ok(names(classroom).includes('이서연'));
});

test('the class is handed over', () => {
  const { classroom, line } = classroomWith({ participants: [teacher, me, { id: 'u_t2', name: '박선생', type: 'teacher' }] });
  frame(line, 'roomUpdate', { message: { host: 'u_t2' } });
  assert.deepEqual(classroom.host, { id: 'u_t2', name: '박선생', online: true });
  frame(line, 'hostAway');
  assert.equal(classroom.host.online, false);
});

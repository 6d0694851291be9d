// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';

const house = await House.open({ users: [{ username: 'lee', name: '이선생' }] });
const { teacher } = house;
const texts = (socket) => socket.seen('send').map(({ message }) => message).filter((text) => !text.startsWith('mark '));

test('what the teacher says reaches everyone, once, with all its fields', async () => {
  const { room, host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const ack = await host.saySafely('여러분 안녕하세요', { ref: 'c1' });
  for (const socket of [host, minjun, seoyeon]) {
    const got = await socket.next('send');
    assert.equal(got.room, `room:${room.id}`);
    assert.equal(got.senderType, 'teacher');
    assert.equal(got.sender, host.id);
    assert.equal(got.senderName, '김선생');
    assert.equal(got.targetType, 'all');
    assert.equal(got.message, '여러분 안녕하세요');
    assert.equal(got.id, ack.id);
    assert.equal(got.seq, 1);
    assert.equal(got.sentAt, ack.sentAt);
    assert.match(got.sentAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.ok(!got.replay);
  }
  assert.equal(ack.seq, 1);
  await settled(host, minjun, seoyeon);
  for (const socket of [host, minjun, seoyeon]) assert.deepEqual(texts(socket), ['여러분 안녕하세요']);
});

test('the sender gets its own message too, with its ref', async () => {
  const { host } = await house.classroom();
  host.say('하나', { ref: 'mine-1' });
  assert.equal((await host.next('send')).ref, 'mine-1');
});

test('what a client claims to be is ignored', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  minjun.say('저는 교장입니다', {
    room: 'room:ZZZZZZ', sender: host.id, senderType: 'teacher', senderName: '교장', id: 'x', seq: 99, sentAt: '2001-01-01T00:00:00.000Z',
  });
  const got = await host.next('send');
  assert.equal(got.room, `room:${room.id}`);
  assert.equal(got.sender, minjun.id);
  assert.equal(got.senderType, 'student');
  assert.equal(got.senderName, '민준');
  assert.notEqual(got.id, 'x');
  assert.equal(got.seq, 1);
  assert.notEqual(got.sentAt, '2001-01-01T00:00:00.000Z');
});

test('with talk "teacher" a student speaks to the teacher alone', async () => {
  const { host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  await minjun.saySafely('질문 있어요');
  assert.equal((await host.next('send')).message, '질문 있어요');
  assert.equal((await minjun.next('send')).message, '질문 있어요');
  await settled(host, seoyeon);
  assert.deepEqual(texts(seoyeon), []);
});

test('with talk "all" a student speaks to everyone', async () => {
  const { host, student } = await house.classroom({ talk: 'all' });
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  await minjun.saySafely('안녕 얘들아');
  for (const socket of [host, minjun, seoyeon]) assert.equal((await socket.next('send')).message, '안녕 얘들아');
});

test('with talk "none" a student is told that now is not the time', async () => {
  const { room, host, student } = await house.classroom({ talk: 'none' });
  const minjun = await student('민준');
  assert.equal((await minjun.refusal({ messageType: 'send', targetType: 'all', message: '저요!' })).code, 'talk_disabled');
  const rest = await minjun.api.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: '저요!' });
  assertProblem(rest, 403, 'talk_disabled');
  await settled(host, minjun);
  assert.deepEqual(texts(host), []);
});

test('a message to one student is seen by the two alone, now and later', async () => {
  const { room, host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  await host.saySafely('민준아, 잘했어', { targetType: 'student', target: minjun.id });
  const got = await minjun.next('send');
  assert.equal(got.message, '민준아, 잘했어');
  assert.equal(got.target, minjun.id);
  assert.equal((await host.next('send')).message, '민준아, 잘했어');
  await settled(host, minjun, seoyeon);
  assert.deepEqual(texts(seoyeon), []);
  const history = async (api) => (await api.messages(room.id)).map(({ message }) => message);
  assert.ok((await history(minjun.api)).includes('민준아, 잘했어'));
  assert.ok((await history(teacher)).includes('민준아, 잘했어'));
  assert.ok(!(await history(seoyeon.api)).includes('민준아, 잘했어'));
});

test('a message to teachers only does not reach students', async () => {
  const { host, student } = await house.classroom({ talk: 'all' });
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  await minjun.saySafely('선생님만 보세요', { targetType: 'teacher' });
  assert.equal((await host.next('send')).message, '선생님만 보세요');
  await settled(host, seoyeon);
  assert.deepEqual(texts(seoyeon), []);
});

test('sent twice with one ref, it is stored and delivered once and acknowledged again', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const first = await host.saySafely('한 번만', { ref: 'once' });
  const second = await host.saySafely('한 번만', { ref: 'once' });
  assert.equal(second.id, first.id);
  assert.equal(second.seq, first.seq);
  assert.equal(second.sentAt, first.sentAt);
  await settled(host, minjun);
  assert.deepEqual(texts(minjun), ['한 번만']);
  assert.equal((await teacher.messages(room.id)).filter(({ message }) => message === '한 번만').length, 1);
});

test('a ref is its sender’s own', async () => {
  const { host, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const acks = [await minjun.saySafely('저요', { ref: 'same' }), await seoyeon.saySafely('저도요', { ref: 'same' })];
  assert.notEqual(acks[0].id, acks[1].id);
  await settled(host);
  assert.deepEqual(texts(host), ['저요', '저도요']);
});

test('REST takes the same body as a frame', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const body = { messageType: 'send', targetType: 'all', message: 'REST로 보냅니다', ref: 'rest-1' };
  const { status, json } = await teacher.post(`/rooms/${room.id}/messages`, body);
  assert.equal(status, 201);
  assert.equal(json.message, 'REST로 보냅니다');
  assert.equal(json.sender, host.id);
  assert.equal(json.seq, 1);
  assert.equal((await minjun.next('send')).id, json.id);
  const again = await teacher.post(`/rooms/${room.id}/messages`, body);
  assert.equal(again.status, 200);
  assert.equal(again.json.id, json.id);
  assert.equal((await host.saySafely('REST로 보냅니다', { ref: 'rest-1' })).id, json.id);
});

test('REST refuses what a frame would be refused for', async () => {
  const { room } = await house.classroom();
  const post = (body) => teacher.post(`/rooms/${room.id}/messages`, body, { 'content-type': 'application/json' });
  assertProblem(await post('{'), 400, 'bad_request');
  assertProblem(await post('[]'), 400, 'bad_request');
  assertProblem(await post({ messageType: 'dance', message: 'x' }), 400, 'unknown_type');
  assertProblem(await post({ messageType: 'send', message: 5 }), 400, 'bad_request');
  assertProblem(await post({ messageType: 'send', message: '가'.repeat(4001) }), 400, 'text_too_long');
});

test('text comes out as it went in', async (t) => {
  const { host, student } = await house.classroom();
  const minjun = await student('민준');
  for (const text of ['한글과 English, 日本語', '👩‍👩‍👧‍👦🇰🇷', '<script>alert(1)</script>&amp;', '줄\n바꿈\t탭', 'Ünïcödé "따옴표" \\ 역슬래시',
    'שלום \u202Eabc', '가\u0301', '가'.repeat(4000), '😀'.repeat(4000)])
    await t.test(JSON.stringify(text).slice(0, 40), async () => {
      await host.saySafely(text);
      assert.equal((await minjun.next('send')).message, text);
    });
});

test('text over the limit is refused, and the line stays', async () => {
  const { host } = await house.classroom();
  assert.equal((await host.refusal({ messageType: 'send', targetType: 'all', message: '가'.repeat(4001) })).code, 'text_too_long');
  assert.equal((await host.refusal({ messageType: 'send', targetType: 'all', message: '😀'.repeat(4001) })).code, 'text_too_long');
  await host.saySafely('아직 여기');
});

test('everyone sees one order, numbered without gaps', async () => {
  const { host, student } = await house.classroom({ talk: 'all' });
  const people = [host, await student('하나'), await student('둘'), await student('셋')];
  const each = 25;
  for (let i = 0; i < each; ++i) people.forEach((socket, who) => socket.say(`${who}:${i}`, { ref: `${i}` }));
  const whole = people.map(async (socket) => {
    const seqs = [];
    const order = [];
    for (let i = 0; i < each * people.length; ++i) {
      const got = await socket.next('send');
      seqs.push(got.seq);
      order.push(got.message);
    }
    return { seqs, order };
  });
  const results = await Promise.all(whole);
  assert.deepEqual(results[0].seqs, Array.from({ length: each * people.length }, (_, i) => i + 1));
  for (const result of results) assert.deepEqual(result, results[0]);
  for (let who = 0; who < people.length; ++who)
    assert.deepEqual(results[0].order.filter((text) => text.startsWith(`${who}:`)), Array.from({ length: each }, (_, i) => `${who}:${i}`));
});

test('rooms do not hear each other', async () => {
  const [one, two] = [await house.classroom(), await house.classroom()];
  const here = await one.student('민준');
  await two.host.saySafely('다른 반입니다');
  await settled(one.host, here);
  assert.deepEqual(texts(here), []);
});

test('without history messages are numbered and acknowledged, and not kept', async () => {
  const { room, host, student } = await house.classroom({ history: false });
  const minjun = await student('민준');
  assert.equal((await host.saySafely('지금만')).seq, 1);
  assert.equal((await host.saySafely('지금만 또')).seq, 2);
  assert.equal((await minjun.next('send')).message, '지금만');
  const late = await house.enter(room.id, (await house.anyone.join(room.id, '늦은이')).token);
  await settled(host, late);
  assert.deepEqual(texts(late), []);
});

test('in a chat everyone talks to everyone', async () => {
  const lee = await house.signIn('lee');
  const room = await teacher.createRoom({ kind: 'chat', name: '교무실' });
  const kim = await house.enter(room.id, teacher.token);
  const other = await house.enter(room.id, lee.token);
  assert.equal(kim.welcome.kind, 'chat');
  await other.saySafely('안녕하세요');
  assert.equal((await kim.next('send')).message, '안녕하세요');
});

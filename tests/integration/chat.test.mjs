// SPDX-License-Identifier: GPL-3.0-or-later
// /ws/chat: ENTER, TALK and LEAVE, and its rooms.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { Chatter } from '../lib/chatter.mjs';
import { House } from '../lib/house.mjs';
import { refused } from '../lib/socket.mjs';

const users = [{ username: 'lee', role: 'student', name: '이민준' }, { username: 'park', role: 'student', name: '박서연' }];
const house = await House.open({ users, flags: ['--set', 'rooms.seat_seconds=1'] });
const open = await House.open({ users, flags: ['--set', 'compat.anonymous=true', '--set', 'rooms.empty_ttl=1'] });
const lee = await house.signIn('lee');
const park = await house.signIn('park');

/** A room made as this system made them. */
async function room(api = lee, name = '책 이야기') {
  const answer = await api.root('POST', `/chat?name=${encodeURIComponent(name)}`);
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.json.name, name);
  return answer.json.roomId;
}

const person = (api) => Chatter.open(house.server, '/ws/chat', api.token);
const stranger = () => Chatter.open(open.server, '/ws/chat');

test('rooms are made and listed by name', async () => {
  const roomId = await room(lee, '점심 뭐 먹지');
  const { status, json } = await park.root('GET', '/chat');
  assert.equal(status, 200);
  assert.ok(json.some((each) => each.roomId === roomId && each.name === '점심 뭐 먹지'));
  assert.ok((await park.get('/rooms')).json.some(({ id, kind }) => id === roomId && kind === 'chat'));
  assertProblem(await house.anyone.root('POST', '/chat?name=x'), 401, 'unauthorized');
  assertProblem(await house.anyone.root('GET', '/chat'), 401, 'unauthorized');
  assertProblem(await lee.root('POST', '/chat'), 400, 'invalid_name');
});

test('a browser that opens /chat gets a page', async () => {
  const { status, headers, text } = await house.anyone.root('GET', '/chat', undefined, { accept: 'text/html,*/*;q=0.8' });
  assert.equal(status, 200);
  assert.match(headers.get('content-type'), /^text\/html/);
  assert.match(headers.get('vary'), /accept(?!-)/i);
  assert.match(text, /<!doctype html>/i);
});

test('people enter, talk and leave', async () => {
  const roomId = await room();
  const minjun = await person(lee);
  assert.deepEqual(await minjun.enter(roomId), {
    type: 'ENTER', roomId, sender: '이민준', message: '이민준님이 입장했습니다.',
  });
  const seoyeon = await person(park);
  await seoyeon.enter(roomId);
  assert.equal((await minjun.next({ type: 'ENTER' })).message, '박서연님이 입장했습니다.');
  seoyeon.talk(roomId, '안녕하세요', 'not me');
  for (const each of [minjun, seoyeon])
    assert.deepEqual(await each.next({ type: 'TALK' }), { type: 'TALK', roomId, sender: '박서연', message: '안녕하세요' });
  seoyeon.send({ type: 'LEAVE', roomId });
  for (const each of [minjun, seoyeon])
    assert.deepEqual(await each.next({ type: 'LEAVE' }), { type: 'LEAVE', roomId, sender: '박서연', message: '박서연님이 나갔습니다.' });
  seoyeon.talk(roomId, '또');
  assert.equal((await seoyeon.next({ type: 'ERROR' })).code, 'forbidden');
});

test('without a token there is nobody, unless that is allowed', async () => {
  assert.equal((await refused(house.server, { path: '/ws/chat' })).status, 401);
  assert.equal((await refused(house.server, { path: '/ws/chat', token: 'nonsense' })).status, 401);
  assert.equal((await refused(open.server, { path: '/ws/chat', token: 'nonsense' })).status, 401);
  assert.equal((await refused(open.server, { path: '/ws/chat', origin: 'https://evil.example' })).status, 403);
});

test('plain text goes as it is to everyone who is connected', async () => {
  const [one, two] = [await stranger(), await stranger()];
  one.send('안녕, 세상아 {"');
  assert.equal(await two.next(), '안녕, 세상아 {"');
  assert.equal(await one.next(), '안녕, 세상아 {"');
  await two.close();
  one.send('[1]');
  assert.equal(await one.next(), '[1]');
});

test('who enters the lobby sees who else comes and goes', async () => {
  const minjun = await stranger();
  await minjun.enter('LOBBY', '민준');
  const seoyeon = await stranger();
  await seoyeon.enter('LOBBY', '서연');
  assert.equal((await minjun.next({ type: 'ENTER', sender: '서연' })).message, '서연님이 입장했습니다.');
  seoyeon.talk('LOBBY', '안녕');
  assert.deepEqual(await minjun.next({ type: 'TALK' }), { type: 'TALK', roomId: 'LOBBY', sender: '서연', message: '안녕' });
  seoyeon.send('그냥 글');
  assert.equal(await minjun.next((got) => typeof got === 'string'), '그냥 글');
  await seoyeon.close(1001); // known on this line alone: there is no coming back to wait for
  await minjun.next({ type: 'LEAVE', sender: '서연' });
});

test('anonymous people are who they say they are', async () => {
  const api = open.anyone;
  const roomId = await room(api, '아무나');
  assert.ok((await api.root('GET', '/chat')).json.some((each) => each.roomId === roomId));
  const [minjun, another] = [await stranger(), await stranger()];
  await minjun.enter(roomId, '민준');
  await another.enter(roomId, '민준');
  await minjun.next({ type: 'ENTER' });
  another.talk(roomId, '나도 민준');
  assert.equal((await minjun.next({ type: 'TALK' })).sender, '민준');
  another.send({ type: 'ENTER', roomId, sender: '서연' });
  await minjun.next({ type: 'LEAVE', sender: '민준' });
  await minjun.next({ type: 'ENTER', sender: '서연' });
  another.send({ type: 'ENTER', roomId, sender: ' ' });
  assert.equal((await another.next({ type: 'ERROR' })).code, 'invalid_name');
});

test('a room in which nobody is left goes, the lobby comes back', async () => {
  const roomId = await room(open.anyone, '잠깐');
  const minjun = await stranger();
  await minjun.enter(roomId, '민준');
  await minjun.close();
  const list = async () => (await open.anyone.root('GET', '/chat')).json;
  await eventually(async () => !(await list()).some((each) => each.roomId === roomId), 'the empty room is gone');
  const late = await stranger();
  late.send({ type: 'ENTER', roomId, sender: '늦은 이' });
  assert.equal((await late.next({ type: 'ERROR' })).code, 'room_not_found');
  late.send('아무도 없나요');
  assert.equal(await late.next((got) => typeof got === 'string'), '아무도 없나요');
});

test('people of the native protocol are in the same room', async () => {
  const roomId = await room();
  const seoyeon = await house.enter(roomId, park.token);
  const minjun = await person(lee);
  await minjun.enter(roomId);
  assert.equal((await seoyeon.next('join')).message.participants[0].name, '이민준');
  minjun.talk(roomId, '여기');
  assert.equal((await seoyeon.next('send')).message, '여기');
  seoyeon.say('저기');
  assert.equal((await minjun.next({ message: '저기' })).sender, '박서연');
  await seoyeon.close();
  await minjun.next({ type: 'LEAVE', sender: '박서연' });
});

test('a class by its rules, and its end', async () => {
  const { room: klass, host } = await house.classroom();
  const seat = await house.anyone.join(klass.id, '민준');
  const minjun = await Chatter.open(house.server, `/ws/chat?token=${seat.token}`);
  await minjun.enter(klass.id);
  minjun.talk(klass.id, '질문');
  assert.equal((await host.next('send')).message, '질문');
  host.send({ messageType: 'roomUpdate', message: { talk: 'none' } });
  await host.next('roomUpdate');
  minjun.talk(klass.id, '또');
  assert.equal((await minjun.next({ type: 'ERROR' })).code, 'talk_disabled');
  minjun.send('로비에');
  assert.equal((await minjun.next({ type: 'ERROR' })).code, 'forbidden'); // a guest of one room is in no lobby
  host.send({ messageType: 'close', message: {} });
  assert.equal((await minjun.next({ type: 'LEAVE', sender: '민준' })).message, 'the class has ended');
  assert.equal((await minjun.closed).code, 4410);
});

test('a dropped line keeps its seat, a second line takes it over', async () => {
  const roomId = await room();
  const witness = await house.enter(roomId, park.token);
  const first = await person(lee);
  await first.enter(roomId);
  await witness.next('join');
  const second = await person(lee);
  await second.enter(roomId);
  await first.next({ type: 'LEAVE', sender: '이민준' });
  assert.equal((await first.closed).code, 4409); // the lobby, too, has gone to the second one
  second.ws.terminate();
  assert.equal((await witness.next('leave')).message.participants[0].reason, 'timeout');
  assert.equal(witness.seen('join').length, 1);
});

for (const [what, input, code] of [
  ['no type', { roomId: 'ABCDEF' }, 'bad_request'],
  ['an unknown type', { type: 'SHOUT', roomId: 'ABCDEF' }, 'bad_request'],
  ['no room', { type: 'TALK', message: 'x' }, 'bad_request'],
  ['no code', { type: 'ENTER', roomId: 'dd8e4018-1ca8-4fb1-bd57-fd3de4c47a61' }, 'room_not_found'],
  ['a room that is not there', { type: 'ENTER', roomId: 'ZZZZZZ' }, 'room_not_found'],
  ['a message that is no text', { type: 'TALK', roomId: 'LOBBY', message: 7 }, 'bad_request'],
  ['an empty message', { type: 'TALK', roomId: 'LOBBY', message: '' }, 'bad_request'],
  ['a message over the limit', { type: 'TALK', roomId: 'LOBBY', message: 'x'.repeat(4001) }, 'text_too_long'],
  ['a plain text over the limit', 'x'.repeat(4001), 'text_too_long'],
  ['LEAVE of a room that was not entered', { type: 'LEAVE', roomId: 'ABCDEF' }, 'forbidden'],
]) {
  test(`${what} is an ERROR, and the line stays`, async () => {
    const minjun = await stranger();
    minjun.send(input);
    assert.equal((await minjun.next({ type: 'ERROR' })).code, code);
    minjun.send('아직 여기');
    assert.equal(await minjun.next((got) => typeof got === 'string'), '아직 여기');
    await minjun.close();
  });
}

test('a frame over the limit and a binary one close', async () => {
  const large = await stranger();
  large.send('x'.repeat(70_000));
  assert.equal((await large.closed).code, 1009);
  const binary = await stranger();
  binary.ws.send(Buffer.from('{}'));
  assert.equal((await binary.closed).code, 4400);
});

test('who is too fast is told so, and goes if they go on', async () => {
  const node = await open.node({ flags: ['--set', 'compat.anonymous=true', '--set', 'limits.rate=1', '--set', 'limits.burst=3'] });
  const minjun = await Chatter.open(node, '/ws/chat');
  for (let i = 0; i < 10; ++i) minjun.send(`${i}`);
  assert.equal((await minjun.next({ type: 'ERROR' })).code, 'rate_limited');
  assert.equal((await minjun.closed).code, 4429);
});

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';

const house = await House.open();
const { teacher } = house;

/** What `api` finds in the room, as seqs. */
async function find(api, room, q, more = '') {
  return (await api.messages(room.id, `?q=${encodeURIComponent(q)}${more}`)).map(({ seq }) => seq);
}

async function share(room, host, name, bytes, contentType, caption = '') {
  const file = await teacher.post(`/rooms/${room.id}/files?name=${encodeURIComponent(name)}`, bytes, { 'content-type': contentType });
  assert.equal(file.status, 201, file.text);
  const ref = `share ${name}`;
  host.send({ messageType: contentType.startsWith('image/') ? 'image' : 'file', message: caption, attachment: { id: file.json.id }, ref });
  return host.next({ messageType: 'ack', ref });
}

test('words are found inside words, in any case, however they are put together', async () => {
  const { room, host } = await house.classroom();
  for (const text of [
    '내일까지 숙제를 하세요',
    'The Homework is on page 12',
    '한글날 기념식'.normalize('NFD'), // as a Mac writes it
    'ＦＵＬＬＷＩＤＴＨ ①②③',
    '띄어쓰기가   여럿인\n두 줄짜리 글',
    '🎉축하🎉 100%_ok\\done "quoted"',
  ]) await host.saySafely(text);
  for (const [q, seqs] of [
    ['숙제', [1]], ['숙제를', [1]], ['일까지 숙', [1]], ['제를 하세', [1]],
    ['homework', [2]], ['OMEWO', [2]], ['page 12', [2]],
    ['한글', [3]], ['글날', [3]], ['한글날'.normalize('NFD'), [3]],
    ['fullwidth', [4]], ['123', [4]],
    ['여럿인 두', [5]],
    ['🎉', [6]], ['축하🎉', [6]], ['100%', [6]], ['%_o', [6]], ['k\\d', [6]], ['"q', [6]],
    ['숙', [1]], ['글', [3, 5]], ['2', [2, 4]], ['e', [2, 6]], ['k', [2, 6]],
    ['제숙', []], ['숙세', []], ['homeworks', []], ['message', []], ['AND', []], ['NOT', []], ['*', []], ['없는 말', []],
  ])
    assert.deepEqual(await find(teacher, room, q), seqs, q);
});

test('questions and choices of polls are found, and the names of files', async () => {
  const { room, host } = await house.classroom();
  host.send({ messageType: 'poll', message: { question: '다 풀었나요?', choices: ['그럼요', '아직이요'] }, ref: 'p' });
  await host.next({ messageType: 'ack', ref: 'p' });
  await share(room, host, '칠판 사진.png', png(), 'image/png', '오늘 배운 것');
  await share(room, host, '학습지-3.txt', Buffer.from('1번'), 'text/plain');
  assert.deepEqual(await find(teacher, room, '풀었'), [1]);
  assert.deepEqual(await find(teacher, room, '아직'), [1]);
  assert.deepEqual(await find(teacher, room, '칠판'), [2]);
  assert.deepEqual(await find(teacher, room, '배운'), [2]);
  assert.deepEqual(await find(teacher, room, '학습지'), [3]);
});

test('everybody finds what they may read, in this room', async () => {
  const { room, host, student } = await house.classroom();
  const other = await house.classroom();
  await other.host.saySafely('비밀 이야기');
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  await host.saySafely('비밀은 없다');
  await host.saySafely('민준에게 비밀', { targetType: 'student', target: minjun.id });
  await minjun.saySafely('선생님께 비밀'); // to the teacher
  assert.deepEqual(await find(teacher, room, '비밀'), [1, 2, 3]);
  assert.deepEqual(await find(minjun.api, room, '비밀'), [1, 2, 3]);
  assert.deepEqual(await find(seoyeon.api, room, '비밀'), [1]);
  assertProblem(await seoyeon.api.get(`/rooms/${other.room.id}/messages?q=${encodeURIComponent('비밀')}`), 403);
});

test('what was deleted is never found', async () => {
  const { room, host } = await house.classroom();
  const ack = await host.saySafely('지울 말');
  assert.deepEqual(await find(teacher, room, '지울'), [1]);
  assert.equal((await teacher.delete(`/rooms/${room.id}/messages/${ack.id}`)).status, 204);
  assert.deepEqual(await find(teacher, room, '지울'), []);
  assert.deepEqual(await find(teacher, room, '지'), []);
  await host.saySafely('지울 말을 다시');
  assert.deepEqual(await find(teacher, room, '지울'), [3]);
});

test('results come page by page, from the newest back or from a place on', async () => {
  const { room, host } = await house.classroom();
  for (let i = 1; i <= 30; ++i) host.say(i % 3 ? `군말 ${i}` : `숙제 ${i}`, { ref: `${i}` });
  for (let i = 1; i <= 30; ++i) await host.next({ messageType: 'ack', ref: `${i}` });
  const first = await find(teacher, room, '숙제', '&limit=4');
  assert.deepEqual(first, [21, 24, 27, 30]);
  assert.deepEqual(await find(teacher, room, '숙제', `&limit=4&before=${first[0]}`), [9, 12, 15, 18]);
  assert.deepEqual(await find(teacher, room, '숙제', '&limit=4&before=9'), [3, 6]);
  assert.deepEqual(await find(teacher, room, '숙제', '&limit=4&before=3'), []);
  assert.deepEqual(await find(teacher, room, '숙제', '&limit=3&after=10'), [12, 15, 18]);
  assert.deepEqual(await find(teacher, room, '숙제', '&after=10&before=16'), [12, 15]);
  assert.deepEqual(await find(teacher, room, '숙제', '&after=30'), []);
  assert.deepEqual(await find(teacher, room, '제', '&limit=2'), [27, 30]);
});

test('a search of nothing but spaces is none, and one too long is refused', async () => {
  const { room, host } = await house.classroom();
  await host.saySafely('글');
  assert.deepEqual(await find(teacher, room, '   '), [1]);
  assertProblem(await teacher.get(`/rooms/${room.id}/messages?q=${'a'.repeat(1001)}`), 400, 'bad_request');
});

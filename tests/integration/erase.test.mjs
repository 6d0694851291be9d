// SPDX-License-Identifier: GPL-3.0-or-later
// One student's data leave a class: by the teacher's REST call, and by a command beside the running server.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { runVerb } from '../lib/server.mjs';
import { contentsOf } from '../lib/zip.mjs';

const house = await House.open({
  users: [{ username: 'lee', role: 'admin' }, { username: 'park' }, { username: 'minjun', role: 'student', name: '박민준' }],
});
const { anyone, teacher, dataDir } = house;
const verb = (...args) => runVerb([...args, '--data-dir', dataDir, ...house.databaseFlags]);

async function assertSound() {
  const verified = await verb('verify');
  assert.equal(verified.code, 0, verified.stderr);
}

/** A class in which 민준 has left traces of every kind: seq 1 to 7. */
async function lesson() {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준', { device: 'phone-1' });
  const seoyeon = await student('서연');
  const words = await minjun.saySafely('숙제를 했어요');
  await seoyeon.saySafely('숙제를 봤어요');
  const mistake = await minjun.saySafely('실수');
  const alone = await host.saySafely('민준에게만', { targetType: 'student', target: minjun.id });
  const upload = await minjun.api.post(`/rooms/${room.id}/files?name=${encodeURIComponent('민준.png')}`, png(64, 48), { 'content-type': 'image/png' });
  minjun.send({ messageType: 'image', message: '제 그림', attachment: { id: upload.json.id }, ref: 'i' });
  const picture = await minjun.next({ messageType: 'ack', ref: 'i' });
  minjun.send({ messageType: 'delete', refers: mistake.id, message: {}, ref: 'd' });
  await minjun.next({ messageType: 'ack', ref: 'd' });
  host.send({ messageType: 'poll', message: { question: '다 풀었나요?', choices: ['네', '아니요'] }, ref: 'p' });
  const poll = await host.next({ messageType: 'ack', ref: 'p' });
  minjun.send({ messageType: 'vote', refers: poll.id, message: { choices: [0] } });
  await host.next((frame) => frame.messageType === 'pollResult' && frame.message.votes === 1);
  return { room, host, minjun, seoyeon, file: upload.json, gone: [words, alone, picture].map(({ id }) => id) };
}

/** Nothing of 민준 is left, and the others go on. */
async function assertGone({ room, host, minjun, seoyeon, file, gone }) {
  assert.equal((await minjun.closed).code, 4403);
  const left = await seoyeon.next((frame) => frame.messageType === 'leave' && frame.sender === minjun.id);
  assert.equal(left.message.participants[0].reason, 'kicked');
  for (const id of gone) await seoyeon.next({ messageType: 'delete', refers: id });
  await host.next((frame) => frame.messageType === 'pollResult' && frame.message.votes === 0);

  const messages = await teacher.messages(room.id, '?after=0');
  assert.deepEqual(messages.map(({ messageType, message }) => (messageType === 'poll' ? 'poll' : message)), ['숙제를 봤어요', 'poll']);
  assert.equal((await teacher.messages(room.id, `?q=${encodeURIComponent('숙제')}`)).length, 1);
  assert.equal((await anyone.root('GET', file.url)).status, 404);
  assertProblem(await minjun.api.get(`/rooms/${room.id}`), 401, 'unauthorized');
  const attendance = (await teacher.get(`/rooms/${room.id}/attendance`)).json;
  assert.deepEqual(attendance.map(({ name }) => name), ['김선생', '서연']);
  assert.ok(!(await teacher.participants(room.id)).some(({ id }) => id === minjun.id));
  const zip = await contentsOf((await teacher.get(`/rooms/${room.id}/export`)).bytes);
  for (const [name, bytes] of zip) assert.ok(!`${name}${bytes}`.includes('민준'), name);

  const { seq } = await host.saySafely('계속해요');
  assert.equal((await seoyeon.next({ messageType: 'send', message: '계속해요' })).seq, seq);
  await assertSound();
  const again = await anyone.join(room.id, '민준', 'phone-1');
  assert.notEqual(again.user.id, minjun.id);
  assert.equal(again.user.name, '민준');
}

test('a teacher erases what a student left', async (t) => {
  const there = await lesson();
  const { room, minjun, seoyeon, host } = there;
  const data = `/rooms/${room.id}/participants/${minjun.id}/data`;
  const counts = { messages: 3, files: 1, votes: 1, stays: 1 };

  await t.test('others may not', async () => {
    assertProblem(await seoyeon.api.delete(data), 403, 'forbidden');
    assertProblem(await (await house.signIn('park')).delete(data), 403, 'forbidden');
    assertProblem(await anyone.delete(data), 401, 'unauthorized');
  });
  await t.test('a dry run only counts', async () => {
    const answer = await teacher.delete(`${data}?dryRun=true`);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json, counts);
    assertProblem(await teacher.delete(`${data}?dryRun=perhaps`), 400, 'bad_request');
    assert.equal((await teacher.messages(room.id)).length, 5);
  });
  await t.test('then it goes, before everybody\'s eyes', async () => {
    const answer = await teacher.delete(data);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json, counts);
    await assertGone(there);
    assert.equal(seoyeon.seen({ messageType: 'delete', refers: there.gone[0] })[0].sender, host.id);
  });
  await t.test('who missed it catches up on it', async () => {
    const back = await house.enter(room.id, seoyeon.token, { since: 4, epoch: seoyeon.welcome.epoch });
    assert.equal(back.welcome.recovered, true);
    for (const id of there.gone) await back.next({ messageType: 'delete', refers: id, replay: true });
  });
  await t.test('what is not there is not erased, nor is the host', async () => {
    assertProblem(await teacher.delete(data), 404, 'user_not_found');
    assertProblem(await teacher.delete(`/rooms/${room.id}/participants/${host.id}/data`), 403, 'forbidden');
    assertProblem(await teacher.delete(`/rooms/ZZZZZZ/participants/${minjun.id}/data`), 404, 'room_not_found');
  });
});

test('an admin erases from any room, also from a class that has ended', async () => {
  const { room, minjun } = await lesson();
  assert.equal((await teacher.delete(`/rooms/${room.id}`)).status, 204);
  const admin = await house.signIn('lee');
  const answer = await admin.delete(`/rooms/${room.id}/participants/${minjun.id}/data`);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.messages, 3);
  assert.equal((await teacher.messages(room.id)).length, 2);
  await assertSound();
});

test('a command beside the running server does the same', async (t) => {
  const there = await lesson();
  const { room, minjun } = there;
  await t.test('a dry run only counts', async () => {
    const done = await verb('erase', '--room', room.id, '--person', '민준', '--dry-run');
    assert.equal(done.code, 0, done.stderr);
    assert.equal(done.stdout, `room ${room.id}: there are 3 messages, 1 files, 1 votes, 1 stays of ${minjun.id}\n`);
    assert.equal((await teacher.messages(room.id)).length, 5);
  });
  await t.test('by name', async () => {
    const done = await verb('erase', '--room', room.id, '--person', '민준');
    assert.equal(done.code, 0, done.stderr);
    assert.equal(done.stdout, `room ${room.id}: erased 3 messages, 1 files, 1 votes, 1 stays of ${minjun.id}\n`);
    await assertGone(there);
  });
  await t.test('by id there is nothing left', async () => {
    const done = await verb('erase', '--person', minjun.id);
    assert.equal(done.code, 1);
    assert.match(done.stderr, new RegExp(`nothing of ${minjun.id}`));
  });
});

test('a student\'s account goes with all that is theirs, in every room', async () => {
  const [first, second] = [await house.classroom({ talk: 'all' }), await house.classroom({ talk: 'all' })];
  const account = await house.signIn('minjun');
  const sockets = [];
  for (const { room } of [first, second]) {
    assert.equal((await account.post(`/rooms/${room.id}/join`, {})).status, 200);
    const socket = await house.enter(room.id, account.token);
    await socket.saySafely('제 이름은 박민준');
    sockets.push(socket);
  }
  const only = await verb('erase', '--user', 'minjun', '--room', first.room.id);
  assert.equal(only.code, 0, only.stderr);
  assert.equal((await sockets[0].closed).code, 4403);
  assert.equal((await account.get('/profile')).status, 200);
  assert.equal((await teacher.messages(second.room.id)).length, 1);

  const looked = await verb('erase', '--user', 'minjun', '--dry-run');
  assert.match(looked.stdout, new RegExp(`^room ${second.room.id}: there are 1 messages.*\\nuser minjun would be removed\\n$`));
  const all = await verb('erase', '--user', 'minjun');
  assert.equal(all.code, 0, all.stderr);
  assert.match(all.stdout, /\nuser minjun removed\n$/);
  if (!house.postgres)
    for (const file of ['lectern.db', 'lectern.db-wal'])
      assert.ok(!(await readFile(path.join(dataDir, file))).includes('제 이름은'), `${file}, while the server runs`);
  assert.ok([4401, 4403].includes((await sockets[1].closed).code)); // their token stops working, too
  assertProblem(await account.get('/profile'), 401, 'unauthorized');
  assertProblem(await anyone.post('/login', { username: 'minjun', password: PASSWORD }), 401, 'invalid_credentials');
  for (const { room } of [first, second]) assert.deepEqual(await teacher.messages(room.id), []);
  await assertSound();
});

test('what cannot be meant is refused', async (t) => {
  const { room, student } = await house.classroom();
  for (const [args, code, word] of [
    [[], 2, '--user NAME'],
    [['--user', 'kim', '--person', 'u_1'], 2, '--user NAME'],
    [['--person', '민준'], 2, '--room'],
    [['--person', '민준', '--room', 'X'], 2, 'six letters'],
    [['--user', 'kim'], 1, 'expected a student'],
    [['--user', 'nobody'], 1, 'no such account'],
    [['--person', '민준', '--room', 'ZZZZZZ'], 1, 'room ZZZZZZ: there is no such room'],
    [['--person', 'u_1', '--room', 'ZZZZZZ'], 1, 'room ZZZZZZ: there is no such room'],
    [['--person', '김선생', '--room', room.id], 1, 'nobody'],
  ])
    await t.test(args.join(' '), async () => {
      const done = await verb('erase', ...args);
      assert.equal(done.code, code, done.stderr);
      assert.ok(done.stderr.includes(word), done.stderr);
    });
  await t.test('of two who chose one name each has their own', async () => {
    const people = [await student('하은'), await student('하은')];
    const done = await verb('erase', '--room', room.id, '--person', '하은 (2)', '--dry-run');
    assert.ok(done.stdout.includes(people[1].id), done.stdout + done.stderr);
  });
});

test('nothing of it stands in the database any more, not even where it is free', { skip: house.postgres && 'a vacuum of PostgreSQL\'s own time' }, async () => {
  await house.server.stop();
  const bytes = await readFile(path.join(dataDir, 'lectern.db'));
  for (const text of ['박민준', '민준에게만', '제 그림', '숙제를 했어요', '민준.png']) assert.ok(!bytes.includes(text), text);
  assert.ok(bytes.includes('숙제를 봤어요'));
});

// SPDX-License-Identifier: GPL-3.0-or-later
// A class as one zip: what is in it, for whom, and what is left of it on the server (nothing).
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { RawConnection, plainly } from '../lib/raw.mjs';
import { removeStored } from '../lib/stored_bytes.mjs';
import { contentsOf, directoryOf } from '../lib/zip.mjs';

const house = await House.open({ users: [{ username: 'lee', name: '이선생' }] });
const { anyone, teacher, server } = house;

async function exported(roomId, headers = {}, query = '', api = teacher) {
  const answer = await api.get(`/rooms/${roomId}/export${query}`, headers);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.headers.get('content-type'), 'application/zip');
  assert.equal(Number(answer.headers.get('content-length')), answer.bytes.length);
  return answer;
}

async function upload(roomId, name, bytes, type) {
  const answer = await teacher.post(`/rooms/${roomId}/files?name=${encodeURIComponent(name)}`, bytes, { 'content-type': type });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

async function said(roomId, frame, api = teacher) {
  const answer = await api.post(`/rooms/${roomId}/messages`, { messageType: 'send', targetType: 'all', ...frame });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

async function sent(roomId, name, bytes, type, messageType = 'file', caption = '') {
  const { id } = await upload(roomId, name, bytes, type);
  return said(roomId, { messageType, message: caption, attachment: { id } });
}

const pageOf = async (answer) => (await contentsOf(answer.bytes)).get('class.html').toString();
const messagesOf = async (answer) => JSON.parse((await contentsOf(answer.bytes)).get('messages.json'));

test('everything of a class: messages, files, attendance, and a page to read it', async () => {
  const { room, host, student } = await house.classroom({ name: '3학년 2반 국어' });
  const minjun = await student('민준');
  const [picture, notes] = [png(64, 48), Buffer.from('다음 시간 준비물\n가위, 풀')];
  await host.saySafely('여러분 안녕하세요');
  await sent(room.id, '칠판 사진.png', picture, 'image/png', 'image', '오늘의 칠판');
  await sent(room.id, '준비물.txt', notes, 'text/plain');
  await minjun.saySafely('질문이 있어요');
  await host.saySafely('잘했어요', { targetType: 'student', target: minjun.id });

  const answer = await exported(room.id);
  const contents = await contentsOf(answer.bytes);
  assert.deepEqual([...contents.keys()],
    ['class.html', 'messages.json', 'attendance.csv', 'files/0001-칠판 사진.png', 'files/0002-준비물.txt']);
  assert.deepEqual(contents.get('files/0001-칠판 사진.png'), picture);
  assert.deepEqual(contents.get('files/0002-준비물.txt'), notes);

  const messages = JSON.parse(contents.get('messages.json'));
  const asRest = await teacher.messages(room.id, '?after=0');
  for (const list of [messages, asRest]) for (const { attachment } of list) if (attachment) delete attachment.url;
  assert.deepEqual(messages, asRest);
  assert.equal(messages.length, 5);
  assert.equal(messages[1].attachment.name, '칠판 사진.png');
  assert.deepEqual((await messagesOf(answer)).map(({ attachment }) => attachment?.url),
    [undefined, 'files/0001-칠판 사진.png', 'files/0002-준비물.txt', undefined, undefined]);

  const attendance = contents.get('attendance.csv').toString();
  assert.match(attendance, /민준/);
  assert.match(attendance, /김선생/);

  const page = contents.get('class.html').toString();
  for (const text of ['3학년 2반 국어', '여러분 안녕하세요', '오늘의 칠판', '준비물.txt', '질문이 있어요', '잘했어요', room.id])
    assert.ok(page.includes(text), text);
  for (const [, link] of page.matchAll(/(?:href|src)="([^"]+)"/g)) assert.ok(contents.has(decodeURIComponent(link)), link);
  assert.match(page, /<img src="files\/0001-[^"]+" alt="칠판 사진.png" width="64" height="48"/);
});

test('names are UTF-8 and say so, and old programs can read the archive', async () => {
  const room = await teacher.createRoom();
  await sent(room.id, '칠판.png', png(), 'image/png', 'image');
  const { bytes } = await exported(room.id);
  for (const { name, utf8, version, stored } of directoryOf(bytes)) {
    if (/[^ -~]/.test(name)) assert.ok(utf8, name);
    assert.ok(version <= 20, `${name} needs version ${version}`);
    assert.equal(stored, name.endsWith('.png'), name);
  }
});

test('names are safe on every system, and never meet', async () => {
  const room = await teacher.createRoom();
  const names = ['CON.txt', 'a:b*c?.txt', '사진.txt', '사진.txt', '한글.txt'.normalize('NFD'), `${'긴'.repeat(110)}.txt`,
    '끝점.txt. .', '<script>.txt', '"따옴표".txt', '👩‍🏫.txt'];
  for (const [i, name] of names.entries()) await sent(room.id, name, Buffer.from(`file ${i}`), 'text/plain');
  const answer = await exported(room.id);
  const entries = directoryOf(answer.bytes).map(({ name }) => name).filter((name) => name.startsWith('files/'));
  assert.equal(new Set(entries.map((name) => name.toLowerCase())).size, names.length);
  for (const entry of entries) {
    const name = entry.slice('files/'.length);
    assert.ok(!/[<>:"/\\|?*\u0000-\u001f\u202a-\u202e]|[. ]$/.test(name), name);
    assert.ok(Buffer.byteLength(name) <= 160, name);
    assert.equal(name, name.normalize('NFC'));
  }
  assert.deepEqual(entries.slice(0, 5).map((name) => name.slice(6)),
    ['0001-CON.txt', '0002-a_b_c_.txt', '0003-사진.txt', '0004-사진.txt', '0005-한글.txt']);
  const contents = await contentsOf(answer.bytes);
  const messages = await messagesOf(answer);
  for (const [i, { attachment }] of messages.entries()) {
    assert.equal(contents.get(attachment.url).toString(), `file ${i}`);
    assert.equal(attachment.name, (await teacher.messages(room.id, `?after=${i}&limit=1`))[0].attachment.name);
  }
});

test('the download is called as the room is', async () => {
  const room = await teacher.createRoom({ name: '국어/수학: "3반"' });
  const disposition = (await exported(room.id)).headers.get('content-disposition');
  assert.match(disposition, /^attachment; filename="[ -~]+"; /);
  assert.equal(decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(disposition)[1]), `국어_수학_ _3반_ (${room.id}).zip`);
});

test('it is the owner’s to have, open or ended', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const lee = await house.signIn('lee');
  const address = `/rooms/${room.id}/export`;
  await host.saySafely('끝까지 남는 말');
  assertProblem(await anyone.get(address), 401, 'unauthorized');
  assertProblem(await minjun.api.get(address), 403, 'forbidden');
  assertProblem(await lee.get(address), 403, 'forbidden');
  assertProblem(await teacher.get('/rooms/ZZZZZZ/export'), 404, 'room_not_found');
  host.send({ messageType: 'close', message: {} });
  await minjun.closed;
  assert.equal((await messagesOf(await exported(room.id))).length, 1);
  assertProblem(await lee.get(address), 404, 'room_not_found');
  assertProblem(await minjun.api.get(address), 404, 'room_not_found');
});

test('private messages as the owner may see them: not those between two others', async () => {
  const lee = await house.signIn('lee');
  const { room, host, student } = await house.classroom({ kind: 'chat' });
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  await minjun.saySafely('모두에게');
  await minjun.saySafely('둘만의 말', { target: seoyeon.id });
  await seoyeon.saySafely('방장에게', { target: host.id });
  const answer = await exported(room.id);
  assert.deepEqual((await messagesOf(answer)).map(({ message }) => message), ['모두에게', '방장에게']);
  assert.ok(!(await pageOf(answer)).includes('둘만의 말'));
  assertProblem(await lee.get(`/rooms/${room.id}/export`), 403, 'forbidden');
});

test('what was deleted is not in it, nor its file', async () => {
  const room = await teacher.createRoom();
  await said(room.id, { message: '남는 말' });
  const gone = await sent(room.id, '지운 사진.png', png(), 'image/png', 'image', '지울 말');
  assert.equal((await teacher.delete(`/rooms/${room.id}/messages/${gone.id}`)).status, 204);
  const answer = await exported(room.id);
  const contents = await contentsOf(answer.bytes);
  assert.deepEqual([...contents.keys()], ['class.html', 'messages.json', 'attendance.csv']);
  assert.deepEqual(JSON.parse(contents.get('messages.json')).map(({ message }) => message), ['남는 말']);
  assert.ok(!contents.get('class.html').includes('지울 말'));
});

test('a file sent twice is there once', async () => {
  const room = await teacher.createRoom();
  const { id } = await upload(room.id, '칠판.png', png(), 'image/png');
  for (const message of ['하나', '둘']) await said(room.id, { messageType: 'image', message, attachment: { id } });
  const answer = await exported(room.id);
  assert.equal(directoryOf(answer.bytes).filter(({ name }) => name.startsWith('files/')).length, 1);
  assert.deepEqual((await messagesOf(answer)).map(({ attachment }) => attachment.url), ['files/0001-칠판.png', 'files/0001-칠판.png']);
});

test('a file that the server has lost is told of, and no more', async () => {
  const room = await teacher.createRoom();
  const { attachment } = await sent(room.id, '사라진.bin', randomBytes(100), 'application/octet-stream');
  await removeStored(house.dataDir, attachment.sha256);
  const answer = await exported(room.id);
  assert.deepEqual(directoryOf(answer.bytes).map(({ name }) => name), ['class.html', 'messages.json', 'attendance.csv']);
  const [message] = await messagesOf(answer);
  assert.equal(message.attachment.name, '사라진.bin');
  assert.equal(message.attachment.url ?? '', '');
  assert.match(await pageOf(answer), /사라진\.bin/);
});

test('more messages than are read at once, in order', async () => {
  const { room, host } = await house.classroom();
  const texts = Array.from({ length: 1203 }, (_, i) => `${i + 1}번째`);
  for (const text of texts) host.say(text);
  await host.saySafely('끝');
  const answer = await exported(room.id);
  assert.deepEqual((await messagesOf(answer)).map(({ message }) => message), [...texts, '끝']);
  const shown = [...(await pageOf(answer)).matchAll(/<p class="text"[^>]*>([^<]*)</g)].map(([, text]) => text);
  assert.deepEqual(shown, [...texts, '끝']);
});

test('polls and their results can be read', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  host.send({ messageType: 'poll', message: { question: '다 풀었나요?', choices: ['네', '아직요'] } });
  const { id } = await minjun.next('poll');
  minjun.send({ messageType: 'vote', refers: id, message: { choices: [1] } });
  await host.next('pollResult');
  host.send({ messageType: 'poll', refers: id, message: { open: false, show: true } });
  await minjun.next('pollResult');
  const page = await pageOf(await exported(room.id));
  assert.match(page, /다 풀었나요\?.*<li[^>]*>아직요<\/li>/s);
  assert.match(page, /<li[^>]*>네: 0<\/li><li[^>]*>아직요: 1<\/li>/);
});

test('a room without a history has an empty one', async () => {
  const { room, host } = await house.classroom({ history: false });
  await host.saySafely('흔적 없이');
  const answer = await exported(room.id);
  assert.deepEqual(await messagesOf(answer), []);
  assert.ok(!(await pageOf(answer)).includes('흔적 없이'));
});

test('the page is in the language that is asked for', async () => {
  const room = await teacher.createRoom();
  for (const [asked, language] of [['ko-KR,ko;q=0.9,en;q=0.8', 'ko'], ['en-US,en;q=0.9,ko;q=0.8', 'en'], ['fr, ko;q=0.3', 'ko'],
    ['ko, en', 'ko'], ['fr', 'en'], ['ko;q=0', 'en'], ['', 'en']]) {
    const answer = await exported(room.id, { 'accept-language': asked });
    assert.match(answer.headers.get('vary'), /accept-language/i);
    const page = await pageOf(answer);
    assert.ok(page.includes(`<html lang="${language}">`), asked);
    assert.equal(page.includes('출석부'), language === 'ko', asked);
  }
});

test('times are those of the zone that is asked for', async () => {
  const room = await teacher.createRoom();
  const { sentAt } = await said(room.id, { message: '몇 시인가요' });
  for (const zone of ['Asia/Seoul', 'America/New_York']) {
    const page = await pageOf(await exported(room.id, {}, `?timezone=${encodeURIComponent(zone)}`));
    const time = new Date(sentAt).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    assert.ok(page.includes(`<time datetime="${sentAt}">${time}</time>`), zone);
  }
  assertProblem(await teacher.get(`/rooms/${room.id}/export?timezone=Mars/Olympus`), 400, 'bad_request');
});

test('what people wrote is text', async () => {
  const evil = '</p><script>alert(1)</script><img src=x onerror="alert(2)">&amp;';
  const { room, student } = await house.classroom({ name: '<b>반</b>"onload=' });
  const minjun = await student('<i>민준</i>');
  await minjun.saySafely(evil);
  await sent(room.id, '"><img src=x>.png', png(), 'image/png', 'image', evil);
  const page = await pageOf(await exported(room.id));
  assert.ok(!/<script|<i>|<b>반|<img src=x|onerror="/.test(page), page);
  assert.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  assert.ok(page.includes('&amp;amp;'));
});

/** Descriptors of the server that lead to a file which no folder names any more. */
async function namelessFiles() {
  const folder = `/proc/${server.pid}/fd`;
  const links = await Promise.all((await readdir(folder)).map((fd) => readlink(path.join(folder, fd)).catch(() => '')));
  return links.filter((link) => link.startsWith(house.dataDir) && link.endsWith('(deleted)'));
}

const waitingFiles = () => readdir(path.join(house.dataDir, 'files', 'incoming'));

/** A room whose export does not fit into what waits between two sockets. */
async function heavyRoom(megabytes) {
  const room = await teacher.createRoom();
  for (let left = megabytes; left > 0; left -= 15)
    await sent(room.id, '동영상.bin', randomBytes(Math.min(left, 15) * 1024 * 1024), 'application/octet-stream');
  return room;
}

const begin = (room) => `GET /api/v1/rooms/${room.id}/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${teacher.token}\r\n\r\n`;

test('one export of a class at a time, until it is sent or its client gone', async () => {
  const room = await heavyRoom(15);
  const slow = await RawConnection.open(server);
  slow.write(begin(room));
  await slow.until((text) => text.includes('HTTP/1.1 200'));
  slow.socket.pause();
  const refusal = await teacher.get(`/rooms/${room.id}/export`);
  assertProblem(refusal, 429, 'rate_limited');
  assert.ok(Number(refusal.headers.get('retry-after')) > 0);
  await exported((await teacher.createRoom()).id); // another class is not held up
  assert.deepEqual(await waitingFiles(), []);
  slow.destroy();
  const answer = await eventually(async () => {
    const again = await teacher.get(`/rooms/${room.id}/export`);
    return again.status === 200 && again;
  }, 'the next export');
  assert.equal(directoryOf(answer.bytes).length, 4);
  await eventually(async () => (await namelessFiles()).length === 0, 'no file left open');
});

test('clients that leave, at any moment, leave nothing behind', async () => {
  const room = await heavyRoom(15);
  for (const moment of ['at once', 'before the answer', 'in the middle', 'in the middle']) {
    const connection = await RawConnection.open(server);
    connection.write(begin(room));
    if (moment === 'before the answer') await new Promise((resolve) => setImmediate(resolve));
    if (moment === 'in the middle') await connection.until((text) => text.length > 100_000);
    connection.destroy();
    await eventually(async () => (await namelessFiles()).length === 0, `no file left open (${moment})`);
    await eventually(async () => (await teacher.call('HEAD', `/rooms/${room.id}/export`)).status === 200, 'its turn given back');
  }
  assert.deepEqual(await waitingFiles(), []);
  await eventually(async () => (await namelessFiles()).length === 0, 'no file left open');
});

test('HEAD says how much it would be', async () => {
  const room = await teacher.createRoom();
  const head = await plainly(server, `/api/v1/rooms/${room.id}/export`, { method: 'HEAD', token: teacher.token });
  assert.equal(head.status, 200);
  assert.equal(head.bytes.length, 0);
  assert.ok(Number(head.headers['content-length']) > 500);
});

test('the size of the class is not the size of the memory', async () => {
  const peak = async () => Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))[1]);
  const room = await heavyRoom(60);
  const before = await peak();
  const answer = await exported(room.id);
  assert.ok(answer.bytes.length > 60 * 1024 * 1024);
  const grown = (await peak()) - before;
  assert.ok(grown < 30 * 1024, `${grown} KiB more`);
});

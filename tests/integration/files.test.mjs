// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Api, assertProblem } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { jpeg, jpegFromPhone, png } from '../lib/pictures.mjs';
import { rawStatus } from '../lib/raw.mjs';

const house = await House.open();
const { anyone, teacher, server } = house;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function upload(api, roomId, name, bytes, contentType) {
  return api.post(`/rooms/${roomId}/files?name=${encodeURIComponent(name)}`, bytes, { 'content-type': contentType });
}

async function uploaded(roomId, name, bytes, contentType, api = teacher) {
  const answer = await upload(api, roomId, name, bytes, contentType);
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

test('a picture’s answer says what it is', async () => {
  const { id } = await teacher.createRoom();
  const picture = png(64, 48);
  const file = await uploaded(id, '칠판 사진.png', picture, 'image/png');
  assert.ok(file.id);
  assert.equal(file.name, '칠판 사진.png');
  assert.equal(file.contentType, 'image/png');
  assert.equal(file.size, picture.length);
  assert.equal(file.sha256, sha256(picture));
  assert.equal(file.width, 64);
  assert.equal(file.height, 48);
  assert.ok(file.url);
});

test('its url works in an <img>: without a token, shown in place, never sniffed', async () => {
  const { id } = await teacher.createRoom();
  const picture = png();
  const { url } = await uploaded(id, 'a.png', picture, 'image/png');
  const answer = await anyone.root('GET', url);
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.bytes, picture);
  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.ok(!(answer.headers.get('content-disposition') ?? '').startsWith('attachment'));
  assert.ok(answer.headers.get('content-security-policy'));
});

test('a PNG, and a JPEG without EXIF, come back byte for byte', async () => {
  const { id } = await teacher.createRoom();
  const picture = png(300, 200);
  assert.equal((await uploaded(id, 'a.png', picture, 'image/png')).sha256, sha256(picture));
  const { url, sha256: hash, width, height } = await uploaded(id, 'a.jpg', jpeg, 'image/jpeg');
  assert.equal(hash, sha256(jpeg));
  assert.deepEqual([width, height], [48, 32]);
  assert.deepEqual((await anyone.root('GET', url)).bytes, jpeg);
});

test('what a phone writes into a picture is taken out', async () => {
  const { id } = await teacher.createRoom();
  assert.ok(jpegFromPhone().includes('SecretPhone'));
  const { url, size, sha256: hash } = await uploaded(id, 'a.jpg', jpegFromPhone(), 'image/jpeg');
  const { bytes } = await anyone.root('GET', url);
  assert.ok(!bytes.includes('SecretPhone'));
  assert.equal(bytes.length, size);
  assert.equal(sha256(bytes), hash);
  assert.deepEqual([...bytes.subarray(0, 2)], [0xff, 0xd8]);
});

test('a file is for the people of its room', async () => {
  const { room, student } = await house.classroom();
  const minjun = await student('민준');
  const { id: fileId } = await uploaded(room.id, 'a.png', png(), 'image/png');
  const get = (api) => api.get(`/files/${fileId}`);
  assert.equal((await get(teacher)).status, 200);
  assert.equal((await get(minjun.api)).status, 200);
  assertProblem(await get(anyone), 401);
  const elsewhere = await teacher.createRoom();
  const stranger = anyone.as((await anyone.join(elsewhere.id, '서연')).token);
  const answer = await get(stranger);
  assert.ok([403, 404].includes(answer.status), `${answer.status}`);
  assertProblem(await teacher.get('/files/01JZZZZZZZZZZZZZZZZZZZZZZZ'), 404, 'file_not_found');
});

test('a link that was changed is no link', async () => {
  const { id } = await teacher.createRoom();
  const [one, two] = [await uploaded(id, 'a.png', png(), 'image/png'), await uploaded(id, 'b.png', png(), 'image/png')];
  const link = new URL(one.url, server.url);
  for (const change of [
    (url) => (url.pathname = new URL(two.url, server.url).pathname),
    (url) => url.searchParams.forEach((value, name) => /^\d+$/.test(value) && url.searchParams.set(name, `${Number(value) + 60}`)),
    (url) => (url.search = ''),
  ]) {
    const url = new URL(link);
    change(url);
    const { status } = await anyone.root('GET', url);
    assert.ok([401, 403].includes(status), `${url}: ${status}`);
  }
});

test('ETag saves sending it again', async () => {
  const { id } = await teacher.createRoom();
  const { url } = await uploaded(id, 'a.png', png(), 'image/png');
  const etag = (await anyone.root('GET', url)).headers.get('etag');
  assert.match(etag, /^"[^"]+"$/);
  const again = await anyone.root('GET', url, undefined, { 'if-none-match': etag });
  assert.equal(again.status, 304);
  assert.equal(again.bytes.length, 0);
});

test('Range gives a part', async () => {
  const { id } = await teacher.createRoom();
  const picture = png(100, 100);
  const { url } = await uploaded(id, 'a.png', picture, 'image/png');
  const part = (range) => anyone.root('GET', url, undefined, { range });
  const middle = await part('bytes=10-19');
  assert.equal(middle.status, 206);
  assert.equal(middle.headers.get('content-range'), `bytes 10-19/${picture.length}`);
  assert.deepEqual(middle.bytes, picture.subarray(10, 20));
  assert.deepEqual((await part('bytes=-5')).bytes, picture.subarray(-5));
  assert.deepEqual((await part(`bytes=${picture.length - 3}-`)).bytes, picture.subarray(-3));
  const beyond = await part(`bytes=${picture.length}-`);
  assert.equal(beyond.status, 416);
});

test('HEAD says the same without the bytes', async () => {
  const { id } = await teacher.createRoom();
  const picture = png();
  const { url } = await uploaded(id, 'a.png', picture, 'image/png');
  const head = await anyone.root('HEAD', url);
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('content-length'), `${picture.length}`);
});

test('what could run as a page is a download', async (t) => {
  const { id } = await teacher.createRoom();
  for (const [name, contentType, bytes] of [
    ['a.html', 'text/html', '<!doctype html><script>alert(1)</script>'],
    ['a.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a.png', 'application/octet-stream', '<html><body>'],
    ['a.bin', 'application/x-unknown', '\u0001\u0002\u0003'],
  ])
    await t.test(`${name} as ${contentType}`, async () => {
      const { url } = await uploaded(id, name, Buffer.from(bytes), contentType);
      const answer = await anyone.root('GET', url);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-disposition'), /^attachment/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(answer.bytes.toString(), bytes);
    });
});

test('a picture that is none is refused', async (t) => {
  const { id } = await teacher.createRoom();
  for (const [what, bytes, contentType] of [
    ['text', Buffer.from('not a picture'), 'image/png'],
    ['HTML', Buffer.from('<html>'), 'image/jpeg'],
    ['nothing', Buffer.alloc(0), 'image/png'],
  ])
    await t.test(what, async () => {
      const answer = await upload(teacher, id, 'a.png', bytes, contentType);
      assert.ok([400, 415].includes(answer.status), `${answer.status} ${answer.text}`);
    });
});

test('a picture of 20,000 × 20,000 pixels is refused', async () => {
  const { id } = await teacher.createRoom();
  const answer = await upload(teacher, id, 'bomb.png', png(20_000, 20_000, { pixels: false }), 'image/png');
  assert.ok([400, 413, 415].includes(answer.status), `${answer.status} ${answer.text}`);
});

test('a file over the limit is 413', async () => {
  const node = await house.node({ flags: ['--set', 'limits.file=1000'] });
  const there = new Api(node, teacher.token);
  const { id } = await there.createRoom();
  assertProblem(await upload(there, id, 'big.png', png(200, 200), 'image/png'), 413, 'file_too_large');
  await uploaded(id, 'small.jpg', jpeg, 'image/jpeg', there);
});

test('an upload says its length, and names its file', async () => {
  const { id } = await teacher.createRoom();
  const head = `POST /api/v1/rooms/${id}/files?name=a.png HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${teacher.token}\r\nContent-Type: image/png\r\n`;
  assert.equal(await rawStatus(server, `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`), 411);
  assert.equal(await rawStatus(server, `${head}Content-Length: 99999999999\r\n\r\n`), 413);
});

test('only people of the room upload', async () => {
  const { room, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준');
  assertProblem(await upload(anyone, room.id, 'a.png', png(), 'image/png'), 401);
  const elsewhere = await teacher.createRoom();
  const stranger = anyone.as((await anyone.join(elsewhere.id, '서연')).token);
  const answer = await upload(stranger, room.id, 'a.png', png(), 'image/png');
  assert.ok([403, 404].includes(answer.status), `${answer.status}`);
  await uploaded(room.id, 'a.png', png(), 'image/png', minjun.api);
  assertProblem(await upload(teacher, 'ZZZZZZ', 'a.png', png(), 'image/png'), 404, 'room_not_found');
});

test('an image reaches everyone, and each sees the same bytes', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const picture = png(120, 90);
  const attachment = await uploaded(room.id, '그림.png', picture, 'image/png');
  host.send({ messageType: 'image', targetType: 'all', message: '이걸 보세요', attachment: { id: attachment.id }, ref: 'i1' });
  const got = await minjun.next('image');
  assert.equal(got.message, '이걸 보세요');
  assert.equal(got.seq, 1);
  assert.equal(got.attachment.id, attachment.id);
  assert.equal(got.attachment.name, '그림.png');
  assert.equal(got.attachment.contentType, 'image/png');
  assert.equal(got.attachment.width, 120);
  assert.equal(got.attachment.sha256, sha256(picture));
  assert.deepEqual((await anyone.root('GET', got.attachment.url)).bytes, picture);
  assert.equal((await host.next({ messageType: 'ack', ref: 'i1' })).seq, 1);
  const late = await house.enter(room.id, (await anyone.join(room.id, '늦은이')).token);
  const replayed = await late.next('image');
  assert.deepEqual((await anyone.root('GET', replayed.attachment.url)).bytes, picture);
});

test('a file travels as a file', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  const text = Buffer.from('1. 오늘의 숙제\n');
  const attachment = await uploaded(room.id, '숙제.txt', text, 'text/plain');
  host.send({ messageType: 'file', targetType: 'all', message: '', attachment: { id: attachment.id } });
  const got = await minjun.next('file');
  assert.equal(got.attachment.name, '숙제.txt');
  assert.deepEqual((await anyone.root('GET', got.attachment.url)).bytes, text);
});

test('an attachment must be a file of this room', async () => {
  const { room, host } = await house.classroom();
  const elsewhere = await uploaded((await teacher.createRoom()).id, 'a.png', png(), 'image/png');
  for (const attachment of [{ id: 'nothing' }, { id: elsewhere.id }])
    assert.equal((await host.refusal({ messageType: 'image', targetType: 'all', message: '', attachment })).code, 'file_not_found');
  await host.refusal({ messageType: 'image', targetType: 'all', message: '' });
  await host.refusal({ messageType: 'image', targetType: 'all', message: '', attachment: 'a.png' });
  assert.deepEqual(await teacher.messages(room.id), []);
});

test('names of files are names, not paths', async () => {
  const { id } = await teacher.createRoom();
  const { name, url } = await uploaded(id, '../../etc/passwd\r\nX-Evil: 1', Buffer.from('x'), 'text/plain');
  assert.ok(!/[\r\n]/.test(name));
  const answer = await anyone.root('GET', url);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('x-evil'), null);
});

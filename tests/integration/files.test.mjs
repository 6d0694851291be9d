// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Api, assertProblem, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { jpeg, jpegFromPhone, plainJpeg, png, scannedJpeg } from '../lib/pictures.mjs';
import { rawStatus } from '../lib/raw.mjs';
import { removeFolder, temporaryFolder } from '../lib/server.mjs';
import { TusUpload } from '../lib/tus.mjs';

const house = await House.open();
const { anyone, teacher, server } = house;
const randomByte = () => Math.floor(Math.random() * 256);
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
  assert.equal(file.state, 'ready');
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

/** Where the page looks for the thumbnail of what it has been told of. */
const thumbnailOf = ({ url }) => url.replace('?', '/thumbnail?');

test('a large photograph has a thumbnail, under the same link', async () => {
  const { id } = await teacher.createRoom();
  const photo = await uploaded(id, '칠판.jpg', plainJpeg(2048, 1536), 'image/jpeg');
  const answer = await anyone.root('GET', thumbnailOf(photo));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'image/jpeg');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.match(answer.headers.get('content-security-policy'), /sandbox/);
  assert.match(answer.headers.get('content-disposition'), /^inline/);
  // It is a picture like any other: the server says its size when it gets it back.
  const { width, height } = await uploaded(id, 'small.jpg', answer.bytes, 'image/jpeg');
  assert.deepEqual([width, height], [1024, 768]);

  const etag = answer.headers.get('etag');
  assert.notEqual(etag, (await anyone.root('GET', photo.url)).headers.get('etag'));
  assert.equal((await anyone.root('GET', thumbnailOf(photo), undefined, { 'if-none-match': etag })).status, 304);
  assert.equal((await anyone.root('HEAD', thumbnailOf(photo))).headers.get('content-length'), `${answer.bytes.length}`);
  assert.deepEqual((await teacher.get(`/files/${photo.id}/thumbnail`)).bytes, answer.bytes);
});

test('a photograph whose size stands behind much else is taken', async () => {
  const { id } = await teacher.createRoom();
  const profile = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x02', 'latin1'), Buffer.alloc(60_000, 'p')]);
  const segment = Buffer.concat([Buffer.of(0xff, 0xe2, (profile.length + 2) >> 8, (profile.length + 2) & 255), profile]);
  const plain = plainJpeg(640, 480);
  const photo = Buffer.concat([plain.subarray(0, 2), segment, segment, plain.subarray(2)]);
  const { width, height } = await uploaded(id, 'camera.jpg', photo, 'image/jpeg');
  assert.deepEqual([width, height], [640, 480]);
});

test('a progressive picture of endless scans is shown itself, at once', async () => {
  const { id } = await teacher.createRoom();
  const hasThumbnail = async (bytes) => {
    const file = await uploaded(id, 'scans.jpg', bytes, 'image/jpeg');
    return !(await anyone.root('GET', thumbnailOf(file))).bytes.equals(bytes);
  };
  assert.equal(await hasThumbnail(scannedJpeg(1900, 1900)), true); // 231 million pixels in all scans
  assert.equal(await hasThumbnail(scannedJpeg(2000, 2000)), false); // 256 million
});

test('what has no thumbnail is shown itself', async () => {
  const { id } = await teacher.createRoom();
  for (const [name, bytes, type] of [
    ['small.jpg', plainJpeg(1599, 1200), 'image/jpeg'],
    ['drawing.png', png(1800, 10), 'image/png'],
    ['printer.jpg', plainJpeg(2048, 1536, 4), 'image/jpeg'],
    ['half.jpg', Buffer.concat([plainJpeg(2048, 1536).subarray(0, 500), Buffer.of(0xff, 0xd9)]), 'image/jpeg'],
    ['notes.txt', Buffer.from('글'), 'text/plain'],
  ]) {
    const file = await uploaded(id, name, bytes, type);
    const answer = await anyone.root('GET', thumbnailOf(file));
    assert.deepEqual(answer.bytes, bytes, name);
    assert.match(answer.headers.get('content-type'), new RegExp(`^${type}`));
  }
});

test('a picture that claims to be enormous costs the server nothing', async () => {
  const { id } = await teacher.createRoom();
  const claim = plainJpeg(8, 8);
  const size = claim.indexOf(Buffer.of(0xff, 0xc0)) + 5;
  claim.fill(0x20, size, size + 4); // 8,224 each way
  const file = await uploaded(id, 'claim.jpg', claim, 'image/jpeg');
  assert.equal(file.width, 0x2020);
  assert.deepEqual((await anyone.root('GET', thumbnailOf(file))).bytes, claim);
});

test('a thumbnail is for the people of its room, as the file is', async () => {
  const { room } = await house.classroom();
  const photo = await uploaded(room.id, 'a.jpg', plainJpeg(2048, 1536), 'image/jpeg');
  const elsewhere = await teacher.createRoom();
  const stranger = anyone.as((await anyone.join(elsewhere.id, '서연')).token);
  assertProblem(await anyone.get(`/files/${photo.id}/thumbnail`), 401);
  assert.ok([403, 404].includes((await stranger.get(`/files/${photo.id}/thumbnail`)).status));
  const other = await uploaded(room.id, 'b.jpg', plainJpeg(2048, 1000), 'image/jpeg');
  assertProblem(await anyone.root('GET', thumbnailOf(photo).replace(photo.id, other.id)), 401);
  assertProblem(await teacher.get('/files/01JZZZZZZZZZZZZZZZZZZZZZZZ/thumbnail'), 404, 'file_not_found');
  // Neither it nor the file survives the message that carried it.
  const { json: said } = await teacher.post(`/rooms/${room.id}/messages`, { messageType: 'image', message: '', targetType: 'all', attachment: { id: photo.id } });
  assert.equal((await anyone.root('GET', thumbnailOf(photo))).status, 200);
  await teacher.delete(`/rooms/${room.id}/messages/${said.id}`);
  await eventually(async () => (await anyone.root('GET', thumbnailOf(photo))).status === 404);
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

/** An image message; its id. */
async function sent(roomId, fileId) {
  const answer = await teacher.post(`/rooms/${roomId}/messages`, { messageType: 'image', message: '', attachment: { id: fileId } });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

const gone = (url) => eventually(async () => {
  const answer = await anyone.root('GET', url);
  return answer.status === 404 && answer.json.code === 'file_not_found';
}, 'the file is gone');

test('a file goes with the last message that carries it, signed links and all', async () => {
  const { id } = await teacher.createRoom();
  const file = await uploaded(id, 'a.png', png(33, 22), 'image/png');
  const [first, second] = [await sent(id, file.id), await sent(id, file.id)];
  assert.equal((await teacher.delete(`/rooms/${id}/messages/${first}`)).status, 204);
  assert.equal((await teacher.messages(id)).length, 1);
  assert.equal((await anyone.root('GET', file.url)).status, 200);
  assert.equal((await teacher.delete(`/rooms/${id}/messages/${second}`)).status, 204);
  await gone(file.url);
  assertProblem(await teacher.get(`/files/${file.id}`), 404, 'file_not_found');
});

test('the same bytes in another room stay', async () => {
  const [here, there] = [await teacher.createRoom(), await teacher.createRoom()];
  const picture = png(44, 33);
  const [one, other] = [await uploaded(here.id, 'a.png', picture, 'image/png'), await uploaded(there.id, 'a.png', picture, 'image/png')];
  const message = await sent(here.id, one.id);
  await sent(there.id, other.id);
  await teacher.delete(`/rooms/${here.id}/messages/${message}`);
  await gone(one.url);
  assert.deepEqual((await anyone.root('GET', other.url)).bytes, picture);
});

test('what no message carries is swept, and what one does is not', async () => {
  const node = await house.node({ flags: ['--set', 'files.orphan_ttl=1'] });
  const there = new Api(node, teacher.token);
  const { id } = await there.createRoom();
  const [orphan, used] = [await uploaded(id, 'a.png', png(5, 5), 'image/png', there), await uploaded(id, 'b.png', png(6, 6), 'image/png', there)];
  await sent(id, used.id);
  await gone(orphan.url);
  assert.equal((await anyone.root('GET', used.url)).status, 200);
});

test('files of a room that is deleted go with it', async () => {
  const node = await house.node({ flags: ['--set', 'rooms.empty_ttl=1', '--set', 'files.upload_ttl=1'] });
  const there = new Api(node, teacher.token);
  const { id } = await there.createRoom({ kind: 'chat' });
  const file = await uploaded(id, 'a.png', png(7, 7), 'image/png', there);
  assert.equal((await there.post(`/rooms/${id}/messages`, { messageType: 'image', message: '', attachment: { id: file.id } })).status, 201);
  await gone(file.url);
});

test('a full room takes no more, says so before, and has room again after deleting', async () => {
  const node = await house.node({ flags: ['--set', 'limits.room_bytes=100000'] });
  const there = new Api(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const bytes = (length) => Buffer.alloc(length, randomByte());
  assert.deepEqual(host.welcome.limits.room_bytes, 100_000);
  const first = await uploaded(room.id, 'a.bin', bytes(60_000), 'application/octet-stream', there);
  assert.deepEqual(first.usage, { bytes: 60_000, limit: 100_000 });
  const { json } = await there.get(`/rooms/${room.id}`);
  assert.deepEqual(json.usage, { bytes: 60_000, limit: 100_000 });

  const refused = await upload(there, room.id, 'b.bin', bytes(40_001), 'application/octet-stream');
  assertProblem(refused, 503, 'storage_unavailable');
  for (const word of ['room_bytes', '60000', '100000']) assert.ok(refused.json.detail.includes(word), refused.json.detail);
  assertProblem(await TusUpload.ask(there, room.id, { 'upload-length': '40001' }), 503, 'storage_unavailable');
  const second = await TusUpload.create(there, room.id, 39_999, { name: 'c.bin', type: 'application/octet-stream' });
  assert.deepEqual(second.created.json.usage, { bytes: 99_999, limit: 100_000 });
  const warned = await host.next('roomUpdate');
  assert.ok(warned.message.usage.bytes >= 90_000, JSON.stringify(warned));
  assert.equal(warned.targetType, 'teacher');
  assert.equal((await host.refusal({ messageType: 'send', message: '아직 되나요?' })).code, 'storage_unavailable');
  assert.equal((await there.root('GET', '/readyz')).status, 200);
  assert.match(node.log, new RegExp(`room ${room.id} is nearly full`));
  assert.match(node.log, new RegExp(`room ${room.id} is full`));

  await second.cancel();
  await host.saySafely('이제 돼요');
});

test('a full system takes no more anywhere', async () => {
  const { json } = await teacher.get(`/rooms/${(await teacher.createRoom()).id}`);
  assert.deepEqual(json.usage, { bytes: 0, limit: 0 });
  const node = await house.node({ flags: ['--set', 'limits.system_bytes=1'] });
  const there = new Api(node, teacher.token);
  const { id } = await there.createRoom();
  const refused = await upload(there, id, 'a.png', png(9, 9), 'image/png');
  assertProblem(refused, 503, 'storage_unavailable');
  assert.ok(refused.json.detail.includes('system_bytes'), refused.json.detail);
});

test('how full a room is, only its host reads', async () => {
  const { room, student } = await house.classroom();
  const minjun = await student('민준');
  assert.equal((await minjun.api.get(`/rooms/${room.id}`)).json.usage, undefined);
});

if (process.env.LECTERN_TEST_FILES === 'database')
  test('nodes without a common disk serve each other’s files', async (t) => {
    const dataDir = await temporaryFolder();
    t.after(() => removeFolder(dataDir));
    const node = await house.node({ dataDir });
    const there = new Api(node, teacher.token);
    const { id } = await teacher.createRoom();
    const large = Buffer.alloc(3_000_000, 'x');
    const small = png(77, 66);
    const [picture, text] = [await uploaded(id, 'a.png', small, 'image/png'), await uploaded(id, 'a.txt', large, 'text/plain', there)];
    assert.deepEqual((await there.root('GET', picture.url)).bytes, small);
    const part = await teacher.root('GET', text.url, undefined, { range: 'bytes=2999990-' });
    assert.equal(part.status, 206);
    assert.equal(part.text, 'x'.repeat(10));

    // An upload that was begun there begins anew here.
    const upload = await TusUpload.create(there, id, 5, { name: 'b.txt', type: 'text/plain' });
    assert.equal((await upload.patch(0, Buffer.from('12'))).status, 204);
    const here = new TusUpload(teacher, upload.path);
    assert.equal(await here.offset(), 0);
    assert.equal((await here.patch(0, Buffer.from('12345'))).status, 204);
    assert.equal((await there.get(`/files/${upload.id}`)).text, '12345');
    assert.equal(await upload.offset(), 5);

    const message = await sent(id, picture.id);
    await teacher.delete(`/rooms/${id}/messages/${message}`);
    await eventually(async () => (await there.root('GET', picture.url)).status === 404, 'it is gone there, too');
  });

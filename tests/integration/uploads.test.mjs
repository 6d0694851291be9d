// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import * as tus from 'tus-js-client';
import { Api, assertProblem, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { jpegFromPhone, png } from '../lib/pictures.mjs';
import { rawStatus } from '../lib/raw.mjs';
import { metadata, TusUpload } from '../lib/tus.mjs';

const house = await House.open({ flags: ['--set', 'allowed_origins=http://page.example'] });
const { anyone, teacher, server } = house;
const MIB = 1024 * 1024;
const SOME = { name: 'some.bin', type: 'application/octet-stream' };

async function begun(bytes, options = SOME, api = teacher) {
  const { id } = await teacher.createRoom();
  return TusUpload.create(api, id, bytes.length, options);
}

const bytesOf = async (upload) => (await upload.api.get(`/files/${upload.id}`)).bytes;

test('an upload tells what it can', async () => {
  const { id } = await teacher.createRoom();
  const answer = await anyone.call('OPTIONS', `/rooms/${id}/uploads`);
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get('tus-resumable'), '1.0.0');
  assert.equal(answer.headers.get('tus-version'), '1.0.0');
  assert.equal(answer.headers.get('tus-max-size'), '20971520');
  const extensions = answer.headers.get('tus-extension').split(',');
  for (const extension of ['creation', 'creation-with-upload', 'termination', 'expiration']) assert.ok(extensions.includes(extension), extension);
  assert.deepEqual(answer.headers.get('allow').split(', ').sort(), ['OPTIONS', 'POST']);
});

test('a picture goes up in parts, and is a file in the end', async () => {
  const picture = png(300, 200);
  const half = picture.length >> 1;
  const upload = await begun(picture, { name: '칠판 사진.png', type: 'image/png' });
  assert.equal(upload.created.json.id, upload.id);
  assert.equal(upload.created.json.state, 'uploading');
  assert.equal(upload.created.json.name, '칠판 사진.png');
  assert.equal(upload.created.json.url, undefined);
  assert.equal(upload.created.headers.get('tus-resumable'), '1.0.0');
  assert.equal(await upload.offset(), 0);
  assertProblem(await teacher.get(`/files/${upload.id}`), 404, 'file_not_found');

  const first = await upload.patch(0, picture.subarray(0, half));
  assert.equal(first.status, 204);
  assert.equal(first.headers.get('upload-offset'), `${half}`);
  assert.ok(Date.parse(first.headers.get('upload-expires')) > Date.now());
  assertProblem(await teacher.get(`/files/${upload.id}`), 404, 'file_not_found');

  const head = await upload.head();
  assert.equal(head.headers.get('upload-length'), `${picture.length}`);
  assert.equal(head.headers.get('cache-control'), 'no-store');
  assert.equal(head.headers.get('upload-metadata'), metadata('칠판 사진.png', 'image/png'));

  const last = await upload.patch(half, picture.subarray(half));
  assert.equal(last.status, 204);
  assert.equal(last.headers.get('upload-offset'), `${picture.length}`);
  assert.deepEqual(await bytesOf(upload), picture);
  assert.equal(await upload.offset(), picture.length);
});

test('what a phone writes into a picture is taken out here, too', async () => {
  const photo = jpegFromPhone();
  const upload = await begun(photo, { name: 'a.jpg', type: 'image/jpeg' });
  assert.equal((await upload.patch(0, photo)).status, 204);
  assert.ok(!(await bytesOf(upload)).includes('SecretPhone'));
  const head = await upload.head();
  assert.equal(head.headers.get('upload-offset'), head.headers.get('upload-length'));
  assert.equal(head.headers.get('upload-length'), `${photo.length}`);
});

test('first bytes may come with the creation, and an upload may be empty', async () => {
  const { id } = await teacher.createRoom();
  const headers = { 'tus-resumable': '1.0.0', 'upload-metadata': metadata('a.txt', 'text/plain'), 'content-type': 'application/offset+octet-stream' };
  const part = await teacher.post(`/rooms/${id}/uploads`, Buffer.from('안녕'), { ...headers, 'upload-length': '9' });
  assert.equal(part.status, 201, part.text);
  assert.equal(part.headers.get('upload-offset'), '6');
  const upload = new TusUpload(teacher, part.headers.get('location'));
  assert.equal((await upload.patch(6, Buffer.from('하'))).status, 204);
  assert.equal((await bytesOf(upload)).toString(), '안녕하');
  const whole = await teacher.post(`/rooms/${id}/uploads`, Buffer.from('x'), { ...headers, 'upload-length': '1' });
  assert.equal(whole.json.state, 'ready');
  assert.equal((await anyone.root('GET', whole.json.url)).text, 'x');
  const nothing = await TusUpload.create(teacher, id, 0, SOME);
  assert.equal((await bytesOf(nothing)).length, 0);
});

test('a torn request keeps what it brought', async () => {
  const bytes = randomBytes(2 * MIB);
  const upload = await begun(bytes);
  const torn = upload.begin(0, bytes.length, bytes.subarray(0, 700_000));
  await eventually(async () => (await upload.offset()) === 700_000, 'everything that was sent has arrived');
  torn.tear();
  const answer = await eventually(async () => {
    const tried = await upload.patch(700_000, bytes.subarray(700_000));
    return tried.status !== 423 && tried;
  }, 'the turn of the torn request has ended');
  assert.equal(answer.status, 204, answer.text);
  assert.deepEqual(await bytesOf(upload), bytes);
});

test('one request at a time writes', async () => {
  const bytes = randomBytes(200_000);
  const upload = await begun(bytes);
  const first = upload.begin(0, bytes.length, bytes.subarray(0, 100_000));
  await eventually(async () => (await upload.offset()) === 100_000, 'the first request is writing');
  assertProblem(await upload.patch(100_000, bytes.subarray(100_000)), 423);
  first.more(bytes.subarray(100_000));
  assert.equal(await first.answer, 204);
  assert.deepEqual(await bytesOf(upload), bytes);
});

test('a request that stands still gives way', async () => {
  const bytes = randomBytes(200_000);
  const upload = await begun(bytes);
  const silent = upload.begin(0, bytes.length, bytes.subarray(0, 100_000));
  await eventually(async () => (await upload.offset()) === 100_000, 'the silent request has come that far');
  const answer = await eventually(async () => {
    const tried = await upload.patch(100_000, bytes.subarray(100_000));
    return tried.status !== 423 && tried;
  }, 'somebody else got the turn');
  assert.equal(answer.status, 204, answer.text);
  assert.deepEqual(await bytesOf(upload), bytes);
  silent.tear();
});

test('what does not fit the upload is refused', async (t) => {
  const bytes = Buffer.from('0123456789');
  const upload = await begun(bytes);
  assert.equal((await upload.patch(0, bytes.subarray(0, 4))).status, 204);
  for (const offset of [0, 3, 5, 11])
    await t.test(`offset ${offset}`, async () => assertProblem(await upload.patch(offset, bytes.subarray(4)), 409));
  assertProblem(await upload.patch('', bytes), 400);
  assertProblem(await upload.patch(4, Buffer.alloc(7)), 400);
  assertProblem(await upload.patch(4, bytes.subarray(4), { 'content-type': 'application/octet-stream' }), 415);
  assertProblem(await upload.patch(4, bytes.subarray(4), { 'tus-resumable': '0.2.2' }), 412);
  assert.equal((await upload.head({ 'tus-resumable': '0.2.2' })).headers.get('tus-version'), '1.0.0');
  assert.equal(await upload.offset(), 4);
  assert.equal((await upload.patch(4, bytes.subarray(4))).status, 204);
  assertProblem(await upload.patch(0, bytes), 409);
});

test('a creation says how long, how it is called, and where', async () => {
  const { id } = await teacher.createRoom();
  const ask = (headers, room = id, api = teacher) => TusUpload.ask(api, room, headers);
  assertProblem(await ask({}), 400, 'bad_request');
  assertProblem(await ask({ 'upload-length': '-1' }), 400);
  assertProblem(await ask({ 'upload-length': '9', 'upload-metadata': 'filename ~~~' }), 400);
  assertProblem(await ask({ 'upload-length': '20971521' }), 413, 'file_too_large');
  assertProblem(await ask({ 'upload-length': '9', 'tus-resumable': '2.0.0' }), 412);
  assertProblem(await ask({ 'upload-length': '9' }, 'ZZZZZZ'), 404, 'room_not_found');
  assertProblem(await ask({ 'upload-length': '9' }, id, anyone), 401);
  const bare = `POST /api/v1/rooms/${id}/uploads HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Length: 3\r\nAuthorization: Bearer ${teacher.token}\r\n\r\n`;
  assert.equal(await rawStatus(server, bare), 201);
  const { json } = await ask({ 'upload-length': '9', 'upload-metadata': metadata('../../etc/passwd', 'text/html, evil') });
  assert.equal(json.name, 'passwd');
  assert.equal(json.contentType, 'application/octet-stream');
});

test('an upload is its uploader’s alone', async () => {
  const { room, student } = await house.classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const upload = await TusUpload.create(minjun.api, room.id, 3, SOME);
  for (const api of [seoyeon.api, teacher]) {
    const other = new TusUpload(api, upload.path);
    assert.equal((await other.head()).status, 403);
    assertProblem(await other.patch(0, Buffer.from('abc')), 403, 'forbidden');
    assertProblem(await other.cancel(), 403);
  }
  assertProblem(await new TusUpload(anyone, upload.path).cancel(), 401);
  assertProblem(await new TusUpload(teacher, '/api/v1/uploads/01JZZZZZZZZZZZZZZZZZZZZZZZ').cancel(), 404, 'not_found');
  assert.equal((await upload.patch(0, Buffer.from('abc'))).status, 204);
});

test('a file that came in one request is no upload to go on with', async () => {
  const { id } = await teacher.createRoom();
  const { json } = await teacher.post(`/rooms/${id}/files?name=a.png`, png(), { 'content-type': 'image/png' });
  assert.equal(json.state, 'ready');
  assert.equal((await new TusUpload(teacher, `/api/v1/uploads/${json.id}`).head()).status, 404);
});

test('a cancelled upload is gone', async () => {
  const upload = await begun(Buffer.alloc(10));
  assert.equal((await upload.patch(0, Buffer.alloc(4))).status, 204);
  assert.equal((await upload.cancel()).status, 204);
  assert.ok([404, 410].includes((await upload.head()).status));
  assert.ok([404, 410].includes((await upload.patch(4, Buffer.alloc(6))).status));
  assert.deepEqual((await readdir(path.join(house.dataDir, 'files', 'partial'))).filter((name) => name.startsWith(upload.id)), []);
});

test('a picture that is none fails with its last byte', async () => {
  const bytes = Buffer.from('this is not a picture');
  const upload = await begun(bytes, { name: 'a.png', type: 'image/png' });
  assert.equal((await upload.patch(0, bytes.subarray(0, 9))).status, 204);
  assertProblem(await upload.patch(9, bytes.subarray(9)), 415, 'unsupported_media_type');
  assert.ok([404, 410].includes((await upload.head()).status));
  assertProblem(await teacher.get(`/files/${upload.id}`), 404, 'file_not_found');
});

test('POST says PATCH and DELETE for clients that cannot', async () => {
  const upload = await begun(Buffer.from('abc'));
  const as = (method, body, headers) => upload.call('POST', body, { 'x-http-method-override': method, ...headers });
  const written = await as('PATCH', Buffer.from('ab'), { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' });
  assert.equal(written.headers.get('upload-offset'), '2');
  assert.equal((await as('DELETE')).status, 204);
});

test('a page from elsewhere may upload where CORS lets it', async () => {
  const upload = await begun(Buffer.from('abc'));
  const origin = 'http://page.example';
  const preflight = await anyone.root('OPTIONS', upload.path, undefined, { origin, 'access-control-request-method': 'PATCH' });
  assert.match(preflight.headers.get('access-control-allow-methods'), /PATCH/);
  for (const name of ['Tus-Resumable', 'Upload-Offset', 'Upload-Length', 'Upload-Metadata', 'Authorization'])
    assert.ok(preflight.headers.get('access-control-allow-headers').split(', ').includes(name), name);
  const head = await upload.head({ origin });
  assert.equal(head.headers.get('access-control-allow-origin'), origin);
  assert.match(head.headers.get('access-control-expose-headers'), /Upload-Offset/);
});

test('an upload outlives kill -9', async () => {
  const node = await house.node();
  const there = new Api(node, teacher.token);
  const { id } = await there.createRoom();
  const bytes = randomBytes(6 * MIB);
  const upload = await TusUpload.create(there, id, bytes.length, SOME);
  upload.begin(0, bytes.length, bytes.subarray(0, 4 * MIB));
  const told = await eventually(async () => {
    const offset = await upload.offset();
    return offset > 2 * MIB && offset;
  }, 'a good part has arrived');
  await node.restart({ how: 'SIGKILL' });
  const kept = await upload.offset();
  assert.ok(kept >= told, `${kept} of ${told} bytes were kept`);
  assert.equal((await upload.patch(kept, bytes.subarray(kept))).status, 204);
  assert.deepEqual(await bytesOf(upload), bytes);
});

test('what is not on the disk for sure does not count, and what came whole becomes a file by itself', async () => {
  const node = await house.node();
  const there = new Api(node, teacher.token);
  const { id } = await there.createRoom();
  const picture = png(50, 40);
  const [torn, whole] = [await TusUpload.create(there, id, picture.length), await TusUpload.create(there, id, picture.length)];
  for (const upload of [torn, whole]) assert.equal((await upload.patch(0, picture.subarray(0, 30))).status, 204);
  await node.kill();
  const partial = (upload) => path.join(house.dataDir, 'files', 'partial', upload.id);
  await writeFile(partial(torn), Buffer.concat([picture.subarray(0, 30), Buffer.alloc(20)]));
  await writeFile(partial(whole), picture);
  await writeFile(`${partial(whole)}.mark`, `${picture.length}`.padStart(20, '0'));
  await node.restart();
  await eventually(async () => (await there.get(`/files/${whole.id}`)).status === 200, 'the whole one is a file');
  assert.deepEqual(await bytesOf(whole), picture);
  assert.equal(await torn.offset(), 30);
  assert.equal((await torn.complete(picture)).status, 204);
  assert.deepEqual(await bytesOf(torn), picture);
});

/** The stranger: runs an upload to its end, or until `onProgress` stops it. */
function stranger(bytes, roomId, options = {}) {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(bytes, {
      endpoint: `${server.url}/api/v1/rooms/${roomId}/uploads`,
      headers: { authorization: `Bearer ${teacher.token}` },
      metadata: { filename: '숙제.bin', filetype: 'application/octet-stream' },
      retryDelays: [100, 500, 1000, 2000, 3000],
      onError: reject,
      onSuccess: () => resolve(upload),
      ...options,
      onProgress: (sent) => options.onProgress?.(sent, upload, resolve),
    });
    upload.start();
  });
}

test('tus-js-client uploads, breaks off and goes on', async () => {
  const { id } = await teacher.createRoom();
  const bytes = randomBytes(3 * MIB);
  const broken = await stranger(bytes, id, {
    chunkSize: 512 * 1024,
    onProgress: (sent, upload, done) => sent > MIB && upload.abort().then(() => done(upload)),
  });
  const seen = [];
  const resumed = await stranger(bytes, id, { uploadUrl: broken.url, onProgress: (sent) => seen.push(sent) });
  assert.ok(seen[0] >= MIB, `it went on at ${seen[0]}`);
  assert.deepEqual((await teacher.get(`/files/${resumed.url.split('/').pop()}`)).bytes, bytes);
});

test('tus-js-client goes on by itself when the server was killed', async () => {
  const node = await house.node();
  const there = new Api(node, teacher.token);
  const { id } = await there.createRoom();
  const bytes = randomBytes(8 * MIB);
  let restarting;
  const upload = await stranger(bytes, id, {
    endpoint: `${node.url}/api/v1/rooms/${id}/uploads`,
    chunkSize: MIB,
    onProgress: (sent) => {
      if (sent > 3 * MIB) restarting ??= node.restart({ how: 'SIGKILL' });
    },
  });
  await restarting;
  assert.deepEqual((await there.get(`/files/${upload.url.split('/').pop()}`)).bytes, bytes);
});

test('tus-js-client cancels', async () => {
  const { id } = await teacher.createRoom();
  const broken = await stranger(randomBytes(MIB), id, {
    chunkSize: 64 * 1024,
    onProgress: (sent, upload, done) => sent > 100_000 && upload.abort(true).then(() => done(upload)),
  });
  assert.ok([404, 410].includes((await new TusUpload(teacher, new URL(broken.url).pathname).head()).status));
});

// SPDX-License-Identifier: GPL-3.0-or-later
// What goes over HTTP compressed, to whom, and what never does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { House } from '../lib/house.mjs';
import { RawConnection, plainly } from '../lib/raw.mjs';

const house = await House.open();
const { server, teacher, anyone } = house;
const GZIP = { 'accept-encoding': 'gzip, deflate, br' };
const sentence = '두 수의 최소공배수를 구할 때에는 각 수를 소인수의 곱으로 나타낸 다음, 공통된 소인수와 나머지를 모두 곱한다. ';

async function classWith(count, text = sentence.repeat(3)) {
  const room = await teacher.createRoom();
  for (let i = 0; i < count; i += 1) {
    const said = await teacher.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: `${i} ${text}` });
    assert.equal(said.status, 201, said.text);
  }
  return room;
}

test('the page and its parts, but pictures', async () => {
  const { bytes: index } = await plainly(server, '/');
  const parts = [...index.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path).filter((path) => !path.endsWith('.png'));
  assert.ok(parts.length > 3);
  for (const path of ['/', '/openapi.yaml', ...parts]) {
    const plain = await plainly(server, path);
    const packed = await plainly(server, path, { headers: GZIP });
    assert.equal(plain.headers['content-encoding'], undefined, path);
    assert.equal(Number(plain.headers['content-length']), plain.bytes.length, path);
    assert.equal(Number(packed.headers['content-length']), packed.bytes.length, path);
    if (plain.bytes.length <= 1024) {
      assert.deepEqual(packed.bytes, plain.bytes, path);
      continue;
    }
    assert.equal(packed.headers['content-encoding'], 'gzip', path);
    assert.ok(packed.bytes.length < plain.bytes.length * 0.7, `${path}: ${packed.bytes.length} of ${plain.bytes.length}`);
    assert.deepEqual(gunzipSync(packed.bytes), plain.bytes, path);
    assert.equal(packed.headers['content-type'], plain.headers['content-type'], path);
    for (const { headers } of [plain, packed]) assert.match(headers.vary, /accept-encoding/i, path);
  }
});

test('a page that is known already is not sent again, in either form', async () => {
  const plain = await plainly(server, '/');
  const packed = await plainly(server, '/', { headers: GZIP });
  assert.notEqual(packed.headers.etag, plain.headers.etag, 'different bytes have no strong tag in common');
  assert.match(packed.headers.etag, /^W\/"/);
  for (const known of [plain, packed])
    for (const accept of [{}, GZIP]) {
      const again = await plainly(server, '/', { headers: { 'if-none-match': known.headers.etag, ...accept } });
      assert.equal(again.status, 304);
      assert.equal(again.bytes.length, 0);
      assert.match(again.headers.vary, /accept-encoding/i);
    }
  assert.equal((await plainly(server, '/', { headers: { 'if-none-match': '"other"', ...GZIP } })).status, 200);
});

test('HEAD says of both forms what GET would', async () => {
  for (const headers of [{}, GZIP]) {
    const got = await plainly(server, '/', { headers });
    const head = await plainly(server, '/', { method: 'HEAD', headers });
    assert.equal(head.status, 200);
    assert.equal(head.bytes.length, 0);
    for (const name of ['content-length', 'content-encoding', 'content-type', 'etag', 'vary'])
      assert.equal(head.headers[name], got.headers[name], name);
  }
});

test('history and lists, by what the client says it takes', async () => {
  const room = await classWith(20);
  const path = `/api/v1/rooms/${room.id}/messages`;
  const plain = await plainly(server, path, { token: teacher.token });
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.match(plain.headers.vary, /accept-encoding/i);
  for (const accept of ['gzip', 'br;q=1, gzip;q=0.2', '*']) {
    const packed = await plainly(server, path, { token: teacher.token, headers: { 'accept-encoding': accept } });
    assert.equal(packed.headers['content-encoding'], 'gzip', accept);
    assert.deepEqual(JSON.parse(gunzipSync(packed.bytes)), JSON.parse(plain.bytes), accept);
    assert.ok(packed.bytes.length < plain.bytes.length / 2);
  }
  for (const accept of ['identity', 'gzip;q=0', 'gzip;q=0.5, identity', 'br']) {
    const { headers, bytes } = await plainly(server, path, { token: teacher.token, headers: { 'accept-encoding': accept } });
    assert.equal(headers['content-encoding'], undefined, accept);
    assert.deepEqual(bytes, plain.bytes, accept);
  }
  const short = await plainly(server, `${path}?limit=1`, { token: teacher.token, headers: GZIP });
  assert.equal(short.headers['content-encoding'], undefined);
});

test('a long history, compressed beside the others’ work', async () => {
  const room = await classWith(60, sentence.repeat(50));
  const messages = await teacher.messages(room.id, '?limit=60');
  assert.equal(messages.length, 60);
  const packed = await plainly(server, `/api/v1/rooms/${room.id}/messages?limit=60`, { token: teacher.token, headers: GZIP });
  const unpacked = gunzipSync(packed.bytes);
  assert.ok(unpacked.length > 400_000);
  assert.deepEqual(JSON.parse(unpacked), messages);
});

test('a client that leaves while its history is being compressed harms nobody', async () => {
  const room = await classWith(60, sentence.repeat(50));
  for (let i = 0; i < 20; i += 1) {
    const connection = await RawConnection.open(server);
    connection.write(`GET /api/v1/rooms/${room.id}/messages?limit=60 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n` +
      `Authorization: Bearer ${teacher.token}\r\n\r\n`);
    if (i % 2) await new Promise((resolve) => setImmediate(resolve));
    connection.destroy();
  }
  assert.equal((await teacher.messages(room.id, '?limit=60')).length, 60);
});

test('answers of both forms follow each other on one connection', async () => {
  const connection = await RawConnection.open(server);
  const ask = (accept) => `GET / HTTP/1.1\r\nHost: x\r\n${accept}\r\n`;
  connection.write(ask('Accept-Encoding: gzip\r\n') + ask('') + ask('Accept-Encoding: gzip\r\nConnection: close\r\n'));
  const rest = Buffer.from(await connection.end(), 'latin1');
  const bodies = [];
  for (let at = 0; at < rest.length; ) {
    const end = rest.indexOf('\r\n\r\n', at) + 4;
    const head = rest.toString('latin1', at, end);
    const length = Number(/content-length: (\d+)/i.exec(head)[1]);
    const body = rest.subarray(end, end + length);
    bodies.push(/content-encoding: gzip/i.test(head) ? gunzipSync(body) : body);
    at = end + length;
  }
  assert.equal(bodies.length, 3);
  assert.deepEqual(bodies[0], bodies[1]);
  assert.deepEqual(bodies[2], bodies[1]);
});

test('never files, nor answers that carry a token', async () => {
  const room = await teacher.createRoom({ name: '가'.repeat(40) });
  const text = Buffer.from(sentence.repeat(60));
  const upload = await teacher.call('POST', `/rooms/${room.id}/files?name=${encodeURIComponent('시.txt')}`, text, { 'content-type': 'text/plain' });
  assert.equal(upload.status, 201, upload.text);
  const file = await plainly(server, upload.json.url, { headers: GZIP });
  assert.match(file.headers['content-type'], /^text\/plain/);
  assert.equal(file.headers['content-encoding'], undefined);
  assert.deepEqual(file.bytes, text);
  const part = await plainly(server, upload.json.url, { headers: { ...GZIP, range: 'bytes=0-1999' } });
  assert.equal(part.status, 206);
  assert.equal(part.headers['content-encoding'], undefined);
  assert.deepEqual(part.bytes, text.subarray(0, 2000));

  const said = await teacher.call('POST', `/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: sentence.repeat(20) }, GZIP);
  assert.equal(said.status, 201);
  assert.equal(said.headers.get('content-encoding'), null);
  const joined = await anyone.call('POST', `/rooms/${room.id}/join`, { name: '민준' }, GZIP);
  assert.equal(joined.headers.get('content-encoding'), null);
});

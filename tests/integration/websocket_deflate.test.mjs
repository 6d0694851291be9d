// SPDX-License-Identifier: GPL-3.0-or-later
// The subprotocol lectern.v1.deflate: long texts in binary frames, each deflated by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { House, settled } from '../lib/house.mjs';

const house = await House.open();
const DEFLATE = { protocols: ['lectern.v1.deflate', 'lectern.v1'], via: 'subprotocol' };
const LONG = '강물은 산을 만나면 돌아가고 들을 만나면 느리게 흐르면서 서로 다른 땅의 모양을 만들어 놓는다. '.repeat(20);
const FRAME_LIMIT = 65_536;

const isDeflated = (socket, frame) => socket.deflated.some((one) => one.frame === frame);

test('the first subprotocol that the client names and the server knows is answered', async () => {
  const { room } = await house.classroom();
  for (const [protocols, answer] of [
    [['lectern.v1.deflate'], 'lectern.v1.deflate'],
    [['lectern.v1.deflate', 'lectern.v1'], 'lectern.v1.deflate'],
    [['lectern.v1', 'lectern.v1.deflate'], 'lectern.v1'],
    [['lectern.v9', 'lectern.v1.deflate'], 'lectern.v1.deflate'],
  ]) {
    const { token } = await house.anyone.join(room.id, '민준');
    const socket = await house.enter(room.id, token, { protocols, via: 'subprotocol' });
    assert.equal(socket.ws.protocol, answer);
    await socket.close();
  }
});

test('long texts are deflated for those who ask, and the same to the letter for all', async () => {
  const { host, student } = await house.classroom();
  const plain = await student('민준');
  const named = await student('서연', { protocols: ['lectern.v1'] });
  const one = await student('도윤', DEFLATE);
  const other = await student('하은', DEFLATE);
  const said = [];
  for (let i = 0; i < 30; i += 1) said.push(i % 3 ? `${i}` : `${i} ${LONG}`);
  for (const text of said) host.say(text);
  await settled(host, plain, named, one, other);

  for (const socket of [plain, named, one, other]) {
    const got = socket.seen((frame) => frame.messageType === 'send' && /^\d/.test(frame.message));
    assert.deepEqual(got.map(({ message }) => message), said);
    assert.deepEqual(got, plain.seen((frame) => got.some(({ id }) => id === frame.id)));
    const asked = socket === one || socket === other;
    for (const frame of got) assert.equal(isDeflated(socket, frame), asked && frame.message.length > 1024, frame.message.slice(0, 9));
  }
  const texts = (socket) => socket.deflated.filter(({ frame }) => frame.messageType === 'send').map(({ bytes }) => bytes);
  assert.equal(texts(one).length, 10);
  assert.deepEqual(texts(one), texts(other), 'the same bytes for everyone');
  for (const { frame, bytes } of one.deflated) assert.ok(bytes.length < Buffer.byteLength(JSON.stringify(frame)) / 2);
});

test('just over 1 KiB of text, and just not', async () => {
  const { host, student } = await house.classroom();
  const minjun = await student('민준', DEFLATE);
  host.say('x');
  const bytesOf = (frame) => Buffer.byteLength(JSON.stringify(frame));
  const around = bytesOf(await minjun.next({ messageType: 'send', message: 'x' }));
  for (const [size, deflated] of [[1024, false], [1025, true]]) {
    // The seq, one digit now, stays one; the text takes up the rest.
    const text = 'x'.repeat(size - around + 1);
    host.say(text);
    const frame = await minjun.next({ messageType: 'send', message: text });
    assert.equal(bytesOf(frame), size);
    assert.equal(isDeflated(minjun, frame), deflated, `${size}`);
  }
});

test('the welcome and what was missed come deflated, too', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준', DEFLATE);
  assert.ok(isDeflated(minjun, minjun.welcomeFrame));
  host.say(LONG);
  host.say('짧은 글');
  const last = await minjun.next({ messageType: 'send', message: '짧은 글' });
  await minjun.drop();
  const { epoch } = minjun.welcome;
  const again = await house.enter(room.id, minjun.token, { ...DEFLATE, since: last.seq - 2, epoch });
  const long = await again.next('send');
  assert.equal(long.message, LONG);
  assert.equal(long.replay, true);
  assert.ok(isDeflated(again, long));
  assert.equal((await again.next('send')).message, '짧은 글');
});

test('a client may send either form', async () => {
  const { host, student } = await house.classroom();
  const minjun = await student('민준', DEFLATE);
  const frames = [1, 2, 3].map((n) => ({ messageType: 'send', ref: `d${n}`, message: `${n} ${LONG}` }));
  minjun.send(deflateRawSync(JSON.stringify(frames[0])));
  minjun.send(frames[1]);
  minjun.send(deflateRawSync(JSON.stringify(frames[2]), { level: 0 }));
  for (const { ref, message } of frames) {
    await minjun.next({ messageType: 'ack', ref });
    assert.equal((await host.next('send')).message, message);
  }
});

/** A frame of that many bytes of JSON. */
function ofSize(bytes) {
  const frame = { messageType: 'send', ref: 'big', message: '크다', pad: '' };
  return JSON.stringify({ ...frame, pad: ' '.repeat(bytes - Buffer.byteLength(JSON.stringify(frame))) });
}

test('inflated, a frame keeps to the same limit', async () => {
  const { student } = await house.classroom();
  const minjun = await student('민준', DEFLATE);
  minjun.send(deflateRawSync(ofSize(FRAME_LIMIT)));
  await minjun.next({ messageType: 'ack', ref: 'big' });
  minjun.send(deflateRawSync(ofSize(FRAME_LIMIT + 1)));
  assert.equal((await minjun.closed).code, 1009);
});

test('a bomb is stopped at the limit', async () => {
  const { host, student } = await house.classroom();
  const minjun = await student('민준', DEFLATE);
  const bomb = deflateRawSync(Buffer.alloc(60 * 1024 * 1024, ' '), { level: 9 });
  assert.ok(bomb.length < FRAME_LIMIT);
  minjun.send(bomb);
  assert.equal((await minjun.closed).code, 1009);
  await settled(host);
});

for (const [what, bytes] of [
  ['nothing', Buffer.alloc(0)],
  ['plain JSON in binary', Buffer.from('{"messageType":"hand","message":{"raised":true}}')],
  ['a text cut short', deflateRawSync(JSON.stringify({ messageType: 'send', message: LONG })).subarray(0, 100)],
  ['something behind the end', Buffer.concat([deflateRawSync('{"messageType":"send","message":"x"}'), Buffer.from('x')])],
  ['gzip', gzipSync('{"messageType":"send","message":"x"}')],
  ['zlib', deflateSync('{"messageType":"send","message":"x"}')],
  ['no JSON', deflateRawSync('여러분 안녕하세요')],
  ['no UTF-8', deflateRawSync(Buffer.from('{"messageType":"send","message":"\xff"}', 'latin1'))],
])
  test(`what is no deflated object ends the line: ${what}`, async () => {
    const { student } = await house.classroom();
    const minjun = await student('민준', DEFLATE);
    minjun.send(new Uint8Array(bytes));
    assert.equal((await minjun.next('error')).code, 'bad_request');
    assert.equal((await minjun.closed).code, 4400);
  });

test('without that subprotocol a binary frame is malformed, whatever is in it', async () => {
  const { student } = await house.classroom();
  const minjun = await student('민준', { protocols: ['lectern.v1'] });
  minjun.send(deflateRawSync(JSON.stringify({ messageType: 'send', message: '안녕' })));
  assert.equal((await minjun.next('error')).code, 'bad_request');
  assert.equal((await minjun.closed).code, 4400);
});

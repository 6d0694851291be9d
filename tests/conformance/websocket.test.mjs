// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 6455 frame by frame, in the order in which WebSocket suites have it, against the echo.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { startProgram } from '../lib/program.mjs';
import { FrameLine } from '../lib/frames.mjs';

const server = await startProgram('websocket_echo');
const [CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG] = [0, 1, 2, 8, 9, 10];
const text = (frame) => [frame.opcode, frame.payload.toString()];

const open = () => FrameLine.open(server, '/');

/** Whatever comes before, the connection is closed with that code. */
async function assertClosed(line, code) {
  let frame;
  do frame = await line.read();
  while (frame && frame.opcode !== CLOSE);
  assert.ok(frame, 'a close frame');
  assert.equal(frame.payload.length >= 2 ? frame.payload.readUInt16BE() : undefined, code);
  if (code !== undefined) line.send(CLOSE, frame.payload);
  await line.ended;
}

test('1: messages of all sizes', async (t) => {
  for (const opcode of [TEXT, BINARY])
    for (const size of [0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537, 1_000_000, 16 * 1024 * 1024])
      await t.test(`${opcode === TEXT ? 'text' : 'binary'} of ${size} bytes`, async () => {
        const line = await open();
        const payload = opcode === TEXT ? Buffer.alloc(size, '*') : randomBytes(size);
        line.send(opcode, payload);
        const frame = await line.read();
        assert.equal(frame.opcode, opcode);
        assert.ok(frame.payload.equals(payload));
        line.close();
      });
  for (const pieces of [1, 2, 3, 997])
    await t.test(`in writes of ${pieces} bytes`, async () => {
      const line = await open();
      const payload = randomBytes(20_000);
      line.send(BINARY, payload, { pieces });
      assert.ok((await line.read()).payload.equals(payload));
      line.close();
    });
});

test('2: pings and pongs', async (t) => {
  const ping = (name, payload) =>
    t.test(name, async () => {
      const line = await open();
      line.send(PING, payload);
      const frame = await line.read();
      assert.equal(frame.opcode, PONG);
      assert.ok(frame.payload.equals(Buffer.from(payload)));
      line.close();
    });
  await ping('an empty ping', '');
  await ping('one with a text', 'Hello, world!');
  await ping('one with bytes', Buffer.from([0x00, 0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0x00, 0xff]));
  await ping('as long as may be', Buffer.alloc(125, 0xfe));
  await t.test('one byte longer is an error', async () => {
    const line = await open();
    line.send(PING, Buffer.alloc(126));
    await assertClosed(line, 1002);
  });
  await t.test('byte by byte', async () => {
    const line = await open();
    line.send(PING, Buffer.alloc(125, 0xfe), { pieces: 1 });
    assert.equal((await line.read()).opcode, PONG);
    line.close();
  });
  await t.test('pongs that nobody asked for are ignored', async () => {
    const line = await open();
    line.send(PONG, '');
    line.send(PONG, 'unsolicited');
    line.send(PING, 'ping');
    assert.deepEqual(text(await line.read()), [PONG, 'ping']);
    line.close();
  });
  await t.test('ten in a row are answered in order', async () => {
    const line = await open();
    for (let i = 0; i < 10; ++i) line.send(PING, `${i}`, { pieces: i % 2 });
    for (let i = 0; i < 10; ++i) assert.deepEqual(text(await line.read()), [PONG, `${i}`]);
    line.close();
  });
});

test('3: reserved bits', async (t) => {
  for (const rsv of [1, 2, 3, 4, 5, 6, 7])
    for (const [name, opcode] of [['text', TEXT], ['ping', PING], ['close', CLOSE]])
      await t.test(`${rsv} of a ${name} frame`, async () => {
        const line = await open();
        line.send(TEXT, 'before');
        line.send(opcode, opcode === CLOSE ? Buffer.from([3, 232]) : 'x', { rsv });
        assert.deepEqual(text(await line.read()), [TEXT, 'before']);
        await assertClosed(line, 1002);
      });
});

test('4: unknown opcodes', async (t) => {
  for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
    await t.test(`${opcode}`, async () => {
      const line = await open();
      line.send(opcode, 'x');
      await assertClosed(line, 1002);
    });
});

test('5: fragments', async (t) => {
  await t.test('a control frame in parts is an error', async () => {
    for (const opcode of [PING, PONG]) {
      const line = await open();
      line.send(opcode, 'a', { fin: false });
      line.send(CONTINUATION, 'b');
      await assertClosed(line, 1002);
    }
  });
  await t.test('a text in parts, with a ping in between', async () => {
    const line = await open();
    line.send(TEXT, 'fragment1', { fin: false });
    line.send(PING, 'ping');
    line.send(CONTINUATION, 'fragment2');
    assert.deepEqual(text(await line.read()), [PONG, 'ping']);
    assert.deepEqual(text(await line.read()), [TEXT, 'fragment1fragment2']);
    line.close();
  });
  await t.test('byte by byte', async () => {
    const line = await open();
    line.send(TEXT, 'fragment1', { fin: false, pieces: 1 });
    line.send(CONTINUATION, '', { fin: false, pieces: 1 });
    line.send(PING, 'ping', { pieces: 1 });
    line.send(CONTINUATION, 'fragment2', { pieces: 1 });
    assert.deepEqual(text(await line.read()), [PONG, 'ping']);
    assert.deepEqual(text(await line.read()), [TEXT, 'fragment1fragment2']);
    line.close();
  });
  await t.test('one that continues nothing', async () => {
    for (const fin of [true, false]) {
      const line = await open();
      line.send(CONTINUATION, 'non-continuation payload', { fin });
      line.send(TEXT, 'Hello, world!');
      await assertClosed(line, 1002);
    }
  });
  await t.test('a new message in an unfinished one', async () => {
    const line = await open();
    line.send(TEXT, 'fragment1', { fin: false });
    line.send(TEXT, 'fragment2');
    await assertClosed(line, 1002);
  });
  await t.test('many of them', async () => {
    const line = await open();
    line.send(BINARY, 'x', { fin: false });
    for (let i = 0; i < 5000; ++i) line.send(CONTINUATION, 'y', { fin: false });
    line.send(CONTINUATION, 'z');
    assert.deepEqual(text(await line.read()), [BINARY, `x${'y'.repeat(5000)}z`]);
    line.close();
  });
});

test('6: UTF-8', async (t) => {
  const valid = ['', 'Hello-µ@ßöäüàá-UTF-8!!', 'κόσμε', '여러분 안녕하세요', '\0', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\ufffd',
    '\uffff', '\ufffe', '\u{10000}', '\u{10ffff}', '\u{1fffe}', '😀'];
  for (const payload of valid)
    await t.test(`${JSON.stringify(payload)} in any parts`, async () => {
      const line = await open();
      const bytes = Buffer.from(payload);
      line.send(TEXT, bytes);
      assert.ok((await line.read()).payload.equals(bytes));
      for (let cut = 1; cut < bytes.length; ++cut) {
        line.send(TEXT, bytes.subarray(0, cut), { fin: false });
        line.send(CONTINUATION, bytes.subarray(cut));
        assert.ok((await line.read()).payload.equals(bytes));
      }
      line.close();
    });
  const invalid = ['80', 'bf', '8080', 'c0', 'c0af', 'c1bf', 'e080af', 'f08080af', 'f8808080af', 'fc80808080af', 'e0809f', 'eda080', 'edbfbf', 'eda080edb080',
    'f4908080', 'f5808080', 'fe', 'ff', 'c3', 'e282', 'f09f98', 'cebae1bdb9cf83cebcceb5eda080656469746564', 'cebae1bdb9cf83cebcceb5f4908080656469746564'];
  for (const hex of invalid)
    await t.test(`${hex} is none, whole or in parts`, async () => {
      const bytes = Buffer.from(hex, 'hex');
      const whole = await open();
      whole.send(TEXT, bytes);
      await assertClosed(whole, 1007);
      const parts = await open();
      parts.send(TEXT, bytes.subarray(0, 1), { fin: false });
      parts.send(CONTINUATION, bytes.subarray(1));
      await assertClosed(parts, 1007);
    });
});

test('7: the end', async (t) => {
  const close = (code, reason = '') => Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]);
  await t.test('nothing is answered behind a close frame', async () => {
    const line = await open();
    // In one piece: what arrives at a connection that is closed already has it reset, and its last frame with it.
    line.socket.cork();
    line.send(CLOSE, close(1000));
    line.send(TEXT, 'too late');
    line.send(PING, 'too late');
    line.socket.uncork();
    const frame = await line.read();
    assert.equal(frame.opcode, CLOSE);
    assert.equal(frame.payload.readUInt16BE(), 1000);
    assert.equal(await line.read(), null);
  });
  await t.test('what came before is', async () => {
    const line = await open();
    line.send(TEXT, 'x'.repeat(256 * 1024));
    line.send(CLOSE, close(1000));
    assert.equal((await line.read()).payload.length, 256 * 1024);
    await assertClosed(line, 1000);
  });
  await t.test('an empty one', async () => {
    const line = await open();
    line.send(CLOSE, '');
    const frame = await line.read();
    assert.deepEqual([frame.opcode, frame.payload.length], [CLOSE, 0]);
    await line.ended;
  });
  await t.test('one of a single byte', async () => {
    const line = await open();
    line.send(CLOSE, 'a');
    await assertClosed(line, 1002);
  });
  await t.test('with a reason, also the longest', async () => {
    for (const reason of ['Hello World!', '*'.repeat(123)]) {
      const line = await open();
      line.send(CLOSE, close(1000, reason));
      await assertClosed(line, 1000);
    }
  });
  await t.test('with one that is too long', async () => {
    const line = await open();
    line.send(CLOSE, close(1000, '*'.repeat(124)));
    await assertClosed(line, 1002);
  });
  await t.test('with one that is no UTF-8', async () => {
    const line = await open();
    line.send(CLOSE, Buffer.concat([close(1000), Buffer.from('cebae1bdb9cf83cebcceb5eda080', 'hex')]));
    await assertClosed(line, 1007);
  });
  for (const code of [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999])
    await t.test(`${code} is taken`, async () => {
      const line = await open();
      line.send(CLOSE, close(code));
      await assertClosed(line, code);
    });
  for (const code of [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535])
    await t.test(`${code} is none`, async () => {
      const line = await open();
      line.send(CLOSE, close(code));
      await assertClosed(line, 1002);
    });
});

test('a client masks, and a server does not', async () => {
  const line = await open();
  line.send(TEXT, 'masked');
  assert.equal((await line.read()).masked, false);
  line.send(TEXT, 'not masked', { masked: false });
  await assertClosed(line, 1002);
});

test('lengths are announced honestly', async (t) => {
  await t.test('beyond what is taken', async () => {
    const line = await open();
    line.sendRaw(Buffer.from('81ff7fffffffffffffff00000000', 'hex'));
    await assertClosed(line, 1009);
  });
  await t.test('beyond all numbers', async () => {
    const line = await open();
    line.sendRaw(Buffer.from('81ffffffffffffffffff00000000', 'hex'));
    await assertClosed(line, 1009);
  });
});

test('9: a client of the trade sends and gets megabytes', async () => {
  const ws = new WebSocket(server.socketUrl, { perMessageDeflate: false });
  await new Promise((resolve) => ws.on('open', resolve));
  const payload = randomBytes(4 * 1024 * 1024);
  const got = [];
  const done = new Promise((resolve) => ws.on('message', (data) => got.push(data) === 8 && resolve()));
  for (let i = 0; i < 8; ++i) ws.send(payload, { fin: true });
  await done;
  assert.ok(got.every((data) => data.equals(payload)));
  ws.close();
});

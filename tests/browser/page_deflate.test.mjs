// SPDX-License-Identifier: GPL-3.0-or-later
// Long frames come deflated and are inflated by the browser, which takes its time: nothing may overtake them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textsOf, waitForBanner, waitForText } from './support/browser.mjs';
import { enter, open, page, server } from './support/stage.mjs';

const LONG = '강물은 산을 만나면 돌아가고 들을 만나면 느리게 흐르면서 서로 다른 땅의 모양을 만들어 놓는다. '.repeat(20).trim();
const texts = (count) => Array.from({ length: count }, (_, i) => (i % 2 ? `${i}번` : `${i}번 ${LONG.repeat(1 + (i % 7))}`));

describe('deflated frames', () => {
  test('long and short ones in one breath stay in order', async () => {
    await enter();
    const said = texts(40);
    for (const text of said) server.say(text);
    await waitForText(page, said.at(-1));
    assert.deepEqual(await textsOf(page), said);
    assert.equal(server.deflated, 20);
    page.assertQuiet();
  });

  test('a long history on entry, and what is said meanwhile', async () => {
    const said = texts(50);
    for (const text of said) server.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message: text });
    // A welcome of a large class is long itself.
    server.others = Array.from({ length: 40 }, (_, i) => ({ id: `u_${i + 10}`, name: `학생 ${i}`, type: 'student' }));
    await enter();
    server.say('방금');
    await waitForText(page, '방금');
    assert.deepEqual(await textsOf(page), [...said, '방금']);
    assert.equal(server.deflated, 26);
  });

  test('a goodbye waits for the text before it', async () => {
    await enter();
    server.say(LONG.repeat(30));
    server.closeAll(4410, { code: 'class_ended', reason: 'closed' });
    await waitForBanner(page, 'end.class_ended');
    assert.deepEqual(await textsOf(page), [LONG.repeat(30)]);
  });

  test('a line that breaks in the middle loses nothing and shows nothing twice', async () => {
    await enter();
    const said = texts(20);
    for (const text of said.slice(0, 10)) server.say(text);
    server.cutAll();
    for (const text of said.slice(10)) server.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message: text });
    await waitForText(page, said.at(-1));
    assert.deepEqual(await textsOf(page), said);
  });

  test('a browser that cannot inflate is served with plain text', async () => {
    await open();
    await page.addInitScript(() => {
      const Native = globalThis.DecompressionStream;
      globalThis.DecompressionStream = class {
        constructor(format) {
          if (format === 'deflate-raw') throw new TypeError('Unsupported compression format');
          return new Native(format);
        }
      };
    });
    await page.goto(`${server.url}/join/FTYXPM`);
    await page.fill('#name', '김민준');
    await page.click('button[type=submit]');
    await waitForBanner(page, null);
    server.say(LONG);
    await waitForText(page, LONG);
    assert.equal(server.deflated, 0);
    page.assertQuiet();
  });
});

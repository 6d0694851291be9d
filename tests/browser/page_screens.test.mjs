// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. Every size of screen, both languages, light and dark; and texts that mean harm.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { png } from '../lib/pictures.mjs';
import { DESKTOP, PHONE, SMALL, assertAccessible, shot, textsOf, waitForText } from './support/browser.mjs';
import { enter, page, server } from './support/stage.mjs';

describe('on every screen', () => {
  for (const [name, device] of [
    ['phone', PHONE],
    ['small phone', SMALL],
    ['desktop', DESKTOP],
    ['wall', { viewport: { width: 2560, height: 1440 } }],
  ]) {
    for (const [locale, colorScheme] of [['ko-KR', 'light'], ['en-US', 'dark']]) {
      test(`${name}, ${locale}, ${colorScheme}: nothing overflows, axe finds nothing`, async () => {
        await enter({ ...device, locale, colorScheme });
        const title = `${name}-${locale}-${colorScheme}`.replace(' ', '-');
        await assertAccessible(page);
        await shot(page, `${title}-empty`);

        server.say('여러분 안녕하세요!\n오늘은 42쪽입니다. https://example.org/a/very/long/address/that/does/not/end/anywhere/soon');
        server.show(png(160, 90), { width: 160, height: 90, caption: '칠판' });
        server.show(Buffer.alloc(234_567), { name: '활동지 3차시.hwp', contentType: 'application/octet-stream' });
        server.say('이 말은 너에게만', { target: 'u_1', targetType: 'student' });
        server.say('가'.repeat(300));
        await page.fill('#message', 'ㄴ'.repeat(80));
        await page.keyboard.press('Enter');
        await page.waitForSelector('.message.mine.sent');
        await page.waitForSelector('.picture.loaded');
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
        const outside = await page.$$eval('.message *', (all) =>
          all.filter((element) => !element.closest('.sr-only') && element.getBoundingClientRect().right > innerWidth + 1).length);
        assert.equal(outside, 0);
        await assertAccessible(page);
        await shot(page, `${title}-class`);

        const small = await page.$$eval('button, a.file, textarea', (all) =>
          all
            .filter((element) => element.offsetParent)
            .map((element) => element.getBoundingClientRect())
            .filter(({ width, height }) => width < 44 || height < 44).length);
        assert.equal(small, 0, 'every target is large enough for a finger');
        page.assertQuiet();
      });
    }
  }
});

describe('harmless', () => {
  const HOSTILE = [
    '<img src=x onerror="window.hit=1">',
    '"><script>window.hit=1</script>',
    'javascript:window.hit=1',
    '{{constructor.constructor("window.hit=1")()}}',
    '\u202egnp.exe\u202c \u2066x',
    '𝕳𝖊𝖑𝖑𝖔 👩‍👩‍👧‍👦 ' + 'ｗ'.repeat(120),
    'Z̷̢̛̫̼͙͕̪̰̺̜͚͇̥̓̀́̎̓̈́͒͒̚͝a̷̛͓̿͊l̴͔̆g̷̱̈́o̸̰̎',
  ];
  test('names, texts, file names and room names stay text', async () => {
    server.roomName = HOSTILE[0];
    server.others = HOSTILE.map((name, index) => ({ id: `x${index}`, name, type: 'student' }));
    await enter(PHONE);
    for (const [index, text] of HOSTILE.entries()) {
      server.say(text, { sender: `x${index}`, senderType: 'student', senderName: text });
      server.show(Buffer.from('x'), { name: text, contentType: 'application/octet-stream' });
      server.show(Buffer.from('no picture'), { width: 10, height: 10, name: text });
    }
    await waitForText(page, HOSTILE.at(-1));
    assert.deepEqual(await textsOf(page), HOSTILE);
    await page.click('.count-button');
    await assertAccessible(page);
    await shot(page, 'hostile-people');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => 'hit' in window), false);
    assert.equal(await page.$$eval('#app script, #app [onerror]', (all) => all.length), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await shot(page, 'hostile-class');
    page.assertQuiet();
  });

  test('frames that fit nothing leave the page as it is', async () => {
    await enter();
    for (const frame of [
      {},
      { messageType: 7 },
      { messageType: 'join', message: { participants: 'all' } },
      { messageType: 'leave', message: null },
      { messageType: 'hand' },
      { messageType: 'error' },
      { messageType: 'roomUpdate', message: { name: 5, talk: {} } },
      { messageType: 'image', seq: 50, id: 'x', message: null, attachment: { url: 'javascript:alert(1)' } },
      { messageType: 'timer', message: { endsAt: null } },
    ]) server.broadcast(frame);
    server.log.length = 50;
    server.log.fill({});
    server.say('still here');
    await waitForText(page, 'still here');
    page.assertQuiet();
  });
});

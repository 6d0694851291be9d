// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. Every size of screen, both languages, light and dark; and texts that mean harm.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { png } from '../lib/pictures.mjs';
import { DESKTOP, PHONE, SMALL, assertAccessible, shot, textsOf, waitForBanner, waitForText } from './support/browser.mjs';
import { enter, open, page, server } from './support/stage.mjs';

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

describe('as somebody likes to see it', () => {
  const talk = async () => {
    server.say('여러분 안녕하세요!\n오늘은 42쪽입니다.');
    server.say('이 말은 너에게만', { target: 'u_1', targetType: 'student' });
    server.ask({ question: '다 풀었나요?', choices: ['네', '아니요'], multiple: false, text: false });
    await page.waitForSelector('.poll');
  };
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

  test('letters twice as large on the smallest phone: all is there, nothing beside the screen', async () => {
    await open(SMALL);
    await page.addInitScript(() => {
      new MutationObserver((_, watch) => {
        if (!document.documentElement) return;
        document.documentElement.style.fontSize = '200%';
        watch.disconnect();
      }).observe(document, { childList: true });
    });
    await page.goto(`${server.url}/join/FTYXPM`);
    await page.waitForSelector('#name');
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
    assert.equal(await fits(), true);
    await assertAccessible(page);
    await shot(page, 'large-letters-door');
    await page.fill('#name', '김민준');
    await page.click('button[type=submit]');
    await waitForBanner(page, null);
    await talk();
    assert.equal(await fits(), true);
    await assertAccessible(page);
    await shot(page, 'large-letters');
    for (const selector of ['.send', '.hand', '.poll .primary']) await page.locator(selector).scrollIntoViewIfNeeded();
    await page.fill('#message', '네');
    await page.click('.send');
    await waitForText(page, '네');
  });

  for (const [name, wish] of [
    ['more contrast', { contrast: 'more' }],
    ['more contrast in the dark', { contrast: 'more', colorScheme: 'dark' }],
    ['colours of the system', { forcedColors: 'active' }],
  ]) {
    test(`${name}: everything can be told from what is around it`, async () => {
      await enter({ ...PHONE, ...wish });
      await talk();
      await page.click('.hand');
      await page.waitForSelector('.hand[aria-pressed=true]');
      await assertAccessible(page);
      await shot(page, name.replaceAll(' ', '-'));
      const line = await page.$eval('.hand', (element) => {
        const { outlineStyle, borderStyle, backgroundColor } = getComputedStyle(element);
        return { line: outlineStyle !== 'none' || borderStyle !== 'none', backgroundColor };
      });
      assert.equal(line.line, true);
    });
  }

  test('without motion nothing moves', async () => {
    await enter({ ...PHONE, reducedMotion: 'reduce' });
    server.broadcast({ messageType: 'hostAway', message: { graceSeconds: 30 } });
    await waitForBanner(page, 'banner.hostAway');
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    server.show(png(160, 90), { width: 160, height: 90 });
    await page.waitForSelector('.picture.loaded');
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });
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

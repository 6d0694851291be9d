// SPDX-License-Identifier: GPL-3.0-or-later
// The page by itself, against a server that the test plays by hand.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, describe, test } from 'node:test';
import { png } from '../lib/pictures.mjs';
import {
  DESKTOP,
  PHONE,
  SMALL,
  assertAccessible,
  enter as goThroughDoor,
  openPage,
  shot,
  startBrowser,
  textsOf,
  waitForBanner,
  waitForText,
} from './support/browser.mjs';
import { FakeServer } from './support/fake-server.mjs';

let chromium;
let server;
let page;

before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.stop());
beforeEach(async () => {
  server = await FakeServer.start();
});
afterEach(async () => {
  await page?.context().close();
  page = null;
  await server.stop();
});

async function open(device = DESKTOP) {
  page = await openPage(chromium.browser, device);
  return page;
}

async function enter(device = DESKTOP, options = {}) {
  await open(device);
  await goThroughDoor(page, server.url, { code: 'FTYXPM', ...options });
  await waitForBanner(page, null);
}

describe('the door', () => {
  test('says what is missing, and where', async () => {
    await open(PHONE);
    await page.goto(server.url);
    await page.click('button[type=submit]');
    assert.equal(await page.textContent('.form-alert'), '수업 코드는 영문자 여섯 글자입니다. 다시 확인해 주세요.');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'code');
    await page.fill('#code', 'abcdef');
    assert.equal(await page.inputValue('#code'), 'ABCDEF');
    await page.click('button[type=submit]');
    assert.equal(await page.textContent('.form-alert'), '이름을 입력해 주세요.');
    await page.fill('#name', '김민준');
    await page.click('button[type=submit]');
    await page.waitForSelector('#code[aria-invalid]');
    assert.equal(await page.textContent('.form-alert'), '이 코드의 수업이 없습니다. 다시 확인해 주세요.');
    await assertAccessible(page);
    await shot(page, 'door-refused');
    page.assertQuiet();
  });

  for (const [code, text] of [
    ['room_locked', '지금은 새로 들어갈 수 없는 수업입니다.'],
    ['room_full', '수업 자리가 다 찼습니다.'],
    ['kicked', '이 수업에는 다시 들어갈 수 없습니다.'],
    ['invalid_name', '쓸 수 없는 이름입니다. 다른 이름을 입력해 주세요.'],
  ]) {
    test(`tells ${code}`, async () => {
      server.refuseJoin = { status: 403, code };
      await open();
      await page.goto(`${server.url}/join/FTYXPM`);
      await page.fill('#name', '김민준');
      await page.keyboard.press('Enter');
      await page.waitForFunction((wanted) => document.querySelector('.form-alert').textContent === wanted, text);
    });
  }

  test('remembers name and device, and a reload comes back without asking', async () => {
    await enter(PHONE);
    await page.reload();
    await page.waitForSelector('.room');
    await waitForBanner(page, null);
    assert.equal(server.joins.length, 1);
    assert.equal(page.url(), `${server.url}/join/FTYXPM`);

    await page.click('.bar button[aria-label="수업 나가기"]');
    await page.click('dialog[open] .primary');
    await page.waitForSelector('.door');
    assert.equal(await page.inputValue('#name'), '김민준');
    await page.fill('#code', 'FTYXPM');
    await page.click('button[type=submit]');
    await page.waitForSelector('.room');
    assert.equal(server.joins[1].device, server.joins[0].device);
    assert.match(server.joins[0].device, /^[0-9a-f]{32}$/);
    page.assertQuiet();
  });

  test('speaks the other language at a touch, and keeps what was typed', async () => {
    await open(PHONE);
    await page.goto(server.url);
    assert.equal(await page.getAttribute('html', 'lang'), 'ko');
    await page.fill('#name', '민준');
    await page.click('.language');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.equal(await page.textContent('button[type=submit]'), 'Join class');
    assert.equal(await page.inputValue('#name'), '민준');
    await page.reload();
    assert.equal(await page.textContent('button[type=submit]'), 'Join class');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });
});

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

describe('pictures', () => {
  beforeEach(async () => {
    await enter(DESKTOP);
    server.show(png(300, 200), { width: 300, height: 200, name: 'one.png' });
    server.show(png(80, 120), { width: 80, height: 120, name: 'two.png' });
    await page.waitForFunction(() => document.querySelectorAll('.picture.loaded').length === 2);
  });
  const shown = () => page.getAttribute('.lightbox img', 'alt');

  test('open large, turn by arrow keys, close by Escape, and give focus back', async () => {
    await page.focus('.picture');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lightbox[open]');
    assert.equal(await shown(), '사진: one.png');
    await page.keyboard.press('ArrowRight');
    assert.equal(await shown(), '사진: two.png');
    await page.keyboard.press('ArrowRight');
    assert.equal(await shown(), '사진: two.png');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await shown(), '사진: one.png');
    await assertAccessible(page);
    await shot(page, 'lightbox');

    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement.closest('.lightbox'))), true);
    }
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'picture loaded');
    page.assertQuiet();
  });

  test('zoom by click, wheel and keys', async () => {
    await page.click('.picture');
    const scale = () =>
      page.$eval('.lightbox img', (image) => new DOMMatrix(getComputedStyle(image).transform).a);
    await page.mouse.click(640, 400);
    assert.equal(await scale(), 2.5);
    await page.mouse.click(640, 400);
    assert.equal(await scale(), 1);
    await page.mouse.wheel(0, -300);
    await page.waitForFunction(() => document.querySelector('.frame').dataset.zoomed === 'true');
    await page.keyboard.press('0');
    assert.equal(await scale(), 1);
    await page.keyboard.press('+');
    assert.equal((await scale()) > 1.5, true);
  });

  test('a picture that is deleted does not stay open', async () => {
    await page.click('.picture');
    server.broadcast(server.store({ messageType: 'delete', refers: 'm1', sender: 'u_t' }));
    await page.waitForSelector('.lightbox', { state: 'hidden' });
    assert.equal(await page.$$eval('.picture', (all) => all.length), 1);
  });

  test('what is no picture after all can still be fetched', async () => {
    server.show(Buffer.from('no picture'), { width: 10, height: 10, name: 'broken.png' });
    await page.waitForSelector('.failed');
    assert.equal(await page.getAttribute('a.file', 'download'), 'broken.png');
    await assertAccessible(page);
  });

  test('keeps its place before it is there, and finds another way when its link has run out', async () => {
    server.show(png(300, 200), { width: 300, height: 200, name: 'late.png' });
    await page.waitForFunction(() => document.querySelectorAll('.picture.loaded').length === 3);
    const [before] = await page.$$eval('.picture', (all) => all.map((element) => element.clientHeight));
    assert.equal(before, 200);
    for (const file of server.files.values()) file.expired = true;
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll('.picture.loaded').length === 3);
    assert.match(await page.getAttribute('.picture img', 'src'), /^blob:/);
  });
});

test('pinching makes a picture larger', async () => {
  await enter(PHONE);
  server.show(png(300, 200), { width: 300, height: 200 });
  await page.click('.picture');
  const client = await page.context().newCDPSession(page);
  const touch = (type, ...points) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await touch('touchStart', [180, 400], [210, 400]);
  await touch('touchMove', [140, 400], [250, 400]);
  await touch('touchMove', [100, 400], [290, 400]);
  await touch('touchEnd');
  await page.waitForFunction(() => new DOMMatrix(getComputedStyle(document.querySelector('.lightbox img')).transform).a > 3);
  page.assertQuiet();
});

describe('answering', () => {
  test('is shown at once, and acknowledged later', async () => {
    await enter();
    server.answering = false;
    await page.fill('#message', '첫 줄');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('둘째 줄');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.message.sending');
    assert.equal(await page.textContent('.message.sending footer'), '보내는 중…');
    server.answering = true;
    server.cutAll();
    await page.waitForSelector('.message.mine.sent');
    assert.deepEqual(await textsOf(page), ['첫 줄\n둘째 줄']);
    assert.equal(server.log.length, 1);
    assert.equal(server.handshakes.at(-1).get('since'), '0');
  });

  test('Enter that ends a Korean composition does not send', async () => {
    await enter();
    await page.focus('#message');
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: '한', selectionStart: 1, selectionEnd: 1 });
    await page.$eval('#message', (field) => {
      for (const extra of [{ isComposing: true }, { keyCode: 229 }]) {
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...extra }));
      }
    });
    await client.send('Input.insertText', { text: '한글' });
    assert.equal(server.received.filter(({ messageType }) => messageType === 'send').length, 0);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.message.mine.sent');
    assert.deepEqual(await textsOf(page), ['한글']);
  });

  test('a refused answer says why and can be sent again or taken back', async () => {
    await enter();
    server.answering = false;
    await page.fill('#message', '안녕하세요');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.message.sending');
    const refuse = () =>
      server.broadcast({ messageType: 'error', ref: server.received.at(-1).ref, code: 'rate_limited', message: 'slow down' });
    refuse();
    await page.waitForSelector('.message.refused');
    assert.match(await page.textContent('.message.refused footer'), /^보내지 못했습니다: 한꺼번에 너무 많이/);
    await assertAccessible(page);
    await shot(page, 'refused');
    await page.click('text=다시 보내기');
    await page.waitForSelector('.message.sending');
    const refs = server.received.filter(({ messageType }) => messageType === 'send').map(({ ref }) => ref);
    assert.equal(new Set(refs).size, 2);
    refuse();
    await page.click('.message.refused >> text=지우기');
    assert.deepEqual(await textsOf(page), []);
  });

  test('the composer says who reads it, and is closed when only the teacher writes', async () => {
    await enter();
    assert.equal(await page.textContent('.note'), '내가 쓴 글은 선생님만 볼 수 있습니다');
    await page.fill('#message', '쓰던 글');
    server.broadcast({ messageType: 'roomUpdate', message: { talk: 'none' } });
    await page.waitForFunction(() => document.querySelector('.note').textContent === '지금은 선생님만 쓸 수 있습니다');
    await page.keyboard.press('Enter');
    await assertAccessible(page);
    server.broadcast({ messageType: 'roomUpdate', message: { talk: 'all', name: '4교시' } });
    await page.waitForFunction(() => document.querySelector('.note').textContent === '내가 쓴 글은 모두가 볼 수 있습니다');
    assert.equal(await page.inputValue('#message'), '쓰던 글');
    assert.equal(await page.textContent('h1'), '4교시');
    assert.equal(server.received.filter(({ messageType }) => messageType === 'send').length, 0);
  });

  test('a text that is too long is counted and stays', async () => {
    await enter();
    await page.fill('#message', '😀'.repeat(3990));
    assert.equal(await page.textContent('.count'), '10자 더 쓸 수 있습니다');
    await page.fill('#message', '😀'.repeat(4003));
    assert.equal(await page.textContent('.count'), '3자를 줄여 주세요');
    await page.keyboard.press('Enter');
    assert.equal(server.received.filter(({ messageType }) => messageType === 'send').length, 0);
    assert.notEqual(await page.inputValue('#message'), '');
    await assertAccessible(page);
  });

  test('a hand goes up and down, also by the teacher', async () => {
    await enter();
    const pressed = (value) => page.waitForSelector(`.hand[aria-pressed=${value}]`);
    await page.click('.hand');
    await pressed(true);
    assert.deepEqual(server.received.at(-1).message, { raised: true });
    await page.click('.count-button');
    assert.equal(await page.$$eval('.people .hand-up', (all) => all.length), 1);
    await assertAccessible(page);
    await page.keyboard.press('Escape');
    server.broadcast({ messageType: 'hand', sender: 'u_t', senderType: 'teacher', target: 'u_1', message: { raised: false } });
    await pressed(false);
  });
});

describe('people', () => {
  test('are counted and listed as they come and go', async () => {
    await enter();
    const count = (value) => page.waitForFunction((wanted) => document.querySelector('.count-button span').textContent === wanted, value);
    await count('3');
    server.broadcast({ messageType: 'join', message: { participants: [{ id: 'u_3', name: '박하준', type: 'student' }, { id: 'u_4', name: '최지우', type: 'student' }] } });
    await count('5');
    await page.click('.count-button');
    assert.deepEqual(await page.$$eval('.people bdi', (all) => all.map((element) => element.textContent)), ['김선생', '김민준', '박하준', '이서연', '최지우']);
    server.broadcast({ messageType: 'leave', message: { participants: [{ id: 'u_3', name: '박하준', type: 'student', reason: 'left' }] } });
    await page.waitForFunction(() => document.querySelectorAll('.people li').length === 4);
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

describe('the line', () => {
  test('offline and back: nothing lost, nothing twice', async () => {
    await enter(PHONE);
    server.say('하나');
    await waitForText(page, '하나');
    await page.context().setOffline(true);
    await waitForBanner(page, 'banner.offline');
    await assertAccessible(page);
    await shot(page, 'offline');
    server.say('둘');
    await page.fill('#message', '내 답');
    await page.click('.send');
    await page.waitForSelector('.message.sending');
    server.say('셋');
    await page.context().setOffline(false);
    await waitForBanner(page, null);
    await page.waitForSelector('.message.mine.sent');
    assert.deepEqual(await textsOf(page), ['하나', '둘', '셋', '내 답']);
    page.assertQuiet();
  });

  test('a server that is away is tried again, on demand at once', async () => {
    await enter();
    server.refuseHandshake = 503;
    server.refuseJoin = { status: 503, code: 'draining' };
    server.cutAll();
    await page.waitForFunction(() => /초 뒤에/.test(document.querySelector('.countdown').textContent));
    server.refuseHandshake = 0;
    server.refuseJoin = null;
    await page.click('.banner-button');
    await waitForBanner(page, null);
  });

  test('a history that begins anew replaces the old one', async () => {
    await enter();
    server.say('옛 글');
    await waitForText(page, '옛 글');
    server.epoch = 'e2';
    server.log = [];
    server.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message: '새 글' });
    server.cutAll();
    await waitForText(page, '새 글');
    assert.deepEqual(await textsOf(page), ['새 글']);
  });

  test('a late comer sees the last messages, and the earlier ones on demand', async () => {
    for (let i = 1; i <= 70; i += 1) server.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message: `${i}번` });
    await enter(PHONE);
    await waitForText(page, '70번');
    assert.equal((await textsOf(page)).length, 50);
    await page.click('.earlier');
    await waitForText(page, '1번');
    assert.deepEqual(await textsOf(page), Array.from({ length: 70 }, (_, index) => `${index + 1}번`));
    assert.equal(await page.isVisible('.earlier'), false);
  });
});

describe('what is read', () => {
  test('is told once it was on a visible screen; the rest is counted', async () => {
    await enter(PHONE);
    const reads = () => server.received.filter(({ messageType }) => messageType === 'read').map(({ message }) => message.lastReadMessage);
    const eventually = async (wanted) => {
      for (let i = 0; i < 200 && reads().at(-1) !== wanted; i += 1) await new Promise((next) => setTimeout(next, 25));
      assert.equal(reads().at(-1), wanted);
    };
    server.say('읽은 글');
    await eventually('m1');
    assert.equal(await page.title(), '3학년 2반 국어 · 교탁');

    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    server.say('2');
    server.say('3');
    await page.waitForFunction(() => document.title.startsWith('(2) '));
    assert.equal(reads().at(-1), 'm1');
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await eventually('m3');
    assert.equal(await page.title(), '3학년 2반 국어 · 교탁');
  });

  test('somebody who has scrolled up stays there and is told of new messages', async () => {
    await enter(PHONE);
    for (let i = 1; i <= 30; i += 1) server.say(`${i}번`);
    await waitForText(page, '30번');
    await page.$eval('.scroller', (scroller) => scroller.scrollTo(0, 0));
    await page.waitForSelector('.newest');
    server.say('새 글');
    await page.waitForFunction(() => document.querySelector('.newest').textContent === '새 메시지 1개');
    assert.equal(await page.$eval('.scroller', (scroller) => scroller.scrollTop), 0);
    await assertAccessible(page);
    await shot(page, 'scrolled-up');
    await page.click('.newest');
    await page.waitForSelector('.newest', { state: 'hidden' });
  });
});

describe('the end', () => {
  test('the class ends: said calmly, what was said stays, and no one tries again', async () => {
    await enter(PHONE);
    server.say('내일 봐요');
    await waitForText(page, '내일 봐요');
    server.closeAll(4410, { code: 'class_ended', reason: 'closed' });
    await waitForBanner(page, 'end.class_ended');
    assert.equal(await page.isVisible('.composer'), false);
    assert.deepEqual(await textsOf(page), ['내일 봐요']);
    await assertAccessible(page);
    await shot(page, 'class-ended');
    await page.click('.banner-button');
    await page.waitForSelector('.door');
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(server.handshakes.length, 1);
    page.assertQuiet();
  });

  test('opened elsewhere: "use here" takes the seat back', async () => {
    await enter();
    server.closeAll(4409, { code: 'replaced', reason: '' });
    await waitForBanner(page, 'end.replaced');
    await assertAccessible(page);
    assert.equal(server.handshakes.length, 1);
    await page.click('.banner-button');
    await waitForBanner(page, null);
    assert.equal(server.handshakes.length, 2);
  });

  test('removed: one may join again; banned: one may not', async () => {
    await enter();
    server.closeAll(4403, { code: 'kicked', reason: '' });
    await waitForBanner(page, 'end.kicked');
    await assertAccessible(page);
    server.refuseJoin = { status: 403, code: 'kicked' };
    await page.click('.banner-button');
    await waitForBanner(page, 'end.banned');
    await shot(page, 'banned');
  });

  test('an expired token is renewed without a word', async () => {
    await enter();
    server.say('먼저');
    await waitForText(page, '먼저');
    server.closeAll(4401, { code: 'token_expired', reason: '' });
    server.say('나중');
    await waitForText(page, '나중');
    assert.equal(server.joins.length, 2);
    assert.deepEqual(server.joins[0], server.joins[1]);
    assert.deepEqual(await textsOf(page), ['먼저', '나중']);
  });

  test('a class that ended while the page was away is over on the way back', async () => {
    await enter();
    server.refuseHandshake = 404;
    server.refuseJoin = { status: 404, code: 'room_not_found' };
    server.cutAll();
    await waitForBanner(page, 'end.class_ended');
  });

  test('the teacher goes and comes back', async () => {
    await enter(PHONE);
    server.broadcast({ messageType: 'hostAway', message: { graceSeconds: 30 } });
    await waitForBanner(page, 'banner.hostAway');
    assert.equal(await page.textContent('.host'), '선생님 김선생 · 자리 비움');
    await assertAccessible(page);
    await shot(page, 'host-away');
    server.broadcast({ messageType: 'hostBack', message: {} });
    await waitForBanner(page, 'banner.hostBack');
    assert.equal(await page.textContent('.host'), '선생님 김선생 · 접속 중');
    await waitForBanner(page, null);
  });
});

test('by keyboard alone: from the door to an answer', async () => {
  await open();
  await page.goto(server.url);
  await page.keyboard.type('ftyxpm');
  await page.keyboard.press('Tab');
  await page.keyboard.type('김민준');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.room');
  await waitForBanner(page, null);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'message');
  await page.keyboard.type('hello');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains('send')), true);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.message.mine.sent');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'message');
});

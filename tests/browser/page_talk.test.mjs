// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. Answering, hands, people, and what has been read.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../lib/api.mjs';
import { PHONE, assertAccessible, enter as goThroughDoor, shot, textsOf, waitForBanner, waitForText } from './support/browser.mjs';
import { enter, open, page, server } from './support/stage.mjs';

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

  test('what is written while the line is down says that it waits, and goes once the line is back', async () => {
    await enter(PHONE);
    await page.context().setOffline(true);
    await waitForBanner(page, 'banner.offline');
    await page.fill('#message', '아직 가는 중');
    await page.click('.send');
    await page.getByText('아직 보내지 못했습니다. 계속 시도하는 중…').waitFor();
    await assertAccessible(page);
    await shot(page, 'waiting');
    const asked = new Promise((ready) => page.once('dialog', (dialog) => ready(dialog.accept().then(() => dialog.type()))));
    await Promise.all([asked, page.evaluate(() => void setTimeout(() => location.assign('about:blank#left')))]).catch(() => {});
    assert.equal(await asked, 'beforeunload', 'who closes the page is asked first');
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

describe('a teacher who quiets things', () => {
  test('one who is silenced cannot write, and is told what still goes', async () => {
    await enter(PHONE);
    server.broadcast({ messageType: 'mute', target: 'u_2', message: { muted: true } });
    server.broadcast({ messageType: 'mute', target: 'u_1', message: { muted: true } });
    await waitForBanner(page, 'banner.muted');
    assert.equal(await page.textContent('.note'), '선생님이 내 글쓰기를 잠시 막았습니다');
    assert.equal(await page.isVisible('.send'), false);
    assert.equal(await page.isVisible('.attach'), false);
    await assertAccessible(page);
    await shot(page, 'muted');
    await page.click('.hand');
    await page.waitForSelector('.hand[aria-pressed=true]');
    server.muted = true;
    server.cutAll();
    await eventually(() => server.handshakes.length === 2);
    await waitForBanner(page, 'banner.muted');
    server.broadcast({ messageType: 'mute', target: 'u_1', message: { muted: false } });
    await waitForBanner(page, null);
    assert.equal(await page.isVisible('.send'), true);
  });

  test('names that are hidden are shown nowhere, also of what was said before', async () => {
    await enter(PHONE);
    server.say('제 생각에는요', { sender: 'u_2', senderType: 'student', senderName: '이서연' });
    await waitForText(page, '제 생각에는요');
    assert.equal(await page.textContent('.sender'), '이서연');
    server.broadcast({ messageType: 'roomUpdate', message: { names: 'hidden' } });
    await page.waitForFunction(() => document.querySelector('.sender').textContent === '학생');
    server.broadcast({ messageType: 'join', message: { participants: [{ id: 'u_3', name: '', type: 'student' }] } });
    await page.click('.count-button');
    await page.getByText('이름을 가린 학생 2명').waitFor();
    assert.deepEqual(await page.$$eval('.people bdi', (all) => all.map((element) => element.textContent)), ['김선생', '김민준']);
    await assertAccessible(page);
    await shot(page, 'names-hidden');
    assert.equal((await page.content()).includes('이서연'), false);
  });

  test('somebody who is called otherwise is, also oneself', async () => {
    await enter(PHONE);
    server.broadcast({ messageType: 'rename', target: 'u_2', message: { name: '이서윤' } });
    server.broadcast({ messageType: 'rename', target: 'u_1', message: { name: '민준' } });
    await page.click('.count-button');
    await page.getByText('이서윤').waitFor();
    assert.deepEqual(await page.$$eval('.people bdi', (all) => all.map((element) => element.textContent)), ['김선생', '민준', '이서윤']);
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

describe('what is read', () => {
  test('is told once it was on a visible screen; the rest is counted', async () => {
    await enter(PHONE);
    const reads = () => server.received.filter(({ messageType }) => messageType === 'read').map(({ message }) => message.lastReadMessage);
    server.say('읽은 글');
    await eventually(() => reads().at(-1) === 'm1');
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
    await eventually(() => reads().at(-1) === 'm3');
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

  test('who comes back begins at what they had not read', async () => {
    for (let i = 1; i <= 40; i += 1) server.say(`${i}번`);
    server.readUpTo = 10;
    await enter(PHONE);
    await waitForText(page, '40번');
    await page.waitForSelector('.unread-line + [data-seq="11"]');
    assert.equal(await page.textContent('.unread-line'), '여기부터 읽지 않은 메시지');
    const inView = (selector) =>
      page.$eval(selector, (element) => element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom < innerHeight);
    assert.equal(await inView('.unread-line'), true);
    await page.waitForFunction(() => /^\(\d+\) /.test(document.title));
    assert.equal(server.readUpTo < 40, true, 'what was not on the screen is not read');
    await assertAccessible(page);
    await shot(page, 'unread');
    server.say('새 글');
    await waitForText(page, '새 글');
    assert.equal(await inView('.unread-line'), true);
    await page.click('.newest');
    await page.waitForFunction(() => !document.title.startsWith('('));
    assert.equal(await inView('[data-seq="41"]'), true);
    await page.click('.language');
    await page.waitForSelector('html[lang=en]');
    await waitForText(page, '새 글');
    assert.equal(await page.locator('.unread-line').count(), 0, 'all is read by now');
    page.assertQuiet();
  });

  test('what is unread beyond the first page is counted, too', async () => {
    for (let i = 1; i <= 130; i += 1) server.say(`${i}번`);
    server.readUpTo = 10;
    await open(PHONE);
    await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }));
    await goThroughDoor(page, server.url, { code: 'FTYXPM' });
    await page.waitForFunction(() => document.title.startsWith('(120) '));
    server.say('131번');
    await page.waitForFunction(() => document.title.startsWith('(121) '));
    await page.$eval('.earlier', (button) => button.click());
    await page.waitForSelector('.unread-line + [data-seq="31"]');
    assert.match(await page.title(), /^\(121\) /);
  });

  test('a first visit begins at the newest message', async () => {
    for (let i = 1; i <= 40; i += 1) server.say(`${i}번`);
    await enter(PHONE);
    await eventually(() => server.readUpTo === 40);
    assert.equal(await page.$('.unread-line'), null);
    assert.equal(await page.title(), '3학년 2반 국어 · 교탁');
  });

  test('a mark that the server has not got is told again', async () => {
    await enter(PHONE);
    server.say('1번');
    await eventually(() => server.readUpTo === 1);
    server.readUpTo = 0;
    server.cutAll();
    await eventually(() => server.readUpTo === 1);
  });
});

describe('a long class', () => {
  const stretches = () =>
    page.$$eval('.stretch', (all) => all.map((stretch) => ({ full: getComputedStyle(stretch).contentVisibility === 'auto', seqs: [...stretch.children].map(({ dataset }) => Number(dataset.seq)) })));

  test('stands in stretches, of which those far away are passed over and nothing jumps', async () => {
    for (let i = 1; i <= 75; i += 1) server.say(`${i}째 줄\n${'길게 '.repeat((i * 7) % 60)}`);
    await enter(PHONE);
    await page.waitForSelector('[data-seq="75"]');
    await page.$eval('.earlier', (button) => button.click());
    await page.waitForSelector('[data-seq="1"]');
    await page.waitForFunction(() => [...document.querySelectorAll('.stretch')].slice(1, -1).every((stretch) => stretch.classList.contains('full')));
    const all = await stretches();
    assert.deepEqual(all.flatMap(({ seqs }) => seqs), Array.from({ length: 75 }, (_, i) => i + 1));
    assert.deepEqual(all.map(({ seqs }) => seqs.length), [5, 20, 20, 20, 10]);
    assert.deepEqual(all.map(({ full }) => full), [false, true, true, true, false]);
    assert.deepEqual(await page.$$eval('.message:not(.continued)', (some) => some.map(({ dataset }) => dataset.seq)), ['1'], 'one header, across the stretches');
    const height = () => page.$eval('.scroller', ({ scrollHeight }) => scrollHeight);
    const before = await height();
    for (const seq of [1, 20, 45, 60, 75]) await page.$eval(`[data-seq="${seq}"]`, (message) => message.scrollIntoView());
    assert.equal(await height(), before);
    await assertAccessible(page);
    page.assertQuiet();
  });

  test('what stands alone in its stretch is taken back without a trace', async () => {
    for (let i = 1; i <= 21; i += 1) server.say(`${i}째 줄`);
    await enter(PHONE);
    await page.waitForSelector('[data-seq="21"]');
    assert.deepEqual((await stretches()).map(({ seqs }) => seqs.length), [20, 1]);
    server.broadcast(server.store({ messageType: 'delete', sender: 'u_t', senderType: 'teacher', refers: 'm21' }));
    await page.waitForSelector('[data-seq="21"]', { state: 'detached' });
    assert.deepEqual((await stretches()).map(({ seqs }) => seqs.length), [20]);
    server.say('그 다음');
    await waitForText(page, '그 다음');
    page.assertQuiet();
  });
});

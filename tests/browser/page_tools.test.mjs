// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. What a class does beside talking: polls, the timer, reactions, own pictures, notes;
// and the way round a network that breaks WebSockets.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { eventually } from '../lib/api.mjs';
import { png } from '../lib/pictures.mjs';
import { DESKTOP, PHONE, SMALL, assertAccessible, assertReadInOrder, shot, textsOf, waitForBanner, waitForText } from './support/browser.mjs';
import { enter, open, page, server } from './support/stage.mjs';

const received = (type) => server.received.filter(({ messageType }) => messageType === type);
const QUESTION = { question: '다 풀었나요?', choices: ['네', '아니요', '조금 더 필요해요'], multiple: false, anonymous: true, text: false };

describe('a poll', () => {
  test('is asked where everyone sees it, answered, answered anew, and shown', async () => {
    await enter(SMALL);
    const poll = server.ask(QUESTION);
    await page.waitForSelector('.poll');
    assert.equal(await page.textContent('.polls-slot [role=status]'), '새 투표: 다 풀었나요?');
    const choices = page.locator('.asked li');
    assert.equal(await choices.first().isVisible(), false, 'they stand where one makes them');
    await page.click('.poll button');
    await page.getByText('먼저 하나를 골라 주세요.').waitFor();
    await page.click('.choice:nth-of-type(2)');
    await page.click('.poll button');
    await page.getByText('투표했습니다').waitFor();
    await assertAccessible(page);
    await shot(page, 'poll-small');
    await page.getByLabel('네', { exact: true }).check();
    await page.click('.poll button');
    await eventually(() => received('vote').length === 2);
    assert.deepEqual(received('vote').map(({ refers, message }) => [refers, message.choices]), [[poll.id, [1]], [poll.id, [0]]]);

    server.answer(poll, { counts: [12, 9, 0], votes: 21 });
    await page.waitForSelector('.bars');
    assert.equal(await page.$('.poll'), null);
    assert.ok(await choices.first().isVisible());
    assert.deepEqual(await page.$$eval('.bar-count', (all) => all.map((each) => each.textContent)), ['12명 · 57%', '9명 · 43%', '0명 · 0%']);
    await assertAccessible(page);
    await shot(page, 'poll-result-small');
    page.assertQuiet();
  });

  test('that is open is there after a reload; one that was closed is not', async () => {
    const first = server.ask(QUESTION);
    server.answer(first, { counts: [1, 0, 0], votes: 1 });
    server.ask({ question: '무엇이 어려웠나요?', choices: [], multiple: false, anonymous: true, text: true });
    await enter({ ...DESKTOP, locale: 'en-US', colorScheme: 'dark' });
    await page.waitForSelector('.poll');
    assert.equal((await page.$$('.poll')).length, 1);
    await page.fill('.poll textarea', '3번 문제요');
    await page.click('.poll button');
    await eventually(() => received('vote').length === 1);
    assert.deepEqual(received('vote')[0].message, { text: '3번 문제요' });
    await assertAccessible(page);
    await shot(page, 'poll-text-dark');
    page.assertQuiet();
  });
});

test('the timer runs by the server’s clock, and says when it is over', async () => {
  server.timer = { endsAt: new Date(Date.now() + 90_000).toISOString(), label: '조별 활동' };
  await enter(PHONE);
  await page.waitForSelector('.timer');
  assert.match(await page.textContent('.timer-time'), /^1:(30|2\d)$/);
  assert.match(await page.textContent('.timer-slot [role=status]'), /^조별 활동: 1분 \d+초 남음$/);
  await assertAccessible(page);
  await shot(page, 'timer');
  const now = new Date().toISOString();
  server.broadcast({ messageType: 'timer', sentAt: now, message: { endsAt: now, label: '조별 활동' } });
  await page.waitForSelector('.timer[data-state=over]');
  assert.equal(await page.textContent('.timer-slot [role=status]'), '조별 활동: 시간 끝');
  server.broadcast({ messageType: 'timer', sentAt: now, message: { endsAt: null } });
  await page.waitForSelector('.timer', { state: 'hidden' });
});

test('a reaction is two taps away, and says that it has gone', async () => {
  await enter(SMALL);
  await page.getByRole('button', { name: '반응' }).click();
  await page.getByRole('button', { name: '천천히요' }).click();
  await eventually(() => received('reaction').length === 1);
  assert.deepEqual(received('reaction')[0].message, { kind: 'slower' });
  assert.equal(await page.textContent('.reaction-told'), '보냈습니다: 🐢 천천히요');
  await assertAccessible(page);
  await shot(page, 'reactions-small');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});

test('where all read what one writes, the teacher alone can still be asked', async () => {
  server.talk = 'all';
  await enter(PHONE);
  await page.getByRole('button', { name: '선생님에게만 쓰기' }).click();
  assert.equal(await page.textContent('.note'), '내가 쓴 글은 선생님만 볼 수 있습니다');
  await page.keyboard.type('사실은 잘 모르겠어요');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.message.mine .private');
  assert.equal(received('send')[0].targetType, 'teacher');
});

/** A picture of a phone's size and weight: nothing that compresses. */
const photo = () =>
  page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 });
    const pen = canvas.getContext('2d');
    for (let i = 0; i < 9000; i += 1) {
      pen.fillStyle = `hsl(${(i * 47) % 360} 70% ${20 + (i % 60)}%)`;
      pen.fillRect((i * 577) % 3000, (i * 331) % 2000, 60, 40);
    }
    const blob = await new Promise((ready) => canvas.toBlob(ready, 'image/jpeg', 1));
    const { files } = Object.assign(document.querySelector('input[type=file]'), {});
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], '사진 1.jpg', { type: 'image/jpeg' }));
    const input = document.querySelector('input[type=file]');
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
    return blob.size ?? files.length;
  });

describe('an own picture', () => {
  test('waits where a whole class uploads at once, and goes when the server says that it may', async () => {
    await enter(PHONE);
    server.slowUploads = 2;
    await photo();
    await page.click('.send');
    await page.waitForSelector('.mine .picture.loaded');
    assert.equal(await page.locator('.refused').count(), 0);
    const [first, second, third] = server.uploadsAskedAt;
    assert.ok(second - first >= 1000 && third - second >= 1000, `asked at ${server.uploadsAskedAt}`);
    assert.equal(server.uploads.size, 1);
    assert.equal(received('image').length, 1);
    page.assertQuiet();
  });

  test('is shrunk, has a description, and arrives over a line that breaks', async () => {
    await enter(PHONE);
    let letGo;
    server.holdUploads = new Promise((ready) => (letGo = ready));
    server.breakUploads = 1;
    const size = await photo();
    await page.waitForSelector('.tray img');
    await page.fill('#message', '내 풀이');
    await assertAccessible(page);
    await shot(page, 'tray');
    await page.click('.send');
    await page.waitForSelector('.upload progress');
    await assertAccessible(page);
    await shot(page, 'uploading');
    letGo();
    await page.waitForSelector('.mine .picture.loaded');
    const [upload] = server.uploads.values();
    assert.equal(upload.bytes.length, upload.length);
    assert.ok(upload.length < size / 2, `${upload.length} of ${size}`);
    assert.equal(await page.$eval('.mine .picture img', (image) => image.naturalWidth), 2048);
    assert.equal(await page.getAttribute('.mine .picture', 'aria-label'), '내 풀이 사진 크게 보기');
    assert.equal(received('image').length, 1);
    assert.equal((await page.$$('.message.mine')).length, 1);
    page.assertQuiet();
  });

  test('pasted or dropped; taken out again; stopped on its way', async () => {
    await enter(DESKTOP);
    const drop = (type, name) =>
      page.evaluate(([kind, fileName]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(64)], fileName, { type: 'image/png' }));
        const event = kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
        document.querySelector('#message').dispatchEvent(event);
      }, [type, name]);
    await drop('paste', '하나.png');
    await drop('drop', '둘.png');
    await page.waitForFunction(() => document.querySelectorAll('.tray li').length === 2);
    await page.getByRole('button', { name: '하나.png 빼기' }).click();
    server.holdUploads = new Promise(() => {});
    await page.click('.send');
    await page.waitForSelector('.upload');
    await eventually(() => received('image').length === 1);
    await page.getByRole('button', { name: '취소' }).click();
    await page.waitForFunction(() => !document.querySelector('.message'));
    await eventually(() => [...server.uploads.values()][0].cancelled);
    page.assertQuiet();
  });
});

test('what the class has seen can be kept when it is over, as one harmless page', async () => {
  await enter(PHONE);
  server.say('오늘은 <b>광합성</b>입니다');
  server.show(png(60, 40), { width: 60, height: 40, caption: '잎' });
  server.show(Buffer.from('%PDF'), { name: '활동지.pdf', contentType: 'application/pdf' });
  await page.waitForSelector('.picture.loaded');
  server.closeAll(4410, { code: 'class_ended', reason: '' });
  await waitForBanner(page, 'end.class_ended');
  await assertAccessible(page);
  await shot(page, 'ended-notes');
  const coming = page.waitForEvent('download');
  await page.click('.banner .notes');
  const download = await coming;
  assert.equal(download.suggestedFilename(), '3학년 2반 국어.html');
  const notes = await readFile(await download.path(), 'utf8');
  assert.match(notes, /오늘은 &lt;b&gt;광합성&lt;\/b&gt;입니다/);
  assert.match(notes, /<img src="data:image\/png;base64,[^"]+" alt="잎">/);
  assert.match(notes, /<a href="data:application\/pdf;base64,[^"]+" download="활동지\.pdf">/);
  assert.doesNotMatch(notes, /<script/);
});

describe('where WebSockets are broken', () => {
  test('the page goes on by events and POST, and says so only when asked', async () => {
    server.refuseHandshake = 400;
    server.events = true;
    server.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message: '먼저 한 말' });
    await open(PHONE);
    await page.goto(`${server.url}/join/FTYXPM`);
    await page.fill('#name', '김민준');
    await page.keyboard.press('Enter');
    await waitForText(page, '먼저 한 말');
    await waitForBanner(page, null);
    assert.equal(server.handshakes.length, 2);
    server.say('안녕하세요');
    await waitForText(page, '안녕하세요');
    await page.fill('#message', '네, 들려요');
    await page.click('.send');
    await page.waitForSelector('.message.mine.sent');
    assert.deepEqual(await textsOf(page), ['먼저 한 말', '안녕하세요', '네, 들려요']);
    await page.click('.hand');
    await page.waitForSelector('.hand[aria-pressed=true]');

    server.cutAll();
    server.say('끊긴 사이');
    await waitForText(page, '끊긴 사이');
    assert.equal(server.handshakes.length, 2, 'it does not go back to what does not work');
    await page.click('.count-button');
    assert.match(await page.textContent('.carrier'), /SSE \+ POST/);
    await assertAccessible(page);
    await page.keyboard.press('Escape');
    server.closeAll(4410, { code: 'class_ended', reason: '' });
    await waitForBanner(page, 'end.class_ended');
    page.assertQuiet();
  });
});

test('read from above by a screen reader, the page has one order that makes sense', async () => {
  await enter(PHONE);
  server.say('12쪽을 펴세요');
  server.ask(QUESTION);
  await page.waitForSelector('.poll');
  await assertReadInOrder(page, ['banner', 'heading "3학년 2반 국어"', 'main', 'log', '12쪽을 펴세요', 'region "투표"', 'radio "네"', 'textbox "내 메시지"', 'button "보내기"', 'button "손 들기"']);
});

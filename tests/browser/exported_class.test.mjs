// SPDX-License-Identifier: GPL-3.0-or-later
// The page of an exported class, opened from the disk as a teacher does after unpacking it.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, afterEach, before, describe, test } from 'node:test';
import { House } from '../lib/house.mjs';
import { jpeg, png } from '../lib/pictures.mjs';
import { unzipped } from '../lib/zip.mjs';
import { DESKTOP, PHONE, assertAccessible, openPage, shot, startBrowser } from './support/browser.mjs';

const house = await House.open();
let chromium;
let page;

before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.stop());
afterEach(async () => {
  await page?.context().close();
  page = null;
});

async function send(room, frame) {
  const answer = await house.teacher.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', ...frame });
  assert.equal(answer.status, 201, answer.text);
}

async function sendFile(room, name, bytes, type, messageType, message) {
  const answer = await house.teacher.post(`/rooms/${room.id}/files?name=${encodeURIComponent(name)}`, bytes, { 'content-type': type });
  await send(room, { messageType, message, attachment: { id: answer.json.id } });
}

/** Exports the class, unpacks it and opens its page. */
async function opened(room, language, look, device = DESKTOP) {
  const { bytes } = await house.teacher.get(`/rooms/${room.id}/export?timezone=Asia/Seoul`, { 'accept-language': language });
  await unzipped(bytes, async (folder) => {
    page = await openPage(chromium.browser, device);
    await page.goto(pathToFileURL(path.join(folder, 'class.html')).href);
    await look(folder);
  });
}

describe('an exported class', () => {
  test('shows what was said, and its pictures', async () => {
    const { room, host, student } = await house.classroom({ name: '3학년 2반 국어 100%' });
    await host.saySafely('여러분 안녕하세요.\n오늘은 12쪽부터 읽겠습니다.');
    await sendFile(room, '칠판 50%1 #1.png', png(640, 400), 'image/png', 'image', '오늘의 칠판');
    await sendFile(room, '교실.jpg', jpeg, 'image/jpeg', 'image', '');
    await sendFile(room, '준비물.txt', Buffer.from('가위'), 'text/plain', 'file', '내일 준비물');
    const minjun = await student('민준');
    await minjun.saySafely('<b>질문</b>이 있어요 & 궁금해요');
    await host.saySafely('민준이만 보세요', { targetType: 'student', target: minjun.id });
    for (const [language, device, to] of [['ko', PHONE, '민준에게만'], ['en', DESKTOP, 'only to 민준']])
      await opened(room, language, async (folder) => {
        assert.equal(await page.title(), '3학년 2반 국어 100%');
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.deepEqual(await page.$$eval('.text', (all) => all.map((element) => element.textContent)),
          ['여러분 안녕하세요.\n오늘은 12쪽부터 읽겠습니다.', '오늘의 칠판', '내일 준비물', '<b>질문</b>이 있어요 & 궁금해요', '민준이만 보세요']);
        assert.ok((await page.textContent('article:last-of-type .by')).includes(to));
        await page.waitForFunction(() => [...document.images].every((image) => image.complete));
        assert.deepEqual(await page.$$eval('img', (all) => all.map((image) => [image.naturalWidth, image.naturalHeight])), [[640, 400], [48, 32]]);
        const link = await page.getAttribute('a[href*="0003-"]', 'href');
        assert.equal(await readFile(path.join(folder, decodeURIComponent(link)), 'utf8'), '가위');
        await assertAccessible(page);
        page.assertQuiet();
        await shot(page, `exported-class-${language}`);
      }, device);
  });

  test('runs nothing, whatever was written', async () => {
    const room = await house.teacher.createRoom({ name: '<script>document.title="1"</script>' });
    await send(room, { message: '</p><script>document.title="2"</script><img src=x onerror="document.title=3">' });
    await sendFile(room, '"><img src=x onerror=document.title=4>.png', png(), 'image/png', 'image', '');
    await opened(room, 'ko', async () => {
      assert.equal(await page.title(), '<script>document.title="1"</script>');
      assert.equal(await page.$$eval('img', (all) => all.length), 1);
      page.assertQuiet();
    });
  });

  test('runs nothing, even if it were written', async () => {
    const room = await house.teacher.createRoom({ name: '국어' });
    await opened(room, 'ko', async (folder) => {
      const file = path.join(folder, 'class.html');
      const html = await readFile(file, 'utf8');
      await writeFile(file, html.replace('<main>', '<main><script>document.title = "1"</script>'));
      const complaint = page.waitForEvent('console', (message) => /Content Security Policy/.test(message.text()));
      await page.reload();
      await complaint;
      assert.equal(await page.title(), '국어');
    });
  });
});

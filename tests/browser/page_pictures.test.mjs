// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. Pictures, small and large.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { png } from '../lib/pictures.mjs';
import { DESKTOP, PHONE, assertAccessible, shot } from './support/browser.mjs';
import { enter, page, server } from './support/stage.mjs';

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

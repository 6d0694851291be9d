// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. Pictures, small and large.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { plainJpeg, png } from '../lib/pictures.mjs';
import { DESKTOP, PHONE, assertAccessible, shot } from './support/browser.mjs';
import { enter, page, server } from './support/stage.mjs';

/** A short video, drawn by the browser itself. */
async function clip() {
  const base64 = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    for (let i = 0; i < 10; i += 1) {
      pen.fillStyle = `hsl(${i * 36} 80% 50%)`;
      pen.fillRect(0, 0, 64, 48);
      await new Promise((next) => requestAnimationFrame(next));
    }
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
  return Buffer.from(base64, 'base64');
}

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

  test('of a photograph the timeline has the thumbnail, and whoever opens it the whole', async () => {
    const photo = { width: 2048, height: 1536, name: 'board.jpg', contentType: 'image/jpeg' };
    server.show(plainJpeg(2048, 1536), { ...photo, thumbnail: plainJpeg(1024, 768) });
    await page.waitForFunction(() => document.querySelectorAll('.picture.loaded').length === 3);
    const widthOf = (selector) => page.$$eval(selector, (all) => all.at(-1).naturalWidth);
    assert.equal(await widthOf('.picture img'), 1024);
    const [file] = [...server.files.values()].slice(-1);
    const whole = file.bytes;

    // While the whole picture can't be had, the thumbnail is what one sees.
    file.bytes = null;
    await page.locator('.picture').last().click();
    const shows = (what) => page.waitForFunction((end) => new RegExp(end).test(document.querySelector('.lightbox img').currentSrc), what);
    const box = () => page.$eval('.lightbox img', (image) => `${image.clientWidth} × ${image.clientHeight}`);
    await shows('/thumbnail\\?');
    const standIn = await box();
    await page.keyboard.press('Escape');
    file.bytes = whole;
    await page.locator('.picture').last().click();
    await shows('/f3\\?');
    assert.equal(await box(), standIn);
    assert.match(await page.textContent('.lightbox .caption'), /3/);

    // What comes and is no picture does not take its place.
    await page.keyboard.press('Escape');
    server.show(Buffer.from('no picture'), { ...photo, thumbnail: plainJpeg(1024, 768) });
    await page.waitForFunction(() => document.querySelectorAll('.picture.loaded').length === 4);
    await page.locator('.picture').last().click();
    await shows('/f4/thumbnail\\?');
    assert.match(await page.textContent('.lightbox .caption'), /4/);
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

describe('what is still being uploaded', () => {
  test('a picture has its place at once, and is there when it has arrived', async () => {
    await enter(PHONE);
    const message = server.announce({ width: 300, height: 200, caption: '칠판' });
    await page.waitForSelector('.picture.coming');
    assert.equal(await page.textContent('.picture.coming'), '사진을 올리는 중…');
    assert.equal(await page.$eval('.picture', (element) => element.offsetHeight), 200);
    await assertAccessible(page);
    await shot(page, 'picture-coming');
    server.finish(message, png(300, 200));
    await page.waitForSelector('.picture.loaded');
    assert.equal(await page.$('.coming'), null);
    assert.equal(await page.textContent('.message .text'), '칠판');
    await page.reload();
    await page.waitForSelector('.picture.loaded');
    assert.equal(await page.$$eval('.message', (all) => all.length), 1);
    page.assertQuiet();
  });

  test('what will not come is said in words', async () => {
    await enter(PHONE);
    const picture = server.announce({});
    const file = server.announce({ name: '활동지.pdf', contentType: 'application/pdf' });
    await page.waitForSelector('.file.coming');
    server.finish(picture, null);
    server.finish(file, null);
    await page.waitForFunction(() => document.querySelectorAll('.failed').length === 2);
    assert.deepEqual(await page.$$eval('.failed', (all) => all.map((element) => element.textContent)), [
      '사진이 올라오지 못했습니다.',
      '파일이 올라오지 못했습니다: 활동지.pdf',
    ]);
    await assertAccessible(page);
    await shot(page, 'upload-failed');
    await page.click('.language');
    await page.waitForFunction(() => document.querySelector('.failed').textContent === 'The picture could not be uploaded.');
  });

  test('what came while the line was down is caught up on', async () => {
    await enter(PHONE);
    const message = server.announce({});
    await page.waitForSelector('.picture.coming');
    await page.context().setOffline(true);
    server.finish(message, png(60, 40));
    await page.context().setOffline(false);
    await page.waitForSelector('.picture.loaded');
  });

  test('a document is a download and a video can be played', async () => {
    await enter(DESKTOP);
    server.finish(server.announce({ name: '활동지.pdf', contentType: 'application/pdf' }), Buffer.from('%PDF-1.7'));
    await page.waitForSelector('a.file');
    assert.equal(await page.getAttribute('a.file', 'download'), '활동지.pdf');
    server.finish(server.announce({ name: '실험.webm', contentType: 'video/webm' }), await clip());
    await page.waitForFunction(() => document.querySelector('video')?.readyState >= 1);
    assert.deepEqual(
      await page.$eval('video', ({ controls, videoWidth, error }) => ({ controls, videoWidth, error })),
      { controls: true, videoWidth: 64, error: null },
    );
    assert.equal(await page.$$eval('a.file', (all) => all.length), 2);
    await assertAccessible(page);
    await shot(page, 'video');
    page.assertQuiet();
  });

  test('a video that can not be played can still be fetched', async () => {
    await enter(DESKTOP);
    server.finish(server.announce({ name: '옛날.avi', contentType: 'video/x-msvideo' }), Buffer.from('RIFF'));
    await page.waitForSelector('a.file');
    await page.waitForFunction(() => !document.querySelector('video'));
    assert.equal(await page.getAttribute('a.file', 'download'), '옛날.avi');
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

// SPDX-License-Identifier: GPL-3.0-or-later
// One whole class on the real server: the teacher at the real console, three students with the page in Chromium. With
// LECTERN_TEST_REDIS=1 on two nodes, the teacher and one student on the first.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { DESKTOP, PHONE, SMALL, enter, openPage, openTab, shot, startBrowser, textsOf, waitForBanner, waitForText } from '../browser/support/browser.mjs';
import { eventually } from '../lib/api.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { jpegFromPhone, png } from '../lib/pictures.mjs';
import { removeFolder, temporaryFolder } from '../lib/server.mjs';
import { Desk } from './desk.mjs';

// Whoever is gone is soon missed: the story need not wait for it.
const flags = ['--set', 'rooms.seat_seconds=1'];
const house = await House.open({ flags });
const second = house.redis ? await house.node({ flags }) : house.server;
const folder = await temporaryFolder('class');
after(() => removeFolder(folder));
const chromium = await startBrowser();
after(() => chromium.stop());

const HELLO = '여러분 안녕하세요!\n오늘은 교과서 42쪽, 광합성입니다. 🌱';
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** 12 megapixels as a camera sees them: slow changes of light, and grain. */
async function photograph() {
  const page = await openPage(chromium.browser);
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 });
    const paper = canvas.getContext('2d');
    const light = paper.createLinearGradient(0, 0, 4000, 3000);
    ['#14324a', '#d9a45b', '#3c8d40', '#f4ead5'].forEach((colour, index) => light.addColorStop(index / 3, colour));
    paper.fillStyle = light;
    paper.fillRect(0, 0, 4000, 3000);
    const picture = paper.getImageData(0, 0, 4000, 3000);
    for (let at = 0; at < picture.data.length; ++at) if (at % 4 < 3) picture.data[at] += Math.random() * 16;
    paper.putImageData(picture, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  });
  await page.context().close();
  return Buffer.from(base64, 'base64');
}

async function onDisk(name, bytes) {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

/** Opens the page and goes in. */
async function student(device, room, name, node = second) {
  const page = await openPage(chromium.browser, device);
  watch(page);
  await enter(page, node.url, { code: room, name });
  await waitForBanner(page, null);
  return page;
}

/** Keeps an eye on the page's WebSockets: `page.lines`, each with its last frame. */
function watch(page) {
  page.lines = [];
  page.on('websocket', (line) => {
    page.lines.push(line);
    line.on('framereceived', ({ payload }) => {
      const text = typeof payload === 'string' ? payload : inflateRawSync(payload).toString();
      line.lastFrame = JSON.parse(text);
    });
  });
}

/** Every picture of the timeline as one gets it who opens it: its size, and the hash of its bytes. */
async function picturesOf(page, count) {
  await page.waitForFunction((wanted) => document.querySelectorAll('.picture.loaded').length === wanted, count, { timeout: 60_000 });
  const opened = [];
  for (const picture of await page.$$('.picture.loaded')) {
    await picture.click();
    await page.waitForFunction(() => document.querySelector('.lightbox img').hasAttribute('src'), undefined, { timeout: 60_000 });
    opened.push(await page.$eval('.lightbox img', async (image) => {
      await image.decode();
      const bytes = await (await fetch(image.src)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { width: image.naturalWidth, height: image.naturalHeight, sha256 };
    }));
    await page.keyboard.press('Escape');
  }
  return opened;
}

const shown = (seen, text) => seen.messages.some((each) => each.text === text && each.sent);
const pictured = (seen, file) => seen.messages.some((each) => each.file === file && each.pictured && each.sent);

test('one whole class', async () => {
  // The teacher signs in and opens a class.
  const desk = await Desk.open();
  after(() => desk.close());
  await desk.signIn(house.server.url, 'kim', PASSWORD);
  await desk.until('the rooms', ({ atRooms }) => atRooms);
  await desk.makeRoom('5학년 1반 과학');
  const { code } = await desk.until('the class', (seen) => seen.code && seen.line.includes('Connected'));

  // Three students come in, and the console shows each of them.
  let minjun = await student({ ...PHONE, locale: 'ko-KR' }, code, '김민준');
  await desk.until('민준 coming in', ({ news, online }) => news === '김민준 came in.' && online['김민준']);
  const seoyeon = await student({ ...DESKTOP, locale: 'ko-KR', colorScheme: 'dark' }, code, '이서연', house.server);
  await desk.until('서연 coming in', ({ news, online }) => news === '이서연 came in.' && online['이서연']);
  const anna = await student({ ...SMALL, locale: 'en-US' }, code, 'Anna Müller');
  await desk.until('Anna coming in', ({ news, students }) => news === 'Anna Müller came in.' && students.includes('3'));
  const pages = () => [minjun, seoyeon, anna];
  const redis = await house.redis?.client();
  if (redis) {
    after(() => redis.close());
    assert.equal(await redis.sCard(`room:${code}:users`), 4);
  }

  // A Korean text, two photographs and a picture from the clipboard reach every page.
  await desk.say(HELLO);
  const camera = await photograph();
  const phone = jpegFromPhone(camera);
  const pasted = png(1200, 800);
  await desk.drop(await onDisk('잎.jpg', camera));
  await desk.until('the photograph', (seen) => pictured(seen, '잎.jpg'));
  await desk.drop(await onDisk('교정.jpg', phone));
  await desk.until("the phone's photograph", (seen) => pictured(seen, '교정.jpg'));
  await desk.paste(await onDisk('pasted.png', pasted));
  await desk.until('the pasted picture', ({ messages }) => messages.length === 4 && messages.every((each) => each.sent));
  const sent = [
    { width: 4000, height: 3000, sha256: sha256(camera) },
    { width: 4000, height: 3000, sha256: sha256(camera) }, // the phone's, without its EXIF
    { width: 1200, height: 800, sha256: sha256(pasted) },
  ];
  for (const page of pages()) {
    await waitForText(page, HELLO);
    assert.deepEqual(await picturesOf(page, 3), sent);
  }

  // What the pages got is what the server stored: nothing changed on the way but the EXIF, which is gone.
  const stored = (await house.teacher.messages(code)).flatMap(({ attachment }) => attachment ?? []);
  assert.deepEqual(stored.map(({ width, height, sha256 }) => ({ width, height, sha256 })), sent);
  assert.deepEqual(stored.map(({ contentType }) => contentType), ['image/jpeg', 'image/jpeg', 'image/png']);
  for (const { id, size, sha256: told } of stored) {
    const { bytes } = await house.teacher.get(`/files/${id}`);
    assert.equal(bytes.length, size);
    assert.equal(sha256(bytes), told);
    assert.equal(bytes.indexOf('Exif'), -1);
    assert.equal(bytes.indexOf('SecretPhone'), -1);
  }

  // A student answers, and the console shows it.
  await seoyeon.fill('#message', '선생님, 잎은 왜 초록색이에요?');
  await seoyeon.keyboard.press('Enter');
  await seoyeon.waitForSelector('.message.mine.sent');
  const { messages } = await desk.until('the answer', (seen) => shown(seen, '선생님, 잎은 왜 초록색이에요?'));
  assert.equal(messages.at(-1).sender, '이서연');

  // One reloads the page, and everything said is there again.
  await seoyeon.reload();
  await waitForText(seoyeon, '선생님, 잎은 왜 초록색이에요?');
  assert.deepEqual(await textsOf(seoyeon), [HELLO, '선생님, 잎은 왜 초록색이에요?']);
  assert.deepEqual(await picturesOf(seoyeon, 3), sent);
  await waitForBanner(seoyeon, null);

  // One closes the page, is missed, and comes back by the link, to the same name and everything said.
  const context = minjun.context();
  await minjun.close();
  await desk.until('민준 leaving', ({ news, online }) => news === '김민준 left.' && online['김민준'] === false);
  minjun.assertQuiet();
  minjun = await openTab(context);
  watch(minjun);
  await enter(minjun, second.url, { code, name: '김민준' });
  await desk.until('민준 back', ({ news, online }) => news === '김민준 is back.' && online['김민준']);
  await waitForText(minjun, HELLO);
  assert.deepEqual(await picturesOf(minjun, 3), sent);

  // Another loses the network, is missed, and is back with it; what was said meanwhile is there.
  await anna.context().setOffline(true);
  await waitForBanner(anna, 'banner.offline');
  const meanwhile = await desk.until('Anna missing', ({ news, online }) => news === 'Anna Müller left.' && online['Anna Müller'] === false);
  assert.deepEqual(meanwhile.online, { 김선생: true, 김민준: true, 이서연: true, 'Anna Müller': false });
  await desk.say('Anna, 다시 만나요');
  await waitForText(minjun, 'Anna, 다시 만나요');
  await desk.shot('console-in-class');
  await anna.context().setOffline(false);
  await desk.until('Anna back', ({ news, online }) => news === 'Anna Müller is back.' && online['Anna Müller']);
  await waitForText(anna, 'Anna, 다시 만나요');
  assert.deepEqual(await textsOf(anna), [HELLO, 'Anna, 다시 만나요']);
  for (const [index, page] of pages().entries()) await shot(page, `page-${index}`);

  // The teacher ends the class, asked once more before: every page's connection is closed, and it says why.
  await desk.endClass();
  await desk.until('the question', ({ question }) => question !== '');
  await desk.confirm();
  for (const page of pages()) {
    await waitForBanner(page, 'end.class_ended');
    assert.equal(await page.isVisible('.composer'), false);
    await eventually(() => page.lines.every((line) => line.isClosed()), 'every connection closed');
    const { messageType, message } = page.lines.at(-1).lastFrame;
    assert.deepEqual([messageType, message.code], ['bye', 'class_ended']);
    page.assertQuiet();
  }
  await desk.until('the rooms again', ({ atRooms }) => atRooms);
  await shot(minjun, 'page-ended');
  if (redis) await eventually(async () => (await redis.keys(`room:${code}*`)).length === 0, 'no key outlives the class');

  // School is out.
  await desk.close();
  for (const node of new Set([house.server, second])) assert.equal(await node.stop(), 0, node.log);
});

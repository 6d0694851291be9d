// SPDX-License-Identifier: GPL-3.0-or-later
// The student page on a phone four times slower than this machine: what its first view weighs, when one can act in it,
// and how a long class scrolls. Exit 1 where it is worse than promised. Run by ./dev bench web.
import { enter, openPage, PHONE, startBrowser, waitForBanner } from '../../browser/support/browser.mjs';
import { Api } from '../../lib/api.mjs';
import { addUser, removeFolder, Server, temporaryFolder } from '../../lib/server.mjs';
import { Socket } from '../../lib/socket.mjs';
import { photographs } from './photographs.mjs';
import { framesOf } from './frames.mjs';

globalThis.CSS_ = { n: '.stretch.full{content-visibility:visible}', m: '.message{contain:content}' };
const THROTTLE = 4;
const TRIES = 5;
const TEXTS = 400;
const PICTURES = 100;
const PROMISED = { bytes: 60_000, interactive: 1_000, frame: 32 };
const PASSWORD = '재어보는날2026';

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const at = (numbers, part) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(part * numbers.length))];

async function slowPage(browser) {
  const page = await openPage(browser, PHONE);
  page.setDefaultTimeout(120_000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  return { page, cdp };
}

/** One first visit: milliseconds from the request to a form that is painted and answers, and bytes as they came. */
async function firstView(browser, url) {
  const { page, cdp } = await slowPage(browser);
  await cdp.send('Network.enable');
  const loaded = [];
  cdp.on('Network.loadingFinished', ({ encodedDataLength, timestamp }) => loaded.push({ encodedDataLength, timestamp }));
  const began = new Promise((ready) => cdp.once('Network.requestWillBeSent', ({ timestamp }) => ready(timestamp)));
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector('#name')) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => (window.interactiveAt = performance.now())));
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(url);
  await page.waitForFunction(() => window.interactiveAt);
  const milliseconds = await page.evaluate(() => window.interactiveAt);
  const until = (await began) + milliseconds / 1000;
  const bytes = loaded.filter(({ timestamp }) => timestamp <= until).reduce((sum, { encodedDataLength }) => sum + encodedDataLength, 0);
  await page.context().close();
  return { milliseconds, bytes };
}

/** A class of that many texts and pictures, said by its teacher. */
async function longClass(server, browser) {
  const teacher = await new Api(server).login('kim', PASSWORD);
  const room = await teacher.createRoom({ name: '긴 수업' });
  const host = await Socket.open(server, { room: room.id, token: teacher.token });
  const pictures = await photographs(browser, 10);
  const say = (message) => teacher.post(`/rooms/${room.id}/messages`, { targetType: 'all', ...message });
  const every = (TEXTS + PICTURES) / PICTURES;
  for (let i = 0; i < TEXTS + PICTURES; i += 1) {
    if (i % every !== 0) {
      await say({ messageType: 'send', message: `${i}. ${'다음 시간에는 글을 바꾸어 읽고 고쳐쓰기를 하겠습니다. '.repeat(1 + (i % 4))}` });
      continue;
    }
    const file = await teacher.post(`/rooms/${room.id}/files?name=${i}.jpg`, pictures[(i / every) % pictures.length], { 'content-type': 'image/jpeg' });
    await say({ messageType: 'image', message: `사진 ${i}`, attachment: { id: file.json.id } });
  }
  return { code: room.id, end: () => host.drop() };
}

/** Through all of that class and back: how long each frame took. */
async function scrolling(browser, url, code, v) {
  const { page, cdp } = await slowPage(browser);
  await page.route('**/stretches.js*', async (route) => { const r = await route.fetch(); const [len] = v.split(':'); await route.fulfill({ response: r, body: (await r.text()).replace('LENGTH = 20', 'LENGTH = ' + len) }); });
  await page.route('**/timeline.css*', async (route) => { const r = await route.fetch(); const css = v.split(':')[1]; await route.fulfill({ response: r, body: (await r.text()) + (css ? globalThis.CSS_[css] : '') }); });
  await enter(page, url, { code });
  await waitForBanner(page, null);
  for (let count = 50; count < TEXTS + PICTURES; count += 50) {
    await page.waitForFunction((wanted) => document.querySelectorAll('.message').length >= wanted, count);
    await page.click('.earlier');
  }
  await page.waitForFunction((wanted) => document.querySelectorAll('.message').length === wanted, TEXTS + PICTURES);
  const frames = await framesOf(page, cdp);
  await page.context().close();
  return frames;
}

const ends = [];
try {
  const dataDir = await temporaryFolder('bench-web');
  ends.push(() => removeFolder(dataDir));
  await addUser(dataDir, { username: 'kim', password: PASSWORD, name: '김선생' });
  const server = await Server.start({ dataDir, flags: ['--set', 'limits.rate=0', '--set', 'rooms.unhosted_ttl=3600', '--drain-seconds', '0'] });
  ends.push(() => server.stop());
  const { browser, stop } = await startBrowser();
  ends.push(stop);

  const { code, end } = await longClass(server, browser);
  ends.push(end);
  for (let round = 0; round < 3; round += 1) for (const v of process.env.VARIANTS.split(',')) {
    const frames = await scrolling(browser, server.url, code, v);
    console.log(v, frames.length, 'p50', at(frames, .5).toFixed(1), 'p98', at(frames,.98).toFixed(1), 'p99', at(frames, 0.99).toFixed(1), 'max', Math.max(...frames).toFixed(1), '>20:', frames.filter(f=>f>20).length, '>40', frames.filter(f=>f>40).length);
  }
} finally {
  for (const end of ends.reverse()) await end();
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Peer rooms on the real server: the page /chat in Chromium, and others by hand.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { House, PASSWORD } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { DESKTOP, PHONE, SMALL, assertAccessible, openPage, shot, startBrowser, textsOf, waitForBanner, waitForText } from './support/browser.mjs';

const open = await House.open({ flags: ['--set', 'auth.registration=open'], users: [{ username: 'seo', role: 'student', name: '이서연' }] });
let chromium;
let page;
let signUps = 0;

before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.stop());
afterEach(async () => {
  await page?.context().close();
  page = null;
});

async function door(device = DESKTOP, house = open) {
  page = await openPage(chromium.browser, device);
  await page.goto(`${house.server.url}/chat`);
  await page.waitForSelector('.door');
}

/** Signs up as somebody new; in the lobby when this ends. */
async function signUp(device, { name = '김민준', password = '' } = {}) {
  await door(device);
  await page.click('.link');
  const email = `student${(signUps += 1)}@school.example`;
  await page.fill('#name', name);
  await page.fill('#email', email);
  if (password) await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.lobby');
  return email;
}

async function makeRoom(name) {
  await page.fill('#room-name', name);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.composer');
  await waitForBanner(page, null);
  return new URL(page.url()).hash.slice(1);
}

/** Somebody else, by hand, in that room. */
async function peer(roomId) {
  const api = await open.signIn('seo');
  assert.equal((await api.post(`/rooms/${roomId}/join`, { name: '이서연' })).status, 200);
  const socket = await open.enter(roomId, api.token, { as: '이서연' });
  return { api, socket };
}

describe('coming in', () => {
  test('by name and e-mail, and again with the password', async () => {
    const email = await signUp(PHONE, { password: PASSWORD });
    await assertAccessible(page);
    await page.getByRole('button', { name: '로그아웃' }).click();
    await page.waitForSelector('#username');
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await page.fill('#username', email);
    await page.fill('#password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
    assert.equal(await page.textContent('.host-name'), '김민준');
    page.assertQuiet();
  });

  test('an e-mail that is taken or none, and a password that is too short, are refused in words', async () => {
    const email = await signUp(PHONE);
    await page.getByRole('button', { name: '로그아웃' }).click();
    await page.click('.link');
    await page.fill('#name', '다른 사람');
    await page.fill('#email', email);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#email[aria-invalid]');
    assert.equal(await page.textContent('.form-alert'), '이미 가입한 이메일입니다. 로그인해 주세요.');
    await assertAccessible(page);
    await page.fill('#email', 'nonsense');
    await page.keyboard.press('Enter');
    await page.getByText('이메일 주소가 맞는지').waitFor();
    page.assertQuiet();
  });

  test('where the administrator makes the accounts it says so kindly', async () => {
    const closed = await House.open();
    await door({ ...SMALL, locale: 'en-US', colorScheme: 'dark' }, closed);
    await page.click('.link');
    await page.fill('#name', 'Minjun');
    await page.fill('#email', 'minjun@school.example');
    await page.keyboard.press('Enter');
    await page.getByText('On this server the administrator makes the accounts. Please ask a teacher.').waitFor();
    await assertAccessible(page);
    await shot(page, 'chat-closed');
    page.assertQuiet();
  });
});

test('a room is made, found in the list, joined by id, talked in, left; what is new in it is counted', async () => {
  await signUp(DESKTOP);
  const id = await makeRoom('과학 모둠 3');
  await assertAccessible(page);
  const { api, socket } = await peer(id);
  await page.waitForFunction(() => document.querySelector('.count-button span').textContent === '2');
  assert.equal(await page.isVisible('.hand'), false, 'a room of peers has no teacher to raise a hand to');

  await page.fill('#message', '안녕!');
  await page.keyboard.press('Enter');
  assert.equal((await socket.next('send')).message, '안녕!');
  socket.say('반가워');
  await waitForText(page, '반가워');
  await page.setInputFiles('input[type=file]', { name: '실험.png', mimeType: 'image/png', buffer: png(120, 80) });
  await page.click('.send');
  await socket.next('image');
  await page.waitForSelector('.mine .picture.loaded');
  await assertAccessible(page);
  await shot(page, 'chat-room');

  await page.getByRole('button', { name: '나가기' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: '나가기' }).click();
  const left = await socket.next('leave');
  assert.equal(left.message.participants[0].reason, 'left');
  for (const text of ['하나', '둘']) await socket.saySafely(text);
  await page.waitForFunction(() => document.querySelector('.unread')?.textContent.startsWith('2'), null, { timeout: 30_000 });
  await api.createRoom({ name: '남의 방', kind: 'chat' });
  await page.getByText('남의 방').waitFor({ timeout: 30_000 });
  assert.deepEqual(await page.$$eval('.room-lists h2', (all) => all.map((each) => each.textContent)), ['내 방', '모든 방']);
  await assertAccessible(page);
  await shot(page, 'chat-lobby');

  await page.fill('#room-code', id.toLowerCase());
  await page.keyboard.press('Enter');
  await waitForText(page, '둘');
  assert.deepEqual(await textsOf(page), ['안녕!', '반가워', '하나', '둘']);
  await page.reload();
  await waitForText(page, '둘');
  page.assertQuiet();
});

test('an id that no room has, and names that look like markup', async () => {
  const nasty = '<img src=x onerror="window.hit=1">';
  await signUp(SMALL, { name: nasty });
  await page.fill('#room-code', 'ZZZZZZ');
  await page.keyboard.press('Enter');
  await page.getByText('그런 아이디의 방이 없습니다.').waitFor();
  await assertAccessible(page);
  const id = await makeRoom(nasty);
  assert.equal(await page.textContent('h1'), nasty);
  await page.getByRole('button', { name: '나가기' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: '나가기' }).click();
  await page.locator('.room-list li', { hasText: id }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  assert.equal(await page.evaluate(() => 'hit' in window), false);
  await shot(page, 'chat-lobby-small');
  page.assertQuiet();
});

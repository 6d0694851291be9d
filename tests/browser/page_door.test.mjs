// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. The way in.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { PHONE, assertAccessible, assertReadInOrder, shot, waitForBanner } from './support/browser.mjs';
import { enter, open, page, server } from './support/stage.mjs';

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

    const kept = () => page.evaluate(() => [localStorage, sessionStorage].map((store) => Object.keys(store).sort()));
    assert.deepEqual(await kept(), [['lectern.device', 'lectern.name'], ['lectern.seat.FTYXPM']], 'no more than the door says');
    assert.match(server.joins[0].device, /^[0-9a-f]{32}$/);
    page.assertQuiet();
  });

  const leave = async () => {
    await page.click('.bar button[aria-label="수업 나가기"]');
    await page.click('dialog[open] .primary');
    await page.waitForSelector('.door');
  };
  const again = async (name = '김민준') => {
    await page.fill('#code', 'FTYXPM');
    await page.fill('#name', name);
    await page.click('button[type=submit]');
    await page.waitForSelector('.room');
    await waitForBanner(page, null);
  };

  test('says before one joins what is kept and who sees what; leaving clears all that names somebody', async () => {
    await open(PHONE);
    await page.goto(server.url);
    await page.getByText('이 기기에는 이름과 고른 언어, 임의로 만든 기기 번호, 수업 입장권만 남고').waitFor();
    await again();
    await leave();
    const [device, tab] = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]);
    assert.deepEqual([Object.keys(device).sort(), tab], [['lectern.device', 'lectern.left'], {}]);
    assert.match(device['lectern.left'], /^[0-9a-f]{1,4}$/);
    assert.equal(await page.inputValue('#name'), '');
    page.assertQuiet();
  });

  test('who has left is the same again by the same name; the next one on the device is somebody else', async () => {
    await open(PHONE);
    await page.goto(server.url);
    await again();
    await leave();
    await again();
    await leave();
    await again('이서연');
    const [first, second, next] = server.joins.map(({ device }) => device);
    assert.equal(second, first);
    assert.notEqual(next, first);
    await page.reload();
    await page.waitForSelector('.room');
    await leave();
    await again('김민준');
    assert.notEqual(server.joins[3].device, first, 'of whoever sat here before the last one nothing is left');
    page.assertQuiet();
  });

  test('whom the teacher has silenced does not get a voice by leaving', async () => {
    await enter(PHONE);
    server.broadcast({ messageType: 'mute', target: 'u_1', message: { muted: true } });
    await waitForBanner(page, 'banner.muted');
    await leave();
    await again();
    assert.equal(server.joins[1].device, server.joins[0].device);
  });

  test('names that the teacher has laid out are there to be tapped', async () => {
    const names = ['강서윤', '김민준', '<b>이서연</b>', '박도윤', '최지우', ...Array.from({ length: 25 }, (_, i) => `학생 ${i + 1}`)];
    server.door = { name: '3학년 2반 국어', locked: false, roster: names.map((name, i) => ({ name, taken: i === 0 })) };
    await open(PHONE);
    await page.goto(server.url);
    await page.fill('#code', 'ftyxpm');
    await page.getByRole('button', { name: '<b>이서연</b>' }).waitFor();
    assert.equal(await page.textContent('.door-room'), '3학년 2반 국어');
    assert.match(await page.getByRole('button', { name: '강서윤' }).textContent(), /이미 들어옴/);
    await assertAccessible(page);
    await assertReadInOrder(page, ['main', 'heading "교탁"', 'textbox "수업 코드"', '3학년 2반 국어', 'region "내 이름을 누르세요"', 'button "강서윤 이미 들어옴"', 'textbox "목록에 이름이 없으면 직접 쓰세요"', 'button "수업 들어가기"', '회원 가입이 없습니다.']);
    await shot(page, 'door-roster');
    await page.getByRole('button', { name: '김민준' }).tap();
    assert.equal(await page.getAttribute('.roster [aria-pressed=true]', 'aria-pressed'), 'true');
    assert.equal(await page.inputValue('#name'), '김민준');
    assert.equal(await page.evaluate(() => document.activeElement.type), 'submit');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.room');
    assert.equal(server.joins[0].name, '김민준');
    page.assertQuiet();
  });

  test('a class that lets nobody new in says so at once', async () => {
    server.door = { name: '3학년 2반 국어', locked: true, roster: [] };
    await open(PHONE);
    await page.goto(`${server.url}/join/FTYXPM`);
    await page.getByText('새로 들어올 수 없는 수업입니다.').waitFor();
    await assertAccessible(page);
  });

  test('speaks the other language at a touch, and keeps what was typed', async () => {
    await open(PHONE);
    await page.goto(server.url);
    assert.equal(await page.getAttribute('html', 'lang'), 'ko');
    await page.fill('#name', '민준');
    await page.click('.language');
    await page.waitForSelector('html[lang=en]');
    assert.equal(await page.textContent('button[type=submit]'), 'Join class');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'language');
    assert.equal(await page.inputValue('#name'), '민준');
    await page.reload();
    await page.getByRole('button', { name: 'Join class' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });

  test('speaks another language by its one file', async () => {
    const book = JSON.parse(await readFile(new URL('../../resources/web/assets/i18n/en.json', import.meta.url), 'utf8'));
    book.page['join.enter'] = '授業に入る';
    server.changed.set('/assets/i18n/ja.json', JSON.stringify(book));
    server.changed.set('/assets/js/languages.js', "export const LANGUAGES = { ko: '한국어', en: 'English', ja: '日本語' };");
    await open({ ...PHONE, locale: 'ja-JP' });
    await page.goto(server.url);
    await page.getByRole('button', { name: '授業に入る' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('combobox').selectOption({ label: '한국어' });
    await page.getByRole('button', { name: '수업 들어가기' }).waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'ko');
    page.assertQuiet();
  });
});

test('by keyboard alone: from the door to an answer', async () => {
  await open();
  await page.goto(server.url);
  await page.waitForSelector('#code:focus');
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

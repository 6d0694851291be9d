// SPDX-License-Identifier: GPL-3.0-or-later
// /teacher and /chat on the real server.
import { DESKTOP, openPage, PHONE, waitForBanner, waitForText } from '../browser/support/browser.mjs';
import { Api } from '../lib/api.mjs';
import { Socket } from '../lib/socket.mjs';

const NAMES = ['이서연', '박도윤', '최지우', '정하준', '강서윤', '조은우', '윤하은'];

async function signIn(page, address, { username, password }) {
  await page.goto(address);
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.lobby');
}

/** A lesson on a desktop and one on a phone. */
export async function teacher(browser, sheet, server, account, picture) {
  for (const device of [{ ...DESKTOP, locale: 'ko-KR' }, { ...PHONE, locale: 'en-US', colorScheme: 'dark' }]) {
    const page = await openPage(browser, device);
    const wide = device.viewport.width > 600;
    const add = (name) => sheet[wide ? 'wide' : 'narrow'].add(page, `${name} · ${device.locale.slice(0, 2)}`);
    await page.goto(`${server.url}/teacher`);
    await page.waitForSelector('#username');
    await add('sign in');
    await signIn(page, `${server.url}/teacher`, account);
    await page.fill('#room-name', wide ? '5학년 1반 과학' : 'Science 5-1');
    await page.check('input[name=talk][value=all]');
    await add('rooms');
    await page.click('.new-room .primary');
    await page.waitForSelector('.desk');
    await waitForBanner(page, null);
    const id = new URL(page.url()).hash.slice(1);
    const people = [];
    for (const name of NAMES) people.push(await Socket.open(server, { room: id, token: (await new Api(server).join(id, name)).token }));
    await page.fill('#message', '오늘은 식물이 양분을 만드는 과정을 알아봅시다.');
    await page.click('.send');
    await page.setInputFiles('input[type=file]', { name: '광합성.png', mimeType: 'image/png', buffer: picture });
    await page.fill('#message', '잎으로 들어가는 것은 무엇인가요?');
    await page.click('.send');
    await page.waitForSelector('.picture.loaded');
    people[0].say('빛이랑 이산화탄소요!');
    await waitForText(page, '빛이랑 이산화탄소요!');
    for (const at of [3, 5]) people[at].send({ messageType: 'hand', message: { raised: true } });
    people[1].send({ messageType: 'reaction', message: { kind: 'slower' } });
    await page.waitForFunction(() => document.querySelectorAll('.students .hand-up').length === 2);
    await add('desk');
    if (!wide) {
      await page.locator('.toolbar .pane').click();
      await add('students');
      await page.locator('.student-name').first().click();
      await add('a student');
      await page.keyboard.press('Escape');
      await page.locator('.toolbar .pane').click();
    }
    await page.locator('.toolbar .code').click();
    await page.waitForSelector('.projector[open]');
    await add('code');
    await page.keyboard.press('Escape');
    await Promise.all(people.map((person) => person.drop()));
    await page.context().close();
  }
}

export async function chat(browser, sheet, server, account) {
  const other = await new Api(server).login(account.username, account.password);
  await other.createRoom({ name: '과학 모둠 1', kind: 'chat' });
  const page = await openPage(browser, { ...DESKTOP, locale: 'ko-KR' });
  await signIn(page, `${server.url}/chat`, account);
  await page.getByText('과학 모둠 1').waitFor();
  await sheet.wide.add(page, 'chat · ko');
  await page.context().close();
}

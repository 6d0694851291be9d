// SPDX-License-Identifier: GPL-3.0-or-later
// The student page's states, against a server that is played by hand.
import { DESKTOP, enter, openPage, PHONE, waitForBanner, waitForText } from '../browser/support/browser.mjs';
import { FakeServer } from '../browser/support/fake-server.mjs';

const ROSTER = ['강서윤', '김민준', '박도윤', '윤하은', '이서연', '정하준', '조은우', '최지우', '한지민'];
const PHONES = [{ ...PHONE, locale: 'ko-KR' }, { ...PHONE, locale: 'en-US', colorScheme: 'dark' }];

async function lesson(server, picture) {
  server.say('여러분 안녕하세요!\n오늘은 식물이 양분을 만드는 과정을 알아봅시다. https://example.org/leaf');
  server.show(picture, { width: 960, height: 600, caption: '잎으로 들어가는 것은 무엇인가요?' });
  server.say('잘하고 있어요. 천천히 해도 됩니다.', { target: 'u_1', targetType: 'student' });
}

/** @param {import('playwright-core').Browser} browser @param {import('./sheet.mjs').Sheet} sheet @param {Buffer} picture */
export async function student(browser, sheet, picture) {
  for (const device of PHONES) {
    const server = await FakeServer.start();
    const page = await openPage(browser, device);
    const [, language] = /^(\w+)-/.exec(device.locale);
    const add = (name) => sheet.add(page, `${name} · ${language}`);
    await page.goto(server.url);
    await page.waitForSelector('#code');
    await add('door');
    server.door = { name: server.roomName, locked: false, roster: ROSTER.map((name, i) => ({ name, taken: i % 4 === 0 })) };
    await page.goto(`${server.url}/join/FTYXPM`);
    await page.getByRole('button', { name: '김민준' }).tap();
    await add('names to tap');
    await page.click('button[type=submit]');
    await waitForBanner(page, null);
    await lesson(server, picture);
    await page.waitForSelector('.picture.loaded');
    await page.fill('#message', '빛이랑 이산화탄소요!');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.message.mine.sent');
    await add('in class');
    const poll = server.ask({ question: '나오는 것은?', choices: ['산소', '이산화탄소'], multiple: false, text: false });
    await page.waitForSelector('.poll');
    await add('poll');
    server.answer(poll, { counts: [19, 6], votes: 25 });
    await page.waitForSelector('.bars');
    await add('result');
    await page.click('.picture');
    await page.waitForFunction(() => document.querySelector('.lightbox img').naturalWidth > 0);
    await add('picture');
    await page.keyboard.press('Escape');
    await page.context().setOffline(true);
    await waitForBanner(page, 'banner.offline');
    await page.fill('#message', '물도 들어가요');
    await page.click('.send');
    await page.waitForSelector('.message.sending');
    await add('offline');
    await page.context().setOffline(false);
    await waitForBanner(page, null);
    server.broadcast({ messageType: 'mute', target: 'u_1', message: { muted: true } });
    await waitForBanner(page, 'banner.muted');
    await add('muted');
    server.closeAll(4410, { code: 'class_ended', reason: '' });
    await waitForBanner(page, 'end.class_ended');
    await add('ended');
    await page.context().close();
    await server.stop();
  }
}

/** The same on a desktop, in few. */
export async function studentAtDesk(browser, sheet, picture) {
  for (const device of [{ ...DESKTOP, locale: 'ko-KR', colorScheme: 'dark' }, { ...DESKTOP, locale: 'en-US' }]) {
    const server = await FakeServer.start();
    const page = await openPage(browser, device);
    await enter(page, server.url, { code: 'FTYXPM' });
    await waitForBanner(page, null);
    await lesson(server, picture);
    await waitForText(page, '잘하고 있어요. 천천히 해도 됩니다.');
    await page.waitForSelector('.picture.loaded');
    await sheet.add(page, `student · ${device.locale.slice(0, 2)}`);
    await page.context().close();
    await server.stop();
  }
}

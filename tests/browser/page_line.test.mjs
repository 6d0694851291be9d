// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server played by hand. The line to the server: lost, found, and ended.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PHONE, assertAccessible, shot, textsOf, waitForBanner, waitForText } from './support/browser.mjs';
import { enter, page, server } from './support/stage.mjs';

describe('the line', () => {
  test('offline and back: nothing lost, nothing twice', async () => {
    await enter(PHONE);
    server.say('하나');
    await waitForText(page, '하나');
    await page.context().setOffline(true);
    await waitForBanner(page, 'banner.offline');
    await assertAccessible(page);
    await shot(page, 'offline');
    server.say('둘');
    await page.fill('#message', '내 답');
    await page.click('.send');
    await page.waitForSelector('.message.sending');
    server.say('셋');
    await page.context().setOffline(false);
    await waitForBanner(page, null);
    await page.waitForSelector('.message.mine.sent');
    assert.deepEqual(await textsOf(page), ['하나', '둘', '셋', '내 답']);
    page.assertQuiet();
  });

  test('a server that is away is tried again, on demand at once', async () => {
    await enter();
    server.refuseHandshake = 503;
    server.refuseJoin = { status: 503, code: 'draining' };
    server.retryAfter = '600';
    server.cutAll();
    await page.waitForFunction(() => /\d{3}초 뒤에/.test(document.querySelector('.countdown').textContent));
    server.refuseHandshake = 0;
    server.refuseJoin = null;
    await page.click('.banner-button');
    await waitForBanner(page, null);
  });

  test('a history that begins anew replaces the old one', async () => {
    await enter();
    server.say('옛 글');
    await waitForText(page, '옛 글');
    server.epoch = 'e2';
    server.log = [];
    server.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message: '새 글' });
    server.cutAll();
    await waitForText(page, '새 글');
    assert.deepEqual(await textsOf(page), ['새 글']);
  });

  test('a late comer sees the last messages, and the earlier ones on demand', async () => {
    for (let i = 1; i <= 70; i += 1) server.store({ sender: 'u_t', senderType: 'teacher', senderName: '김선생', message: `${i}번` });
    await enter(PHONE);
    await waitForText(page, '70번');
    assert.equal((await textsOf(page)).length, 50);
    await page.click('.earlier');
    await waitForText(page, '1번');
    assert.deepEqual(await textsOf(page), Array.from({ length: 70 }, (_, index) => `${index + 1}번`));
    assert.equal(await page.isVisible('.earlier'), false);
  });
});

describe('the end', () => {
  test('the class ends: said calmly, what was said stays, and no one tries again', async () => {
    await enter(PHONE);
    server.say('내일 봐요');
    await waitForText(page, '내일 봐요');
    server.closeAll(4410, { code: 'class_ended', reason: 'closed' });
    await waitForBanner(page, 'end.class_ended');
    assert.equal(await page.isVisible('.composer'), false);
    assert.deepEqual(await textsOf(page), ['내일 봐요']);
    await assertAccessible(page);
    await shot(page, 'class-ended');
    await page.click('.banner-button');
    await page.waitForSelector('.door');
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(server.handshakes.length, 1);
    page.assertQuiet();
  });

  test('opened elsewhere: "use here" takes the seat back', async () => {
    await enter();
    server.closeAll(4409, { code: 'replaced', reason: '' });
    await waitForBanner(page, 'end.replaced');
    await assertAccessible(page);
    assert.equal(server.handshakes.length, 1);
    await page.click('.banner-button');
    await waitForBanner(page, null);
    assert.equal(server.handshakes.length, 2);
  });

  test('removed: one may join again; banned: one may not', async () => {
    await enter();
    server.closeAll(4403, { code: 'kicked', reason: '' });
    await waitForBanner(page, 'end.kicked');
    await assertAccessible(page);
    server.refuseJoin = { status: 403, code: 'kicked' };
    await page.click('.banner-button');
    await waitForBanner(page, 'end.banned');
    await shot(page, 'banned');
  });

  test('an expired token is renewed without a word', async () => {
    await enter();
    server.say('먼저');
    await waitForText(page, '먼저');
    server.closeAll(4401, { code: 'token_expired', reason: '' });
    server.say('나중');
    await waitForText(page, '나중');
    assert.equal(server.joins.length, 2);
    assert.deepEqual(server.joins[0], server.joins[1]);
    assert.deepEqual(await textsOf(page), ['먼저', '나중']);
  });

  test('a class that ended while the page was away is over on the way back', async () => {
    await enter();
    server.refuseHandshake = 404;
    server.refuseJoin = { status: 404, code: 'room_not_found' };
    server.cutAll();
    await waitForBanner(page, 'end.class_ended');
  });

  test('the teacher goes and comes back', async () => {
    await enter(PHONE);
    server.broadcast({ messageType: 'hostAway', message: { graceSeconds: 30 } });
    await waitForBanner(page, 'banner.hostAway');
    assert.equal(await page.textContent('.host'), '선생님 김선생 · 자리 비움');
    await assertAccessible(page);
    await shot(page, 'host-away');
    server.broadcast({ messageType: 'hostBack', message: {} });
    await waitForBanner(page, 'banner.hostBack');
    assert.equal(await page.textContent('.host'), '선생님 김선생 · 접속 중');
    await waitForBanner(page, null);
  });
});

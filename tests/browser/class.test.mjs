// SPDX-License-Identifier: GPL-3.0-or-later
// A class on the real server: the teacher speaks the protocol by hand, the student is the page in Chromium.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { House } from '../lib/house.mjs';
import { eventually } from '../lib/api.mjs';
import { jpeg, png } from '../lib/pictures.mjs';
import {
  DESKTOP,
  PHONE,
  assertAccessible,
  enter,
  openPage,
  shot,
  startBrowser,
  textsOf,
  waitForBanner,
  waitForText,
} from './support/browser.mjs';

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

/** The page of a student in a class that has begun. */
async function student({ device = PHONE, room = {}, ...how } = {}) {
  const lesson = await house.classroom(room);
  page = await openPage(chromium.browser, device);
  await enter(page, house.server.url, { code: lesson.room.id, ...how });
  await waitForBanner(page, null);
  const joined = await lesson.host.next((frame) => frame.messageType === 'join');
  lesson.studentId = joined.message.participants[0].id;
  return lesson;
}

/** Uploads as the teacher and sends it; answers the bytes that the server keeps. */
async function upload({ room, host }, bytes, { name, type, messageType = 'image', caption = '' }) {
  const path = `/rooms/${room.id}/files?name=${encodeURIComponent(name)}`;
  const answer = await house.teacher.post(path, bytes, { 'content-type': type });
  assert.equal(answer.status, 201, answer.text);
  host.send({ messageType, targetType: 'all', message: caption, attachment: { id: answer.json.id } });
  return (await house.teacher.get(`/files/${answer.json.id}`)).bytes;
}

/** The bytes that the page's own fetch gets for that address. */
async function bytesInPage(url) {
  const numbers = await page.evaluate(async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())], url);
  return Buffer.from(numbers);
}

for (const [name, device, hello] of [
  ['a phone in Korean', { ...PHONE, locale: 'ko-KR' }, '수업 들어가기'],
  ['a desktop in English', { ...DESKTOP, locale: 'en-US', colorScheme: 'dark' }, 'Join class'],
]) {
  describe(`on ${name}`, () => {
    test('a student joins by code, follows the class and answers', async () => {
      const lesson = await house.classroom();
      const { room, host } = lesson;
      page = await openPage(chromium.browser, device);
      await page.goto(house.server.url);
      assert.equal(await page.textContent('button[type=submit]'), hello);
      await assertAccessible(page);
      await enter(page, house.server.url, { code: room.id.toLowerCase(), name: '김민준', byLink: false });
      const joined = await host.next('join');
      assert.equal(joined.message.participants[0].name, '김민준');
      await waitForBanner(page, null);
      assert.equal(new URL(page.url()).pathname, `/join/${room.id}`);
      assert.match(await page.textContent('.host'), /김선생/);
      assert.equal(await page.textContent('.count-button span'), '2');
      await assertAccessible(page);

      host.say('여러분 안녕하세요!\n오늘은 42쪽입니다.');
      await waitForText(page, '여러분 안녕하세요!\n오늘은 42쪽입니다.');

      const kept = await upload(lesson, png(640, 400), { name: '칠판.png', type: 'image/png', caption: '칠판' });
      await page.waitForSelector('.picture.loaded');
      assert.deepEqual(await bytesInPage(await page.getAttribute('.picture img', 'src')), kept);
      await page.click('.picture');
      await page.waitForFunction(() => document.querySelector('.lightbox img').naturalWidth === 640);
      await assertAccessible(page);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.lightbox', { state: 'hidden' });

      await page.fill('#message', '선생님, 질문 있어요');
      await page.keyboard.press('Enter');
      const answer = await host.next({ messageType: 'send', message: '선생님, 질문 있어요' });
      assert.equal(answer.senderName, '김민준');
      await page.waitForSelector('.message.mine.sent');
      assert.equal((await page.$$('.message.mine')).length, 1);
      await assertAccessible(page);
      await shot(page, `class-${device.locale}`);
      page.assertQuiet();
    });

    test('offline and back: nothing lost, nothing twice', async () => {
      const { host } = await student({ device });
      await host.saySafely('하나');
      await waitForText(page, '하나');
      await page.context().setOffline(true);
      await waitForBanner(page, 'banner.offline');
      await host.saySafely('둘');
      await page.fill('#message', '내 답');
      await page.click('.send');
      await page.waitForSelector('.message.sending');
      await host.saySafely('셋');
      await page.context().setOffline(false);
      await waitForBanner(page, null);
      await host.next({ messageType: 'send', message: '내 답' });
      await page.waitForSelector('.message.mine.sent');
      await host.saySafely('넷');
      await waitForText(page, '넷');
      assert.deepEqual(await textsOf(page), ['하나', '둘', '셋', '내 답', '넷']);
      assert.equal(host.seen({ messageType: 'send', message: '내 답' }).length, 1);
      assert.equal(host.seen('leave').length, 0, 'the seat was kept');
    });

    test('the class ends for the page when the teacher ends it', async () => {
      const { host } = await student({ device });
      host.send({ messageType: 'close', message: {} });
      await waitForBanner(page, 'end.class_ended');
      assert.equal(await page.isVisible('.composer'), false);
      await assertAccessible(page);
      page.assertQuiet();
    });
  });
}

test('the page can be installed', async () => {
  page = await openPage(chromium.browser, PHONE);
  await page.goto(house.server.url);
  const client = await page.context().newCDPSession(page);
  const { errors, url } = await client.send('Page.getAppManifest');
  assert.deepEqual([errors, url], [[], `${house.server.url}/assets/app.webmanifest`]);
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
  page.assertQuiet();
});

describe('joining', () => {
  test('a second page with the same name is told apart', async () => {
    const lesson = await house.classroom();
    await lesson.student('민준');
    page = await openPage(chromium.browser, PHONE);
    await enter(page, house.server.url, { code: lesson.room.id, name: '민준' });
    await waitForBanner(page, null);
    await page.click('.count-button');
    await page.waitForSelector('.people li');
    assert.deepEqual(await page.$$eval('.people bdi', (all) => all.map((element) => element.textContent)), ['김선생', '민준', '민준 (2)']);
  });

  test('a code that no class has is refused at the door', async () => {
    page = await openPage(chromium.browser, PHONE);
    await page.goto(house.server.url);
    await page.fill('#code', 'ZZZZZZ');
    await page.fill('#name', '민준');
    await page.click('button[type=submit]');
    await page.waitForSelector('#code[aria-invalid]');
    assert.equal(await page.textContent('.form-alert'), '이 코드의 수업이 없습니다. 다시 확인해 주세요.');
  });

  test('a locked class lets nobody new in', async () => {
    const { room, host } = await house.classroom();
    host.send({ messageType: 'roomUpdate', message: { locked: true } });
    await host.next('roomUpdate');
    page = await openPage(chromium.browser, PHONE);
    await page.goto(`${house.server.url}/join/${room.id}`);
    await page.fill('#name', '민준');
    await page.click('button[type=submit]');
    await page.waitForFunction(() => document.querySelector('.form-alert').textContent === '지금은 새로 들어갈 수 없는 수업입니다.');
  });

  test('a name of nothing visible is refused in words', async () => {
    const { room } = await house.classroom();
    page = await openPage(chromium.browser, PHONE);
    await page.goto(`${house.server.url}/join/${room.id}`);
    await page.fill('#name', '\u200b\u202e');
    await page.click('button[type=submit]');
    await page.waitForSelector('#name[aria-invalid]');
    assert.equal(await page.textContent('.form-alert'), '쓸 수 없는 이름입니다. 다른 이름을 입력해 주세요.');
  });
});

describe('in class', () => {
  test('a late comer sees what was said before, pictures and files too', async () => {
    const lesson = await house.classroom();
    await lesson.host.saySafely('먼저 한 말');
    await upload(lesson, jpeg, { name: '사진.jpg', type: 'image/jpeg' });
    await upload(lesson, Buffer.from('가나다'), { name: '활동지.txt', type: 'text/plain', messageType: 'file' });
    await lesson.host.saySafely('나중 말');
    page = await openPage(chromium.browser, DESKTOP);
    await enter(page, house.server.url, { code: lesson.room.id });
    await waitForText(page, '나중 말');
    assert.deepEqual(await textsOf(page), ['먼저 한 말', '나중 말']);
    await page.waitForSelector('.picture.loaded');
    const download = page.waitForEvent('download');
    await page.click('a.file');
    assert.equal((await download).suggestedFilename(), '활동지.txt');
  });

  test('long texts among short ones come deflated, whole and in order', async () => {
    const { host } = await student();
    let deflated = 0;
    page.on('websocket', (line) => line.on('framereceived', ({ payload }) => (deflated += typeof payload !== 'string')));
    const said = Array.from({ length: 12 }, (_, i) => (i % 2 ? `${i}` : `${i} ${'다음 시간에는 글을 바꾸어 읽고 고쳐쓰기를 하겠습니다. '.repeat(20).trim()}`));
    for (const text of said.slice(0, 6)) await host.saySafely(text);
    await page.reload();
    await waitForText(page, said[5]);
    for (const text of said.slice(6)) host.say(text);
    await waitForText(page, said[11]);
    assert.deepEqual(await textsOf(page), said);
    assert.ok(deflated >= 6, `${deflated}`); // the welcome may be another
  });

  test('what the teacher says to one is marked, and others do not see it', async () => {
    const lesson = await student();
    const other = await lesson.student('이서연');
    lesson.host.say('너에게만', { targetType: 'student', target: lesson.studentId });
    lesson.host.say('서연이에게만', { targetType: 'student', target: other.id });
    lesson.host.say('모두에게');
    await waitForText(page, '모두에게');
    assert.deepEqual(await textsOf(page), ['너에게만', '모두에게']);
    assert.equal(await page.textContent('.private'), '나에게만');
  });

  test('a deleted message goes, also after a reload', async () => {
    const { host } = await student();
    const { id } = await host.saySafely('잘못 보낸 말');
    await host.saySafely('맞는 말');
    await waitForText(page, '맞는 말');
    host.send({ messageType: 'delete', refers: id, message: {} });
    await page.waitForFunction(() => document.querySelectorAll('.message').length === 1);
    await page.reload();
    await waitForText(page, '맞는 말');
    assert.deepEqual(await textsOf(page), ['맞는 말']);
  });

  test('the teacher sees who has read how far, and whose hand is up', async () => {
    const { host, room, studentId } = await student();
    const { id } = await host.saySafely('읽어 보세요');
    await waitForText(page, '읽어 보세요');
    await host.next(({ messageType, message }) =>
      messageType === 'read' && message.participants.some((each) => each.id === studentId && each.lastReadMessage === id));

    await page.click('.hand');
    await host.next('hand');
    const [person] = (await house.teacher.participants(room.id)).filter((each) => each.id === studentId);
    assert.ok(person.handRaisedAt);
    host.send({ messageType: 'hand', targetType: 'student', target: studentId, message: { raised: false } });
    await page.waitForSelector('.hand[aria-pressed=false]');
  });

  test('when only the teacher writes the composer says so', async () => {
    const { host } = await student();
    host.send({ messageType: 'roomUpdate', message: { talk: 'none' } });
    await page.waitForFunction(() => document.querySelector('.note').textContent === '지금은 선생님만 쓸 수 있습니다');
    host.send({ messageType: 'roomUpdate', message: { talk: 'all' } });
    await page.waitForFunction(() => document.querySelector('.note').textContent === '내가 쓴 글은 모두가 볼 수 있습니다');
    await page.fill('#message', '모두 안녕');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.message.mine.sent');
    assert.equal(await page.$$eval('.private', (all) => all.length), 0);
  });

  test('names and texts that look like markup stay text', async () => {
    const nasty = '<img src=x onerror="window.hit=1">';
    const { host } = await student({ name: nasty, room: { name: nasty, talk: 'all' } });
    host.say(`${nasty} javascript:window.hit=1 https://example.org/"onmouseover="window.hit=1`);
    await page.waitForSelector('.message .text a');
    await page.fill('#message', nasty);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.message.mine.sent');
    assert.equal(await page.textContent('h1'), nasty);
    assert.equal(await page.getAttribute('.message .text a', 'href'), 'https://example.org/');
    assert.equal(await page.evaluate(() => 'hit' in window), false);
    page.assertQuiet();
  });
});

describe('coming and going', () => {
  test('the teacher drops and comes back', async () => {
    const { room, host } = await student();
    await host.drop();
    await waitForBanner(page, 'banner.hostAway');
    await assertAccessible(page);
    await house.enter(room.id, house.teacher.token);
    await waitForBanner(page, 'banner.hostBack');
    await waitForBanner(page, null);
  });

  test('a reload keeps the seat and the history', async () => {
    const { host } = await student();
    await host.saySafely('하나');
    await waitForText(page, '하나');
    await page.reload();
    await waitForText(page, '하나');
    await waitForBanner(page, null);
    await host.saySafely('둘');
    await waitForText(page, '둘');
    assert.deepEqual(await textsOf(page), ['하나', '둘']);
    assert.equal(host.seen('leave').length, 0);
    assert.equal(host.seen('join').length, 1);
  });

  test('who comes back begins at what was said meanwhile', async () => {
    const { host, room, studentId } = await student();
    const { id, seq } = await host.saySafely('읽은 말');
    await host.next(({ messageType, message }) =>
      messageType === 'read' && message.participants.some((each) => each.id === studentId && each.lastReadMessage === id));
    await page.goto('about:blank');
    for (let i = 1; i <= 30; i += 1) await host.saySafely(`${i}번째 말`);
    await page.goto(`${house.server.url}/join/${room.id}`);
    await page.waitForSelector(`.unread-line + [data-seq="${seq + 1}"]`);
    await page.waitForFunction(() => /^\(\d+\) /.test(document.title));
    await page.click('.newest');
    await page.waitForFunction(() => !document.title.startsWith('('));
  });

  test('leaving is told to the teacher at once', async () => {
    const { host, studentId } = await student();
    await page.click('.bar button[aria-label="수업 나가기"]');
    await page.click('dialog[open] .primary');
    const leave = await host.next('leave');
    assert.deepEqual([leave.message.participants[0].id, leave.message.participants[0].reason], [studentId, 'left']);
    await page.waitForSelector('.door');
  });

  test('who has left comes back as themselves by the same name, also while the class is locked; another name is another student', async () => {
    const { room, host, studentId } = await student();
    const leave = async () => {
      await page.click('.bar button[aria-label="수업 나가기"]');
      await page.click('dialog[open] .primary');
      await host.next('leave');
    };
    const joined = async (name) => {
      await enter(page, house.server.url, { code: room.id, name });
      const { message } = await host.next('join');
      return message.participants.map(({ id, name: called }) => [id, called]);
    };
    await leave();
    await house.teacher.patch(`/rooms/${room.id}`, { locked: true });
    assert.deepEqual(await joined('김민준'), [[studentId, '김민준']]);
    await leave();
    await house.teacher.patch(`/rooms/${room.id}`, { locked: false });
    const [[id, name]] = await joined('이서연');
    assert.notEqual(id, studentId);
    assert.equal(name, '이서연');
    page.assertQuiet();
  });

  test('removed by the teacher one may join again, banned one may not', async () => {
    const { host, studentId } = await student();
    host.send({ messageType: 'kick', target: studentId, message: { ban: false } });
    await waitForBanner(page, 'end.kicked');
    await page.click('.banner-button');
    await waitForBanner(page, null);
    host.send({ messageType: 'kick', target: studentId, message: { ban: true } });
    await waitForBanner(page, 'end.kicked');
    await page.click('.banner-button');
    await waitForBanner(page, 'end.banned');
  });

  test('opened elsewhere: the first page says so, and takes the seat back on demand', async () => {
    await student();
    const second = await page.context().newPage();
    await enter(second, house.server.url, { code: new URL(page.url()).pathname.split('/').at(-1) });
    await waitForBanner(page, 'end.replaced');
    await page.click('.banner-button');
    await waitForBanner(page, null);
    await waitForBanner(second, 'end.replaced');
  });

  test('a server that restarts in the middle of the class is no loss', async () => {
    const { room, host } = await student();
    await host.saySafely('전');
    await waitForText(page, '전');
    await house.server.restart({ how: 'SIGKILL' });
    await page.fill('#message', '아직 있어요');
    await page.keyboard.press('Enter');
    const again = await house.enter(room.id, house.teacher.token);
    await page.waitForSelector('.message.mine.sent');
    await again.saySafely('후');
    await waitForText(page, '후');
    assert.deepEqual(await textsOf(page), ['전', '아직 있어요', '후']);
    const stored = await eventually(async () => {
      const messages = await house.teacher.messages(room.id);
      return messages.length >= 3 && messages;
    }, 'three messages in the log');
    assert.deepEqual(stored.map(({ message }) => message), ['전', '아직 있어요', '후']);
  });
});

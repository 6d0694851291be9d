// SPDX-License-Identifier: GPL-3.0-or-later
// A class on the real server, held in the browser: the teacher is the page /teacher in Chromium.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import jsQR from 'jsqr';
import { House, PASSWORD } from '../lib/house.mjs';
import { eventually } from '../lib/api.mjs';
import { png } from '../lib/pictures.mjs';
import { DESKTOP, PHONE, SMALL, assertAccessible, assertReadInOrder, openPage, shot, startBrowser, textsOf, waitForBanner, waitForText } from './support/browser.mjs';

const house = await House.open({ users: [{ username: 'min', role: 'student', name: '민준' }, { username: 'park', name: '박선생' }] });
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

async function signIn(device = DESKTOP, username = 'kim', password = PASSWORD) {
  page = await openPage(chromium.browser, device);
  await page.goto(`${house.server.url}/teacher`);
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
}

/** A class that the page holds: its code, and ways in for students. */
async function hold(device = DESKTOP, { name = '3학년 2반 국어', talk = 'teacher' } = {}) {
  await signIn(device);
  await page.fill('#room-name', name);
  await page.check(`input[name=talk][value=${talk}]`);
  await page.click('.new-room .primary');
  await page.waitForSelector('.desk');
  await waitForBanner(page, null);
  const id = new URL(page.url()).hash.slice(1);
  const student = async (who) => {
    const seat = await house.anyone.join(id, who);
    const socket = await house.enter(id, seat.token, { as: who });
    await page.locator('.students li', { hasText: who }).waitFor({ state: 'attached' });
    return socket;
  };
  return { id, student };
}

const tool = (name) => page.locator('.toolbar').getByRole('button', { name }).click();
const students = () => page.$$eval('.students bdi', (all) => all.map((element) => element.textContent));

describe('signing in', () => {
  test('a wrong password is refused in words; a student has another page', async () => {
    await signIn(PHONE, 'kim', '아닌비밀번호');
    await page.getByText('사용자 이름이나 비밀번호가 맞지 않습니다.').waitFor();
    await assertAccessible(page);
    await shot(page, 'teacher-refused');
    await page.fill('#username', 'min');
    await page.fill('#password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('선생님 계정으로 로그인해 주세요.').waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.getItem('lectern.account')), null);
    page.assertQuiet();
  });

  test('a reload keeps the class; signing out leaves nothing behind', async () => {
    const { id } = await hold();
    await page.reload();
    await page.waitForSelector('.desk');
    await waitForBanner(page, null);
    await page.getByRole('button', { name: '내 수업으로' }).click();
    await page.locator('dialog').getByRole('button', { name: '나가기' }).click();
    await page.getByRole('button', { name: `이어서 하기: 3학년 2반 국어` }).first().waitFor();
    await assertAccessible(page);
    await shot(page, 'teacher-rooms');
    const token = await page.evaluate(() => JSON.parse(sessionStorage.getItem('lectern.account')).token);
    await page.getByRole('button', { name: '로그아웃' }).click();
    await page.waitForSelector('#username');
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    assert.equal(page.url().includes(id), false);
    await eventually(async () => (await house.anyone.as(token).get('/profile')).status === 401, 'the token has ended');
    page.assertQuiet();
  });
});

for (const [name, device] of [
  ['a desktop', { ...DESKTOP, locale: 'ko-KR' }],
  ['a small phone in the dark, in English', { ...SMALL, locale: 'en-US', colorScheme: 'dark' }],
]) {
  test(`on ${name}: a class from beginning to end`, async () => {
    const english = device.locale === 'en-US';
    const t = (ko, en) => (english ? en : ko);
    const { id, student } = await hold(device, { talk: 'all' });
    await assertAccessible(page);
    const minjun = await student('김민준');
    const seoyeon = await student('이서연');

    await page.fill('#message', '12쪽을 펴세요');
    await page.keyboard.press('Enter');
    const { id: first } = await minjun.next({ messageType: 'send', message: '12쪽을 펴세요' });
    minjun.send({ messageType: 'read', message: { lastReadMessage: first } });
    await page.getByRole('button', { name: t('읽음 1/2', 'Seen 1/2') }).click();
    await assertAccessible(page);
    await page.keyboard.press('Escape');

    await page.setInputFiles('input[type=file]', { name: '칠판.png', mimeType: 'image/png', buffer: png(320, 200) });
    await page.fill('#message', '오늘의 칠판');
    await page.click('.send');
    const picture = await minjun.next('image');
    assert.equal(picture.message, '오늘의 칠판');
    await page.waitForSelector('.mine .picture.loaded');

    seoyeon.send({ messageType: 'hand', message: { raised: true } });
    seoyeon.say('저요!');
    await waitForText(page, '저요!');
    minjun.send({ messageType: 'reaction', message: { kind: 'slower' } });
    await page.waitForSelector('.pulse .felt', { state: 'attached' });
    if (english) await tool('Students');
    await page.waitForFunction(() => document.querySelector('.students bdi').textContent === '이서연');
    await assertAccessible(page);
    await shot(page, `teacher-hands-${device.locale}`);
    await page.locator('.student-name', { hasText: '김민준' }).click();
    await assertAccessible(page);
    await shot(page, `teacher-person-${device.locale}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t('이서연 님의 손 내리기', 'Lower the hand of 이서연') }).click();
    await seoyeon.next((frame) => frame.messageType === 'hand' && !frame.message.raised);

    await page.getByRole('button', { name: t('김민준 님에게만 쓰기', 'Write to 김민준 only') }).click();
    await page.keyboard.type('잘하고 있어요');
    await page.keyboard.press('Enter');
    assert.equal((await minjun.next({ messageType: 'send', message: '잘하고 있어요' })).target, minjun.id);
    await page.keyboard.press('Escape');
    assert.equal(await page.textContent('.note'), t('모두가 보는 글입니다', 'Everyone sees what you write'));

    await tool(t('투표', 'Poll'));
    await page.fill('#poll-question', '다 풀었나요?');
    await page.getByRole('button', { name: 'O / X' }).click();
    await assertAccessible(page);
    await shot(page, `teacher-pollmaker-${device.locale}`);
    await page.getByRole('button', { name: t('투표 시작', 'Start the poll') }).click();
    const poll = await minjun.next('poll');
    assert.deepEqual(poll.message.choices, ['O', 'X']);
    for (const [voter, choice] of [[minjun, 0], [seoyeon, 1], [seoyeon, 0]]) voter.send({ messageType: 'vote', refers: poll.id, message: { choices: [choice] } });
    await page.waitForFunction(() => document.querySelector('.poll .bar-count')?.textContent.startsWith('2'));
    await assertAccessible(page);
    await shot(page, `teacher-poll-${device.locale}`);
    await page.getByRole('button', { name: t('끝내고 결과 보여 주기', 'Close and show the result') }).click();
    assert.deepEqual((await minjun.next('pollResult')).message.counts, [2, 0]);
    await page.waitForSelector('.message .bars');

    await tool(t('타이머', 'Timer'));
    await page.fill('#timer-label', '조별 활동');
    await page.getByRole('button', { name: t('5분', '5 min') }).click();
    const { message: timer } = await minjun.next('timer');
    assert.ok(Math.abs(Date.parse(timer.endsAt) - Date.now() - 300_000) < 5_000);
    await page.waitForSelector('.timer');

    if (!english) await assertReadInOrder(page, ['banner', 'heading "3학년 2반 국어"', 'region "수업 도구"', 'button "투표"', 'main', 'log', '12쪽을 펴세요', 'textbox "수업에 보낼 글"', 'region "학생 2명"', '김민준']);
    await tool(t('잠그기', 'Lock'));
    await minjun.next((frame) => frame.messageType === 'roomUpdate' && frame.message.locked);
    await waitForBanner(page, 'banner.locked');
    await assertAccessible(page);
    await shot(page, `teacher-desk-${device.locale}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);

    await tool(t('수업 끝내기', 'End class'));
    await assertAccessible(page);
    await page.locator('dialog').getByRole('button', { name: t('수업 끝내기', 'End the class') }).click();
    assert.equal((await minjun.closed).code, 4410);
    await waitForBanner(page, 'end.class_ended');
    await page.click('.banner-button');
    await page.locator('.room-list li', { hasText: id }).getByRole('button').click();
    await page.waitForSelector('.desk');
    await waitForText(page, '12쪽을 펴세요');
    page.assertQuiet();
  });
}

test('the code fills the wall, and a camera reads it', async () => {
  const { id } = await hold({ viewport: { width: 1920, height: 1080 } });
  await tool('코드 크게 보기');
  await page.waitForSelector('.projector[open]');
  await assertAccessible(page);
  await shot(page, 'teacher-projector');
  const { data, width, height } = await page.evaluate(async () => {
    const svg = document.querySelector('.qr');
    const source = new XMLSerializer().serializeToString(svg).replace('<svg', '<svg width="400" height="400"');
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 400, 400);
    pen.drawImage(image, 0, 0);
    return { data: [...pen.getImageData(0, 0, 400, 400).data], width: 400, height: 400 };
  });
  assert.equal(jsQR(Uint8ClampedArray.from(data), width, height).data, `${house.server.url}/join/${id}`);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.projector', { state: 'hidden' });
  page.assertQuiet();
});

test('students are removed, let in again, or kept out; messages go for everyone; talk is changed', async () => {
  const nasty = '<img src=x onerror="window.hit=1">';
  const { student } = await hold();
  const guest = await student(nasty);
  guest.say(nasty);
  await waitForText(page, nasty);
  await page.getByRole('button', { name: '삭제' }).click();
  await page.locator('dialog').getByRole('button', { name: '삭제' }).click();
  await guest.next('delete');
  await page.waitForFunction(() => !document.querySelector('.message'));

  await tool('설정');
  await page.getByLabel('쓸 수 없음').check();
  await assertAccessible(page);
  await page.getByRole('button', { name: '저장' }).click();
  assert.equal((await guest.next('roomUpdate')).message.talk, 'none');

  await page.getByRole('button', { name: `${nasty} 님 내보내기` }).click();
  await page.getByLabel('다시 들어오지 못하게 하기').check();
  await assertAccessible(page);
  await page.locator('dialog').getByRole('button', { name: '내보내기' }).click();
  assert.equal((await guest.closed).code, 4403);
  await page.waitForFunction(() => !document.querySelector('.students li'));
  assert.equal(await page.evaluate(() => 'hit' in window), false);
  page.assertQuiet();
});

test('a student is muted and let speak again; names are laid out, tapped and hidden', async () => {
  const { id, student } = await hold(DESKTOP, { talk: 'all' });
  await tool('명단');
  await page.fill('#roster', '김민준\n이서연, 박도윤\n\n김민준');
  await assertAccessible(page);
  await shot(page, 'teacher-roster');
  await page.locator('dialog[open]').getByRole('button', { name: '저장' }).click();
  await page.waitForSelector('dialog[open]', { state: 'detached' });
  const door = await house.anyone.get(`/rooms/${id}/door`);
  assert.deepEqual(door.json.roster.map(({ name }) => name), ['김민준', '이서연', '박도윤']);

  const minjun = await student('김민준');
  const seoyeon = await student('이서연');
  const hush = page.getByRole('button', { name: '김민준 님의 글쓰기 막기' });
  await hush.click();
  await page.waitForSelector('.hush[aria-pressed=true]');
  assert.equal((await minjun.next('mute')).message.muted, true);
  await assertAccessible(page);
  await hush.click();
  assert.equal((await minjun.next('mute')).message.muted, false);
  await page.waitForFunction(() => !document.querySelector('.hush[aria-pressed=true]'));

  await tool('설정');
  await page.getByLabel('학생들끼리는 이름을 가리기').check();
  await page.getByRole('button', { name: '저장' }).click();
  assert.equal((await seoyeon.next('roomUpdate')).message.names, 'hidden');
  minjun.say('이름 없이');
  assert.equal((await seoyeon.next({ messageType: 'send', message: '이름 없이' })).senderName ?? '', '');
  await waitForText(page, '이름 없이');
  assert.equal(await page.textContent('.message.other .sender'), '김민준', 'teachers see who it was');
  page.assertQuiet();
});

const settle = (name) => page.locator('.students .student-name', { hasText: name }).click();
const save = () => page.locator('dialog[open]').getByRole('button', { name: '저장' }).click();

test('a student gets a name, a real name for teachers, and a part in the class; what hostile names hold is text', async () => {
  const { student } = await hold();
  const minjun = await student('ㅋㅋ');
  const seoyeon = await student('이서연');
  await settle('ㅋㅋ');
  await assertAccessible(page);
  await page.locator('#person-name').fill(' ');
  await save();
  await page.locator('dialog[open] [role=alert]', { hasText: '이름' }).waitFor();
  await page.locator('#person-name').fill('이서연');
  await page.getByLabel('실명').fill('<b onclick=hit>김민준');
  await shot(page, 'teacher-person');
  await save();
  await page.waitForSelector('dialog[open]', { state: 'detached' });
  assert.deepEqual((await seoyeon.next('rename')).message, { name: '이서연 (2)' }, 'a taken name is told apart');
  await page.locator('.real-name', { hasText: '<b onclick=hit>김민준' }).waitFor();
  assert.equal(seoyeon.seen('rename').length, 1, 'the real name is for teachers');
  await page.waitForFunction(() => document.activeElement.textContent.startsWith('이서연 (2)'), null, { polling: 'raf' });

  await settle('이서연 (2)');
  await page.getByLabel('함께하는 선생님').check();
  await save();
  assert.deepEqual((await minjun.next('roomUpdate')).message.assistants, [minjun.id]);
  await page.locator('.students .role', { hasText: '함께하는 선생님' }).waitFor();
  await assertAccessible(page);
  await settle('이서연 (2)');
  assert.equal(await page.getByLabel('함께하는 선생님').isChecked(), true);
  await page.getByLabel('함께하는 선생님').uncheck();
  await save();
  assert.deepEqual((await minjun.next('roomUpdate')).message.assistants, []);
  page.assertQuiet();
});

test('the class is handed over to a teacher who is there; a co-teacher finds it among their classes', async () => {
  const { id, student } = await hold();
  const minjun = await student('김민준');
  const park = await house.signIn('park');
  await park.post(`/rooms/${id}/join`, { name: '박선생' });
  const colleague = await house.enter(id, park.token, { as: '박선생' });
  await settle('박선생');
  assert.equal(await page.locator('#person-name').count(), 0, 'an account has its own name');
  await page.getByLabel('함께하는 선생님').check();
  await save();
  await colleague.next('roomUpdate');
  await settle('박선생');
  await page.getByRole('button', { name: '이 수업 넘기기' }).click();
  await assertAccessible(page);
  await page.locator('dialog[open]').getByRole('button', { name: '넘기기' }).click();
  assert.equal((await minjun.next((frame) => frame.messageType === 'roomUpdate' && frame.message.host)).message.host, colleague.id);
  await page.waitForSelector('.new-room');
  await page.getByText(id).waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).hash, '');

  const { json: kim } = await house.teacher.get('/profile');
  await park.patch(`/rooms/${id}`, { assistants: [kim.id] });
  await page.reload();
  await page.locator('.room-list li', { hasText: id }).getByRole('button').click();
  await page.waitForSelector('.desk');
  await waitForBanner(page, null);
  await settle('김민준');
  assert.equal(await page.getByLabel('함께하는 선생님').count(), 0, 'who holds it, too, is for the host to say');
  page.assertQuiet();
});

test('a colleague comes in by the code, waits, and has the desk once the host says so', async () => {
  const { id } = await hold();
  const host = page;
  const code = async (typed) => {
    await page.fill('#room-code', typed);
    await page.click('.colleague button');
  };
  await signIn(PHONE, 'park');
  const colleague = page;
  try {
    await code('abc');
    await page.getByText('수업 코드는 영문자 여섯 글자입니다').waitFor();
    await code('ZZZZZZ');
    await page.getByText('이 코드의 수업이 없습니다').waitFor();
    await page.waitForFunction(() => document.activeElement.id === 'room-code');
    await assertAccessible(page);
    await shot(page, 'teacher-colleague');
    await code(id.toLowerCase());
    await page.getByText('김선생 님이 학생 목록에서 박선생 님을').waitFor();
    assert.equal(await page.textContent('h1'), '3학년 2반 국어');
    await assertAccessible(page);
    await shot(page, 'teacher-waiting');
    await page.reload();
    await page.getByText('김선생 님이 학생 목록에서 박선생 님을').waitFor();
    assert.equal(await page.locator('.desk').count(), 0);

    page = host;
    await settle('박선생');
    await page.getByLabel('함께하는 선생님').check();
    await save();
    page = colleague;
    await page.waitForSelector('.desk');
    await page.fill('#message', '함께합니다');
    await page.keyboard.press('Enter');
    await waitForText(host, '함께합니다');
    await page.click('.language');
    await page.waitForSelector('html[lang=en]');
    assert.equal(await page.locator('.desk').count(), 1);

    page = host;
    await settle('박선생');
    await page.getByLabel('함께하는 선생님').uncheck();
    await save();
    await colleague.waitForSelector('.new-room');
    host.assertQuiet();
    colleague.assertQuiet();
  } finally {
    await colleague.context().close();
    page = host;
  }
});

test('away and back: the class waits, and nothing is lost', async () => {
  const { student } = await hold();
  const minjun = await student('김민준');
  await page.context().setOffline(true);
  await waitForBanner(page, 'banner.offline');
  await minjun.next('hostAway');
  await page.fill('#message', '곧 돌아옵니다');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.message.sending');
  await page.context().setOffline(false);
  await minjun.next({ messageType: 'send', message: '곧 돌아옵니다' });
  await waitForBanner(page, null);
  assert.deepEqual(await textsOf(page), ['곧 돌아옵니다']);
  assert.deepEqual(await students(), ['김민준']);
  page.assertQuiet();
});

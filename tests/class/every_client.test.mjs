// SPDX-License-Identifier: GPL-3.0-or-later
// One room on two nodes with the console, a page in Chromium, and a client of every other protocol: each sees what all the
// others say once, in one order, and the console sees them come and go.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import SockJS from 'sockjs-client';
import { enter, openPage, startBrowser, textsOf, waitForBanner } from '../browser/support/browser.mjs';
import { eventually } from '../lib/api.mjs';
import { Chatter } from '../lib/chatter.mjs';
import { EventReader } from '../lib/events.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { StompPerson } from '../lib/stomp.mjs';
import { Desk } from './desk.mjs';

const flags = ['--set', 'rooms.seat_seconds=1'];
const users = ['stomp', 'sockjs', 'chat', 'events'].map((username) => ({ username, role: 'student', name: `${username} 님` }));
const house = await House.open({ flags, users, redis: true });
const second = await house.node({ flags });
const chromium = await startBrowser();
after(() => chromium.stop());

test('the console, a page, STOMP, SockJS, ENTER/TALK and events in one room', async () => {
  const desk = await Desk.open();
  after(() => desk.close());
  await desk.signIn(house.server.url, 'kim', PASSWORD);
  await desk.until('the rooms', ({ atRooms }) => atRooms);
  await desk.makeRoom('모두 모여라');
  const { code } = await desk.until('the class', (seen) => seen.code && seen.line.includes('Connected'));
  assert.equal((await house.teacher.patch(`/rooms/${code}`, { talk: 'all' })).status, 200);

  const page = await openPage(chromium.browser, { locale: 'ko-KR' });
  await enter(page, second.url, { code, name: '민준' });
  await waitForBanner(page, null);
  await desk.until('민준', ({ online }) => online['민준']);
  const token = async (username) => (await house.signIn(username)).token;
  const stomp = await StompPerson.connect(house.server, await token('stomp'));
  await stomp.subscribe(code);
  const polling = () => new SockJS(`${second.url}/sockjs`, null, { transports: 'xhr-polling' });
  const sockjs = await StompPerson.connect(second, await token('sockjs'), { webSocketFactory: polling });
  await sockjs.subscribe(code);
  const chat = await Chatter.open(second, '/ws/chat', await token('chat'));
  await chat.enter(code);
  const events = await EventReader.open(house.server, { room: code, token: await token('events') });
  await desk.until('everyone', ({ online }) => users.every(({ name }) => online[name]));

  const spoken = (bodies, type, text) => () => bodies.filter((each) => each.type === type).map(text);
  const people = {
    desk: async () => (await desk.look()).messages.filter((each) => each.sent).map(({ text }) => text),
    page: () => textsOf(page),
    stomp: spoken(stomp.bodies.all, 'TALK', ({ message }) => message),
    sockjs: spoken(sockjs.bodies.all, 'TALK', ({ message }) => message),
    chat: spoken(chat.got.all, 'TALK', ({ message }) => message),
    events: () => events.seen('send').map(({ message }) => message),
  };
  for (let round = 0; round < 3; ++round) {
    await desk.say(`교탁 ${round}`);
    await page.fill('#message', `민준 ${round}`);
    await page.keyboard.press('Enter');
    stomp.send(`/pub/${code}`, { message: `stomp ${round}` });
    sockjs.send(`/pub/${code}`, { message: `sockjs ${round}` });
    chat.talk(code, `chat ${round}`);
    await events.say(`events ${round}`);
  }
  const stored = async () => (await house.teacher.messages(code)).map(({ message }) => message);
  await eventually(async () => (await stored()).length === 18, 'everything is stored');
  const inOrder = await stored();
  for (const [who, heard] of Object.entries(people)) {
    await eventually(async () => (await heard()).length >= inOrder.length, `${who} has everything`);
    assert.deepEqual(await heard(), inOrder, who);
  }

  await stomp.client.deactivate();
  await sockjs.client.deactivate();
  await chat.close();
  await events.api.post(`/rooms/${code}/leave`);
  await page.close();
  await desk.until('all gone', ({ online }) => ['민준', ...users.map(({ name }) => name)].every((name) => online[name] === false));
});

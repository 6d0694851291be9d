// SPDX-License-Identifier: GPL-3.0-or-later
// Two nodes for REST and two for live connections behind a real nginx with the configuration that is shipped: one server,
// as far as anybody can tell.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import SockJS from 'sockjs-client';
import { Api, eventually } from '../lib/api.mjs';
import { EventReader } from '../lib/events.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { Nginx } from '../lib/nginx.mjs';
import { png } from '../lib/pictures.mjs';
import { refused } from '../lib/socket.mjs';
import { TusUpload } from '../lib/tus.mjs';

const house = await House.open({ redis: true, flags: ['--serve', 'api'] });
const api = [house.server, await house.node({ flags: ['--serve', 'api'] })];
const realtime = [await house.node({ flags: ['--serve', 'realtime'] }), await house.node({ flags: ['--serve', 'realtime'] })];
const front = await Nginx.start([...api, ...realtime].map(({ port }) => port));
after(() => front.stop());

const anyone = new Api(front);
const teacher = await anyone.login('kim', PASSWORD);
const room = await teacher.createRoom({ talk: 'all' });
const enter = (token, as, more = {}) => house.enter(room.id, token, { server: front, as, ...more });
const host = await enter(teacher.token, 'the host');

async function student(name) {
  const seat = await anyone.join(room.id, name);
  const socket = await enter(seat.token, name);
  socket.token = seat.token;
  socket.api = anyone.as(seat.token);
  return socket;
}

const people = await Promise.all(['민준', '서연', '하준', '지우'].map(student));

test('pages come, and the address that students type leads to them', async () => {
  const page = await fetch(`${front.url}/join/${room.id}`);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type'), /^text\/html/);
  assert.ok(room.joinUrl.startsWith(front.url), room.joinUrl);
});

test('a class is spread over both nodes and is one class', async () => {
  const listed = (await teacher.get(`/rooms/${room.id}/participants`)).json;
  assert.deepEqual(new Set(listed.map(({ serverId }) => serverId)), new Set(realtime.map(({ serverId }) => serverId)));
  const { seq } = await host.saySafely('모두 들리나요?');
  for (const each of people) assert.equal((await each.next({ messageType: 'send', message: '모두 들리나요?' })).seq, seq);
  people[0].say('네!');
  for (const each of [host, ...people]) await each.next({ messageType: 'send', message: '네!' });
});

test('a page from here may connect, one from elsewhere may not', async () => {
  const { token } = await anyone.join(room.id, '브라우저');
  const browser = await enter(token, 'a browser', { origin: new URL(front.url).origin });
  await browser.close();
  assert.equal((await refused(front, { room: room.id, token, origin: 'https://evil.example' })).status, 403);
});

test('an answer names the request as nginx does, and the metrics are not for the world', async () => {
  const answer = await anyone.root('GET', '/healthz');
  assert.match(answer.headers.get('x-request-id'), /^[0-9a-f]{32}$/);
  assert.equal((await anyone.root('GET', '/metrics')).status, 404);
});

test('what is done by REST arrives at once', async () => {
  await teacher.post(`/rooms/${room.id}/messages`, { messageType: 'send', message: 'REST로 보냅니다' });
  for (const each of people) await each.next({ messageType: 'send', message: 'REST로 보냅니다' });
  assert.equal((await teacher.patch(`/rooms/${room.id}`, { locked: true })).status, 200);
  for (const each of people) await each.next((frame) => frame.messageType === 'roomUpdate' && frame.message.locked === true);
  await teacher.patch(`/rooms/${room.id}`, { locked: false });
});

test('a large file goes through as it comes', async () => {
  const bytes = randomBytes(6_000_000);
  const answer = await teacher.post(`/rooms/${room.id}/files?name=a.bin`, bytes, { 'content-type': 'application/octet-stream' });
  assert.equal(answer.status, 201, answer.text);
  const got = await people[1].api.root('GET', answer.json.url);
  assert.ok(got.bytes.equals(bytes));
});

test('what is too large is refused by Lectern, not by nginx', async () => {
  const answer = await teacher.post(`/rooms/${room.id}/files?name=b.bin`, Buffer.alloc(20_971_521), { 'content-type': 'application/octet-stream' })
    .catch((error) => error);
  if (!(answer instanceof Error)) assert.equal(answer.json.code, 'file_too_large'); // or cut while it was still sending
});

test('an upload in parts comes together, whatever connections its parts take', async () => {
  const bytes = png(900, 700);
  const upload = await TusUpload.create(teacher, room.id, bytes.length);
  const half = bytes.length >> 1;
  assert.equal((await upload.patch(0, bytes.subarray(0, half))).status, 204);
  assert.equal(await upload.offset(), half);
  assert.equal((await upload.patch(half, bytes.subarray(half))).status, 204);
  host.send({ messageType: 'image', message: '', attachment: { id: upload.id }, ref: 'image' });
  const shown = await people[2].next('image');
  assert.equal(shown.attachment.state, 'ready');
});

test('events come as they are said', async () => {
  const { token } = await anyone.join(room.id, '수아');
  const events = await EventReader.open(front, { room: room.id, token });
  await host.saySafely('이것도 들리나요?');
  await events.next({ messageType: 'send', message: '이것도 들리나요?' });
  assert.equal((await events.say('네, 들려요')).status, 201);
  await host.next({ messageType: 'send', message: '네, 들려요' });
  await events.drop();
});

test('a SockJS session stays at its node, whatever connections its requests take', async () => {
  const { token } = await anyone.join(room.id, '도윤');
  for (let i = 0; i < 6; ++i) {
    const socket = new SockJS(`${front.url}/sockjs`, null, { transports: i % 2 ? 'xhr-polling' : 'xhr-streaming' });
    await new Promise((resolve) => (socket.onopen = resolve));
    const answered = new Promise((resolve) => (socket.onmessage = resolve));
    socket.send(`CONNECT\naccept-version:1.2\nhost:x\npasscode:${token}\n\n\0`);
    assert.match((await answered).data, /^CONNECTED\n/);
    socket.close();
  }
});

test('a node that dies takes nobody along', async () => {
  const [lost] = realtime;
  const nodeOf = (list, id) => list.find((person) => person.id === id)?.serverId;
  const listed = (await teacher.get(`/rooms/${room.id}/participants`)).json;
  const thrown = people.filter(({ id }) => nodeOf(listed, id) === lost.serverId);
  assert.ok(thrown.length > 0);
  await lost.kill();
  for (const each of thrown) {
    await each.closed;
    const back = await enter(each.token, `${each.id} again`, { since: each.welcome.lastSeq, epoch: each.welcome.epoch });
    assert.equal(back.welcome.recovered, true);
    await back.next({ messageType: 'send', message: 'REST로 보냅니다', replay: true });
  }
  const everybody = await eventually(async () => {
    const now = (await teacher.get(`/rooms/${room.id}/participants`)).json.filter(({ id }) => thrown.some((each) => each.id === id));
    return now.every(({ serverId }) => serverId === realtime[1].serverId) && now;
  }, 'everybody to be on the other node');
  assert.equal(everybody.length, thrown.length);
});

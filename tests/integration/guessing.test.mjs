// SPDX-License-Identifier: GPL-3.0-or-later
// Codes that are tried out: wherever one can be given, too many wrong ones from an address end the telling, for that
// address alone, and for nobody who has a place in the room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem } from '../lib/api.mjs';
import { Chatter } from '../lib/chatter.mjs';
import { House } from '../lib/house.mjs';
import { refused, Socket } from '../lib/socket.mjs';
import { RawStomp } from '../lib/stomp.mjs';

const BURST = 5;
const house = await House.open({
  users: [{ username: 'lee', role: 'student', name: '이민준' }, { username: 'park', role: 'teacher', name: '박서연' }],
  flags: ['--set', `auth.guess_burst=${BURST}`, '--set', 'auth.guess_rate=0.0001', '--set', 'auth.registration=open',
    '--set', 'auth.register_burst=3', '--set', 'auth.register_rate=0.0001'],
});
const { server, anyone, teacher } = house;
const lee = await house.signIn('lee');
const room = await teacher.createRoom({ talk: 'all' });

let lastAddress = 0;
/** Somewhere that nobody has come from yet: the test is this server's proxy. */
const elsewhere = () => ({ 'x-forwarded-for': `192.0.2.${++lastAddress}` });
let lastCode = 0;
const wrongCode = () => `ZZ${[...`${1000 + ++lastCode}`].map((digit) => 'ABCDEFGHJK'[digit]).join('')}`;

const join = (code, headers, name = '민준') => anyone.post(`/rooms/${code}/join`, { name }, headers);
async function guessTooOften(headers) {
  for (let i = 0; i < BURST; ++i) assertProblem(await join(wrongCode(), headers), 404, 'room_not_found');
}

test('what is right and what is wrong are told apart no more once there were too many', async () => {
  const here = elsewhere();
  await guessTooOften(here);
  for (const code of [wrongCode(), room.id]) {
    const answer = await join(code, here);
    assertProblem(answer, 429, 'rate_limited');
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
  }
  assert.equal((await join(room.id, elsewhere())).status, 200, 'elsewhere nothing has changed');
});

test('a typo now and then among a class that comes in from one address blocks nobody', async () => {
  const school = elsewhere();
  for (let student = 0; student < 40; ++student) {
    if (student % 10 === 0) assertProblem(await join(wrongCode(), school), 404);
    assert.equal((await join(room.id, school, `학생 ${student}`)).status, 200);
  }
});

test('what cannot be a code does not count: nothing can be learnt by it', async () => {
  const here = elsewhere();
  for (let i = 0; i < 2 * BURST; ++i) assertProblem(await join('short', here), 404);
  assert.equal((await join(room.id, here)).status, 200);
});

test('codes tried side by side tell no more than those tried one by one', async () => {
  const here = elsewhere();
  const answers = await Promise.all(Array.from({ length: 60 }, () => join(wrongCode(), here)));
  assert.ok(answers.filter(({ status }) => status === 404).length <= BURST);
  assert.ok(answers.every(({ status }) => status === 404 || status === 429));
});

test('a client that names an address by itself is not believed before the proxy’s word', async () => {
  const address = elsewhere()['x-forwarded-for'];
  for (let i = 0; i < BURST; ++i) await join(wrongCode(), { 'x-forwarded-for': `198.51.100.${i}, ${address}` });
  assertProblem(await join(room.id, { 'x-forwarded-for': `198.51.100.200, ${address}` }), 429);
});

const seated = await anyone.join(room.id, '서연');
const leeSeat = await lee.post(`/rooms/${room.id}/join`, {});
assert.equal(leeSeat.status, 200);
const park = await house.signIn('park'); // an account without a place in the room

const DOORS = {
  'the door': { guess: (code, headers) => anyone.get(`/rooms/${code}/door`, headers), seated: undefined },
  join: { guess: (code, headers) => anyone.post(`/rooms/${code}/join`, { name: '민준' }, headers), seated: undefined },
  'a room by an account': {
    guess: (code, headers) => park.get(`/rooms/${code}/messages`, headers), seated: (headers) => lee.get(`/rooms/${room.id}/messages`, headers),
  },
  '/ws': {
    guess: (code, headers) => refused(server, { room: code, token: park.token, headers }),
    seated: (headers) => live({ room: room.id, token: seated.token, headers }),
  },
  '/room': {
    guess: (code, headers) => refused(server, { path: '/room', room: code, token: park.token, headers }), seated: undefined,
  },
};

/** The welcome, as if it were an answer. */
async function live(options) {
  const socket = await Socket.open(server, options);
  await socket.close();
  return { status: 200 };
}

for (const [name, { guess, seated: reconnect }] of Object.entries(DOORS))
  test(`${name}: wrong codes count, the right one is refused then, reconnects are not`, async () => {
    const here = elsewhere();
    for (let i = 0; i < BURST; ++i) assertProblem(await guess(wrongCode(), here), 404, 'room_not_found');
    const answer = await guess(room.id, here);
    assertProblem(answer, 429, 'rate_limited');
    assert.ok(answer.headers.get('retry-after'));
    if (reconnect) assert.equal((await reconnect(here)).status, 200);
  });

test('STOMP: an ERROR rate_limited', async () => {
  const here = elsewhere();
  await guessTooOften(here);
  for (const command of [`SUBSCRIBE\nid:s\ndestination:/topic/room/${room.id}\n\n^@`, `SEND\ndestination:/app/room/${room.id}\n\n{"message":"x"}^@`]) {
    const client = await RawStomp.open(server, { token: park.token, headers: here });
    client.send(command);
    assert.equal((await client.refusal()).code, 'rate_limited');
  }
  const known = await RawStomp.open(server, { token: lee.token, headers: here });
  await known.subscribe(room.id);
});

test('ENTER: an ERROR rate_limited, and the line stays', async () => {
  const here = elsewhere();
  const client = await Chatter.open(server, '/ws/chat', park.token, { headers: { ...here, authorization: `Bearer ${park.token}` } });
  for (let i = 0; i < BURST; ++i) {
    client.send({ type: 'ENTER', roomId: wrongCode() });
    assert.equal((await client.next({ type: 'ERROR' })).code, 'room_not_found');
  }
  client.send({ type: 'ENTER', roomId: room.id });
  assert.equal((await client.next({ type: 'ERROR' })).code, 'rate_limited');
});

test('SockJS: a STOMP subscription is refused there, too', async () => {
  const here = elsewhere();
  await guessTooOften(here);
  const session = `/sockjs/000/${Math.random().toString(36).slice(2)}`;
  const send = (frame) => anyone.root('POST', `${session}/xhr_send`, JSON.stringify([frame]), here);
  const next = async () => (await anyone.root('POST', `${session}/xhr`, '', here)).text;
  assert.equal(await next(), 'o\n');
  assert.equal((await send(`CONNECT\naccept-version:1.2\npasscode:${park.token}\n\n\0`)).status, 204);
  assert.match(await next(), /CONNECTED/);
  assert.equal((await send(`SUBSCRIBE\nid:s\ndestination:/topic/room/${room.id}\n\n\0`)).status, 204);
  assert.match(await next(), /rate_limited/);
});

test('an ended class is asked for by all who were in it, and that is no guessing', async () => {
  const here = elsewhere();
  const over = await teacher.createRoom();
  const guests = await Promise.all(Array.from({ length: BURST + 2 }, (_, i) => anyone.join(over.id, `학생 ${i}`)));
  await teacher.delete(`/rooms/${over.id}`);
  for (const { token } of guests) assertProblem(await refused(server, { room: over.id, token, headers: here }), 404, 'room_not_found');
  assert.equal((await join(room.id, here)).status, 200);
});

test('a guest’s token of another room is no way to guess for nothing', async () => {
  const here = elsewhere();
  const other = (await teacher.createRoom()).id;
  const knock = (code) => refused(server, { room: code, token: seated.token, headers: here });
  assertProblem(await knock(other), 403, 'forbidden');
  for (let i = 0; i < BURST; ++i) assertProblem(await knock(wrongCode()), 404, 'room_not_found');
  for (const code of [wrongCode(), other]) assertProblem(await knock(code), 429, 'rate_limited');
});

test('accounts made from one address come to an end, too', async () => {
  const here = elsewhere();
  const register = (n, headers) => anyone.post('/register', { name: '새 학생', email: `new${n}@school.example` }, headers);
  for (let n = 0; n < 3; ++n) assert.equal((await register(n, here)).status, 201);
  const answer = await register(3, here);
  assertProblem(answer, 429, 'rate_limited');
  assert.ok(Number(answer.headers.get('retry-after')) > 1);
  assert.equal((await register(4, elsewhere())).status, 201);
});

test('the log says from where codes are tried out, and no code', async () => {
  const lines = server.log.split('\n').filter((line) => line.includes('being tried out'));
  assert.ok(lines.length >= 1, 'at most one a minute');
  assert.match(lines[0], /192\.0\.2\.1\b/);
  assert.doesNotMatch(lines[0], /ZZ[A-K]{4}/);
});

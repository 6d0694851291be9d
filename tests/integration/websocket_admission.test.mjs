// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { assertProblem } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { runVerb } from '../lib/server.mjs';
import { refused, Socket } from '../lib/socket.mjs';
import { signedWith, unsigned } from '../lib/tokens.mjs';

const house = await House.open({ users: [{ username: 'pupil', role: 'student' }] });
const { anyone, teacher, server } = house;

for (const via of ['header', 'subprotocol', 'query'])
  test(`the token comes by ${via}`, async () => {
    const room = await teacher.createRoom();
    const socket = await Socket.open(server, { room: room.id, token: teacher.token, via });
    assert.equal(socket.welcome.self.name, '김선생');
    await socket.close();
  });

test('the subprotocol is answered, the token only when nothing else was offered', async () => {
  const room = await teacher.createRoom();
  const answered = async (options) => {
    const socket = await Socket.open(server, { room: room.id, token: teacher.token, ...options });
    await socket.close();
    return socket.ws.protocol;
  };
  assert.equal(await answered({ protocols: ['lectern.v1'] }), 'lectern.v1');
  assert.equal(await answered({ protocols: ['lectern.v1'], via: 'subprotocol' }), 'lectern.v1');
  assert.equal(await answered({ via: 'subprotocol' }), `bearer.${teacher.token}`);
  assert.equal(await answered({}), '');
});

test('no token or a wrong one is 401, before the upgrade', async (t) => {
  const room = await teacher.createRoom();
  for (const [what, token] of [['none', undefined], ['garbage', 'abc'], ['not signed', unsigned(teacher.token)],
    ['signed with another key', signedWith('key', teacher.token)]])
    await t.test(what, async () => assertProblem(await refused(server, { room: room.id, token }), 401, 'unauthorized'));
  await t.test('an expired one', async () => {
    const done = await runVerb(['token', '--user', 'kim', '--ttl', '1', '--data-dir', house.dataDir]);
    const token = done.stdout.trim();
    for (;;) if ((await anyone.as(token).get('/profile')).status === 401) break;
    assertProblem(await refused(server, { room: room.id, token }), 401, 'token_expired');
  });
});

test('a position that is no number from 0 up is 400', async (t) => {
  const room = await teacher.createRoom();
  for (const since of ['-1', 'abc', '1.5', '1e3', '99999999999999999999', ' '])
    await t.test(JSON.stringify(since), async () =>
      assertProblem(await refused(server, { room: room.id, token: teacher.token, since, epoch: 'x' }), 400, 'bad_request'));
  await t.test('and so is a history that is none', async () =>
    assertProblem(await refused(server, { room: room.id, token: teacher.token, history: 'all' }), 400, 'bad_request'));
});

test('a room that is not there is 404', async () =>
  assertProblem(await refused(server, { room: 'ZZZZZZ', token: teacher.token }), 404, 'room_not_found'));

test('a class that has ended is 404', async () => {
  const room = await teacher.createRoom();
  const seat = await anyone.join(room.id, '민준');
  await teacher.delete(`/rooms/${room.id}`);
  assertProblem(await refused(server, { room: room.id, token: seat.token }), 404, 'room_not_found');
});

test('a teacher who names no room gets a new class', async () => {
  const socket = await Socket.open(server, { token: teacher.token });
  assert.match(socket.welcomeFrame.room, /^room:[A-Z]{6}$/);
  assert.equal(socket.welcome.kind, 'class');
  assert.equal(socket.welcome.host.id, socket.id);
  const id = socket.welcomeFrame.room.slice(5);
  assert.equal((await teacher.get(`/rooms/${id}`)).json.host.id, socket.id);
  await socket.close();
});

test('class after class can be made by connecting and ended by a word', async () => {
  for (let lesson = 0; lesson < 8; ++lesson) {
    const first = await Socket.open(server, { token: teacher.token });
    const second = await house.enter(first.welcomeFrame.room.slice(5), teacher.token);
    second.send({ messageType: 'close', message: {} });
    assert.equal((await second.closed).code, 4410);
  }
  assert.equal((await anyone.root('GET', '/healthz')).status, 200);
});

test('a student who names no room gets none', async () => {
  const { status } = await refused(server, { token: (await house.signIn('pupil')).token });
  assert.ok(status >= 400 && status < 500, `${status}`);
});

test('browsers of other sites are turned away', async (t) => {
  const room = await teacher.createRoom();
  const open = { room: room.id, token: teacher.token };
  for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${server.port + 1}`, `${server.url}.evil.example`])
    await t.test(origin, async () => assertProblem(await refused(server, { ...open, origin }), 403, 'forbidden'));
  await t.test('the server’s own page is welcome', async () => (await Socket.open(server, { ...open, origin: server.url })).close());
});

test('origins that are allowed by name come in, and get CORS answers', async () => {
  const config = path.join(house.dataDir, 'origins.toml');
  await writeFile(config, 'allowed_origins = ["https://school.example"]\n');
  const node = await house.node({ flags: ['--config', config] });
  const room = await new anyone.constructor(node, teacher.token).createRoom();
  const open = { room: room.id, token: teacher.token };
  await (await Socket.open(node, { ...open, origin: 'https://school.example' })).close();
  assert.equal((await refused(node, { ...open, origin: 'https://evil.example' })).status, 403);
  const preflight = await fetch(`${node.url}/api/v1/rooms`, {
    method: 'OPTIONS',
    headers: { origin: 'https://school.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
  });
  assert.ok(preflight.status < 300, `${preflight.status}`);
  assert.equal(preflight.headers.get('access-control-allow-origin'), 'https://school.example');
  assert.match(preflight.headers.get('access-control-allow-methods'), /POST/);
  const foreign = await fetch(`${node.url}/healthz`, { headers: { origin: 'https://evil.example' } });
  assert.equal(foreign.headers.get('access-control-allow-origin'), null);
});

test('"*" allows any origin', async () => {
  const config = path.join(house.dataDir, 'any.toml');
  await writeFile(config, 'allowed_origins = ["*"]\n');
  const node = await house.node({ flags: ['--config', config] });
  const room = await new anyone.constructor(node, teacher.token).createRoom();
  await (await Socket.open(node, { room: room.id, token: teacher.token, origin: 'https://any.example' })).close();
});

test('a locked room refuses who has a seat but was never there', async () => {
  const room = await teacher.createRoom();
  const seat = await anyone.join(room.id, '민준');
  await teacher.patch(`/rooms/${room.id}`, { locked: true });
  assertProblem(await refused(server, { room: room.id, token: seat.token }), 403, 'room_locked');
});

test('a full room is 409', async () => {
  const node = await house.node({ flags: ['--set', 'limits.participants=2'] });
  const there = new anyone.constructor(node, teacher.token);
  const room = await there.createRoom();
  const [one, two] = [await there.as('').join(room.id, '하나'), await there.as('').join(room.id, '둘')];
  const host = await Socket.open(node, { room: room.id, token: teacher.token });
  const first = await Socket.open(node, { room: room.id, token: one.token });
  assertProblem(await refused(node, { room: room.id, token: two.token }), 409, 'room_full');
  await Promise.all([host.close(), first.close()]);
});

test('over limits.connections newcomers get 503', async () => {
  const node = await house.node({ flags: ['--set', 'limits.connections=2'] });
  const there = new anyone.constructor(node, teacher.token);
  const room = await there.createRoom();
  const seats = [await there.as('').join(room.id, '하나'), await there.as('').join(room.id, '둘'), await there.as('').join(room.id, '셋')];
  const sockets = [];
  let answer;
  for (const { token } of seats)
    try {
      sockets.push(await Socket.open(node, { room: room.id, token }));
    } catch {
      answer = await refused(node, { room: room.id, token });
    }
  assert.equal(answer?.status, 503);
  await Promise.all(sockets.map((socket) => socket.close()));
});

test('the welcome says who one is and where', async () => {
  const { room, student } = await house.classroom({ name: '음악' });
  const { welcome, welcomeFrame } = await student('민준');
  assert.equal(welcomeFrame.room, `room:${room.id}`);
  assert.equal(welcomeFrame.senderType, 'system');
  assert.equal(welcome.self.name, '민준');
  assert.equal(welcome.self.type, 'student');
  assert.equal(welcome.roomName, '음악');
  assert.equal(welcome.kind, 'class');
  assert.equal(welcome.talk, 'teacher');
  assert.equal(welcome.locked, false);
  assert.equal(welcome.host.name, '김선생');
  assert.equal(welcome.host.online, true);
  assert.deepEqual(welcome.participants.map(({ name }) => name).sort(), ['김선생', '민준'].sort());
  assert.deepEqual(welcome.openPolls, []);
  assert.equal(typeof welcome.epoch, 'string');
  assert.equal(welcome.lastSeq, 0);
  assert.equal(welcome.unread, 0);
  assert.equal(welcome.recovered, false);
  assert.equal(welcome.limits.text, 4000);
  assert.equal(welcome.limits.frame, 65536);
  assert.equal(welcome.limits.name, 40);
  assert.equal(welcome.limits.file, 20971520);
  assert.equal(welcome.limits.participants, 1000);
  assert.equal(welcome.limits.recovery, 1000);
});

test('other paths are no WebSockets', async () => {
  const room = await teacher.createRoom();
  const { status } = await refused(server, { path: '/nothing', room: room.id, token: teacher.token });
  assert.equal(status, 404);
});

test('a plain GET of /ws is refused, not hung', async () => {
  const answer = await teacher.root('GET', '/ws');
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status}`);
});

test('a frame is answered in text, also to clients that offer compression', async () => {
  const room = await teacher.createRoom();
  const ws = new WebSocket(`${server.socketUrl}/ws?room=${room.id}&token=${teacher.token}`, { perMessageDeflate: true });
  const [data, isBinary] = await new Promise((resolve, reject) => {
    ws.on('message', (...got) => resolve(got));
    ws.on('error', reject);
  });
  assert.equal(isBinary, false);
  assert.equal(JSON.parse(data.toString()).messageType, 'welcome');
  ws.terminate();
});

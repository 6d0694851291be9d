// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { refused } from '../lib/socket.mjs';
import { RawStomp, StompPerson } from '../lib/stomp.mjs';
import { signedWith } from '../lib/tokens.mjs';

const house = await House.open({
  users: [{ username: 'lee', role: 'student', name: '이민준' }, { username: 'park', role: 'student', name: '박서연' }],
  flags: ['--set', 'rooms.seat_seconds=1', '--set', 'allowed_origins=["https://school.example"]'],
});
const { server, teacher } = house;
const lee = await house.signIn('lee');
const park = await house.signIn('park');
const chat = (name = '책 이야기') => lee.createRoom({ name, kind: 'chat' });

for (const version of ['1.0', '1.1', '1.2']) {
  test(`STOMP ${version}: people talk, come and go`, async () => {
    const room = await chat();
    const minjun = await StompPerson.connect(server, lee.token, { version });
    assert.equal(minjun.connected.headers.version, version);
    await minjun.subscribe(room.id);
    const seoyeon = await StompPerson.connect(server, park.token, { version });
    await seoyeon.subscribe(room.id);
    const join = await minjun.bodies.next({ type: 'JOIN' });
    assert.equal(join.sender, seoyeon.id);
    assert.equal(join.senderName, '박서연');
    assert.equal(join.roomId, room.id);

    minjun.send('/app/chat.sendMessage', { roomId: room.id, message: '안녕: "하나"\n\\둘' });
    for (const person of [minjun, seoyeon]) {
      const talk = await person.bodies.next({ type: 'TALK' });
      assert.equal(talk.message, '안녕: "하나"\n\\둘');
      assert.equal(talk.sender, minjun.id);
      assert.equal(talk.seq, 1);
      assert.ok(talk.id);
    }
    await seoyeon.client.deactivate();
    const leave = await minjun.bodies.next({ type: 'LEAVE' });
    assert.equal(leave.sender, seoyeon.id);
    assert.equal(leave.reason, 'left');
    assert.equal(minjun.errors.all.length, 0);
  });
}

test('a native person and a STOMP person see each other', async () => {
  const room = await chat();
  const seoyeon = await house.enter(room.id, park.token);
  const minjun = await StompPerson.connect(server, lee.token);
  const subscription = await minjun.subscribe(room.id);
  assert.equal((await seoyeon.next('join')).message.participants[0].name, '이민준');
  await minjun.say(room.id, '여기');
  assert.equal((await seoyeon.next('send')).message, '여기');
  const ack = await seoyeon.saySafely('저기');
  assert.equal((await minjun.bodies.next({ message: '저기' })).seq, ack.seq);
  seoyeon.send({ messageType: 'delete', refers: ack.id, message: {} });
  assert.equal((await minjun.bodies.next({ type: 'DELETE' })).id, ack.id);
  subscription.unsubscribe();
  assert.equal((await seoyeon.next('leave')).message.participants[0].reason, 'left');
});

test('a picture is a TALK with its attachment', async () => {
  const room = await chat();
  const minjun = await StompPerson.connect(server, lee.token);
  await minjun.subscribe(room.id);
  const file = (await lee.post(`/rooms/${room.id}/files?name=a.png`, png(), { 'content-type': 'image/png' })).json;
  await lee.post(`/rooms/${room.id}/messages`, { messageType: 'image', message: '칠판', attachment: { id: file.id } });
  const talk = await minjun.bodies.next({ type: 'TALK' });
  assert.equal(talk.message, '칠판');
  assert.equal(talk.attachment.name, 'a.png');
  assert.equal((await lee.root('GET', talk.attachment.url)).status, 200);
});

test('the destinations of all earlier systems lead into the room', async () => {
  const room = await chat();
  const minjun = await StompPerson.connect(server, lee.token);
  await minjun.subscribe(room.id);
  for (const destination of [`/app/room/${room.id}`, `/pub/room/${room.id}`, `/pub/${room.id}`, `/pub/room:${room.id}`]) {
    minjun.send(destination, { senderId: 1, message: destination, type: 'TEXT' });
    assert.equal((await minjun.bodies.next({ type: 'TALK' })).message, destination);
  }
});

test('several rooms over one connection', async () => {
  const [one, two] = [await chat(), await chat()];
  const minjun = await StompPerson.connect(server, lee.token);
  await minjun.subscribe(one.id);
  const second = await minjun.subscribe(two.id);
  await minjun.say(one.id, '하나');
  await minjun.say(two.id, '둘');
  assert.equal((await minjun.bodies.next({ type: 'TALK' })).roomId, one.id);
  assert.equal((await minjun.bodies.next({ type: 'TALK' })).roomId, two.id);
  second.unsubscribe();
  await eventually(async () => (await lee.participants(two.id)).length === 0, 'leaving one room');
  assert.equal((await lee.participants(one.id)).length, 1);
});

test('in a class a student speaks to the teacher, by its rules', async () => {
  const { room, host } = await house.classroom();
  const seat = await house.anyone.join(room.id, '민준');
  const other = await house.anyone.join(room.id, '서연');
  const minjun = await StompPerson.connect(server, seat.token);
  const seoyeon = await StompPerson.connect(server, other.token);
  await minjun.subscribe(room.id);
  await seoyeon.subscribe(room.id);
  await minjun.say(room.id, '질문 있어요');
  assert.equal((await host.next('send')).message, '질문 있어요');
  host.say('좋은 질문');
  assert.equal((await seoyeon.bodies.next({ type: 'TALK' })).message, '좋은 질문');
  host.send({ messageType: 'roomUpdate', message: { talk: 'none' } });
  await host.next('roomUpdate');
  minjun.send(`/app/room/${room.id}`, { message: '또' });
  assert.equal((await minjun.errors.next()).headers.message, 'talk_disabled');
});

test('a dropped line keeps its seat for a while, and comes back to it unnoticed', async () => {
  const room = await chat();
  const seoyeon = await house.enter(room.id, park.token);
  const minjun = await StompPerson.connect(server, lee.token);
  await minjun.subscribe(room.id);
  await seoyeon.next('join');
  minjun.client.webSocket.terminate();
  const again = await StompPerson.connect(server, lee.token);
  await again.subscribe(room.id);
  again.client.webSocket.terminate();
  const leave = await seoyeon.next('leave');
  assert.equal(leave.message.participants[0].reason, 'timeout');
  assert.equal(seoyeon.seen('join').length, 1);
});

test('the end of a class, a kick and a takeover are a LEAVE of oneself, then ERROR and close', async () => {
  const leaves = async (act) => {
    const { room, host } = await house.classroom();
    const seat = await house.anyone.join(room.id, '민준');
    const minjun = await StompPerson.connect(server, seat.token);
    await minjun.subscribe(room.id);
    await act({ host, seat, room });
    const leave = await minjun.bodies.next({ type: 'LEAVE', sender: seat.user.id });
    const error = await minjun.errors.next();
    assert.equal(error.headers.message, leave.reason);
    return [leave.reason, (await minjun.closed).code];
  };
  assert.deepEqual(await leaves(({ host }) => host.send({ messageType: 'close', message: {} })), ['class_ended', 4410]);
  assert.deepEqual(
    await leaves(({ host, seat }) => host.send({ messageType: 'kick', target: seat.user.id, message: {} })), ['kicked', 4403]);
  assert.deepEqual(await leaves(({ room, seat }) => house.enter(room.id, seat.token)), ['replaced', 4409]);
});

test('a going server sends everyone elsewhere without a LEAVE', async () => {
  const room = await chat();
  const node = await house.node({ flags: ['--drain-seconds', '1'] });
  const minjun = await StompPerson.connect(node, lee.token);
  await minjun.subscribe(room.id);
  node.signal('SIGTERM');
  const error = await minjun.errors.next();
  assert.equal(error.headers.message, 'going_away');
  assert.ok(JSON.parse(error.body).reconnectIn <= 1);
  assert.equal((await minjun.closed).code, 1001);
  assert.equal(minjun.bodies.all.length, 0);
  assert.equal(await node.exited(), 0);
});

test('nobody speaks to an empty room, or one that is not there', async () => {
  const room = await chat();
  for (const [roomId, code] of [[room.id, 'nobody_there'], ['ZZZZZZ', 'room_not_found'], ['hello', 'room_not_found']]) {
    const minjun = await StompPerson.connect(server, lee.token);
    minjun.send(`/pub/${roomId}`, { message: '누구 있어요?' });
    assert.equal((await minjun.errors.next()).headers.message, code);
    await minjun.closed;
  }
});

test('acknowledgements and transactions by stompjs', async () => {
  for (const [version, ack] of [['1.0', 'client'], ['1.1', 'client-individual'], ['1.2', 'client'], ['1.2', 'client-individual']]) {
    const room = await chat();
    const minjun = await StompPerson.connect(server, lee.token, { version });
    await minjun.subscribe(room.id, { ack });
    const transaction = minjun.client.begin();
    for (const message of ['하나', '둘', '셋'])
      minjun.send(`/app/room/${room.id}`, { message }, { transaction: transaction.id });
    assert.equal(minjun.bodies.all.length, 0);
    transaction.commit();
    const talks = [await minjun.bodies.next(), await minjun.bodies.next(), await minjun.bodies.next()];
    assert.deepEqual(talks.map(({ message }) => message), ['하나', '둘', '셋']);
    if (version !== '1.0') talks[2].frame.nack();
    else talks[2].frame.ack();
    if (ack === 'client-individual') talks[0].frame.ack();
    const dropped = minjun.client.begin();
    minjun.send(`/app/room/${room.id}`, { message: '아님' }, { transaction: dropped.id });
    dropped.abort();
    await minjun.say(room.id, '넷');
    assert.equal((await minjun.bodies.next()).message, '넷');
    assert.equal(minjun.errors.all.length, 0, `${version} ${ack}`);
  }
});

test('heart-beats go both ways', async () => {
  const minjun = await StompPerson.connect(server, lee.token, { heartbeatIncoming: 1000, heartbeatOutgoing: 10_000 });
  assert.equal(minjun.connected.headers['heart-beat'], '1000,10000');
  await new Promise((resolve) => minjun.client.webSocket.on('message', (data) => data.toString() === '\n' && resolve()));
  assert.equal(minjun.errors.all.length, 0);
});

test('frames come cut, joined, and as binary messages', async () => {
  const room = await chat();
  const raw = await RawStomp.open(server, { protocols: ['v11.stomp'] });
  assert.equal(raw.ws.protocol, 'v11.stomp');
  const connect = Buffer.from(`\n\nCONNECT\r\naccept-version:1.2\r\nAuthorization:Bearer ${lee.token}\r\n\r\n\0`);
  for (let i = 0; i < connect.length; i += 7) raw.ws.send(connect.subarray(i, i + 7)); // as binary messages
  assert.match(await raw.next('CONNECTED'), /^version:1\.2$/m);
  const body = '{"message":"가나다"}';
  raw.send(`SUBSCRIBE\nid:s\ndestination:/topic/room/${room.id}\n\n^@` +
    `SEND\ndestination:/app/room/${room.id}\ncontent-length:${Buffer.byteLength(body)}\n\n${body}^@\n\n` +
    `DISCONNECT\nreceipt:bye\n\n^@`);
  assert.match(await raw.next('MESSAGE'), /가나다/);
  assert.match(await raw.next('RECEIPT'), /receipt-id:bye/);
  assert.equal((await raw.closed).code, 1000);
});

test('without a good token nobody gets in', async () => {
  for (const [token, code] of [
    ['nonsense', 'unauthorized'],
    [signedWith('another key', lee.token), 'unauthorized'],
  ]) {
    const raw = await RawStomp.open(server);
    raw.send(`CONNECT\naccept-version:1.2\nAuthorization:Bearer ${token}\n\n^@`);
    assert.deepEqual({ ...(await raw.refusal()), frame: '' }, { frame: '', code, close: 1008, last: true });
  }
  const nothing = await RawStomp.open(server);
  nothing.send('CONNECT\naccept-version:1.2\n\n^@');
  assert.equal((await nothing.refusal()).code, 'unauthorized');
});

test('a room guest gets into their room alone', async () => {
  const [one, two] = [await chat(), await chat()];
  const seat = await house.anyone.join(one.id, '지나가던 이');
  const raw = await RawStomp.open(server, { token: seat.token });
  await raw.subscribe(one.id);
  raw.send(`SUBSCRIBE\nid:2\ndestination:/topic/room/${two.id}\n\n^@`);
  assert.equal((await raw.refusal()).code, 'forbidden');
});

test('a page of another site is not let in', async () => {
  assert.equal((await refused(server, { path: '/stomp', origin: 'https://evil.example' })).status, 403);
  const raw = await RawStomp.open(server, { origin: 'https://school.example' });
  raw.ws.close();
});

// What is wrong ends with an ERROR, then the close; the others in the room hear nothing of it.
const WRONG = {
  'an unknown command': ['SHOUT\n\n^@', 'bad_request', 4400],
  'a frame without an empty line': ['SEND\n^@', 'bad_request', 4400],
  'a header without a colon': ['SEND\nnonsense\n\n^@', 'bad_request', 4400],
  'a content-length that is too small': [(id) => `SEND\ndestination:/pub/${id}\ncontent-length:1\n\n{"message":"x"}^@`, 'bad_request', 4400],
  'a content-length that is no number': ['SEND\ncontent-length:many\n\n{}^@', 'bad_request', 4400],
  'a body over the limit': [(id) => [`SEND\ndestination:/pub/${id}\n\n`, ...Array(3).fill('x'.repeat(30_000))], 'text_too_long', 1009],
  'a WebSocket message over the limit': [(id) => `SEND\ndestination:/pub/${id}\n\n${'x'.repeat(66_000)}`, 'text_too_long', 1009],
  'a message over the limit': [(id) => `SEND\ndestination:/pub/${id}\n\n{"message":"${'x'.repeat(4001)}"}^@`, 'text_too_long', 1008],
  'a million headers': [() => Array(100).fill('SEND\n' + 'a:b\n'.repeat(10_000)), 'bad_request', 4400],
  'SEND without a destination': ['SEND\n\n{"message":"x"}^@', 'bad_request', 4400],
  'SUBSCRIBE without id': [(id) => `SUBSCRIBE\ndestination:/topic/room/${id}\n\n^@`, 'bad_request', 4400],
  'SUBSCRIBE with an id twice': [(id) => `SUBSCRIBE\nid:s\ndestination:/topic/room/${id}\n\n^@`, 'bad_request', 4400],
  'SUBSCRIBE to a room that is not there': ['SUBSCRIBE\nid:2\ndestination:/topic/room/ZZZZZZ\n\n^@', 'room_not_found', 1008],
  'BEGIN over and over': [() => Array.from({ length: 20 }, (_, i) => `BEGIN\ntransaction:${i}\n\n^@`).join(''), 'bad_request', 4400],
  'a transaction that grows': [(id) => ['BEGIN\ntransaction:t\n\n^@',
    ...Array(400).fill(`SEND\ntransaction:t\ndestination:/pub/${id}\n\n{"message":"${'x'.repeat(3900)}"}^@`)], 'bad_request', 4400],
  'COMMIT of nothing': ['COMMIT\ntransaction:t\n\n^@', 'bad_request', 4400],
  'ACK of nothing': ['ACK\nid:1-nothing\n\n^@', 'bad_request', 4400],
  'a second CONNECT': ['CONNECT\naccept-version:1.2\n\n^@', 'bad_request', 4400],
};
for (const [what, [text, code, close]] of Object.entries(WRONG)) {
  test(`${what} is an ERROR, and nobody else's trouble`, async () => {
    const room = await chat();
    const witness = await house.enter(room.id, park.token);
    const raw = await RawStomp.open(server, { token: lee.token });
    await raw.subscribe(room.id);
    await witness.next('join');
    for (const part of [typeof text === 'function' ? text(room.id) : text].flat()) raw.send(part);
    const refusal = await raw.refusal();
    assert.deepEqual([refusal.code, refusal.close, refusal.last], [code, close, true], refusal.frame);
    await witness.saySafely('아직 여기');
    assert.deepEqual(witness.seen('send').map(({ message }) => message), ['아직 여기']);
  });
}

test('a transaction that never ends is forgotten with its line', async () => {
  const room = await chat();
  const witness = await house.enter(room.id, park.token);
  const raw = await RawStomp.open(server, { token: lee.token });
  await raw.subscribe(room.id);
  raw.send(`BEGIN\ntransaction:t\n\n^@SEND\ntransaction:t\nreceipt:r\ndestination:/pub/${room.id}\n\n{"message":"x"}^@`);
  await raw.frames.next((frame) => frame.includes('receipt-id:r'));
  raw.ws.close();
  await witness.next('leave');
  assert.equal(witness.seen('send').length, 0);
});

test('who is too fast is told so', async () => {
  const node = await house.node({ flags: ['--set', 'limits.rate=1', '--set', 'limits.burst=3'] });
  const raw = await RawStomp.open(node, { token: lee.token });
  raw.send('BEGIN\ntransaction:1\n\n^@BEGIN\ntransaction:2\n\n^@BEGIN\ntransaction:3\n\n^@BEGIN\ntransaction:4\n\n^@');
  const refusal = await raw.refusal();
  assert.deepEqual([refusal.code, refusal.close], ['rate_limited', 4429]);
});

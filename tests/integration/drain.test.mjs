// SPDX-License-Identifier: GPL-3.0-or-later
// A node that goes down sends its people elsewhere: nobody leaves who comes back, and who does not is announced.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api, eventually } from '../lib/api.mjs';
import { Chatter } from '../lib/chatter.mjs';
import { House, settled } from '../lib/house.mjs';
import { Redis } from '../lib/redis.mjs';
import { refused } from '../lib/socket.mjs';

const FLAGS = ['--drain-seconds', '1', '--host-grace', '2', '--set', 'rooms.seat_seconds=2'];
const redis = await Redis.start();
const house = await House.open({ redis, flags: FLAGS, users: [{ username: 'lee', role: 'student', name: '이민준' }] });
after(() => redis.stop());
const { anyone, teacher } = house;
const client = await redis.client();
after(() => client.destroy());

const moves = (id) => (frame) =>
  ['join', 'leave'].includes(frame.messageType) && frame.message.participants.some((person) => person.id === id);
const present = async (room) => (await teacher.participants(room.id)).map(({ id }) => id).sort();

/** A class with its host on the house's node, and a node that will go, with a student on it. */
async function spread() {
  const going = await house.node({ flags: FLAGS });
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준', { server: going });
  return { going, room, host, student, minjun };
}

test('who is told to come back is off the lists, and back without leave or join', async () => {
  const { going, room, host, student, minjun } = await spread();
  const seoyeon = await student('서연');
  going.signal('SIGTERM');
  const { reconnectIn } = (await minjun.next('bye')).message;
  assert.ok(reconnectIn >= 0 && reconnectIn <= 1, `${reconnectIn}`);
  assert.equal((await minjun.closed).code, 1001);
  await eventually(async () => !(await present(room)).includes(minjun.id), 'off the list');
  assert.equal(await client.exists(`room:${room.id}:user:${minjun.id}`), 0);
  const late = await student('늦은이');
  assert.ok(!late.welcome.participants.some(({ id }) => id === minjun.id));

  const back = await house.enter(room.id, minjun.token, { since: 0, epoch: minjun.welcome.epoch });
  assert.equal(back.welcome.participants.find(({ id }) => id === minjun.id).joinedAt,
    minjun.welcome.participants.find(({ id }) => id === minjun.id).joinedAt);
  // Who came meanwhile knows nothing of them, and is told.
  assert.equal((await late.next(moves(minjun.id))).messageType, 'join');
  assert.equal(await going.exited(), 0);
  await sleep(3_500); // beyond the time after which they would be announced
  await settled(host, seoyeon, back, late);
  for (const socket of [host, seoyeon]) assert.equal(socket.seen(moves(minjun.id)).filter(({ messageType }) => messageType === 'leave').length, 0);
  assert.equal(seoyeon.seen(moves(minjun.id)).length, 0);
  assert.equal(late.seen(moves(minjun.id)).length, 1);
  assert.ok((await present(room)).includes(minjun.id));
});

test('people of every protocol are told when to come back', async () => {
  const going = await house.node({ flags: FLAGS });
  const room = await teacher.createRoom({ kind: 'chat' });
  const chat = await Chatter.open(going, '/ws/chat', teacher.token);
  await chat.enter(room.id);
  const relay = await Chatter.open(going, `/room?room=${room.id}`, (await house.signIn('lee')).token);
  going.signal('SIGTERM');
  for (const [line, type] of [[chat, 'ERROR'], [relay, 'error']]) {
    const { code, reconnectIn } = await line.next({ type });
    assert.equal(code, 'going_away');
    assert.ok(reconnectIn >= 0 && reconnectIn <= 1, `${reconnectIn}`);
    assert.equal((await line.closed).code, 1001);
  }
  assert.equal(await going.exited(), 0);
});

test('who does not come back is announced once, by one of three', async () => {
  const third = await house.node({ flags: FLAGS });
  const { going, room, host, student, minjun } = await spread();
  const seoyeon = await student('서연', { server: third });
  const told = Date.now();
  going.signal('SIGTERM');
  await minjun.closed;
  const gone = Date.now();
  for (const socket of [host, seoyeon]) {
    const leave = await socket.next((frame) => frame.messageType === 'leave' && moves(minjun.id)(frame));
    const [person] = leave.message.participants;
    assert.equal(person.id, minjun.id);
    assert.equal(person.name, '민준');
    assert.equal(person.reason, 'timeout');
    assert.ok(Date.now() - told >= 2_000, `${Date.now() - told} ms`);
  }
  await settled(host, seoyeon);
  for (const socket of [host, seoyeon]) assert.equal(socket.seen(moves(minjun.id)).filter(({ messageType }) => messageType === 'leave').length, 1);
  const intervals = async () => (await teacher.get(`/rooms/${room.id}/attendance`)).json.find(({ id }) => id === minjun.id).intervals;
  // The node that announces it stores it afterwards, and need not be the one that is asked.
  await eventually(async () => (await intervals()).every(({ to }) => to), 'the end of the interval');
  assert.equal((await intervals()).length, 1);
  const end = Date.parse((await intervals())[0].to);
  assert.ok(end >= told && end <= gone, `present until they were sent away: ${end} is not within ${told} and ${gone}`);
  await third.kill();
});

test('a seat that is held when its node goes down is held on', async () => {
  const { going, room, host, minjun } = await spread();
  await minjun.drop();
  await eventually(async () => (await teacher.participants(room.id)).some(({ id, online }) => id === minjun.id && !online), 'offline');
  assert.equal(await going.stop(), 0);
  assert.equal(await client.exists(`lectern:node:${going.serverId}:seats`), 0);
  assert.equal(await client.sIsMember('lectern:nodes', going.serverId), 0);
  const leave = await host.next('leave');
  assert.equal(leave.message.participants[0].id, minjun.id);
  assert.equal(leave.message.participants[0].reason, 'timeout');
});

test('the host goes with their node: away, and back on another', async () => {
  const going = await house.node({ flags: FLAGS });
  const room = await teacher.createRoom();
  const minjun = await house.enter(room.id, (await anyone.join(room.id, '민준')).token);
  const host = await house.enter(room.id, teacher.token, { server: going });
  await minjun.next('join');
  going.signal('SIGTERM');
  assert.equal((await host.closed).code, 1001);
  assert.ok((await minjun.next('hostAway')).message.graceSeconds >= 2);
  const back = await house.enter(room.id, teacher.token);
  await minjun.next('hostBack');
  await settled(back, minjun);
  assert.equal(minjun.seen(moves(host.id)).length, 1); // the first join
});

test('a host who does not come back ends the class, though their node is gone', async () => {
  const going = await house.node({ flags: FLAGS });
  const room = await teacher.createRoom();
  const minjun = await house.enter(room.id, (await anyone.join(room.id, '민준')).token);
  await house.enter(room.id, teacher.token, { server: going });
  await minjun.next('join');
  assert.equal(await going.stop(), 0);
  assert.equal((await minjun.closed).code, 4410);
  assert.ok((await teacher.get(`/rooms/${room.id}`)).json.endedAt);
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key');
});

test('the waits are spread, and hosts come first', async () => {
  const going = await house.node({ flags: ['--drain-seconds', '4'] });
  const there = new Api(going, teacher.token);
  const rooms = [await there.createRoom(), await there.createRoom()];
  const students = [];
  const hosts = [];
  for (const room of rooms) {
    for (const name of ['하나', '둘', '셋', '넷'])
      students.push(await house.enter(room.id, (await there.as('').join(room.id, name)).token, { server: going }));
    hosts.push(await house.enter(room.id, teacher.token, { server: going }));
  }
  // People on other nodes don't count.
  await house.enter(rooms[0].id, (await anyone.join(rooms[0].id, '저쪽')).token);
  going.signal('SIGTERM');
  const waits = async (sockets) => {
    const byes = await Promise.all(sockets.map((socket) => socket.next('bye')));
    return byes.map(({ message }) => message.reconnectIn).sort((a, b) => a - b);
  };
  const [first, rest] = [await waits(hosts), await waits(students)];
  assert.ok(first.at(-1) < rest[0], `${first} ${rest}`);
  const all = [...first, ...rest];
  assert.ok(all.at(-1) <= 4 && all.at(-1) > 3, `${all}`);
  all.forEach((wait, i) => assert.ok(i === 0 || wait - all[i - 1] > 0.2, `${all}`));
  await going.kill();
});

/** Somebody who writes all the time, and comes back to the other node whenever they are sent away. */
class Writer {
  sockets = [];
  sent = new Map(); // ref → text, until it is acknowledged
  acknowledged = [];
  got = []; // "seq text", over all lines
  done = false;

  constructor(name, token, nodes, node) {
    Object.assign(this, { name, token, nodes, node });
  }

  async comeIn(roomId) {
    const last = this.sockets.at(-1);
    const since = last && { since: this.got.length, epoch: last.welcome.epoch };
    const socket = await house.enter(roomId, this.token, { server: this.nodes[this.node], as: this.name, ...since });
    assert.equal(socket.welcome.recovered, Boolean(last));
    this.sockets.push(socket);
    for (const [ref, text] of this.sent) socket.say(text, { ref });
    return socket;
  }

  #take(frame) {
    if (frame.messageType === 'send') this.got.push(`${frame.seq} ${frame.message}`);
    if (frame.messageType !== 'ack' || !this.sent.has(frame.ref)) return;
    this.acknowledged.push(this.sent.get(frame.ref));
    this.sent.delete(frame.ref);
  }

  async live(roomId) {
    for (let said = 0; !this.done; ) {
      const socket = this.sockets.at(-1);
      let read = 0;
      const readOn = () => { while (read < socket.all.length) this.#take(socket.all[read++]); };
      while (!socket.ended && !this.done) {
        const text = `${this.name} ${++said}`;
        this.sent.set(`r${said}`, text);
        socket.say(text, { ref: `r${said}` });
        await sleep(60);
        readOn();
      }
      readOn();
      if (this.done) return;
      assert.equal(socket.ended.code, 1001);
      await sleep(socket.seen('bye')[0].message.reconnectIn * 1000);
      this.node = 1 - this.node;
      await this.comeIn(roomId);
    }
  }
}

test('two nodes are restarted one after the other: nothing is lost or doubled, and nobody sees a leave', { timeout: 120_000 }, async () => {
  const nodes = [house.server, await house.node({ flags: FLAGS })];
  const room = await teacher.createRoom({ talk: 'all' });
  const people = [new Writer('김선생', teacher.token, nodes, 0)];
  for (const name of ['민준', '서연', '도윤', '지우', '하준'])
    people.push(new Writer(name, (await anyone.join(room.id, name)).token, nodes, people.length % 2));
  for (const person of people) await person.comeIn(room.id);
  await eventually(async () => (await present(room)).length === people.length, 'everybody');
  const lives = people.map((person) => person.live(room.id));
  for (const node of [nodes[1], nodes[0]]) {
    const before = people.map(({ acknowledged }) => acknowledged.length);
    await node.restart();
    await eventually(() => people.every(({ acknowledged }, i) => acknowledged.length > before[i] + 5), 'that all go on writing');
  }
  for (const person of people) person.done = true;
  await Promise.all(lives);
  assert.equal((await present(room)).length, people.length);
  const log = (await teacher.messages(room.id, '?after=0&limit=1000')).map(({ seq, message }) => `${seq} ${message}`);
  for (const { acknowledged, got, sockets } of people) {
    assert.deepEqual(got, log.slice(0, got.length));
    for (const text of acknowledged) assert.equal(log.filter((line) => line.endsWith(` ${text}`)).length, 1, text);
    for (const socket of sockets) assert.equal(socket.seen('leave').length, 0);
  }
});

test('newcomers are refused while it drains', async () => {
  const { going, room, minjun } = await spread();
  going.signal('SIGTERM');
  await minjun.closed;
  assert.equal((await refused(going, { room: room.id, token: minjun.token })).status, 503);
  await going.exited();
});

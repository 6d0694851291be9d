// SPDX-License-Identifier: GPL-3.0-or-later
// Three nodes on a bad day: one sleeps, one dies, Redis goes away or comes back empty.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Api, eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { Redis } from '../lib/redis.mjs';

const FLAGS = ['--host-grace', '4', '--set', 'rooms.seat_seconds=2'];
const redis = await Redis.start({ tcp: true });
const house = await House.open({ redis, flags: FLAGS });
const nodes = [house.server, await house.node({ flags: FLAGS }), await house.node({ flags: FLAGS })];
after(() => redis.stop());
const { anyone, teacher } = house;
const apis = nodes.map((node) => new Api(node, teacher.token));
const client = await redis.client();
after(() => client.destroy());

const moves = (id, type) => (frame) =>
  (type ? frame.messageType === type : ['join', 'leave'].includes(frame.messageType)) && frame.message.participants.some((person) => person.id === id);
const history = (socket, id) => socket.seen(moves(id)).map(({ messageType }) => messageType);
const listed = async (api, room) => (await api.participants(room.id)).map(({ id, serverId, online }) => `${id} ${serverId} ${online}`).sort();
/** All nodes name the same people, and these are they. */
const agreed = (room, sockets, ms = 20_000) =>
  eventually(async () => {
    const lists = await Promise.all(apis.map((api) => listed(api, room)));
    const ids = sockets.map(({ id }) => id).sort();
    return lists.every((list) => JSON.stringify(list.map((line) => line.split(' ')[0])) === JSON.stringify(ids) && String(list) === String(lists[0]));
  }, 'that all lists agree', ms);
const away = async () => {
  await redis.halt('SIGKILL');
  await eventually(async () => (await Promise.all(apis.map((api) => api.root('GET', '/readyz')))).every(({ status, text }) => status === 503 && /redis/i.test(text)), 'that all have noticed');
};
const back = async () => {
  await redis.launch();
  await eventually(async () => (await Promise.all(apis.map((api) => api.root('GET', '/readyz')))).every(({ status }) => status === 200), 'that all are back');
};

/** A class with its host on the first node, and a student on each of the three. */
async function spread(options) {
  const { room, host, student } = await house.classroom({ talk: 'all', ...options });
  const students = [];
  for (const [i, name] of ['민준', '서연', '도윤'].entries()) students.push(await student(name, { server: nodes[i] }));
  return { room, host, student, students };
}

for (const cut of [false, true])
  test(`a node sleeps${cut ? ', and loses Redis meanwhile' : ''}: its people leave for the others, and are back once`, { timeout: 90_000 }, async () => {
    const { room, host, students: [minjun, seoyeon, doyun] } = await spread();
    nodes[1].signal('SIGSTOP');
    for (const socket of [host, minjun, doyun]) {
      const leave = await socket.next(moves(seoyeon.id, 'leave'), 20_000);
      assert.equal(leave.message.participants[0].reason, 'orphaned');
    }
    if (cut) await redis.dropEveryone();
    nodes[1].signal('SIGCONT');
    for (const socket of [host, minjun, doyun]) await socket.next(moves(seoyeon.id, 'join'));
    await agreed(room, [host, minjun, seoyeon, doyun]);
    assert.equal(seoyeon.ended, undefined);
    await settled(host, minjun, seoyeon, doyun);
    seoyeon.say('다시 왔어요');
    for (const socket of [host, minjun, doyun]) {
      await socket.next({ messageType: 'send', message: '다시 왔어요' });
      const since = socket === doyun ? ['leave', 'join'] : ['join', 'leave', 'join'];
      assert.deepEqual(history(socket, seoyeon.id), since);
    }
    const stays = (await teacher.get(`/rooms/${room.id}/attendance`)).json.find(({ id }) => id === seoyeon.id).intervals;
    assert.equal(stays.at(-1).to, null);
    assert.ok(await client.sIsMember('lectern:nodes', nodes[1].serverId));
  });

// A leave that any node rings for somebody who is connected here reaches the witness as a leave and a join (heardLeave()). Which node rings
// it is not known: by itself, and loaded with eight at a time, the test holds, also two seconds after the last look at the witness.
test('a node that slept ends nothing that has gone on elsewhere', { timeout: 90_000, todo: 'now and then the witness is told of a leave and a join' }, async () => {
  const room = await teacher.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: nodes[1] });
  const seat = await anyone.join(room.id, '민준');
  const minjun = await house.enter(room.id, seat.token, { server: nodes[1] });
  const witness = await house.enter(room.id, (await anyone.join(room.id, '서연')).token, { server: nodes[2] });
  await host.drop();
  await witness.next('hostAway');
  await minjun.drop();
  await eventually(async () => (await apis[0].participants(room.id)).some(({ id, online }) => id === minjun.id && !online), 'the held seat');
  nodes[1].signal('SIGSTOP');
  const again = await house.enter(room.id, teacher.token, { server: nodes[0] });
  const here = await house.enter(room.id, seat.token, { server: nodes[2] });
  await new Promise((resolve) => setTimeout(resolve, 5_000)); // what ran there is over by now
  nodes[1].signal('SIGCONT');
  await eventually(async () => (await apis[1].root('GET', '/readyz')).status === 200, 'that it is awake');
  await witness.next('hostBack');
  await agreed(room, [again, here, witness]);
  await settled(again, here, witness);
  assert.deepEqual(history(witness, minjun.id), []);
  assert.equal((await teacher.get(`/rooms/${room.id}`)).json.endedAt, undefined);
});

test('Redis away: classes go on, and catch up when it is back', { timeout: 90_000 }, async () => {
  const { room, host, student, students: [minjun, seoyeon, doyun] } = await spread();
  const logged = nodes.map(({ log }) => log.length);
  await away();
  host.say('아무 일도 없어요');
  await minjun.next({ messageType: 'send', message: '아무 일도 없어요' }, 2_000);
  // The other nodes read it from the log.
  await seoyeon.next({ messageType: 'send', message: '아무 일도 없어요' });
  assert.equal((await anyone.join(room.id, '늦은이')).user.name, '늦은이');
  assert.ok((await teacher.participants(room.id)).some(({ id }) => id === minjun.id));
  assert.ok((await teacher.get('/rooms')).json.some(({ id }) => id === room.id));
  assert.equal((await host.refusal({ messageType: 'kick', target: seoyeon.id, message: {} })).code, 'storage_unavailable');
  // One comes and one goes, unheard on the other nodes.
  const jiwu = await student('지우');
  await minjun.close();
  await host.next(moves(minjun.id, 'leave'));
  host.send({ messageType: 'roomUpdate', message: { locked: true } });
  host.send({ messageType: 'timer', message: { endsAt: '2030-01-01T00:00:00.000Z', label: '' } });
  // A change is in the database: no bell is needed for it.
  for (const socket of [seoyeon, doyun]) {
    assert.deepEqual((await socket.next('roomUpdate', 15_000)).message, { locked: true });
    assert.equal((await socket.next('timer')).message.endsAt, '2030-01-01T00:00:00.000Z');
  }
  await back();
  // A node has two links to Redis; its log says it once.
  for (const [i, { log }] of nodes.entries()) assert.equal(log.slice(logged[i]).match(/cannot reach Redis/g)?.length, 1, log.slice(logged[i]));
  for (const socket of [seoyeon, doyun]) {
    await socket.next(moves(jiwu.id, 'join'));
    await socket.next(moves(minjun.id, 'leave'));
  }
  await agreed(room, [host, seoyeon, doyun, jiwu]);
  await settled(host, seoyeon, doyun, jiwu);
  for (const socket of [seoyeon, doyun]) {
    assert.deepEqual(history(socket, jiwu.id), ['join']);
    assert.equal(socket.seen({ messageType: 'send', message: '아무 일도 없어요' }).length, 1);
    assert.equal(socket.seen('roomUpdate').length, 1);
  }
});

test('a class that ends while Redis is away ends on every node', { timeout: 60_000 }, async () => {
  const { room, students } = await spread();
  await away();
  assert.equal((await teacher.delete(`/rooms/${room.id}`)).status, 204);
  for (const socket of students) assert.equal((await socket.closed).code, 4410);
  await back();
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key');
});

test('the same person on two nodes that could not tell each other: the later line stays', { timeout: 60_000 }, async () => {
  const { room, host, students: [minjun, seoyeon, doyun] } = await spread();
  await away();
  const again = await house.enter(room.id, seoyeon.token, { server: nodes[2] });
  await back();
  assert.equal((await seoyeon.closed).code, 4409);
  await agreed(room, [host, minjun, again, doyun]);
  await settled(host, again);
  assert.deepEqual(history(doyun, seoyeon.id), []);
  assert.equal((await apis[0].participants(room.id)).find(({ id }) => id === again.id).serverId, nodes[2].serverId);
});

test('Redis comes back empty, and a node has died meanwhile', { timeout: 90_000 }, async () => {
  const victim = await house.node({ flags: FLAGS });
  const { room, host, student, students: [minjun, seoyeon, doyun] } = await spread();
  const jiwu = await student('지우', { server: victim });
  await doyun.next(moves(jiwu.id, 'join'));
  await away();
  await victim.kill();
  await back();
  for (const socket of [host, doyun]) {
    const leave = await socket.next(moves(jiwu.id, 'leave'), 20_000);
    assert.equal(leave.message.participants[0].reason, 'orphaned');
  }
  await agreed(room, [host, minjun, seoyeon, doyun]);
  await settled(host, minjun, doyun);
  assert.equal(minjun.seen(moves(jiwu.id, 'leave')).length, 1);
  assert.equal(await client.exists('lectern:system'), 1);
});

test('the host’s node dies with Redis: away, and the class ends', { timeout: 90_000 }, async () => {
  const victim = await house.node({ flags: FLAGS });
  const room = await teacher.createRoom();
  const students = [];
  for (const node of nodes) students.push(await house.enter(room.id, (await anyone.join(room.id, '학생')).token, { server: node }));
  await house.enter(room.id, teacher.token, { server: victim });
  await students[0].next((frame) => frame.messageType === 'join' && frame.senderType === 'teacher');
  await away();
  await victim.kill();
  await back();
  for (const socket of students) {
    await socket.next('hostAway', 20_000);
    assert.equal((await socket.closed).code, 4410);
    assert.equal(socket.seen('hostAway').length, 1);
  }
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key');
});

test('emptied under the nodes, presence is rebuilt', { timeout: 60_000 }, async () => {
  const { room, host, students } = await spread();
  await client.flushAll();
  await agreed(room, [host, ...students]);
  await settled(host, ...students);
  for (const socket of students) assert.equal(socket.seen('leave').length, 0);
});

test('without history: a lost counter begins a new epoch, and everybody is told', { timeout: 60_000 }, async () => {
  const { room, host, students } = await spread({ history: false });
  for (const text of ['하나', '둘', '셋']) await host.saySafely(text);
  const { epoch } = host.welcome;
  await client.flushAll();
  // Nobody has noticed yet: the next message tells.
  const { seq } = await students[2].saySafely('넷');
  assert.equal(seq, 1);
  for (const socket of [host, ...students]) {
    const anew = await socket.next('welcome');
    assert.notEqual(anew.message.epoch, epoch);
    assert.equal(anew.message.recovered, false);
    const order = socket.all.map(({ messageType, seq: number }) => (messageType === 'send' ? number : messageType)).filter((each) => each === 'welcome' || Number.isInteger(each));
    assert.deepEqual(order, ['welcome', 1, 2, 3, 'welcome', 1]);
    assert.equal(anew.message.lastSeq, 0);
  }
  const again = await house.enter(room.id, students[0].token, { server: nodes[1], since: 3, epoch });
  assert.equal(again.welcome.recovered, false);
  assert.equal(again.welcome.lastSeq, 1);
  // Here the loss is noticed with Redis' return.
  await away();
  assert.equal((await host.refusal({ messageType: 'send', targetType: 'all', message: '?' })).code, 'storage_unavailable');
  await back();
  const third = await host.next('welcome');
  assert.notEqual(third.message.epoch, again.welcome.epoch);
  await agreed(room, [host, again, students[1], students[2]]);
  assert.equal((await again.saySafely('다섯')).seq, 1);
  await host.next({ messageType: 'send', message: '다섯' });
  await teacher.delete(`/rooms/${room.id}`);
  await again.closed;
  await eventually(async () => (await client.keys(`*${room.id}*`)).length === 0, 'the last key');
});

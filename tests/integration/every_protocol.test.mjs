// SPDX-License-Identifier: GPL-3.0-or-later
// One room, two nodes, people on every protocol: each sees all the others' messages once, in one order, and who comes and goes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import SockJS from 'sockjs-client';
import { eventually } from '../lib/api.mjs';
import { Chatter } from '../lib/chatter.mjs';
import { EventReader } from '../lib/events.mjs';
import { House } from '../lib/house.mjs';
import { Redis } from '../lib/redis.mjs';
import { StompPerson } from '../lib/stomp.mjs';

const redis = await Redis.start({ tcp: true });
const kinds = ['native', 'stomp', 'sockjs', 'events', 'chat', 'relay'];
const usernames = [...kinds, ...kinds.map((kind) => `${kind}2`)];
const house = await House.open({ redis, users: usernames.map((username) => ({ username, role: 'student', name: `${username} 님` })) });
const second = await house.node();
after(() => redis.stop());
const MESSAGES = 10;

/** Somebody on one of the protocols: what they have heard, as the others would name it, and how they speak. */
const nativeSights = (line) => ({
  heard: () => line.seen('send').map(({ message }) => message),
  joined: () => line.seen('join').flatMap(({ message }) => message.participants.map(({ name }) => name)),
  left: () => line.seen('leave').flatMap(({ message }) => message.participants.map(({ name }) => name)),
});

const waysIn = {
  async native(room, api, server) {
    const socket = await house.enter(room, api.token, { server });
    return { ...nativeSights(socket), say: (text) => socket.say(text), goes: () => socket.close() };
  },
  async events(room, api, server) {
    const reader = await EventReader.open(server, { room, token: api.token });
    let last = Promise.resolve(); // what one says goes in its order
    return {
      ...nativeSights(reader),
      say: (text) => (last = last.then(() => reader.say(text))),
      goes: () => reader.api.post(`/rooms/${room}/leave`),
    };
  },
  sockjs(room, api, server) {
    const polling = () => new SockJS(`${server.url}/sockjs`, null, { transports: 'xhr-polling' });
    return waysIn.stomp(room, api, server, { webSocketFactory: polling });
  },
  async stomp(room, api, server, how) {
    const person = await StompPerson.connect(server, api.token, how);
    await person.subscribe(room);
    const of = (type) => person.bodies.all.filter((body) => body.type === type);
    return {
      heard: () => of('TALK').map(({ message }) => message),
      joined: () => of('JOIN').map(({ senderName }) => senderName),
      left: () => of('LEAVE').map(({ senderName }) => senderName),
      say: (text) => person.send(`/pub/${room}`, { message: text }),
      goes: () => person.client.deactivate(),
    };
  },
  async chat(room, api, server) {
    const person = await Chatter.open(server, '/ws/chat', api.token);
    const { sender } = await person.enter(room);
    const of = (type) => person.got.all.filter((each) => each.type === type && each.roomId === room);
    return {
      heard: () => of('TALK').map(({ message }) => message),
      joined: () => of('ENTER').map((each) => each.sender).filter((name) => name !== sender),
      left: () => of('LEAVE').map((each) => each.sender),
      say: (text) => person.talk(room, text),
      goes: () => person.close(),
    };
  },
  async relay(room, api, server) {
    const person = await Chatter.open(server, `/room?room=${room}`, api.token);
    const names = new Map();
    const of = (type) => person.got.all.filter((each) => each.type === type);
    return {
      names,
      heard: () => of('talk').map(({ data }) => data),
      joined: () => of('new').map(({ sender }) => names.get(sender)),
      left: () => of('close').map(({ sender }) => names.get(sender)),
      say: (text) => person.send({ type: 'hello', receiver: 'all', data: text }),
      goes: () => person.close(),
    };
  },
};

test('each hears all the others once, in one order, and who comes and goes', async () => {
  const room = (await house.teacher.createRoom({ name: '모두', kind: 'chat' })).id;
  const witness = await house.enter(room, house.teacher.token);
  const names = new Map();
  const people = [];
  for (const username of usernames) {
    const api = await house.signIn(username);
    const { id } = (await api.get('/profile')).json;
    names.set(id, `${username} 님`);
    const person = await waysIn[username.replace('2', '')](room, api, username.endsWith('2') ? second : house.server);
    Object.assign(person, { username, name: `${username} 님`, speaks: !username.startsWith('relay') });
    people.push(person);
    await witness.next((frame) => frame.messageType === 'join' && frame.message.participants.some((each) => each.id === id));
  }
  for (const person of people) if (person.names) for (const [id, name] of names) person.names.set(id, name);

  const speakers = people.filter(({ speaks }) => speaks);
  for (let i = 0; i < MESSAGES; ++i) for (const person of speakers) person.say(`${person.username} ${i}`);
  const total = speakers.length * MESSAGES;
  for (const person of people)
    await eventually(() => person.heard().length >= total, `${person.username} has heard everything`);
  const inOrder = (await house.teacher.messages(room, '?limit=1000')).map(({ message }) => message);
  assert.equal(inOrder.length, total);
  for (const person of people) assert.deepEqual(person.heard(), inOrder, person.username);
  for (const person of speakers)
    assert.deepEqual(inOrder.filter((text) => text.startsWith(`${person.username} `)),
      Array.from({ length: MESSAGES }, (_, i) => `${person.username} ${i}`));

  // Whoever came later was told to all who were there before.
  for (const [i, person] of people.entries()) {
    const later = people.slice(i + 1).map(({ name }) => name);
    await eventually(() => person.joined().length >= later.length, `${person.username} has seen who came`);
    assert.deepEqual(person.joined(), later, person.username);
  }
  // A relay's word is a signal to native people.
  people.find(({ username }) => username === 'relay').say('신호');
  const signal = await witness.next('signal');
  assert.equal(signal.message.data, '신호');
  assert.equal(signal.senderName, 'relay 님');

  for (const [i, person] of people.entries()) {
    await person.goes();
    for (const other of people.slice(i + 1))
      await eventually(() => other.left().length === i + 1, `${other.username} has seen ${person.username} go`);
  }
  assert.deepEqual(people.at(-1).left(), people.slice(0, -1).map(({ name }) => name));
});

test('the lobby is one over all nodes', async () => {
  const [here, there] = [await house.signIn('chat'), await house.signIn('chat2')];
  const one = await Chatter.open(house.server, '/ws/chat', here.token);
  const two = await Chatter.open(second, '/ws/chat', there.token);
  const native = await house.enter('LOBBY', (await house.signIn('native')).token, { server: second });
  one.send('여기는 로비');
  assert.equal(await two.next(), '여기는 로비');
  assert.equal((await native.next('send')).message, '여기는 로비');
  two.send('{ 저기도 로비');
  for (const each of [one, two]) await each.next((got) => got === '{ 저기도 로비');
});

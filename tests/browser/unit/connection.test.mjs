// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/globals.mjs';
import { Problem } from '../../../resources/web/assets/js/api.js';
import { waitBeforeTry } from '../../../resources/web/assets/js/backoff.js';
import { RoomConnection } from '../../../resources/web/assets/js/connection.js';

/** A line, a clock and a network that the test plays by hand. */
class World {
  sockets = [];
  now = 1_000_000;
  timers = [];
  renewals = [];
  events = [];

  constructor({ renew, inflate = null } = {}) {
    const world = this;
    const environment = {
      WebSocket: class {
        sent = [];
        constructor(url, protocols) {
          this.url = new URL(url);
          this.protocols = protocols;
          world.sockets.push(this);
        }
        send(text) {
          this.sent.push(JSON.parse(text));
        }
        close(code) {
          this.closedWith = code;
        }
      },
      setTimeout: (run, milliseconds) => {
        const timer = { run, at: world.now + milliseconds };
        world.timers.push(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        world.timers = world.timers.filter((other) => other !== timer);
      },
      random: () => 0.5,
      now: () => world.now,
      inflate,
    };
    this.connection = new RoomConnection({
      url: 'ws://host/ws',
      roomId: 'FTYXPM',
      token: 'jwt1',
      renew: async () => {
        this.renewals.push(1);
        return renew ? renew() : 'jwt2';
      },
      environment,
    });
    for (const name of ['state', 'welcome', 'frame', 'ack', 'refused', 'ended']) {
      this.connection.on(name, (value) => this.events.push({ name, ...value }));
    }
  }

  get socket() {
    return this.sockets.at(-1);
  }

  of(name) {
    return this.events.filter((event) => event.name === name);
  }

  receive(frame) {
    const ready = typeof frame === 'string' || frame instanceof ArrayBuffer;
    this.socket.onmessage({ data: ready ? frame : JSON.stringify(frame) });
  }

  welcome(message = {}) {
    this.socket.onopen({});
    this.receive({ messageType: 'welcome', message: { epoch: 'e1', lastSeq: 0, recovered: false, ...message } });
  }

  drop(code = 1006) {
    this.socket.onclose({ code });
  }

  /** Lets that much time go by. */
  async pass(milliseconds) {
    this.now += milliseconds;
    for (const timer of this.timers.filter(({ at }) => at <= this.now)) {
      this.timers = this.timers.filter((other) => other !== timer);
      timer.run();
    }
    await new Promise((next) => setImmediate(next));
  }

  async opened(welcome) {
    this.connection.open();
    await this.pass(0);
    this.welcome(welcome);
    return this;
  }
}

const message = (seq, more = {}) => ({ messageType: 'send', seq, id: `m${seq}`, message: `text ${seq}`, ...more });

test('the token travels as a subprotocol, the room in the address', async () => {
  const world = await new World().opened();
  assert.deepEqual(world.socket.protocols, ['lectern.v1', 'bearer.jwt1']);
  assert.equal(world.socket.url.searchParams.get('room'), 'FTYXPM');
  assert.equal(world.socket.url.searchParams.has('since'), false);
  assert.equal(world.connection.state, 'online');
});

test('a dropped line comes back by itself and asks for what it missed', async () => {
  const world = await new World().opened();
  world.receive(message(1));
  world.receive(message(2));
  world.drop();
  assert.equal(world.connection.state, 'waiting');
  assert.equal(world.of('state').at(-1).seconds, 0.5);
  await world.pass(500);
  assert.equal(world.sockets.length, 2);
  assert.equal(world.socket.url.searchParams.get('since'), '2');
  assert.equal(world.socket.url.searchParams.get('epoch'), 'e1');

  world.welcome({ lastSeq: 3, recovered: true });
  assert.equal(world.of('welcome').at(-1).fresh, false);
  world.receive(message(2, { replay: true }));
  world.receive(message(3, { replay: true }));
  assert.deepEqual(world.of('frame').map(({ seq }) => seq), [1, 2, 3]);
});

test('a history that could not be resumed begins afresh', async () => {
  const world = await new World().opened();
  world.receive(message(7));
  world.drop();
  await world.pass(500);
  world.welcome({ epoch: 'e2', lastSeq: 2, recovered: false });
  assert.equal(world.of('welcome').at(-1).fresh, true);
  world.receive(message(1, { replay: true }));
  world.receive(message(2, { replay: true }));
  assert.deepEqual(world.of('frame').map(({ seq }) => seq), [7, 1, 2]);
});

test('waits grow up to 15 seconds and are spread', () => {
  const middle = [0, 1, 2, 3, 4, 5, 6, 20].map((failures) => waitBeforeTry(failures, () => 0.5));
  assert.deepEqual(middle, [0.5, 1, 2, 4, 8, 15, 15, 15]);
  assert.equal(waitBeforeTry(1, () => 0), 0.5);
  assert.equal(waitBeforeTry(1, () => 0.999) > 1.4, true);
  assert.equal(waitBeforeTry(20, () => 0.999), 15);
});

test('a line that fails at once again and again does not start over with short waits', async () => {
  const world = await new World().opened();
  world.drop();
  await world.pass(500);
  world.welcome({ recovered: true });
  world.drop();
  assert.equal(world.of('state').at(-1).seconds, 1);
  await world.pass(1000);
  world.welcome({ recovered: true });
  await world.pass(6000);
  world.drop();
  assert.equal(world.of('state').at(-1).seconds, 0.5);
});

test('a server that goes away says when to come back', async () => {
  const world = await new World().opened();
  world.receive({ messageType: 'bye', message: { code: 'going_away', reason: '', reconnectIn: 3.25 } });
  world.drop(1001);
  assert.equal(world.of('state').at(-1).seconds, 3.25);
});

test('what was not acknowledged is sent again, with the same name', async () => {
  const world = await new World().opened();
  const first = world.connection.send({ messageType: 'send', message: 'one' });
  const second = world.connection.send({ messageType: 'send', message: 'two' });
  assert.notEqual(first, second);
  world.receive({ messageType: 'ack', ref: first, id: 'm1', seq: 1 });
  world.drop();
  const third = world.connection.send({ messageType: 'send', message: 'three' });
  await world.pass(500);
  world.welcome({ recovered: true });
  assert.deepEqual(world.socket.sent.map(({ ref }) => ref), [second, third]);
  assert.equal(world.connection.waitingForAck, 2);
});

test('what waited for a line goes in the pace that the server takes, and in order', async () => {
  const world = await new World().opened();
  world.drop();
  for (let i = 0; i < 90; i += 1) world.connection.send({ messageType: 'send', message: String(i) });
  await world.pass(500);
  world.welcome({ limits: { rate: 20, burst: 40 } });
  const said = () => world.socket.sent.map(({ message }) => message);
  assert.equal(said().length, 20);
  world.connection.send({ messageType: 'send', message: '90' });
  assert.equal(said().length, 20, 'what is new does not overtake');
  const began = world.now;
  while (said().length < 91 && world.now - began < 10_000) await world.pass(5);
  assert.ok(world.now - began >= (71 / 20) * 1000, `${world.now - began} ms`);
  assert.deepEqual(said(), Array.from({ length: 91 }, (_, i) => String(i)));
});

test('a refused message is not repeated', async () => {
  const world = await new World().opened();
  const ref = world.connection.send({ messageType: 'send', message: 'psst' });
  world.receive({ messageType: 'error', ref, code: 'talk_disabled', message: 'no' });
  assert.deepEqual(world.of('refused'), [{ name: 'refused', ref, code: 'talk_disabled', message: 'no' }]);
  world.drop();
  await world.pass(500);
  world.welcome({ recovered: true });
  assert.deepEqual(world.socket.sent, []);
});

test('a line that swallows what is sent is made anew, keeping the seat', async () => {
  const world = await new World().opened();
  world.connection.send({ messageType: 'send', message: 'anyone?' });
  await world.pass(12_000);
  assert.equal(world.sockets[0].closedWith, 4000);
  assert.equal(world.sockets.length, 2);
});

for (const [closeCode, code] of [[4403, 'kicked'], [4404, 'room_not_found'], [4409, 'replaced'], [4410, 'class_ended']]) {
  test(`close code ${closeCode} is the end: ${code}`, async () => {
    const world = await new World().opened();
    world.drop(closeCode);
    assert.equal(world.connection.state, 'ended');
    assert.equal(world.of('ended')[0].code, code);
    await world.pass(60_000);
    assert.equal(world.sockets.length, 1);
  });
}

test('a bye that is final counts even when the close frame got lost', async () => {
  const world = await new World().opened();
  world.receive({ messageType: 'bye', message: { code: 'class_ended', reason: 'done' } });
  world.drop(1006);
  assert.equal(world.of('ended')[0].code, 'class_ended');
});

test('an expired token is renewed at once', async () => {
  const world = await new World().opened();
  world.drop(4401);
  await world.pass(0);
  assert.equal(world.renewals.length, 1);
  assert.deepEqual(world.socket.protocols, ['lectern.v1', 'bearer.jwt2']);
});

test('after a refused handshake the next try asks over REST why', async () => {
  const world = new World({ renew: () => Promise.reject(new Problem(404, 'room_not_found')) });
  world.connection.open();
  await world.pass(0);
  world.drop();
  assert.equal(world.connection.state, 'waiting');
  await world.pass(500);
  assert.equal(world.of('ended')[0].code, 'room_not_found');
});

test('while the server is out of reach it goes on trying', async () => {
  const world = new World({ renew: () => Promise.reject(new Problem(0, 'offline')) });
  world.connection.open();
  await world.pass(0);
  world.drop();
  for (const wait of [500, 1000, 2000]) {
    assert.equal(world.of('state').at(-1).seconds * 1000, wait);
    await world.pass(wait);
  }
  assert.equal(world.connection.state, 'waiting');
  assert.equal(world.renewals.length, 3);
});

test('a banned person learns that there is no way back', async () => {
  const world = await new World({ renew: () => Promise.reject(new Problem(403, 'kicked')) }).opened();
  world.drop(4403);
  world.connection.open();
  await world.pass(0);
  assert.deepEqual(world.of('ended').map(({ code }) => code), ['kicked', 'banned']);
});

test('leaving closes cleanly, and nothing comes after it', async () => {
  const world = await new World().opened();
  world.connection.close();
  assert.equal(world.socket.closedWith, 1000);
  await world.pass(60_000);
  assert.equal(world.sockets.length, 1);
});

/** Inflates when the test says so, in the order that the test says. */
class Inflating {
  #waiting = [];
  inflate = () => new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));

  /** What came as the `index`th of those still waiting is inflated now; without a frame it was none. */
  async finish(index, frame) {
    const [{ resolve, reject }] = this.#waiting.splice(index, 1);
    if (frame) resolve(JSON.stringify(frame));
    else reject(new TypeError('damaged'));
    await new Promise((next) => setImmediate(next));
  }
}

const binary = () => new ArrayBuffer(8);

test('a browser that inflates asks for deflated frames, and still knows the others', async () => {
  const world = await new World(new Inflating()).opened();
  assert.deepEqual(world.socket.protocols, ['lectern.v1.deflate', 'lectern.v1', 'bearer.jwt1']);
  assert.equal(world.socket.binaryType, 'arraybuffer');
  world.receive(message(1));
  assert.deepEqual(world.of('frame').map(({ seq }) => seq), [1]);
});

test('no frame overtakes another that takes longer to inflate', async () => {
  const line = new Inflating();
  const world = await new World(line).opened();
  world.receive(binary()); // 1
  world.receive(message(2));
  world.receive(binary()); // 3
  world.receive(binary()); // 4
  world.receive(message(5));
  const seen = () => world.of('frame').map(({ seq }) => seq);
  await line.finish(2, message(4));
  assert.deepEqual(seen(), []);
  await line.finish(0, message(1));
  assert.deepEqual(seen(), [1, 2]);
  await line.finish(0, message(3));
  assert.deepEqual(seen(), [1, 2, 3, 4, 5]);
  world.receive(message(6));
  assert.deepEqual(seen(), [1, 2, 3, 4, 5, 6]);
});

test('the end waits for what came before it', async () => {
  const line = new Inflating();
  const world = await new World(line).opened();
  world.receive(binary());
  world.receive({ messageType: 'bye', message: { code: 'class_ended', reason: 'done' } });
  world.drop(1006);
  assert.equal(world.connection.state, 'online');
  await line.finish(0, message(1));
  assert.deepEqual(world.events.slice(-3).map(({ name, seq, code, state }) => seq ?? code ?? state ?? name), [1, 'ended', 'class_ended']);
});

test('a line that was dropped says no more, even of what had come', async () => {
  const line = new Inflating();
  const world = await new World(line).opened();
  world.receive(binary());
  world.connection.restart();
  await world.pass(0);
  world.welcome({ lastSeq: 1 });
  await line.finish(0, message(1));
  assert.deepEqual(world.of('frame'), []);
});

test('deflated bytes that are none are passed over, and hold nothing up', async () => {
  const line = new Inflating();
  const world = await new World(line).opened();
  world.receive(binary());
  world.receive(message(1));
  await line.finish(0, null);
  world.receive(message(2));
  assert.deepEqual(world.of('frame').map(({ seq }) => seq), [1, 2]);
});

test('a listener that fails on one inflated frame gets the next ones', async () => {
  const line = new Inflating();
  const world = await new World(line).opened();
  const heard = [];
  world.connection.on('frame', ({ seq }) => {
    heard.push(seq);
    if (seq === 1) throw new Error('on purpose');
  });
  const { queueMicrotask } = globalThis;
  const failures = [];
  globalThis.queueMicrotask = (run) => queueMicrotask(() => {
    try {
      run();
    } catch (error) {
      failures.push(error.message);
    }
  });
  world.receive(binary());
  world.receive(message(2));
  await line.finish(0, message(1));
  globalThis.queueMicrotask = queueMicrotask;
  assert.deepEqual(failures, ['on purpose'], 'told as any other error is');
  assert.deepEqual(heard, [1, 2]);
});

test('frames that are no JSON objects are passed over', async () => {
  const world = await new World().opened();
  for (const nonsense of ['', '{', '[]', 'null', '7', '"text"']) world.receive(nonsense);
  world.receive(message(1));
  assert.deepEqual(world.of('frame').map(({ seq }) => seq), [1]);
});

test('a page that wakes after a long silence makes a new line', async () => {
  const world = await new World().opened();
  await world.pass(20_000);
  world.connection.check();
  assert.equal(world.sockets.length, 1);
  await world.pass(20_000);
  world.connection.check();
  assert.equal(world.sockets.length, 2);
});

// SPDX-License-Identifier: GPL-3.0-or-later
// The way round a network that breaks WebSockets: when it is taken, and what goes over it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/globals.mjs';
import { Problem } from '../../../resources/web/assets/js/http.js';
import { RoomConnection } from '../../../resources/web/assets/js/connection.js';

const soon = () => new Promise((next) => setTimeout(next, 5));

/** WebSockets that fail at once, and a server that a test plays by hand. */
class World {
  sockets = 0;
  asked = [];
  frames = [];
  states = [];
  acks = [];
  refused = [];
  /** What the next posts answer: {status, body}; null: the network loses them. */
  post = { status: 201, body: { id: 'm9', seq: 9, sentAt: 'now' } };
  working = false;
  renewal = async () => 'jwt2';

  constructor() {
    const world = this;
    const environment = {
      WebSocket: class {
        constructor() {
          world.sockets += 1;
          if (world.working) setTimeout(() => this.onopen?.({}));
          else setTimeout(() => this.onclose?.({ code: 1006 }));
        }
        close() {}
        send() {}
      },
      fetch: (path, options = {}) => this.#answer(path, options),
      setTimeout: (run, milliseconds) => setTimeout(run, milliseconds >= 10_000 ? milliseconds : 1).unref(),
      clearTimeout: (timer) => clearTimeout(timer),
      random: () => 0.5,
      now: () => Date.now(),
      inflate: null,
    };
    this.connection = new RoomConnection({ url: 'ws://host/ws', roomId: 'FTYXPM', token: 'jwt1', renew: () => this.renewal(), environment });
    this.connection.on('frame', (frame) => this.frames.push(frame));
    this.connection.on('ack', (ack) => this.acks.push(ack));
    this.connection.on('refused', (refusal) => this.refused.push(refusal));
    this.connection.on('state', ({ state }) => this.states.push(state));
  }

  async #answer(path, { method = 'GET', headers = {}, body, signal }) {
    this.asked.push({ path, method, authorization: headers.Authorization, body: body && JSON.parse(body) });
    if (path.endsWith('/leave')) return new Response(null, { status: 204 });
    if (path.endsWith('/messages')) {
      if (!this.post) throw new TypeError('network');
      return Response.json(this.post.body, { status: this.post.status });
    }
    if (this.refuse) return Response.json({ code: 'draining' }, { status: 503 });
    const stream = new ReadableStream({ start: (controller) => (this.stream = controller) });
    signal?.addEventListener('abort', () => this.stream.error(new DOMException('gone', 'AbortError')));
    return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  write(text) {
    this.stream.enqueue(new TextEncoder().encode(text));
    return soon();
  }

  tell(frame) {
    return this.write(`id: e1:${frame.seq ?? 0}\ndata: ${JSON.stringify(frame)}\n\n`);
  }

  async until(what) {
    for (let i = 0; i < 400; i += 1) {
      if (what()) return;
      await soon();
    }
    assert.fail(`${what} did not come true`);
  }

  /** Online over events, after two WebSockets that failed. */
  async overEvents() {
    this.connection.open();
    await this.until(() => this.stream);
    await this.tell({ messageType: 'welcome', message: { epoch: 'e1', lastSeq: 0, recovered: false } });
    await this.until(() => this.connection.state === 'online');
    return this;
  }

  of(what) {
    return this.asked.filter(({ path }) => path.includes(`/${what}`));
  }
}

test('two tries at a WebSocket, then events: the token in a header and in no address', async () => {
  const world = await new World().overEvents();
  assert.equal(world.sockets, 2);
  assert.equal(world.connection.carrier, 'events');
  assert.equal(world.of('events')[0].authorization, 'Bearer jwt2');
  assert.equal(world.asked.some(({ path }) => path.includes('jwt')), false);
  world.connection.close();
});

test('frames are put together from whatever pieces come, in one order and none twice', async () => {
  const world = await new World().overEvents();
  const frame = (seq) => `data: ${JSON.stringify({ messageType: 'send', seq, message: '가나다' })}\n\n`;
  const bytes = new TextEncoder().encode(`: ping\n\n${frame(1)}${frame(2)}retry: 5\n\ndata: nonsense\n\n${frame(2)}${frame(3)}`);
  for (let at = 0; at < bytes.length; at += 7) world.stream.enqueue(bytes.slice(at, at + 7));
  await world.until(() => world.frames.length === 3);
  assert.deepEqual(world.frames.map(({ seq, message }) => [seq, message]), [[1, '가나다'], [2, '가나다'], [3, '가나다']]);
  world.connection.close();
});

test('what is posted is acknowledged or refused as over a WebSocket, one after the other', async () => {
  const world = await new World().overEvents();
  const ref = world.connection.send({ messageType: 'send', message: 'one' });
  await world.until(() => world.acks.length === 1);
  assert.deepEqual([world.acks[0].ref, world.acks[0].id, world.acks[0].seq], [ref, 'm9', 9]);
  assert.deepEqual(world.of('messages')[0].body, { messageType: 'send', message: 'one', ref });
  world.post = { status: 403, body: { code: 'talk_disabled', detail: 'no' } };
  const refused = world.connection.send({ messageType: 'send', message: 'two' });
  await world.until(() => world.refused.length === 1);
  assert.deepEqual([world.refused[0].ref, world.refused[0].code], [refused, 'talk_disabled']);
  assert.equal(world.connection.waitingForAck, 0);
  world.connection.close();
});

test('what the network or the server loses is not forgotten: it goes again after the line', async () => {
  const world = await new World().overEvents();
  world.post = null;
  const ref = world.connection.send({ messageType: 'send', message: 'one' });
  await world.until(() => world.of('messages').length === 1);
  assert.equal(world.connection.waitingForAck, 1);
  world.post = { status: 201, body: { id: 'm1', seq: 1 } };
  world.connection.restart();
  await world.until(() => world.of('events').length === 2);
  await world.tell({ messageType: 'welcome', message: { epoch: 'e1', lastSeq: 0, recovered: true } });
  await world.until(() => world.acks.length === 1);
  assert.equal(world.acks[0].ref, ref);
  assert.match(world.of('events')[1].path, /since=0&epoch=e1/);
  world.connection.close();
});

test('a server that is away altogether says nothing about WebSockets', async () => {
  const world = new World();
  world.renewal = async () => {
    throw new Problem(0, 'offline');
  };
  world.connection.open();
  await world.until(() => world.states.filter((state) => state === 'waiting').length > 4);
  assert.equal(world.of('events').length, 0);
  assert.equal(world.connection.carrier, 'websocket');
  world.connection.close();
});

test('where events lead nowhere either, a WebSocket is tried again', async () => {
  const world = new World();
  world.refuse = true;
  world.connection.open();
  await world.until(() => world.of('events').length === 1 && world.sockets === 3);
  world.connection.close();
});

test('a goodbye ends it, and leaving is told at once', async () => {
  const world = await new World().overEvents();
  await world.tell({ messageType: 'bye', message: { code: 'class_ended', reason: '' } });
  world.stream.close();
  await world.until(() => world.connection.state === 'ended');

  const other = await new World().overEvents();
  other.connection.close();
  await other.until(() => other.of('leave').length === 1);
  assert.equal(other.of('leave')[0].method, 'POST');
});

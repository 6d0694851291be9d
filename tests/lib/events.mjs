// SPDX-License-Identifier: GPL-3.0-or-later
// The native protocol over Server-Sent Events as a stranger reads it: plain HTTP, split into events by the HTML
// standard. The interface is that of Socket, but for what goes the other way: that is a POST.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { Api } from './api.mjs';
import { Mailbox } from './mailbox.mjs';

/** Asks for a room's events: `{ asking, response }`. `via`: how the token travels. */
function ask(server, { room, token, via = 'header', origin, lastEventId, method = 'GET', agent = false, ...query }) {
  const url = new URL(`/api/v1/rooms/${room}/events`, server.url);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const headers = {};
  if (token !== undefined && via === 'header') headers.authorization = `Bearer ${token}`;
  if (token !== undefined && via === 'query') url.searchParams.set('token', token);
  if (origin) headers.origin = origin;
  if (lastEventId !== undefined) headers['last-event-id'] = lastEventId;
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, agent });
    asking.on('response', (response) => resolve({ asking, response }));
    asking.on('error', reject);
    asking.end();
  });
}

/** Expects that no stream comes: `{ status, headers, json }`. */
export async function refusedEvents(server, options) {
  const { asking, response } = await ask(server, options);
  if (response.statusCode === 200) {
    asking.destroy();
    throw new Error('a stream was opened');
  }
  let text = '';
  for await (const bytes of response) text += bytes;
  return { status: response.statusCode, headers: new Headers(response.headers), text, json: JSON.parse(text) };
}

export class EventReader extends Mailbox {
  lastEventId; // what a browser would send to go on
  retry;       // when it would come back, in milliseconds
  comments = 0;
  ids = [];    // [id, frame] of the events that had one
  #rest = '';

  constructor({ asking, response }, name) {
    super(name);
    this.asking = asking;
    this.response = response;
    asking.on('error', () => {}); // what follows is 'close'
    response.on('error', () => {});
    response.setEncoding('utf8');
    response.on('data', (text) => this.#read(text));
    this.closed = new Promise((resolve) =>
      response.on('close', () => {
        this.end({ complete: response.complete });
        resolve(this.ended);
      }));
  }

  /** Connected, and the `welcome` is in `welcome`. */
  static async open(server, { as: name = 'somebody', ...options }) {
    const answer = await ask(server, options);
    const reader = new EventReader(answer, name);
    assert.equal(answer.response.statusCode, 200, reader.toString());
    reader.welcomeFrame = await reader.next(() => true);
    assert.equal(reader.welcomeFrame.messageType, 'welcome', 'the first frame is the welcome');
    reader.welcome = reader.welcomeFrame.message;
    reader.id = reader.welcome.self.id;
    reader.api = new Api(server, options.token);
    reader.roomId = options.room;
    return reader;
  }

  #read(text) {
    const events = (this.#rest + text).split('\n\n');
    this.#rest = events.pop();
    for (const event of events) {
      let data;
      let id;
      for (const line of event.split('\n')) {
        if (line.startsWith(':')) ++this.comments;
        else if (line.startsWith('data: ')) data = line.slice(6);
        else if (line.startsWith('id: ')) id = line.slice(4);
        else if (line.startsWith('retry: ')) this.retry = Number(line.slice(7));
        else assert.equal(line, '', `no such line in these events: ${line}`);
      }
      if (id !== undefined) this.lastEventId = id;
      if (data === undefined) continue;
      const frame = JSON.parse(data);
      if (id !== undefined) this.ids.push([id, frame]);
      this.take(frame);
    }
  }

  /** Says something: the answer to the POST. */
  send(frame) {
    return this.api.post(`/rooms/${this.roomId}/messages`, frame);
  }

  say(text, more = {}) {
    return this.send({ messageType: 'send', targetType: 'all', message: text, ...more });
  }

  /** The line is cut. */
  drop() {
    this.asking.destroy();
    return this.closed;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The conversations in docs/protocol.md, held with the real server.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Chatter } from '../lib/chatter.mjs';
import { House } from '../lib/house.mjs';

const house = await House.open({
  users: [{ username: 'lee', role: 'student', name: '이민준' }, { username: 'park', role: 'student', name: '박서연' }],
});
const people = { 민준: await house.signIn('lee'), 서연: await house.signIn('park'), 김선생: house.teacher };

/** `{ who, what: '→' | '>' | '<' | 'closes', text }`, in order. */
function stepsOf(block) {
  const steps = [];
  for (const line of block.trimEnd().split('\n')) {
    const [, who, what, text] = /^(\S+?) ?(→|>|<|closes) ?(.*)$/.exec(line) ?? [];
    if (who) steps.push({ who, what, text });
    else steps.at(-1).text += `\n${/^ +\| ?(.*)$/.exec(line)[1]}`;
  }
  return steps;
}

/** `…` stands for anything. */
function likeText(pattern, text) {
  const parts = pattern.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*?')}$`).test(text);
}

/** `partly`: of an object only what is shown has to be there. */
function like(pattern, value, partly) {
  if (typeof pattern === 'string') return typeof value === 'string' && likeText(pattern, value);
  if (typeof pattern !== 'object' || pattern === null) return pattern === value;
  if (Array.isArray(pattern)) return Array.isArray(value) && pattern.every((each) => value.some((one) => like(each, one, partly)));
  const fits = Object.entries(pattern).every(([name, each]) => like(each, value?.[name], partly));
  return fits && (partly || Object.keys(value).length === Object.keys(pattern).length);
}

function likeFrame(pattern, frame) {
  const [head, body] = pattern.replace(/\^@$/, '').split('\n\n');
  const [gotHead, gotBody] = frame.split('\n\n');
  return likeText(head, gotHead) && (body ? like(JSON.parse(body), JSON.parse(gotBody)) : gotBody === '');
}

class Conversation {
  #lines = {};
  #answers = {};
  #room;

  async hold(steps) {
    if (!steps.some(({ text }) => text.startsWith('POST '))) this.#room = (await people.민준.createRoom({ name: '책 이야기', kind: 'chat' })).id;
    for (const step of steps) await this.#take(step);
    for (const [who, { got, native }] of Object.entries(this.#lines))
      assert.ok(native || got.unread.length === 0, `${who} got more: ${JSON.stringify(got.unread)}`);
  }

  #filled(who, text) {
    return text.replaceAll('FTYXPM', this.#room).replaceAll('eyJ…', people[who].token).replaceAll('^@', '\0');
  }

  async #take({ who, what, text }) {
    if (what === '→') return this.#open(who, this.#filled(who, text));
    if (what === 'closes') return this.#lines[who].close();
    const http = /^(GET|POST) (.*)$/.exec(text);
    if (http && what === '>') this.#answers[who] = people[who].root(http[1], http[2]);
    else if (what === '>') this.#lines[who].ws.send(this.#filled(who, text));
    else if (/^\d{3} /.test(text)) await this.#answer(who, text);
    else if (text.startsWith('closed ')) assert.equal((await this.#lines[who].closed).code, Number(text.slice(7)));
    else await this.#hear(who, text);
  }

  async #open(who, path) {
    const line = await Chatter.open(house.server, path, people[who].token, { frames: path === '/stomp' });
    line.native = path.startsWith('/ws?');
    line.stomp = path === '/stomp';
    if (line.native) await line.next({ messageType: 'welcome' });
    this.#lines[who] = line;
  }

  async #answer(who, text) {
    const { status, json } = await this.#answers[who];
    this.#room ??= json.roomId;
    assert.equal(status, Number(text.slice(0, 3)));
    const wanted = JSON.parse(this.#filled(who, text.slice(4)));
    assert.ok(like(wanted, json), `${who} got ${JSON.stringify(json)}`);
  }

  async #hear(who, text) {
    const { got, native, stomp } = this.#lines[who];
    const wanted = text.replaceAll('FTYXPM', this.#room);
    const fits = (one) => {
      if (stomp) return likeFrame(wanted, one);
      return wanted.startsWith('{') ? like(JSON.parse(wanted), one, native) : wanted === one;
    };
    if (native) await got.next(fits);
    else {
      const next = await got.next();
      assert.ok(fits(next), `${who} got ${JSON.stringify(next)}\ninstead of ${wanted}`);
    }
  }
}

const document = await readFile(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
const blocks = [...document.matchAll(/^### (.*)$|^```conversation\n([^]*?)^```$/gm)];
let title = '';
let count = 0;
for (const [, heading, block] of blocks) {
  if (heading) title = heading;
  else test(`${title}: conversation ${++count}`, () => new Conversation().hold(stepsOf(block)));
}
test('each protocol has its conversation', () => assert.ok(count >= 4));

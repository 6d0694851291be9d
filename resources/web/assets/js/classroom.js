// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';
import { People } from './people.js';
import { Timeline } from './timeline.js';
import { codePoints } from './protocol.js';

const HISTORY_PAGE = 50;
const BACK_SHOWN_MS = 4_000;
const PASSING_PROBLEM_MS = 6_000;

/**
 * @typedef {object} Status what the line and the teacher are up to; the banner is made from it
 * @property {import('./connection.js').State} line
 * @property {boolean} wasOnline
 * @property {number} failures tries in a row that led nowhere
 * @property {number | null} retryAt milliseconds since 1970 of the next try
 * @property {string} why code of what keeps us out for now
 * @property {string} ended code of the end, empty before it
 * @property {boolean} hostBack the teacher has come back just now
 * @property {string} problem code of a refusal that belongs to no message
 */

/**
 * A room as its student sees it: what came over the line, put in order for the views. Knows no DOM.
 *
 * Emits `room` (name, talk, lock, host, one's own hand), `people`, `status`; the timeline has events of its own.
 */
export class Classroom extends Emitter {
  timeline = new Timeline();
  people = new People();
  room;
  self = { id: '', name: '' };
  /** @type {{id: string, name: string, online: boolean} | null} */
  host = null;
  /** @type {Status} */
  status = { line: 'idle', wasOnline: false, failures: 0, retryAt: null, why: '', ended: '', hostBack: false, problem: '' };
  limits = { text: 4_000 };
  /** How far one has read (a seq), as the server knows it. */
  readUpTo = 0;
  /** How things stood when the timeline was last shown afresh. */
  entry = { readUpTo: 0, lastSeq: 0, unread: 0 };
  draft = '';
  /** True while there may be older messages than those shown. */
  hasEarlier = false;

  #connection;
  #api;
  /** @type {Map<string, any>} */
  #timers = new Map();
  #replayed = 0;

  /**
   * @param {object} options
   * @param {string} options.roomId
   * @param {string} options.name of the person
   * @param {import('./connection.js').RoomConnection} options.connection
   * @param {import('./api.js').Api} options.api
   */
  constructor({ roomId, name, connection, api }) {
    super();
    this.room = { id: roomId, name: '', kind: 'class', talk: 'teacher', locked: false };
    this.self.name = name;
    this.#connection = connection;
    this.#api = api;
    connection.on('state', (change) => this.#lineChanged(change));
    connection.on('welcome', (welcome) => this.#welcomed(welcome));
    connection.on('frame', (frame) => this.#received(frame));
    connection.on('ack', (ack) => this.timeline.acknowledge(ack));
    connection.on('refused', ({ ref, code }) => this.#refused(ref, code));
    connection.on('ended', ({ code }) => this.#ended(code));
  }

  get token() {
    return this.#connection.token;
  }

  get handRaised() {
    return Boolean(this.people.find(this.self.id)?.handRaisedAt);
  }

  /**
   * Sends a text, shown at once.
   * @param {string} text
   * @returns {boolean} false when it can't be sent at all: blank or too long
   */
  say(text) {
    const trimmed = text.replace(/^\s*\n|\s+$/g, '');
    if (!trimmed.trim() || codePoints(trimmed) > this.limits.text) return false;
    const toTeacher = this.room.talk === 'teacher';
    const targetType = toTeacher ? 'teacher' : 'all';
    const ref = this.#connection.send({ messageType: 'send', targetType, message: trimmed });
    this.timeline.echo({
      ref,
      text: trimmed,
      senderName: this.self.name,
      privacy: toTeacher ? 'teacher' : 'none',
      sentAt: new Date().toISOString(),
    });
    return true;
  }

  /** Sends a refused text once more. @param {string} ref */
  sayAgain(ref) {
    const item = this.timeline.discard(ref);
    if (item) this.say(item.text);
  }

  /** @param {boolean} raised */
  raiseHand(raised) {
    if (!this.#connection.post({ messageType: 'hand', message: { raised } })) return;
    this.people.setHand(this.self.id, raised ? new Date().toISOString() : null);
    this.emit('room');
  }

  /** One has read that far. Nothing when not online. @param {{id: string, seq: number}} message */
  markRead({ id, seq }) {
    if (this.#connection.post({ messageType: 'read', message: { lastReadMessage: id } })) this.readUpTo = seq;
  }

  /** Fetches older messages; rejects with a Problem. */
  async loadEarlier() {
    const range = { before: this.timeline.firstSeq, limit: HISTORY_PAGE };
    const messages = await this.#api.messages(this.room.id, this.token, range);
    this.hasEarlier = messages.length >= HISTORY_PAGE;
    for (const message of messages.reverse()) this.timeline.take(message);
    this.emit('room');
  }

  enter() {
    this.#set({ ended: '' });
    this.#connection.open();
  }

  retryNow() {
    this.#connection.retryNow();
  }

  leave() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#connection.close();
  }

  /** @param {{state: import('./connection.js').State, failures: number, seconds?: number, why?: string}} change */
  #lineChanged({ state, failures, seconds, why }) {
    const retryAt = seconds === undefined ? null : Date.now() + seconds * 1000;
    const wasOnline = this.status.wasOnline || state === 'online';
    const stillWhy = state === 'connecting' ? this.status.why : '';
    this.#set({ line: state, wasOnline, failures, retryAt, why: why ?? stillWhy });
  }

  /** @param {any} welcome */
  #welcomed(welcome) {
    this.self = { id: String(welcome.self?.id ?? ''), name: String(welcome.self?.name ?? this.self.name) };
    this.timeline.self = this.self.id;
    this.readUpTo = readUpTo(welcome);
    if (welcome.fresh) {
      this.#replayed = 0;
      this.hasEarlier = false;
      this.entry = { readUpTo: this.readUpTo, lastSeq: Number(welcome.lastSeq) || 0, unread: Number(welcome.unread) || 0 };
      this.timeline.reset();
    }
    this.limits = { ...this.limits, ...welcome.limits };
    this.people.replace(welcome.participants);
    this.host = welcome.host
      ? { id: String(welcome.host.id), name: String(welcome.host.name ?? ''), online: welcome.host.online !== false }
      : null;
    this.#updateRoom({ ...welcome, name: welcome.roomName });
    this.emit('people');
    this.#set({ hostBack: false });
  }

  /** @param {import('./protocol.js').Frame} frame */
  #received(frame) {
    switch (frame.messageType) {
      case 'join':
        this.people.add(frame.message?.participants);
        this.#peopleChanged();
        break;
      case 'leave':
        this.people.remove(frame.message?.participants);
        this.#peopleChanged();
        break;
      case 'roomUpdate':
        this.#updateRoom(frame.message ?? {});
        break;
      case 'hostAway':
        this.#hostIs(false);
        break;
      case 'hostBack':
        this.#hostIs(true);
        break;
      case 'hand':
        this.#handChanged(frame);
        break;
      default:
        this.#logged(frame);
    }
  }

  /** @param {import('./protocol.js').Frame} frame */
  #logged(frame) {
    const item = this.timeline.take(frame);
    if (!frame.replay || !item) return;
    this.#replayed += 1;
    if (this.#replayed === HISTORY_PAGE) {
      this.hasEarlier = true;
      this.emit('room');
    }
  }

  /** A host lowers somebody's hand with `target`; everyone else's `hand` is about themselves. */
  #handChanged(/** @type {import('./protocol.js').Frame} */ frame) {
    const who = frame.target || frame.sender;
    this.people.setHand(who, frame.message?.raised ? frame.sentAt || new Date().toISOString() : null);
    this.emit('people');
    this.emit('room');
  }

  /** @param {any} change */
  #updateRoom({ name, kind, talk, locked }) {
    if (typeof name === 'string') this.room.name = name;
    if (typeof kind === 'string') this.room.kind = kind;
    if (typeof talk === 'string') this.room.talk = talk;
    if (typeof locked === 'boolean') this.room.locked = locked;
    this.emit('room');
  }

  /** A host who comes for the first time, or leaves on purpose, does so by `join` and `leave`. */
  #peopleChanged() {
    this.emit('people');
    if (!this.host) return;
    const online = this.people.find(this.host.id)?.online ?? false;
    if (online === this.host.online) return;
    this.host.online = online;
    this.emit('room');
  }

  /** @param {boolean} online */
  #hostIs(online) {
    if (this.host) {
      this.host.online = online;
      this.people.setOnline(this.host.id, online);
    }
    this.emit('people');
    this.emit('room');
    this.#set({ hostBack: online });
    if (online) this.#later('hostBack', BACK_SHOWN_MS, { hostBack: false });
  }

  /** @param {string | undefined} ref @param {string} code */
  #refused(ref, code) {
    if (ref) {
      this.timeline.refuse(ref, code);
      return;
    }
    this.#set({ problem: code });
    this.#later('problem', PASSING_PROBLEM_MS, { problem: '' });
  }

  /** @param {string} code */
  #ended(code) {
    const wasThere = this.status.wasOnline && code === 'room_not_found';
    this.#set({ ended: wasThere ? 'class_ended' : code });
  }

  /** @param {string} what @param {number} milliseconds @param {Partial<Status>} changes */
  #later(what, milliseconds, changes) {
    clearTimeout(this.#timers.get(what));
    this.#timers.set(
      what,
      setTimeout(() => this.#set(changes), milliseconds),
    );
  }

  /** @param {Partial<Status>} changes */
  #set(changes) {
    this.status = { ...this.status, ...changes };
    this.emit('status');
  }
}

/** The seq of one's own mark, which stands among the people. @param {any} welcome */
function readUpTo({ participants, self }) {
  const people = Array.isArray(participants) ? participants : [];
  return Number(people.find((person) => person?.id === self?.id)?.seq) || 0;
}

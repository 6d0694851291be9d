// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Countdown } from './countdown.js';
import { Emitter } from './emitter.js';
import { Gestures } from './gestures.js';
import { Past } from './past.js';
import { People } from './people.js';
import { Polls } from './polls.js';
import { RoomRules } from './roomrules.js';
import { RoomStatus } from './roomstatus.js';
import { Speech } from './speech.js';
import { Timeline } from './timeline.js';

const BACK_SHOWN_MS = 4_000;
const HAND_SEEN_MS = 6_000;
const PASSING_PROBLEM_MS = 6_000;

/** @typedef {import('./roomstatus.js').Status} Status */

/**
 * A room as one of its people sees it: what came over the line, put in order for the views. Knows no DOM.
 *
 * Emits `room` (name, talk, lock, host, one's own hand), `people`, `status`, `read`; what happens just now as `came` and
 * `went` (the people of the frame), `hand` {id, raised} and `reaction` {sender, kind}; timeline, polls and countdown have
 * events of their own.
 */
export class Classroom extends Emitter {
  timeline = new Timeline();
  people = new People();
  polls = new Polls();
  countdown = new Countdown();
  room;
  self = { id: '', name: '', type: 'student' };
  /** @type {{id: string, name: string, online: boolean} | null} */
  host = null;
  limits = { text: 4_000, file: Infinity };
  /** How far one has read (a seq), as the server knows it. */
  readUpTo = 0;
  /** How things stood when the timeline was last shown afresh. */
  entry = { readUpTo: 0, lastSeq: 0, unread: 0 };

  #connection;
  #api;
  #status = new RoomStatus();
  #past = new Past(this.timeline, (range) => this.#api.messages(this.room.id, this.token, range));

  /**
   * @param {object} options
   * @param {string} options.roomId
   * @param {string} options.name of the person
   * @param {import('./connection.js').RoomConnection} options.connection
   * @param {import('./api.js').Api} options.api
   */
  constructor({ roomId, name, connection, api }) {
    super();
    this.room = new RoomRules(roomId);
    this.self.name = name;
    this.#connection = connection;
    this.#api = api;
    /** What one says oneself. */
    this.speech = new Speech(this, connection);
    /** What one does besides. */
    this.gestures = new Gestures(this, connection);
    this.timeline.nameOf = (id) => this.people.nameOf(id);
    this.#status.on('change', () => this.emit('status'));
    connection.on('state', (change) => this.#status.lineChanged(change));
    connection.on('welcome', (welcome) => this.#welcomed(welcome));
    connection.on('frame', (frame) => this.#received(frame));
    connection.on('ack', (ack) => this.speech.acknowledged(ack));
    connection.on('refused', ({ ref, code }) => this.#refused(ref, code));
    connection.on('ended', ({ code }) => {
      this.countdown.set(null);
      this.#status.ended(code);
    });
  }

  /** @returns {Status} */
  get status() {
    return this.#status.value;
  }

  get token() {
    return this.#connection.token;
  }

  /** What carries the frames: "websocket" or "events". */
  get carrier() {
    return this.#connection.carrier;
  }

  /** True while there may be older messages than those shown. */
  get hasEarlier() {
    return this.#past.hasMore;
  }

  get isHost() {
    return this.host !== null && this.host.id === this.self.id;
  }

  /** Whether the class is theirs, or they hold it together with its host. */
  get mayHold() {
    return this.isHost || this.room.assistants.includes(this.self.id);
  }

  /** Whether the teacher has asked this one to be silent. */
  get muted() {
    return this.people.find(this.self.id)?.muted ?? false;
  }

  get handRaised() {
    return Boolean(this.people.find(this.self.id)?.handRaisedAt);
  }

  /** @param {string} text @returns {boolean} false when it can't be sent at all: blank or too long */
  say(text) {
    return this.speech.say(text);
  }

  /** Fetches older messages; rejects with a Problem. */
  async loadEarlier() {
    await this.#past.bring();
    this.emit('room');
  }

  enter() {
    this.#status.set({ ended: '' });
    this.#connection.open();
  }

  retryNow() {
    this.#connection.retryNow();
  }

  leave() {
    this.#status.stop();
    this.#connection.close();
  }

  /** @param {any} welcome */
  #welcomed(welcome) {
    const { self } = welcome;
    this.self = { id: String(self?.id ?? ''), name: String(self?.name ?? this.self.name), type: String(self?.type ?? 'student') };
    this.timeline.viewer = { id: this.self.id, hostId: String(welcome.host?.id ?? '') };
    this.readUpTo = readUpTo(welcome);
    this.countdown.setClock(welcome.sentAt);
    if (welcome.fresh) {
      this.#past.restart();
      this.entry = { readUpTo: this.readUpTo, lastSeq: Number(welcome.lastSeq) || 0, unread: Number(welcome.unread) || 0 };
      this.timeline.reset();
    }
    this.limits = { ...this.limits, ...welcome.limits };
    this.people.replace(welcome.participants);
    this.host = welcome.host
      ? { id: String(welcome.host.id), name: String(welcome.host.name ?? ''), online: welcome.host.online !== false }
      : null;
    this.polls.replace(welcome.openPolls);
    this.countdown.set(welcome.timer);
    this.#updateRoom({ ...welcome, name: welcome.roomName });
    this.emit('people');
    this.#status.set({ hostBack: false });
  }

  /** @param {import('./protocol.js').Frame} frame */
  #received(frame) {
    switch (frame.messageType) {
      case 'join':
        this.people.add(frame.message?.participants);
        this.emit('came', frame.message?.participants);
        this.#peopleChanged();
        break;
      case 'leave':
        this.people.remove(frame.message?.participants);
        this.emit('went', frame.message?.participants);
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
      case 'mute':
        this.people.setMuted(String(frame.target ?? ''), frame.message?.muted === true);
        this.emit('people');
        this.emit('room');
        break;
      case 'rename':
        this.#renamed(String(frame.target ?? ''), frame.message);
        break;
      case 'reaction':
        this.emit('reaction', { sender: String(frame.sender ?? ''), kind: String(frame.message?.kind ?? '') });
        break;
      case 'read':
        this.people.setRead(frame.message?.participants);
        this.emit('read');
        break;
      case 'timer':
        this.countdown.setClock(frame.sentAt);
        this.countdown.set(frame.message);
        break;
      default:
        this.#logged(frame);
    }
  }

  /** @param {import('./protocol.js').Frame} frame */
  #logged(frame) {
    const item = this.timeline.take(frame);
    if (item) this.people.setRead([{ id: frame.sender, seq: frame.seq }]);
    // What is open now the welcome has said, whatever was opened and closed before.
    if (!frame.replay) this.polls.take(frame);
    if (frame.replay && item && this.#past.replayed()) this.emit('room');
  }

  /** A host lowers somebody's hand with `target`; everyone else's `hand` is about themselves. */
  #handChanged(/** @type {import('./protocol.js').Frame} */ frame) {
    const who = frame.target || frame.sender;
    const raised = Boolean(frame.message?.raised);
    if (!raised && this.handRaised && who === this.self.id && frame.sender !== who) this.#status.setBriefly('handSeen', true, false, HAND_SEEN_MS);
    this.people.setHand(who, raised ? frame.sentAt || new Date().toISOString() : null);
    this.emit('hand', { id: String(who), raised });
    this.emit('people');
    this.emit('room');
  }

  /** @param {string} id @param {any} told */
  #renamed(id, told) {
    this.people.rename(id, told);
    if (id === this.self.id) this.self.name = this.people.nameOf(id);
    this.emit('people');
  }

  /** @param {any} change */
  #updateRoom(change) {
    const { names } = this.room;
    this.room.take(change);
    if (this.room.names !== names) this.#namesChanged();
    if (typeof change.host === 'string') this.#handedTo(change.host);
    this.emit('room');
  }

  /** The class is somebody else's from now on. @param {string} id */
  #handedTo(id) {
    this.host = { id, name: this.people.nameOf(id), online: this.people.find(id)?.online ?? false };
    this.timeline.viewer.hostId = id;
  }

  #namesChanged() {
    const { names, assistants } = this.room;
    if (this.self.type === 'teacher' || assistants.includes(this.self.id)) return;
    if (names !== 'hidden') return void this.#learnNames();
    const known = new Set([this.self.id, ...assistants]);
    this.people.hideStudents(known);
    this.timeline.hideStudents(known);
    this.emit('people');
  }

  /** Nobody tells them of itself; where they do not come now, they come with the next welcome. */
  async #learnNames() {
    const people = await this.#api.participants(this.room.id, this.token).catch(() => null);
    if (people) this.people.replace(people);
    this.emit('people');
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
    if (online) this.#status.setBriefly('hostBack', true, false, BACK_SHOWN_MS);
    else this.#status.set({ hostBack: false });
  }

  /** @param {string | undefined} ref @param {string} code */
  #refused(ref, code) {
    if (ref) this.timeline.refuse(ref, code);
    else this.#status.setBriefly('problem', code, '', PASSING_PROBLEM_MS);
  }
}

/** The seq of one's own mark, which stands among the people. @param {any} welcome */
function readUpTo({ participants, self }) {
  const people = Array.isArray(participants) ? participants : [];
  return Number(people.find((person) => person?.id === self?.id)?.seq) || 0;
}

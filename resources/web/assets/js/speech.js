// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';
import { codePoints } from './protocol.js';

/**
 * @typedef {object} Audience who is to hear it
 * @property {'all' | 'teacher' | 'student'} targetType
 * @property {string} [target]
 * @property {import('./timeline.js').Item['privacy']} privacy
 */

/** What somebody says in a room: who hears it, shown at once, sent until it is stored. Emits `audience`. */
export class Speech extends Emitter {
  draft = '';
  #classroom;
  #connection;
  /** @type {{id: string, name: string} | null} */
  #to = null;
  #privately = false;
  /** @type {Set<string>} refs of what was taken back before it was stored */
  #unwanted = new Set();

  /** @param {import('./classroom.js').Classroom} classroom @param {import('./connection.js').RoomConnection} connection */
  constructor(classroom, connection) {
    super();
    this.#classroom = classroom;
    this.#connection = connection;
  }

  /** The one person to whom all goes for now. */
  get to() {
    return this.#to;
  }

  set to(person) {
    this.#to = person;
    this.emit('audience');
  }

  /** For the teacher alone, although all might hear it. */
  get privately() {
    return this.#privately && this.mayChoose;
  }

  set privately(wish) {
    this.#privately = wish;
    this.emit('audience');
  }

  /** Whether a student may choose between the teacher and all. */
  get mayChoose() {
    const { room, isHost } = this.#classroom;
    return room.kind === 'class' && room.talk === 'all' && !isHost;
  }

  get allowed() {
    const { room, self, muted } = this.#classroom;
    return self.type === 'teacher' || (room.talk !== 'none' && !muted);
  }

  /** @returns {Audience} */
  get audience() {
    const { room, self } = this.#classroom;
    if (this.#to) return { targetType: 'student', target: this.#to.id, privacy: 'person' };
    const toTeacher = self.type === 'student' && room.talk === 'teacher';
    if (toTeacher || this.privately) return { targetType: 'teacher', privacy: 'teacher' };
    return { targetType: 'all', privacy: 'none' };
  }

  /**
   * @param {string} text
   * @returns {boolean} false when it can't be sent at all: blank or too long
   */
  say(text) {
    const message = text.replace(/^\s*\n|\s+$/g, '');
    if (!message.trim() || codePoints(message) > this.#classroom.limits.text) return false;
    const audience = this.audience;
    const ref = this.#connection.send({ messageType: 'send', ...address(audience), message });
    this.#echo(ref, audience, { type: 'send', text: message, attachment: null });
    return true;
  }

  /** Sends a refused text once more. @param {string} ref */
  sayAgain(ref) {
    const item = this.#classroom.timeline.discard(ref);
    if (item) this.say(item.text);
  }

  /**
   * Shows a file that is to be sent. It is not announced to others before it is sent.
   * @param {{type: 'image' | 'file', caption: string, file: File}} what
   * @returns {{ref: string, frame: Record<string, any>}} the message that it will be
   */
  showFile({ type, caption, file }) {
    const audience = this.audience;
    const ref = this.#connection.newRef();
    const about = { name: file.name, contentType: file.type, size: file.size };
    /** @type {import('./protocol.js').Attachment} */
    const attachment = { id: '', ...about, state: 'uploading', url: '', width: 0, height: 0 };
    this.#echo(ref, audience, { type, text: caption, attachment });
    return { ref, frame: { ref, messageType: type, ...address(audience), message: caption } };
  }

  /** The server knows the file now. @param {Record<string, any>} frame */
  sendFile(frame) {
    this.#connection.send(frame);
  }

  /** Deletes it for everyone. @param {string} messageId */
  takeBack(messageId) {
    this.#connection.send({ messageType: 'delete', refers: messageId, message: {} });
  }

  /** The same for one's own that may not be stored yet. @param {import('./timeline.js').Item} item */
  takeBackOwn(item) {
    if (item.id) {
      this.takeBack(item.id);
      return;
    }
    this.#unwanted.add(item.ref);
    this.#classroom.timeline.discard(item.ref);
  }

  /** @param {any} ack */
  acknowledged(ack) {
    if (this.#unwanted.delete(ack.ref)) this.takeBack(String(ack.id));
    else this.#classroom.timeline.acknowledge(ack);
  }

  /** @param {string} ref @param {Audience} audience @param {Pick<import('./timeline.js').Item, 'type' | 'text' | 'attachment'>} what */
  #echo(ref, { privacy, target = '' }, what) {
    const { self, timeline } = this.#classroom;
    const sentAt = new Date().toISOString();
    timeline.echo({ ...what, ref, privacy, target, senderName: self.name, senderType: self.type, sentAt });
  }
}

/** @param {Audience} audience */
function address({ targetType, target }) {
  return target ? { targetType, target } : { targetType };
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';
import { pollOf, resultOf } from './polls.js';
import { attachmentOf } from './protocol.js';

/**
 * @typedef {object} Item a line of the timeline
 * @property {string} key stays the same from the local echo to the stored message
 * @property {string} id empty until stored
 * @property {number} seq 0 until stored
 * @property {string} ref
 * @property {string} sender
 * @property {string} senderName
 * @property {string} senderType
 * @property {boolean} mine
 * @property {string} text
 * @property {import('./protocol.js').Attachment | null} attachment
 * @property {string} type send, image, file, poll or pollResult
 * @property {import('./polls.js').Poll | null} poll what was asked, also with a result; null with that when nobody knows
 * @property {import('./polls.js').Result | null} result
 * @property {string} refers of a result: the poll's id
 * @property {string} sentAt
 * @property {'none' | 'me' | 'teacher' | 'person'} privacy who besides its sender sees it, when not all do
 * @property {string} target the one person, empty when it is for more
 * @property {string} targetName
 * @property {'sent' | 'sending' | 'refused'} state
 * @property {string} problem code of the refusal
 */

const SHOWN = new Set(['send', 'image', 'file', 'poll', 'pollResult']);

/**
 * The messages of a room as one person sees them: stored ones by seq, then those still on their way.
 *
 * Emits: `reset`; `put` {item, before}: show it (again) before the item of that key, at the end when null;
 * `remove` {item}.
 */
export class Timeline extends Emitter {
  /** @type {Item[]} ascending by seq */
  #stored = [];
  /** @type {Item[]} */
  #pending = [];
  /** Who looks at it. */
  viewer = { id: '', hostId: '' };
  /** @type {(id: string) => string} of people */
  nameOf = () => '';

  get items() {
    return [...this.#stored, ...this.#pending];
  }

  get firstSeq() {
    return this.#stored[0]?.seq ?? 0;
  }

  /** Forgets what is stored on the server; it comes again. What was not acknowledged stays. */
  reset() {
    this.#stored = [];
    this.#pending = this.#pending.filter((item) => !item.id);
    this.emit('reset');
  }

  /**
   * A frame from the line or a message from the history.
   * @param {import('./protocol.js').Frame} frame
   * @returns {Item | null} the item that it made, null when it made none
   */
  take(frame) {
    if (frame.messageType === 'delete') {
      this.#remove(String(frame.refers ?? ''));
      return null;
    }
    if (frame.messageType === 'attachment') {
      this.#changeFile(String(frame.refers ?? ''), attachmentOf(frame.attachment));
      return null;
    }
    if (!isShown(frame)) return null;
    const at = this.#position(frame.seq);
    if (this.#stored[at]?.seq === frame.seq) return null;

    const echo = frame.sender === this.viewer.id && frame.ref ? this.#takePending(frame.ref) : null;
    const item = { ...this.#itemOf(frame), key: echo?.key ?? `m-${frame.id ?? frame.seq}` };
    this.#stored.splice(at, 0, item);
    this.emit('put', { item, before: (this.#stored[at + 1] ?? this.#pending[0])?.key ?? null });
    if (item.type === 'poll') this.#explainResults(item);
    return item;
  }

  /**
   * Shows one's own message at once.
   * @param {Pick<Item, 'ref' | 'type' | 'text' | 'attachment' | 'senderName' | 'senderType' | 'privacy' | 'target' | 'sentAt'>} echo
   */
  echo(echo) {
    /** @type {Item} */
    const item = {
      ...echo,
      key: `r-${echo.ref}`,
      id: '',
      seq: 0,
      sender: this.viewer.id,
      mine: true,
      poll: null,
      result: null,
      refers: '',
      targetName: echo.target && this.nameOf(echo.target),
      state: 'sending',
      problem: '',
    };
    this.#pending.push(item);
    this.emit('put', { item, before: null });
  }

  /** What students are called is not to be seen any more. @param {Set<string>} known the ids of those whose names stay */
  hideStudents(known) {
    for (const [at, item] of this.#stored.entries()) {
      if (item.senderType !== 'student' || item.senderName === '' || known.has(item.sender)) continue;
      this.#stored[at] = { ...item, senderName: '' };
      this.emit('put', { item: this.#stored[at], before: (this.#stored[at + 1] ?? this.#pending[0])?.key ?? null });
    }
  }

  /** It is stored; the message itself comes on its own. @param {{ref?: string, id?: string, sentAt?: string}} ack */
  acknowledge(ack) {
    this.#change(ack.ref, { state: 'sent', id: String(ack.id ?? ''), sentAt: ack.sentAt });
  }

  /** @param {string} ref @param {string} code why */
  refuse(ref, code) {
    this.#change(ref, { state: 'refused', problem: code });
  }

  /** Takes a refused message back. @param {string} ref @returns {Item | null} */
  discard(ref) {
    const item = this.#takePending(ref);
    if (item) this.emit('remove', { item });
    return item;
  }

  /** @param {string | undefined} ref @param {Partial<Item>} changes */
  #change(ref, changes) {
    const at = this.#pending.findIndex((item) => item.ref === ref);
    if (at < 0) return;
    const item = { ...this.#pending[at], ...changes };
    this.#pending[at] = item;
    this.emit('put', { item, before: this.#pending[at + 1]?.key ?? null });
  }

  /** The file of that message is there now, or will not come. @param {string} id @param {Item['attachment']} attachment */
  #changeFile(id, attachment) {
    const at = this.#indexOf(id);
    if (at < 0 || !attachment) return;
    const item = { ...this.#stored[at], attachment };
    this.#stored[at] = item;
    this.emit('put', { item, before: (this.#stored[at + 1] ?? this.#pending[0])?.key ?? null });
  }

  /** A result that came without its question, because that is older. @param {Item} asked */
  #explainResults(asked) {
    for (const [at, item] of this.#stored.entries()) {
      if (item.refers !== asked.id || item.poll) continue;
      this.#stored[at] = { ...item, poll: asked.poll };
      this.emit('put', { item: this.#stored[at], before: (this.#stored[at + 1] ?? this.#pending[0])?.key ?? null });
    }
  }

  /** @param {string} id */
  #indexOf(id) {
    return this.#stored.findIndex((item) => id !== '' && item.id === id);
  }

  /** @param {string} id */
  #remove(id) {
    const at = this.#indexOf(id);
    if (at < 0) return;
    const [item] = this.#stored.splice(at, 1);
    this.emit('remove', { item });
  }

  /** @param {string} ref */
  #takePending(ref) {
    const at = this.#pending.findIndex((item) => item.ref === ref);
    return at < 0 ? null : this.#pending.splice(at, 1)[0];
  }

  /** Where that seq stands or belongs; nearly always at the end. @param {number} seq */
  #position(seq) {
    let at = this.#stored.length;
    while (at > 0 && this.#stored[at - 1].seq >= seq) at -= 1;
    return at;
  }

  /** @param {import('./protocol.js').Frame} frame @returns {Item} */
  #itemOf(frame) {
    const mine = frame.sender === this.viewer.id;
    const type = String(frame.messageType);
    const refers = String(frame.refers ?? '');
    const asked = type === 'pollResult' ? (this.#stored[this.#indexOf(refers)]?.poll ?? null) : null;
    return {
      key: '',
      id: String(frame.id ?? ''),
      seq: frame.seq,
      ref: String(frame.ref ?? ''),
      sender: String(frame.sender ?? ''),
      senderName: String(frame.senderName ?? ''),
      senderType: String(frame.senderType ?? ''),
      mine,
      text: typeof frame.message === 'string' ? frame.message : '',
      attachment: attachmentOf(frame.attachment),
      type,
      poll: type === 'poll' ? pollOf(frame.id, frame.message) : asked,
      result: type === 'pollResult' ? resultOf(frame.message) : null,
      refers,
      sentAt: String(frame.sentAt ?? ''),
      privacy: privacyOf(frame, mine, this.viewer.hostId),
      target: String(frame.target ?? ''),
      targetName: frame.target ? this.nameOf(String(frame.target)) : '',
      state: 'sent',
      problem: '',
    };
  }
}

/** @param {import('./protocol.js').Frame} frame */
function isShown(frame) {
  if (!SHOWN.has(frame.messageType) || !Number.isInteger(frame.seq) || frame.seq < 1) return false;
  // A poll that refers to one closes it.
  return frame.messageType !== 'poll' || !frame.refers;
}

/**
 * @param {import('./protocol.js').Frame} frame
 * @param {boolean} mine
 * @param {string} hostId
 * @returns {Item['privacy']}
 */
function privacyOf(frame, mine, hostId) {
  if (frame.target && !mine) return 'me';
  if (frame.target && frame.target !== hostId) return 'person';
  return frame.target || frame.targetType === 'teacher' ? 'teacher' : 'none';
}

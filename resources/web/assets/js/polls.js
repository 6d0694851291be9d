// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';

/**
 * @typedef {object} Poll
 * @property {string} id of its message
 * @property {string} question
 * @property {string[]} choices empty when answers are texts
 * @property {boolean} multiple
 * @property {boolean} text
 *
 * @typedef {object} Result
 * @property {number[]} counts one a choice
 * @property {number} votes people who voted
 * @property {string[]} texts
 *
 * @typedef {{choices: number[], text: string}} Vote
 *
 * @typedef {Poll & {result: Result, vote: Vote | null}} OpenPoll
 */

/** @param {any} id @param {any} told @returns {Poll} */
export function pollOf(id, told) {
  return {
    id: String(id ?? ''),
    question: String(told?.question ?? ''),
    choices: Array.isArray(told?.choices) ? told.choices.map(String) : [],
    multiple: told?.multiple === true,
    text: told?.text === true,
  };
}

/** @param {any} told @returns {Result} */
export function resultOf(told) {
  return {
    counts: Array.isArray(told?.counts) ? told.counts.map((/** @type {any} */ count) => Number(count) || 0) : [],
    votes: Number(told?.votes) || 0,
    texts: Array.isArray(told?.texts) ? told.texts.map(String) : [],
  };
}

/** What a room is asked just now, and how it answers. Emits `change`, and `opened` {poll}. */
export class Polls extends Emitter {
  /** @type {Map<string, OpenPoll>} */
  #open = new Map();

  get open() {
    return [...this.#open.values()];
  }

  /** @param {unknown} told a welcome's openPolls */
  replace(told) {
    const before = this.#open;
    this.#open = new Map();
    for (const entry of Array.isArray(told) ? told : []) {
      const poll = pollOf(entry?.id, entry);
      const known = before.get(poll.id);
      this.#open.set(poll.id, { ...poll, result: known?.result ?? resultOf(null), vote: known?.vote ?? null });
    }
    this.emit('change');
  }

  /** A `poll`, a `pollResult` or a `delete` as it happens. @param {import('./protocol.js').Frame} frame */
  take(frame) {
    const asked = String(frame.refers ?? '');
    if (frame.messageType === 'poll' && !asked) {
      const poll = pollOf(frame.id, frame.message);
      this.#open.set(poll.id, { ...poll, result: resultOf(null), vote: null });
      this.emit('opened', poll);
    } else if (frame.messageType === 'pollResult' && !frame.message?.final) {
      const poll = this.#open.get(asked);
      if (poll) poll.result = resultOf(frame.message);
    } else if (!this.#open.delete(asked)) return;
    this.emit('change');
  }

  /** One's own vote is on its way. @param {string} id @param {Vote} vote */
  voted(id, vote) {
    const poll = this.#open.get(id);
    if (poll) poll.vote = vote;
    this.emit('change');
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

const MOST = 99;
const COUNTED = new Set(['send', 'image', 'file']);

/**
 * How much has been said, in the rooms that somebody was in, since they were there last. How far that was this device
 * remembers until they sign out; the server tells it only to those inside.
 */
export class Unread {
  #account;
  #api;
  #memory;

  /** @param {import('../account.js').Account} account @param {import('../api.js').Api} api @param {import('../storage.js').Memory} memory */
  constructor(account, api, memory) {
    this.#account = account;
    this.#api = api;
    this.#memory = memory;
  }

  /** All up to there has been seen. @param {string} roomId @param {number} seq */
  read(roomId, seq) {
    const marks = this.#memory.marks;
    this.#memory.marks = { ...marks, [roomId]: seq };
  }

  /** @param {string[]} roomIds @returns {Promise<Map<string, number>>} of those that have been read before; at most 99 each */
  async count(roomIds) {
    const { marks } = this.#memory;
    const known = roomIds.filter((id) => Number.isInteger(marks[id]));
    const counts = await Promise.all(known.map((id) => this.#countAfter(id, marks[id])));
    return new Map(known.map((id, index) => [id, counts[index]]));
  }

  /** @param {string} roomId @param {number} after */
  async #countAfter(roomId, after) {
    const range = { after, limit: MOST };
    const messages = await this.#api.messages(roomId, this.#account.token, range).catch(() => []);
    const self = this.#account.user?.id;
    return messages.filter(({ messageType, sender }) => COUNTED.has(messageType) && sender !== self).length;
  }
}

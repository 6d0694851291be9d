// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** What only the host of a class may do. What comes of it is told to everyone, and comes back by the classroom. */
export class Host {
  #connection;

  /** @param {import('../connection.js').RoomConnection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /** @param {{name?: string, talk?: string, locked?: boolean, names?: 'shown' | 'hidden', assistants?: string[], host?: string}} change @returns {boolean} false when not online */
  change(change) {
    return this.#connection.post({ messageType: 'roomUpdate', message: change });
  }

  /** @param {string} personId */
  lowerHand(personId) {
    return this.#connection.post({ messageType: 'hand', target: personId, message: { raised: false } });
  }

  /** Whether what that one writes goes anywhere. @param {string} personId @param {boolean} muted */
  mute(personId, muted) {
    return this.#connection.post({ messageType: 'mute', target: personId, message: { muted } });
  }

  /** What they are called, and by teachers alone. @param {string} personId @param {{name?: string, realName?: string}} names @returns {boolean} false when not online */
  rename(personId, names) {
    return this.#connection.post({ messageType: 'rename', target: personId, message: names });
  }

  /** @param {string} personId @param {boolean} ban */
  remove(personId, ban) {
    return this.#connection.post({ messageType: 'kick', target: personId, message: { ban } });
  }

  /** @param {{question: string, choices: string[], multiple: boolean, text: boolean}} poll */
  openPoll(poll) {
    this.#connection.send({ messageType: 'poll', message: { ...poll, anonymous: true } });
  }

  /** @param {string} pollId @param {boolean} show the result to everyone */
  closePoll(pollId, show) {
    this.#connection.send({ messageType: 'poll', refers: pollId, message: { open: false, show } });
  }

  /** @param {string | null} endsAt ISO 8601 by the server's clock @param {string} [label] */
  setTimer(endsAt, label = '') {
    return this.#connection.post({ messageType: 'timer', message: { endsAt, label } });
  }

  /** Ends the class for everyone. */
  end() {
    return this.#connection.post({ messageType: 'close', message: {} });
  }
}

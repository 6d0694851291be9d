// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** What somebody does in a room without a word. It counts now or not at all: nothing of it is kept while there is no line. */
export class Gestures {
  #classroom;
  #connection;

  /** @param {import('./classroom.js').Classroom} classroom @param {import('./connection.js').RoomConnection} connection */
  constructor(classroom, connection) {
    this.#classroom = classroom;
    this.#connection = connection;
  }

  /** @param {boolean} raised */
  raiseHand(raised) {
    if (!this.#connection.post({ messageType: 'hand', message: { raised } })) return;
    const { people, self } = this.#classroom;
    people.setHand(self.id, raised ? new Date().toISOString() : null);
    this.#classroom.emit('room');
  }

  /** @param {string} kind as in the protocol @returns {boolean} false when not online */
  react(kind) {
    return this.#connection.post({ messageType: 'reaction', message: { kind } });
  }

  /** @param {string} pollId @param {import('./polls.js').Vote} vote @returns {boolean} false when not online */
  vote(pollId, vote) {
    const message = vote.text ? { text: vote.text } : { choices: vote.choices };
    const posted = this.#connection.post({ messageType: 'vote', refers: pollId, message });
    if (posted) this.#classroom.polls.voted(pollId, vote);
    return posted;
  }

  /** One has read that far. Nothing when not online. @param {{id: string, seq: number}} message */
  markRead({ id, seq }) {
    if (this.#connection.post({ messageType: 'read', message: { lastReadMessage: id } })) this.#classroom.readUpTo = seq;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

const PAGE = 50;

/** What was said before what a timeline shows. */
export class Past {
  /** True while there may be more of it. */
  hasMore = false;
  #timeline;
  #fetch;
  #replayed = 0;

  /**
   * @param {import('./timeline.js').Timeline} timeline
   * @param {(range: {before: number, limit: number}) => Promise<any[]>} fetch messages, oldest first
   */
  constructor(timeline, fetch) {
    this.#timeline = timeline;
    this.#fetch = fetch;
  }

  /** The timeline is shown afresh. */
  restart() {
    this.#replayed = 0;
    this.hasMore = false;
  }

  /** One message came that was sent before one entered: a whole page of them is probably not all. @returns {boolean} whether that was learnt now */
  replayed() {
    this.#replayed += 1;
    const learnt = this.#replayed === PAGE;
    if (learnt) this.hasMore = true;
    return learnt;
  }

  /** Rejects with a Problem. */
  async bring() {
    const messages = await this.#fetch({ before: this.#timeline.firstSeq, limit: PAGE });
    this.hasMore = messages.length >= PAGE;
    for (const message of messages.reverse()) this.#timeline.take(message);
  }
}

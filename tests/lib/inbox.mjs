// SPDX-License-Identifier: GPL-3.0-or-later

const WAIT_MS = 10_000;

/** Things that come one after another, and can be waited for. */
export class Inbox {
  all = [];
  unread = [];
  #waiting = [];

  push(item) {
    this.all.push(item);
    const index = this.#waiting.findIndex(({ matches }) => matches(item));
    if (index < 0) this.unread.push(item);
    else this.#waiting.splice(index, 1)[0].resolve(item);
  }

  /** The next one that matches (some fields, or a function); others stay to be read. */
  next(match = () => true, ms = WAIT_MS) {
    const matches = typeof match === 'function' ? match : (item) => Object.entries(match).every(([k, v]) => item[k] === v);
    const index = this.unread.findIndex(matches);
    if (index >= 0) return Promise.resolve(this.unread.splice(index, 1)[0]);
    return new Promise((resolve, reject) => {
      const wait = { matches, resolve: (item) => (clearTimeout(late), resolve(item)) };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(wait), 1);
        reject(new Error(`nothing came like ${JSON.stringify(match) ?? match}; all so far: ${JSON.stringify(this.all).slice(0, 2000)}`));
      }, ms);
      this.#waiting.push(wait);
    });
  }
}

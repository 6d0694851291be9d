// SPDX-License-Identifier: GPL-3.0-or-later
// Frames that have come over some line, and can be waited for.

const WAIT_MS = 10_000;

const matcher = (match) =>
  typeof match === 'function'
    ? match
    : (frame) => Object.entries(typeof match === 'string' ? { messageType: match } : match)
        .every(([name, value]) => frame[name] === value);

export class Mailbox {
  all = []; // every frame that came
  ended;    // how the line ended, once it has
  #unread = [];
  #waiting = [];
  #name;

  constructor(name) {
    this.#name = name;
  }

  take(frame) {
    this.all.push(frame);
    const index = this.#waiting.findIndex(({ match }) => match(frame));
    if (index < 0) this.#unread.push(frame);
    else this.#waiting.splice(index, 1)[0].resolve(frame);
  }

  /** Nothing comes any more. */
  end(how) {
    this.ended = how;
    this.#waiting.splice(0).forEach(({ reject }) => reject(new Error(`closed with ${JSON.stringify(how)} first. ${this}`)));
  }

  /** The next frame that matches (a type's name, some fields, or a function); others stay to be read. */
  next(match, ms = WAIT_MS) {
    const matches = matcher(match);
    const index = this.#unread.findIndex(matches);
    if (index >= 0) return Promise.resolve(this.#unread.splice(index, 1)[0]);
    if (this.ended) return Promise.reject(new Error(`already closed with ${JSON.stringify(this.ended)}. ${this}`));
    return new Promise((resolve, reject) => {
      const wait = {
        match: matches,
        resolve: (frame) => (clearTimeout(late), resolve(frame)),
        reject: (error) => (clearTimeout(late), reject(error)),
      };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(wait), 1);
        reject(new Error(`nothing came that matches ${JSON.stringify(match) ?? match}. ${this}`));
      }, ms);
      this.#waiting.push(wait);
    });
  }

  /** Everything so far that matches, read or not. */
  seen(match) {
    return this.all.filter(matcher(match));
  }

  toString() {
    const frames = this.all.slice(-12).map((frame) => `  ${JSON.stringify(frame).slice(0, 300)}`);
    return `${this.#name} has received ${this.all.length} frames, the last of them:\n${frames.join('\n')}`;
  }
}

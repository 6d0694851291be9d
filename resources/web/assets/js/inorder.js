// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** Hands things on in the order in which they came, although some of them are ready only later. */
export class InOrder {
  #waiting = 0;
  /** @type {Promise<any>} */
  #last = Promise.resolve();

  /**
   * At once where nothing is waited for.
   * @template T
   * @param {T | Promise<T>} thing a promise must not reject
   * @param {(thing: T) => void} take
   */
  push(thing, take) {
    if (this.#waiting === 0 && !(thing instanceof Promise)) {
      take(thing);
      return;
    }
    this.#waiting += 1;
    const taken = (/** @type {T} */ ready) => {
      this.#waiting -= 1;
      take(ready);
    };
    // In a microtask of its own: what fails there fails as it would at once, and the next ones still come.
    this.#last = this.#last.then(() => thing).then((ready) => queueMicrotask(() => taken(ready)));
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Chance that can be had again: the same seed decides the same. (What the machine does with the decisions is its own.)

/** 32 bits that depend on every character of the text (FNV-1a). */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; ++i) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

export class Random {
  #seed;
  #state;

  constructor(seed) {
    this.#seed = seed;
    this.#state = hash(String(seed));
  }

  /** Another one that depends on this one's seed and the name alone, so that what one part draws changes no other. */
  fork(name) {
    return new Random(`${this.#seed}/${name}`);
  }

  /** From 0 to 1, 1 left out (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** `{ name: weight }`: one of the names, the heavier the more often. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1))[0];
  }
}

export function anySeed() {
  return Math.floor(Math.random() * 1e9);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';

const GATHER_MS = 400;

/** @typedef {import('./timeline.js').Item} Item */

/**
 * Knows how far somebody has really read: what was on the screen while the page was visible, and all before it.
 * Tells the teacher by `read`, and counts the rest. Emits `unread`.
 */
export class Reading extends Emitter {
  #classroom;
  /** @type {Map<Element, Item>} others' messages after the mark */
  #unread = new Map();
  /** @type {Set<Element>} of those, on the screen now: seen as soon as the page is visible */
  #onScreen = new Set();
  #mark = { seq: 0, id: '' };
  /** @type {any} */
  #timer = null;

  /** @param {import('./classroom.js').Classroom} classroom */
  constructor(classroom) {
    super();
    this.#classroom = classroom;
    this.observer = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: '-16px 0px' });
    this.onVisibility = () => this.#look();
    document.addEventListener('visibilitychange', this.onVisibility);
    this.subscriptions = [
      classroom.on('status', () => this.#tellSoon()),
      classroom.timeline.on('reset', () => this.#restart()),
    ];
  }

  get unread() {
    const { readUpTo, lastSeq, unread } = this.#classroom.entry;
    // Until one has seen something, what is too old to be in the timeline counts as well.
    if (this.#mark.seq !== readUpTo) return this.#unread.size;
    const fresh = [...this.#unread.values()].filter((item) => item.seq > lastSeq).length;
    return Math.max(this.#unread.size, unread + fresh);
  }

  /** Whether somebody who came back finds it unread, and has not seen it since. @param {Item} item */
  hasWaited(item) {
    const { readUpTo, lastSeq } = this.#classroom.entry;
    return readUpTo > 0 && item.seq <= lastSeq && this.#isUnread(item);
  }

  /** @param {Element} element @param {Item} item */
  watch(element, item) {
    if (!this.#isUnread(item)) return;
    this.#unread.set(element, item);
    this.observer.observe(element);
    this.emit('unread', this.unread);
  }

  /** @param {Element} element */
  forget(element) {
    this.observer.unobserve(element);
    this.#onScreen.delete(element);
    if (this.#unread.delete(element)) this.emit('unread', this.unread);
  }

  destroy() {
    this.observer.disconnect();
    document.removeEventListener('visibilitychange', this.onVisibility);
    clearTimeout(this.#timer);
    for (const unsubscribe of this.subscriptions) unsubscribe();
  }

  /** @param {Item} item */
  #isUnread(item) {
    return !item.mine && item.seq > this.#mark.seq;
  }

  #restart() {
    this.#mark = { seq: this.#classroom.entry.readUpTo, id: '' };
    this.emit('unread', this.unread);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#onScreen.add(target);
      else this.#onScreen.delete(target);
    }
    this.#look();
  }

  #look() {
    if (document.visibilityState !== 'visible') return;
    for (const element of this.#onScreen) {
      const item = this.#unread.get(element);
      if (item) this.#seen(item);
    }
  }

  /** @param {Item} item */
  #seen(item) {
    if (item.seq <= this.#mark.seq) return;
    this.#mark = { seq: item.seq, id: item.id };
    for (const [element, { seq }] of this.#unread) if (seq <= item.seq) this.forget(element);
    this.#tellSoon();
  }

  #tellSoon() {
    if (this.#timer || !this.#hasNews()) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#hasNews()) this.#classroom.gestures.markRead(this.#mark);
    }, GATHER_MS);
  }

  #hasNews() {
    return this.#mark.id !== '' && this.#mark.seq > this.#classroom.readUpTo;
  }
}

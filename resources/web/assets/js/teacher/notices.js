// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';

const SHOWN_MS = 4_000;

/** A line that says what happens just now: who comes, goes and raises a hand. Read out, and gone after a moment. */
export class Notices {
  #i18n;
  /** @type {any} */
  #timer = null;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../classroom.js').Classroom} classroom */
  constructor(i18n, classroom) {
    this.#i18n = i18n;
    this.element = h('p', { class: 'notice', role: 'status' });
    this.subscriptions = [
      classroom.on('came', (people) => this.#people('notice.came', people)),
      classroom.on('went', (people) => this.#people('notice.went', people)),
      classroom.on('hand', ({ id, raised }) => raised && this.say(i18n.t('notice.hand', { name: classroom.people.nameOf(id) }))),
    ];
  }

  destroy() {
    clearTimeout(this.#timer);
    for (const unsubscribe of this.subscriptions) unsubscribe();
  }

  /** @param {string} text */
  say(text) {
    this.element.textContent = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.element.textContent = ''), SHOWN_MS);
  }

  /** @param {string} key @param {unknown} people */
  #people(key, people) {
    const names = (Array.isArray(people) ? people : []).filter(({ type }) => type !== 'teacher').map(({ name }) => String(name ?? ''));
    const [name, ...more] = names;
    if (more.length > 0) this.say(this.#i18n.t(`${key}More`, { name, count: more.length }));
    else if (names.length > 0) this.say(this.#i18n.t(key, { name }));
  }
}

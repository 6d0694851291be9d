// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { sheet } from '../views/sheet.js';
import { hasSeen, readersOf } from './seen.js';

/** @typedef {import('../timeline.js').Item} Item */

/** Below each message how many have seen it, kept up to date; pressed, it says who. */
export class Readers {
  #i18n;
  #classroom;
  /** @type {WeakMap<Element, Item>} */
  #items = new WeakMap();
  #page;
  #scheduled = 0;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../classroom.js').Classroom} classroom @param {() => HTMLElement} page */
  constructor(i18n, classroom, page) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#page = page;
    const soon = () => (this.#scheduled ||= requestAnimationFrame(() => this.#update()));
    this.subscriptions = [classroom.on('read', soon), classroom.on('people', soon), classroom.timeline.on('put', soon)];
  }

  destroy() {
    cancelAnimationFrame(this.#scheduled);
    for (const unsubscribe of this.subscriptions) unsubscribe();
  }

  /** @param {Item} item @returns {HTMLElement | null} */
  button(item) {
    if (item.privacy === 'teacher' || item.privacy === 'me') return null;
    const button = h('button', { type: 'button', class: 'quiet seen', onclick: () => this.#open(item) });
    this.#items.set(button, item);
    this.#show(button, item, this.#classroom.people.list());
    return button;
  }

  #update() {
    this.#scheduled = 0;
    const present = this.#classroom.people.list();
    for (const button of this.#page().querySelectorAll('.seen')) {
      const item = this.#items.get(button);
      if (item) this.#show(/** @type {HTMLElement} */ (button), item, present);
    }
  }

  /** @param {HTMLElement} button @param {Item} item @param {import('../protocol.js').Person[]} present */
  #show(button, item, present) {
    const readers = readersOf(item, present);
    const seen = readers.filter((person) => hasSeen(item, person)).length;
    button.hidden = readers.length === 0;
    const text = this.#i18n.t('seen.count', { seen, of: readers.length });
    if (button.textContent !== text) button.textContent = text;
  }

  /** @param {Item} item */
  #open(item) {
    const readers = readersOf(item, this.#classroom.people.list(this.#i18n.language));
    const names = (/** @type {boolean} */ seen) =>
      h('ul', { class: 'people' }, ...readers.filter((person) => hasSeen(item, person) === seen).map(({ name }) => h('li', {}, h('bdi', {}, name))));
    const dialog = sheet(
      this.#i18n,
      this.#i18n.t('seen.title'),
      h('h3', {}, this.#i18n.t('seen.notYet')),
      names(false),
      h('h3', {}, this.#i18n.t('seen.yes')),
      names(true),
    );
    dialog.addEventListener('close', () => dialog.remove());
    this.#page().append(dialog);
    dialog.showModal();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';

/** The names that a teacher has laid out, to be tapped instead of typed. */
export class RosterView {
  #i18n;
  #chosen;
  /** @type {Map<string, HTMLButtonElement>} */
  #buttons = new Map();

  /** @param {import('../i18n.js').I18n} i18n @param {(name: string) => void} chosen */
  constructor(i18n, chosen) {
    this.#i18n = i18n;
    this.#chosen = chosen;
    this.title = h('h2', { id: 'roster-title', class: 'roster-title' }, i18n.t('roster.title'));
    this.list = h('ul', { class: 'roster-names' });
    this.element = h('section', { class: 'roster', hidden: true, 'aria-labelledby': 'roster-title' }, this.title, this.list);
  }

  get isEmpty() {
    return this.#buttons.size === 0;
  }

  /** @param {import('../api.js').Door['roster']} roster */
  show(roster) {
    this.#buttons = new Map(roster.map((entry) => [entry.name, this.#button(entry)]));
    this.list.replaceChildren(...[...this.#buttons.values()].map((button) => h('li', {}, button)));
    this.element.hidden = this.isEmpty;
  }

  /** That one is on the form now, tapped or typed. @param {string} name */
  mark(name) {
    for (const [each, button] of this.#buttons) button.setAttribute('aria-pressed', String(each === name));
  }

  /** @param {{name: string, taken: boolean}} entry */
  #button({ name, taken }) {
    const here = taken && h('span', { class: 'roster-taken' }, this.#i18n.t('roster.taken'));
    return h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => this.#chosen(name) }, h('bdi', {}, name), here);
  }
}

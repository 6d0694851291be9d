// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { resultElement } from '../views/result.js';

/** The polls that are open, as the class answers them, and the ways to close one. */
export class LivePolls {
  #i18n;
  #classroom;
  #host;
  /** @type {Map<string, {result: HTMLElement, element: HTMLElement}>} */
  #cards = new Map();

  /** @param {import('../i18n.js').I18n} i18n @param {import('../classroom.js').Classroom} classroom @param {import('./host.js').Host} host */
  constructor(i18n, classroom, host) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#host = host;
    this.element = h('section', { class: 'polls', 'aria-label': i18n.t('poll.label'), tabIndex: -1 });
    this.unsubscribe = classroom.polls.on('change', () => this.update());
    this.update();
  }

  destroy() {
    this.unsubscribe();
  }

  update() {
    const { polls, status } = this.#classroom;
    const open = status.ended ? [] : polls.open;
    for (const [id, { element }] of this.#cards) {
      if (open.some((poll) => poll.id === id)) continue;
      element.remove();
      this.#cards.delete(id);
    }
    for (const poll of open) {
      const card = this.#cards.get(poll.id) ?? this.#card(poll.id);
      card.result.replaceChildren(resultElement(poll, poll.result, this.#i18n));
    }
    this.element.hidden = open.length === 0;
  }

  /** @param {string} id */
  #card(id) {
    const button = (/** @type {string} */ text, /** @type {boolean} */ show) =>
      h('button', { type: 'button', class: show ? 'primary' : 'plain', onclick: () => this.#host.closePoll(id, show) }, this.#i18n.t(text));
    const result = h('div', {});
    const element = h('div', { class: 'poll' }, result, h('div', { class: 'poll-end' }, button('livePoll.show', true), button('livePoll.close', false)));
    const card = { result, element };
    this.#cards.set(id, card);
    this.element.append(element);
    return card;
  }
}

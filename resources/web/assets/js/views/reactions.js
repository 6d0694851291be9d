// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';

/** How a class goes, as one taps it; the pictures say it beside the words. */
export const REACTIONS = /** @type {const} */ ([
  ['got-it', '👍'],
  ['lost', '🤔'],
  ['slower', '🐢'],
  ['faster', '🐇'],
  ['applause', '👏'],
]);

const TOLD_MS = 2_500;

/** A button that unfolds the five reactions, and says when one has gone to the teacher. */
export class ReactionTools {
  #i18n;
  #classroom;
  /** @type {any} */
  #timer = null;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../classroom.js').Classroom} classroom */
  constructor(i18n, classroom) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    const onclick = () => this.#unfold(this.list.hidden);
    const spoken = h('span', {}, i18n.t('reaction.open'));
    this.button = h('button', { type: 'button', class: 'tool', 'aria-expanded': 'false', 'aria-controls': 'reactions', onclick }, icon('smile'), spoken);
    this.list = h('div', { class: 'reactions', id: 'reactions', role: 'group', hidden: true, 'aria-label': i18n.t('reaction.label') });
    for (const [kind, picture] of REACTIONS) {
      const properties = { type: 'button', class: 'reaction', 'data-kind': kind, onclick: () => this.#react(kind, picture) };
      this.list.append(h('button', properties, h('span', { 'aria-hidden': 'true' }, picture), i18n.t(`reaction.${kind}`)));
    }
    this.told = h('p', { class: 'reaction-told', role: 'status' });
    this.element = h('div', { class: 'reaction-tools' }, this.button, this.told, this.list);
  }

  update() {
    this.list.classList.toggle('resting', this.#classroom.status.line !== 'online');
  }

  /** @param {boolean} open */
  #unfold(open) {
    this.list.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
  }

  /** @param {string} kind @param {string} picture */
  #react(kind, picture) {
    const sent = this.#classroom.gestures.react(kind);
    const what = `${picture} ${this.#i18n.t(`reaction.${kind}`)}`;
    this.told.textContent = sent ? this.#i18n.t('reaction.sent', { what }) : this.#i18n.t('problem.offline');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.told.textContent = ''), TOLD_MS);
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';

/** A student's raised hand. */
export class HandButton {
  #i18n;
  #classroom;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../classroom.js').Classroom} classroom */
  constructor(i18n, classroom) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    const onclick = () => classroom.gestures.raiseHand(!classroom.handRaised);
    this.element = h('button', { type: 'button', class: 'tool hand', onclick }, icon('hand'), h('span', {}, i18n.t('hand.raise')));
  }

  update() {
    const { handRaised, status } = this.#classroom;
    this.element.setAttribute('aria-pressed', String(handRaised));
    this.element.title = this.#i18n.t(handRaised ? 'hand.lower' : 'hand.raise');
    this.element.setAttribute('aria-disabled', String(status.line !== 'online'));
  }
}

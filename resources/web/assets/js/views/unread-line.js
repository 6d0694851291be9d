// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';

/** The line above the first message that somebody had not read when they came back. */
export class UnreadLine {
  #stretches;

  /** @param {import('../i18n.js').I18n} i18n @param {import('./stretches.js').Stretches} stretches */
  constructor(i18n, stretches) {
    this.#stretches = stretches;
    this.element = h('p', { class: 'unread-line' }, i18n.t('timeline.unread'));
  }

  /** That message was unread, too: the line stands above the first of them. @param {HTMLElement} message */
  place(message) {
    const precedes = message.compareDocumentPosition(this.element) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!this.element.isConnected || precedes) message.before(this.element);
  }

  /** Nothing is left that it stands above. */
  tidy() {
    if (this.element.isConnected && !this.#stretches.after(this.element)) this.#stretches.remove(this.element);
  }
}

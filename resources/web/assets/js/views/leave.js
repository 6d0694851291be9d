// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';

/** Asks before somebody walks out. */
export class LeaveDialog {
  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {() => void} leave
   * @param {HTMLElement} [before] what one may want to do first
   */
  constructor(i18n, leave, before) {
    const stay = { type: 'button', class: 'plain', autofocus: true, onclick: () => this.element.close() };
    this.element = h(
      'dialog',
      { class: 'sheet ask', 'aria-labelledby': 'leave-title' },
      h('h2', { id: 'leave-title' }, i18n.t('room.leaveSure')),
      before,
      h(
        'div',
        { class: 'buttons' },
        h('button', stay, i18n.t('room.leaveNo')),
        h('button', { type: 'button', class: 'primary', onclick: leave }, i18n.t('room.leaveYes')),
      ),
    );
  }

  open() {
    this.element.showModal();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { languageSwitch } from './language.js';

/**
 * What the way into every page looks like: the sign above the door, and below it a form.
 * @param {import('../i18n.js').I18n} i18n
 * @param {...(Node | null | undefined)} content
 */
export function doorFrame(i18n, ...content) {
  const t = i18n.t.bind(i18n);
  return h(
    'main',
    { class: 'door' },
    h('div', { class: 'door-top' }, languageSwitch(i18n)),
    h(
      'div',
      { class: 'door-card' },
      h(
        'header',
        { class: 'door-sign' },
        h('img', { class: 'door-logo', src: '/assets/icons/lectern.svg', alt: '', width: 64, height: 64 }),
        h('div', {}, h('h1', {}, t('app.name')), h('p', { class: 'door-line' }, t('app.line'))),
      ),
      ...content,
    ),
  );
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';

/**
 * The switch to the other language, labelled in that language.
 * @param {import('../i18n.js').I18n} i18n
 */
export function languageSwitch(i18n) {
  return h(
    'button',
    {
      type: 'button',
      class: 'language',
      lang: i18n.other,
      onclick: () => i18n.use(i18n.other),
    },
    i18n.t('language.switch'),
  );
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { LANGUAGES } from '../languages.js';

/**
 * The way to another language, labelled in that language: a button to the only other one, a list of several.
 * @param {import('../i18n.js').I18n} i18n
 */
export function languageSwitch(i18n) {
  const [other, ...more] = i18n.others;
  if (more.length === 0) {
    return h('button', { type: 'button', class: 'language', lang: other, onclick: () => void i18n.use(other) }, LANGUAGES[other]);
  }
  const options = Object.entries(LANGUAGES).map(([language, name]) => h('option', { value: language, lang: language, selected: language === i18n.language }, name));
  const list = h('select', { class: 'language', 'aria-label': i18n.t('language.label'), onchange: () => void i18n.use(list.value) }, ...options);
  return list;
}

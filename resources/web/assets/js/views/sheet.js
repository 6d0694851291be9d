// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';

let count = 0;

/**
 * A dialog over the page: a title, what is in it, and a way out.
 * @param {import('../i18n.js').I18n} i18n
 * @param {string} title
 * @param {...(Node | null)} content
 */
export function sheet(i18n, title, ...content) {
  count += 1;
  const id = `sheet-${count}`;
  const close = iconButton('close', i18n.t('room.close'), () => element.close());
  const element = h(
    'dialog',
    { class: 'sheet', 'aria-labelledby': id },
    h('header', {}, h('h2', { id }, title), close),
    ...content,
  );
  element.addEventListener('click', (event) => {
    if (event.target === element) element.close();
  });
  return element;
}

/**
 * Asks before something is done that can't be undone. Gone from the page once answered.
 * @param {HTMLElement} page where it is to stand
 * @param {import('../i18n.js').I18n} i18n
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.text]
 * @param {HTMLElement} [question.more]
 * @param {{text: string, does: () => void}[]} question.choices the first is the one to do; staying needs none
 * @param {boolean} [question.danger] whether the first takes something away
 */
export function ask(page, i18n, { title, text, more, choices, danger }) {
  const element = h('dialog', { class: 'sheet ask', 'aria-labelledby': 'ask-title' });
  const button = (/** @type {{text: string, does: () => void}} */ { text: name, does }, /** @type {number} */ index) => {
    const onclick = () => {
      element.close();
      does();
    };
    return h('button', { type: 'button', class: index > 0 ? 'plain' : danger ? 'primary danger' : 'primary', onclick }, name);
  };
  const stay = h('button', { type: 'button', class: 'plain', autofocus: true, onclick: () => element.close() }, i18n.t('ask.no'));
  element.append(
    h('h2', { id: 'ask-title' }, title),
    ...(text ? [h('p', { class: 'ask-text' }, text)] : []),
    ...(more ? [more] : []),
    h('div', { class: 'buttons' }, stay, ...choices.map(button).reverse()),
  );
  element.addEventListener('close', () => element.remove());
  page.append(element);
  element.showModal();
}

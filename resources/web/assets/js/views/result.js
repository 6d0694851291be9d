// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';

/** @typedef {import('../i18n.js').I18n} I18n */

/**
 * What was asked, for the record: it is answered elsewhere.
 * @param {import('../polls.js').Poll} poll
 * @param {I18n} i18n
 */
export function pollElement(poll, i18n) {
  const choices = poll.choices.map((choice) => h('li', { dir: 'auto' }, choice));
  return h(
    'div',
    { class: 'asked', 'data-poll': poll.id },
    h('p', { class: 'asked-question', dir: 'auto' }, icon('poll'), h('span', { class: 'sr-only' }, `${i18n.t('poll.asked')}: `), poll.question),
    choices.length > 0 && h('ul', {}, ...choices),
  );
}

/**
 * How a class has answered.
 * @param {import('../polls.js').Poll | null} poll null when nobody knows any more what was asked
 * @param {import('../polls.js').Result} result
 * @param {I18n} i18n
 */
export function resultElement(poll, result, i18n) {
  const question = poll && h('p', { class: 'asked-question', dir: 'auto' }, icon('poll'), poll.question);
  return h(
    'div',
    { class: 'asked' },
    question,
    h('p', { class: 'hint' }, i18n.t('poll.votes', { count: result.votes })),
    result.counts.length > 0 && h('ol', { class: 'bars' }, ...result.counts.map((count, index) => bar(poll?.choices[index], index, count, result.votes, i18n))),
    result.texts.length > 0 && h('ul', { class: 'answers' }, ...result.texts.map((text) => h('li', { dir: 'auto' }, text))),
  );
}

/** @param {string | undefined} choice @param {number} index @param {number} count @param {number} votes @param {I18n} i18n */
function bar(choice, index, count, votes, i18n) {
  const percent = votes > 0 ? Math.round((100 * count) / votes) : 0;
  const meter = h('span', { class: 'bar-line', 'aria-hidden': 'true' });
  meter.style.setProperty('--part', `${percent}%`);
  const name = choice ?? i18n.t('poll.choice', { number: index + 1 });
  return h('li', {}, h('span', { class: 'bar-name' }, h('bdi', {}, name), h('span', { class: 'bar-count' }, i18n.t('poll.count', { count, percent }))), meter);
}

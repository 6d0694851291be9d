// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';
import { linkify } from '../linkify.js';
import { attachmentElements } from './attachment.js';
import { pollElement, resultElement } from './result.js';

/**
 * @typedef {object} MessageActions what a message's buttons do
 * @property {(item: import('../timeline.js').Item) => void} open shows the picture large
 * @property {(item: import('../timeline.js').Item) => void} again
 * @property {(item: import('../timeline.js').Item) => void} discard
 * @property {(image: HTMLImageElement, item: import('../timeline.js').Item) => Promise<void>} rescue
 *   another way to a picture whose link failed
 * @property {(item: import('../timeline.js').Item) => HTMLElement | null} upload one's own file that is on its way
 * @property {(item: import('../timeline.js').Item) => (HTMLElement | null)[]} [extras] what else stands below a stored message
 */

/**
 * One message of the timeline.
 * @param {import('../timeline.js').Item} item
 * @param {import('../i18n.js').I18n} i18n
 * @param {MessageActions} actions
 */
export function messageElement(item, i18n, actions) {
  const kind = item.mine ? 'mine' : item.senderType === 'teacher' ? 'teacher' : 'other';
  return h(
    'article',
    { class: `message ${kind} ${item.state}`, 'data-key': item.key, 'data-seq': item.seq, 'data-sender': item.sender, 'data-privacy': item.privacy },
    h(
      'header',
      {},
      h('bdi', { class: 'sender' }, item.mine ? i18n.t('room.you') : item.senderName || i18n.t('room.student')),
      kind === 'teacher' && h('span', { class: 'role' }, i18n.t('room.teacher')),
      privacyMark(item, i18n),
      h('time', { dateTime: item.sentAt }, i18n.time(item.sentAt)),
    ),
    ...attachmentElements(item, i18n, actions),
    item.type === 'poll' && item.poll && pollElement(item.poll, i18n),
    item.result && resultElement(item.poll, item.result, i18n),
    item.text ? h('p', { class: 'text', dir: 'auto' }, ...textNodes(item.text, i18n)) : null,
    footer(item, i18n, actions),
  );
}

/**
 * Text with its line breaks (kept by CSS) and its web addresses as links.
 * @param {string} text
 * @param {import('../i18n.js').I18n} i18n
 */
function textNodes(text, i18n) {
  return linkify(text).map((segment) =>
    segment.href
      ? h(
          'a',
          { href: segment.href, target: '_blank', rel: 'noopener noreferrer' },
          segment.text,
          h('span', { class: 'sr-only' }, ` (${i18n.t('message.newTab')})`),
        )
      : document.createTextNode(segment.text),
  );
}

/** @param {import('../timeline.js').Item} item @param {import('../i18n.js').I18n} i18n */
function privacyMark(item, i18n) {
  /** @type {Record<import('../timeline.js').Item['privacy'], string>} */
  const texts = {
    none: '',
    me: i18n.t('message.onlyYou'),
    teacher: i18n.t('message.onlyTeacher'),
    person: i18n.t('message.onlyOne', { name: item.targetName }),
  };
  return texts[item.privacy] && h('span', { class: 'private' }, icon('lock'), h('bdi', {}, texts[item.privacy]));
}

/**
 * @param {import('../timeline.js').Item} item
 * @param {import('../i18n.js').I18n} i18n
 * @param {MessageActions} actions
 */
function footer(item, i18n, actions) {
  if (item.state === 'sending') return h('footer', { class: 'on-its-way' }, i18n.t('message.sending'));
  if (item.state !== 'refused') {
    const extras = (item.id && actions.extras?.(item).filter(Boolean)) || [];
    return extras.length > 0 && h('footer', {}, .../** @type {HTMLElement[]} */ (extras));
  }
  return h(
    'footer',
    {},
    h('span', {}, i18n.t('message.refused', { reason: i18n.problem(item.problem) })),
    h('button', { type: 'button', class: 'small', onclick: () => actions.again(item) }, i18n.t('message.again')),
    h('button', { type: 'button', class: 'small', onclick: () => actions.discard(item) }, i18n.t('message.discard')),
  );
}

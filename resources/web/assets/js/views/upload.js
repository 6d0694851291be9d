// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';

/**
 * One's own file on its way: what it looks like, how far it is, and a way to stop it.
 * @param {import('../uploads.js').Task} task
 * @param {import('../timeline.js').Item} item
 * @param {import('../i18n.js').I18n} i18n
 * @param {() => void} cancel
 */
export function uploadElement(task, item, i18n, cancel) {
  const name = item.attachment?.name ?? '';
  const bar = h('progress', { max: 1, value: task.fraction, 'aria-label': i18n.t('upload.progress', { name }) });
  task.on('change', () => (bar.value = task.fraction));
  return h(
    'div',
    { class: 'upload' },
    task.preview ? h('img', { src: task.preview, alt: '' }) : h('bdi', { class: 'file-name' }, name),
    item.state === 'refused' ? null : h('div', { class: 'upload-state' }, bar, h('button', { type: 'button', class: 'small', onclick: cancel }, i18n.t('upload.cancel'))),
  );
}

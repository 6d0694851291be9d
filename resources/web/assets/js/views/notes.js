// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';
import { notesOf } from '../notes.js';

/**
 * A button that keeps what the class has seen, as one file.
 * @param {import('../i18n.js').I18n} i18n
 * @param {import('../classroom.js').Classroom} classroom
 * @param {import('../pictures.js').Pictures} pictures
 */
export function notesButton(i18n, classroom, pictures) {
  const text = h('span', {}, i18n.t('notes.keep'));
  const keep = async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    text.textContent = i18n.t('notes.making');
    const title = classroom.room.name || i18n.t('room.untitled', { code: classroom.room.id });
    const notes = await notesOf({ items: classroom.timeline.items, title, i18n, fetchFile: (item) => pictures.bytesOf(item) });
    const url = URL.createObjectURL(notes);
    h('a', { href: url, download: `${title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim() || 'notes'}.html` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    text.textContent = i18n.t('notes.keep');
    button.removeAttribute('aria-disabled');
  };
  const button = h('button', { type: 'button', class: 'banner-button notes', onclick: keep }, icon('download'), text);
  return button;
}

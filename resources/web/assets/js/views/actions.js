// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { uploadElement } from './upload.js';

/**
 * What everyone may do with the messages of a visit.
 * @param {import('../i18n.js').I18n} i18n
 * @param {import('../visit.js').Visit} visit
 * @param {(item: import('../timeline.js').Item) => void} open shows a picture large
 * @returns {import('./message.js').MessageActions}
 */
export function messageActions(i18n, { classroom, pictures, uploads }, open) {
  return {
    open,
    again: (item) => (item.attachment ? uploads.again(item) : classroom.speech.sayAgain(item.ref)),
    discard: (item) => void classroom.timeline.discard(item.ref),
    rescue: (image, item) => pictures.rescue(image, item),
    upload: (item) => {
      const task = uploads.taskOf(item);
      return task && uploadElement(task, item, i18n, () => uploads.cancel(item));
    },
  };
}

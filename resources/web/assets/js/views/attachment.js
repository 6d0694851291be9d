// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';
import { thumbnailUrl } from '../protocol.js';

/**
 * The picture, video or document of a message; while it is uploaded something in its place.
 * @param {import('../timeline.js').Item} item
 * @param {import('../i18n.js').I18n} i18n
 * @param {import('./message.js').MessageActions} actions
 * @returns {HTMLElement[]}
 */
export function attachmentElements(item, i18n, actions) {
  const { attachment, type } = item;
  if (!attachment || type === 'send') return [];
  const own = attachment.state === 'uploading' && actions.upload(item);
  if (own) return [own];
  if (attachment.state === 'failed') {
    const what = type === 'image' ? i18n.t('message.pictureNotUploaded') : i18n.t('message.fileNotUploaded', { name: attachment.name });
    return [h('p', { class: 'failed' }, what)];
  }
  if (attachment.state === 'uploading') return [type === 'image' ? comingPicture(attachment, i18n) : comingFile(attachment, i18n)];
  if (type === 'image') return [picture(item, i18n, actions)];
  if (attachment.contentType.startsWith('video/')) return [video(attachment, i18n), fileLink(attachment, i18n)];
  return [fileLink(attachment, i18n)];
}

/** @typedef {import('../protocol.js').Attachment} Attachment */

/** The size that it has before it is there. @param {HTMLElement} element @param {Attachment} attachment */
function shape(element, { width, height }) {
  element.style.setProperty('--width', `${width || 640}px`);
  element.style.setProperty('--ratio', String((width || 640) / (height || 480)));
}

/**
 * A thumbnail that has its final size before the picture is there.
 * @param {import('../timeline.js').Item} item
 * @param {import('../i18n.js').I18n} i18n
 * @param {import('./message.js').MessageActions} actions
 */
function picture(item, i18n, actions) {
  const attachment = /** @type {import('../protocol.js').Attachment} */ (item.attachment);
  const image = h('img', { alt: '', decoding: 'async', loading: 'lazy' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'picture',
      'aria-label': i18n.t('message.open', { name: item.text || attachment.name }),
      onclick: () => actions.open(item),
    },
    image,
  );
  shape(button, attachment);
  image.onload = () => button.classList.add('loaded');
  image.onerror = () => {
    image.onerror = () => {
      button.replaceWith(h('p', { class: 'failed' }, i18n.t('message.imageFailed')), fileLink(attachment, i18n));
    };
    actions.rescue(image, item).catch(() => image.dispatchEvent(new Event('error')));
  };
  image.src = thumbnailUrl(attachment);
  return button;
}

/** @param {import('../protocol.js').Attachment} attachment @param {import('../i18n.js').I18n} i18n */
function fileLink(attachment, i18n) {
  return h(
    'a',
    {
      class: 'file',
      href: attachment.url,
      download: attachment.name,
    },
    icon('file'),
    h('bdi', { class: 'file-name' }, attachment.name),
    h('span', { class: 'file-size' }, i18n.size(attachment.size)),
    icon('download'),
    h('span', { class: 'sr-only' }, i18n.t('message.download')),
  );
}

/** @param {Attachment} attachment @param {import('../i18n.js').I18n} i18n */
function comingPicture(attachment, i18n) {
  const element = h('div', { class: 'picture coming' }, h('p', {}, i18n.t('message.pictureComing')));
  shape(element, attachment);
  return element;
}

/** @param {Attachment} attachment @param {import('../i18n.js').I18n} i18n */
function comingFile(attachment, i18n) {
  return h(
    'div',
    { class: 'file coming' },
    icon('file'),
    h('bdi', { class: 'file-name' }, attachment.name),
    h('span', { class: 'file-size' }, i18n.t('message.fileComing')),
  );
}

/** Its first picture and its length come at once, the rest when somebody plays it. @param {Attachment} attachment @param {import('../i18n.js').I18n} i18n */
function video(attachment, i18n) {
  return h('video', {
    class: 'video',
    controls: true,
    preload: 'metadata',
    playsInline: true,
    'aria-label': i18n.t('message.video', { name: attachment.name }),
    src: attachment.url,
    onerror: (/** @type {Event} */ event) => /** @type {HTMLElement} */ (event.currentTarget).remove(),
  });
}

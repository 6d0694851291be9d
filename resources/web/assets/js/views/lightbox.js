// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';
import { thumbnailUrl } from '../protocol.js';
import { Zoomable } from './zoomable.js';

const ZOOM_STEP = 1.6;

/** @param {HTMLImageElement} image */
const isDecoded = (image) =>
  image.decode().then(
    () => true,
    () => false,
  );

/** A picture at full size. A modal dialog: the browser traps focus, closes on Escape and gives focus back. */
export class Lightbox {
  #i18n;
  #timeline;
  #pictures;
  #key = '';
  /** @type {(() => void)[]} */
  #subscriptions;

  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {import('../timeline.js').Timeline} timeline
   * @param {import('../pictures.js').Pictures} pictures
   */
  constructor(i18n, timeline, pictures) {
    this.#i18n = i18n;
    this.#timeline = timeline;
    this.#pictures = pictures;
    const t = i18n.t.bind(i18n);
    this.image = h('img', { draggable: false });
    this.frame = h('div', { class: 'frame' }, this.image);
    this.zoomable = new Zoomable(this.frame, this.image, (direction) => this.#turn(direction));
    this.caption = h('p', { class: 'caption', 'aria-live': 'polite' });
    this.download = h('a', { class: 'icon-button', title: t('lightbox.download'), 'aria-label': t('lightbox.download') }, icon('download'));
    const close = iconButton('close', t('lightbox.close'), () => this.element.close());
    close.autofocus = true;
    this.previous = iconButton('left', t('lightbox.previous'), () => this.#turn(-1), 'previous');
    this.next = iconButton('right', t('lightbox.next'), () => this.#turn(1), 'next');
    this.element = h(
      'dialog',
      { class: 'lightbox', 'aria-label': t('lightbox.label'), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyed(event) },
      this.frame,
      h(
        'div',
        { class: 'lightbox-bar' },
        this.caption,
        iconButton('minus', t('lightbox.zoomOut'), () => this.zoomable.zoom(1 / ZOOM_STEP)),
        iconButton('plus', t('lightbox.zoomIn'), () => this.zoomable.zoom(ZOOM_STEP)),
        this.download,
        close,
      ),
      this.previous,
      this.next,
    );
    this.#subscriptions = [
      timeline.on('remove', ({ item }) => {
        if (item.key === this.#key) this.element.close();
      }),
      timeline.on('put', () => this.#updateTurns()),
    ];
  }

  /** @param {string} key of the item whose picture is to be shown */
  open(key) {
    if (!this.element.open) this.element.showModal();
    this.#show(key);
  }

  destroy() {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
  }

  #items() {
    return this.#timeline.items.filter((item) => item.type === 'image' && item.attachment?.state === 'ready');
  }

  /** @param {string} key */
  #show(key) {
    const item = this.#items().find((candidate) => candidate.key === key);
    if (!item?.attachment) return;
    this.#key = key;
    const { attachment } = item;
    this.zoomable.reset();
    this.image.alt = item.text || this.#i18n.t('message.image', { name: attachment.name });
    // Both, before it has loaded: its place is known at once.
    if (attachment.width && attachment.height) {
      this.image.width = attachment.width;
      this.image.height = attachment.height;
    } else {
      this.image.removeAttribute('width');
      this.image.removeAttribute('height');
    }
    this.#clear();
    void this.#bring(item, attachment);
    this.download.href = attachment.url;
    this.download.download = attachment.name;
    this.#updateTurns();
  }

  /** Nothing of another picture stays under this one's name. */
  #clear() {
    this.image.removeAttribute('srcset');
    this.image.removeAttribute('src');
  }

  /**
   * The thumbnail, which is there already, stands in for the whole until that is here.
   * @param {import('../timeline.js').Item} item
   * @param {import('../protocol.js').Attachment} attachment
   */
  async #bring(item, attachment) {
    const whole = new Image();
    whole.src = attachment.url;
    const bringing = this.#isBrought(whole, item);
    const small = new Image();
    small.src = thumbnailUrl(attachment);
    const hasStandIn = await isDecoded(small);
    if (hasStandIn && this.#key === item.key) {
      // In the size of the whole, so that nothing moves when that comes.
      const longer = Math.max(attachment.width, attachment.height);
      const density = longer > 0 ? Math.max(small.naturalWidth, small.naturalHeight) / longer : 1;
      this.image.srcset = `${small.src} ${density}x`;
    }
    const isHere = await bringing;
    if (this.#key !== item.key) return;
    if (isHere) {
      this.image.removeAttribute('srcset');
      this.image.src = whole.src;
    } else if (!hasStandIn) this.caption.textContent = this.#i18n.t('message.imageFailed');
  }

  /** @param {HTMLImageElement} whole @param {import('../timeline.js').Item} item */
  async #isBrought(whole, item) {
    return (await isDecoded(whole)) || ((await this.#isRescued(whole, item)) && isDecoded(whole));
  }

  /** @param {HTMLImageElement} image @param {import('../timeline.js').Item} item */
  #isRescued(image, item) {
    return this.#pictures.rescue(image, item).then(
      () => true,
      () => false,
    );
  }

  #updateTurns() {
    if (!this.element.open) return;
    const items = this.#items();
    const at = items.findIndex((item) => item.key === this.#key);
    this.previous.hidden = at <= 0;
    this.next.hidden = at < 0 || at >= items.length - 1;
    this.caption.textContent = items.length < 2 ? '' : this.#i18n.t('lightbox.position', { index: at + 1, count: items.length });
  }

  /** @param {-1 | 1} direction */
  #turn(direction) {
    const items = this.#items();
    const next = items[items.findIndex((item) => item.key === this.#key) + direction];
    if (!next) return;
    this.#show(next.key);
    // The button that was pressed may have gone with the last picture.
    if (document.activeElement instanceof HTMLElement && document.activeElement.hidden) this.frame.closest('dialog')?.focus();
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => this.#turn(-1),
      ArrowRight: () => this.#turn(1),
      '+': () => this.zoomable.zoom(ZOOM_STEP),
      '=': () => this.zoomable.zoom(ZOOM_STEP),
      '-': () => this.zoomable.zoom(1 / ZOOM_STEP),
      0: () => this.zoomable.reset(),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }
}

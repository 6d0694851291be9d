// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';

/** Files that were chosen, pasted or dropped, and go with the next message. */
export class Tray {
  onchange = () => {};
  #i18n;
  #uploads;
  #accept;
  /** @type {{file: File, url: string}[]} */
  #files = [];

  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {import('../uploads.js').Uploads} uploads
   * @param {'image/*' | '*'} accept
   */
  constructor(i18n, uploads, accept) {
    this.#i18n = i18n;
    this.#uploads = uploads;
    this.#accept = accept;
    this.element = h('ul', { class: 'tray', hidden: true, 'aria-label': i18n.t('tray.label') });
    this.chooser = h('input', {
      type: 'file',
      multiple: true,
      hidden: true,
      onchange: () => {
        this.add([...(this.chooser.files ?? [])]);
        this.chooser.value = '';
      },
    });
    if (accept !== '*') this.chooser.accept = accept;
  }

  get isEmpty() {
    return this.#files.length === 0;
  }

  /** The button that lets one choose; phones offer their camera there. @param {string} label @param {'camera' | 'clip'} picture */
  button(label, picture) {
    const properties = { type: 'button', class: 'tool attach', onclick: () => this.chooser.click() };
    return h('div', { class: 'tool-slot' }, h('button', properties, icon(picture), h('span', {}, label)), this.chooser);
  }

  /** @param {File[]} files */
  add(files) {
    for (const file of files) {
      const isImage = file.type.startsWith('image/');
      if (this.#accept !== '*' && !isImage) continue;
      this.#files.push({ file, url: isImage ? URL.createObjectURL(file) : '' });
    }
    this.#show();
  }

  /** All of them; the text goes with the first. @param {string} caption */
  send(caption) {
    const files = this.#files.map(({ file }) => file);
    this.destroy();
    this.#show();
    for (const [index, file] of files.entries()) void this.#uploads.add(file, index === 0 ? caption : '');
  }

  destroy() {
    for (const { url } of this.#files) if (url) URL.revokeObjectURL(url);
    this.#files = [];
  }

  #show() {
    this.element.hidden = this.isEmpty;
    this.element.replaceChildren(...this.#files.map((entry) => this.#entry(entry)));
    this.onchange();
  }

  /** @param {{file: File, url: string}} entry */
  #entry({ file, url }) {
    const remove = () => {
      if (url) URL.revokeObjectURL(url);
      this.#files = this.#files.filter((other) => other.file !== file);
      this.#show();
    };
    return h(
      'li',
      {},
      url ? h('img', { src: url, alt: '' }) : icon('file'),
      h('bdi', { class: 'file-name' }, file.name),
      h('span', { class: 'file-size' }, this.#i18n.size(file.size)),
      iconButton('close', this.#i18n.t('tray.remove', { name: file.name }), remove),
    );
  }
}

/**
 * Files that are pasted or dropped anywhere in there.
 * @param {HTMLElement} element
 * @param {Tray} tray
 * @param {() => boolean} allowed
 */
export function takeFiles(element, tray, allowed) {
  const carriesFiles = (/** @type {DataTransfer | null} */ data) => allowed() && Boolean(data?.types.includes('Files'));
  element.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || !allowed()) return;
    event.preventDefault();
    tray.add(files);
  });
  element.addEventListener('dragover', (event) => {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    element.classList.add('dropping');
  });
  element.addEventListener('dragleave', (event) => {
    if (!element.contains(/** @type {Node | null} */ (event.relatedTarget))) element.classList.remove('dropping');
  });
  element.addEventListener('drop', (event) => {
    element.classList.remove('dropping');
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    tray.add([...(event.dataTransfer?.files ?? [])]);
  });
}

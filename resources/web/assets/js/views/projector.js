// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';
import { qrOf } from '../qr.js';

const QUIET = 4;

/** The code of that address as a picture; null when it is too long for one. @param {string} address @param {string} label */
export function qrPicture(address, label) {
  const rows = qrOf(address);
  if (rows.length === 0) return null;
  const space = 'http://www.w3.org/2000/svg';
  const side = rows.length + 2 * QUIET;
  const svg = document.createElementNS(space, 'svg');
  const dark = rows.flatMap((row, y) => row.map((on, x) => (on ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', dark);
  for (const [name, value] of [['viewBox', `0 0 ${side} ${side}`], ['class', 'qr'], ['role', 'img'], ['aria-label', label], ['shape-rendering', 'crispEdges']]) {
    svg.setAttribute(name, value);
  }
  svg.append(path);
  return svg;
}

/** Address, code and picture as large as the screen: for the wall. */
export class Projector {
  #i18n;
  #classroom;

  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {import('../classroom.js').Classroom} classroom
   * @param {string} joinUrl
   */
  constructor(i18n, classroom, joinUrl) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    const t = i18n.t.bind(i18n);
    const { id } = classroom.room;
    this.name = h('h2', { dir: 'auto' });
    this.count = h('p', { class: 'projector-count' });
    const close = iconButton('close', t('room.close'), () => this.element.close());
    close.autofocus = true;
    this.element = h(
      'dialog',
      { class: 'projector', 'aria-label': t('projector.label'), onclose: () => void this.#leaveFullscreen() },
      h('header', {}, this.name, close),
      h(
        'div',
        { class: 'projector-body' },
        qrPicture(joinUrl, t('projector.qr')),
        h(
          'div',
          { class: 'projector-words' },
          h('p', { class: 'projector-how' }, t('projector.how')),
          h('p', { class: 'projector-address' }, joinUrl.replace(/^https?:\/\//, '').replace(/\/join\/.*$/, '')),
          h('p', { class: 'projector-code', 'aria-label': t('projector.code', { letters: [...id].join(' ') }) }, id),
          this.count,
        ),
      ),
    );
    this.subscription = classroom.on('people', () => this.#update());
  }

  open() {
    this.element.showModal();
    this.#update();
    // Where a browser refuses, the dialog fills the window all the same.
    this.element.requestFullscreen?.().catch(() => {});
  }

  destroy() {
    this.subscription();
  }

  #update() {
    if (!this.element.open) return;
    const { people, room } = this.#classroom;
    this.name.textContent = room.name;
    this.count.textContent = this.#i18n.t('projector.count', { count: people.list().filter(({ type }) => type === 'student').length });
  }

  async #leaveFullscreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
  }
}

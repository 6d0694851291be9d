// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';
import { BannerView } from '../views/banner.js';
import { languageSwitch } from '../views/language.js';

/**
 * For a teacher who has come into a colleague's class: they wait to be made a co-teacher, are told by whom and how,
 * and have the desk as soon as they are.
 */
export class WaitingView {
  #i18n;
  #classroom;
  #makeDesk;
  /** @type {import('../accountpage.js').View | null} */
  #desk = null;
  /** @type {(() => void)[]} */
  #subscriptions;
  /** @type {HTMLElement} */
  element;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../visit.js').Visit} options.visit
   * @param {() => import('../accountpage.js').View} options.makeDesk
   * @param {() => void} options.goHome
   */
  constructor({ i18n, visit, makeDesk, goHome }) {
    const { classroom } = visit;
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#makeDesk = makeDesk;
    this.banner = new BannerView(i18n, classroom, goHome);
    this.name = h('h1', { dir: 'auto' });
    this.text = h('p', { role: 'status' });
    this.leave = iconButton('left', i18n.t('room.leave'), goHome);
    this.element = h(
      'div',
      { class: 'room lobby' },
      h('header', { class: 'bar' }, this.leave, h('div', { class: 'bar-title' }, this.name), languageSwitch(i18n)),
      this.banner.wrapper,
      h('main', { class: 'lobby-body' }, h('div', { class: 'card waiting' }, h('h2', {}, i18n.t('waiting.title')), this.text)),
    );
    this.#subscriptions = [classroom.on('room', () => this.#update()), classroom.on('status', () => this.banner.update())];
    this.#update();
  }

  focus() {
    (this.#desk ?? this.leave).focus();
  }

  destroy() {
    this.#stopWaiting();
    this.#desk?.destroy();
  }

  #update() {
    const { room, host, self, mayHold } = this.#classroom;
    if (mayHold) return this.#begin();
    this.name.textContent = room.name || this.#i18n.t('room.untitled', { code: room.id });
    // Before the welcome nobody knows whose class it is.
    this.text.textContent = host ? this.#i18n.t('waiting.text', { host: host.name, name: self.name }) : '';
    this.banner.update();
  }

  #begin() {
    this.#stopWaiting();
    this.#desk = this.#makeDesk();
    this.element.replaceWith(this.#desk.element);
    this.#desk.focus();
  }

  #stopWaiting() {
    for (const unsubscribe of this.#subscriptions.splice(0)) unsubscribe();
    this.banner.destroy();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';
import { languageSwitch } from './language.js';

/** @typedef {import('../account.js').RoomInfo} RoomInfo */

/** What every list of rooms has: the bar that says who one is, rows of rooms, and a line for what went wrong. */
export class Lobby {
  #i18n;
  #busy = false;

  /** @param {import('../i18n.js').I18n} i18n */
  constructor(i18n) {
    this.#i18n = i18n;
    this.alert = h('p', { class: 'form-alert', role: 'alert' });
    this.list = h('div', { class: 'room-lists', 'aria-busy': 'true' }, h('p', { class: 'hint' }, i18n.t('rooms.loading')));
  }

  /** The whole page, the forms beside the list. @param {import('../account.js').Account} account @param {HTMLElement} forms */
  frame(account, forms) {
    const t = this.#i18n.t.bind(this.#i18n);
    return h(
      'div',
      { class: 'room lobby' },
      h(
        'header',
        { class: 'bar' },
        h('img', { class: 'bar-logo', src: '/assets/icons/lectern.svg', alt: '', width: 32, height: 32 }),
        h('div', { class: 'bar-title' }, h('h1', {}, t('rooms.title')), h('p', { class: 'host-name' }, h('bdi', {}, account.user?.name ?? ''))),
        languageSwitch(this.#i18n),
        iconButton('leave', t('account.signOut'), () => void account.signOut()),
      ),
      h('main', { class: 'lobby-body' }, forms, this.list),
    );
  }

  /** @param {{title: string, rows: HTMLElement[]}[]} sections keys of their titles; empty ones are left out */
  show(sections) {
    const full = sections.filter(({ rows }) => rows.length > 0);
    this.list.replaceChildren(...full.flatMap(({ title, rows }) => [h('h2', {}, this.#i18n.t(title)), h('ul', { class: 'room-list' }, ...rows)]));
    if (full.length === 0) this.list.append(h('p', { class: 'hint' }, this.#i18n.t('rooms.none')));
    this.list.removeAttribute('aria-busy');
  }

  /** @param {RoomInfo} room @param {{about: string, badge?: HTMLElement | null, does: string, run: () => Promise<void>}} what */
  row(room, { about, badge, does, run }) {
    const onclick = () => void this.attempt(run);
    return h(
      'li',
      { 'data-room': room.id },
      h('div', { class: 'room-about' }, h('bdi', { class: 'room-name' }, room.name), badge, h('p', { class: 'hint' }, `${room.id} · ${about}`)),
      h('button', { type: 'button', class: 'plain', 'aria-label': `${does}: ${room.name}`, onclick }, does),
    );
  }

  /** One thing at a time; what goes wrong is said, and the field that it is about gets the focus. @param {() => Promise<void>} run @param {HTMLElement} [field] */
  async attempt(run, field) {
    if (this.#busy) return;
    this.#busy = true;
    this.alert.textContent = '';
    try {
      await run();
    } catch (problem) {
      const { code, message } = /** @type {any} */ (problem);
      this.alert.textContent = this.#i18n.has(message) ? this.#i18n.t(message) : this.#i18n.problem(code ?? 'offline');
      field?.focus();
    }
    this.#busy = false;
  }
}

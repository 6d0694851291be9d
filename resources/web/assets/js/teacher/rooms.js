// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';
import { languageSwitch } from '../views/language.js';
import { talkChoice } from './settings.js';

/** @typedef {import('../account.js').RoomInfo} RoomInfo */

/** A teacher's classes: those that are open, those that have ended, and a new one. */
export class RoomsView {
  #i18n;
  #account;
  #enter;
  #busy = false;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../account.js').Account} options.account
   * @param {(room: RoomInfo) => void} options.enter
   */
  constructor({ i18n, account, enter }) {
    this.#i18n = i18n;
    this.#account = account;
    this.#enter = enter;
    const t = i18n.t.bind(i18n);
    this.name = h('input', { id: 'room-name', maxLength: 40, placeholder: t('rooms.nameExample'), oninput: () => this.#tell('') });
    this.alert = h('p', { class: 'form-alert', role: 'alert' });
    this.list = h('div', { class: 'room-lists', 'aria-busy': 'true' }, h('p', { class: 'hint' }, t('rooms.loading')));
    this.form = h(
      'form',
      { class: 'card new-room', noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#create(event) },
      h('h2', {}, t('rooms.new')),
      h('div', { class: 'field' }, h('label', { for: 'room-name' }, t('rooms.name')), this.name),
      talkChoice(i18n, 'teacher'),
      this.alert,
      h('button', { type: 'submit', class: 'primary' }, t('rooms.begin')),
    );
    const signOut = iconButton('leave', t('account.signOut'), () => account.signOut());
    this.element = h(
      'div',
      { class: 'room lobby' },
      h(
        'header',
        { class: 'bar' },
        h('img', { class: 'bar-logo', src: '/assets/icons/lectern.svg', alt: '', width: 32, height: 32 }),
        h('div', { class: 'bar-title' }, h('h1', {}, t('rooms.title')), h('p', { class: 'host-name' }, h('bdi', {}, account.user?.name ?? ''))),
        languageSwitch(i18n),
        signOut,
      ),
      h('main', { class: 'lobby-body' }, this.form, this.list),
    );
    void this.#load();
  }

  focus() {
    this.name.focus();
  }

  destroy() {}

  async #load() {
    try {
      const rooms = (await this.#account.rooms(true)).filter((room) => room.kind === 'class' && room.host?.id === this.#account.user?.id);
      const open = rooms.filter(({ endedAt }) => !endedAt).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      const ended = rooms.filter(({ endedAt }) => endedAt).sort((a, b) => String(b.endedAt).localeCompare(String(a.endedAt)));
      const t = this.#i18n.t.bind(this.#i18n);
      this.list.replaceChildren(
        ...(open.length > 0 ? [h('h2', {}, t('rooms.open')), this.#rows(open)] : []),
        ...(ended.length > 0 ? [h('h2', {}, t('rooms.ended')), this.#rows(ended)] : []),
        ...(rooms.length === 0 ? [h('p', { class: 'hint' }, t('rooms.none'))] : []),
      );
    } catch (problem) {
      const again = h('button', { type: 'button', class: 'plain', onclick: () => void this.#load() }, this.#i18n.t('banner.tryAgain'));
      this.list.replaceChildren(h('p', { role: 'alert' }, this.#i18n.problem(/** @type {any} */ (problem).code)), again);
    }
    this.list.removeAttribute('aria-busy');
  }

  /** @param {RoomInfo[]} rooms */
  #rows(rooms) {
    return h('ul', { class: 'room-list' }, ...rooms.map((room) => this.#row(room)));
  }

  /** @param {RoomInfo} room */
  #row(room) {
    const t = this.#i18n.t.bind(this.#i18n);
    const when = room.endedAt ? t('rooms.endedAt', { time: this.#i18n.time(room.endedAt) }) : t('rooms.openSince', { time: this.#i18n.time(room.createdAt), count: room.participants });
    const does = t(room.endedAt ? 'rooms.reopen' : 'rooms.goOn');
    const properties = { type: 'button', class: 'plain', 'aria-label': `${does}: ${room.name}`, onclick: () => this.#goOn(room) };
    const about = h('div', { class: 'room-about' }, h('bdi', { class: 'room-name' }, room.name), h('p', { class: 'hint' }, `${room.id} · ${when}`));
    return h('li', {}, about, h('button', properties, does));
  }

  /** @param {RoomInfo} room */
  #goOn(room) {
    void this.#try(async () => this.#enter(room.endedAt ? await this.#account.reopen(room.id) : room));
  }

  /** @param {Event} event */
  #create(event) {
    event.preventDefault();
    const name = this.name.value.trim();
    if (!name) {
      this.#tell(this.#i18n.t('rooms.nameMissing'));
      this.name.focus();
      return;
    }
    const talk = String(new FormData(this.form).get('talk'));
    void this.#try(async () => this.#enter(await this.#account.createRoom({ name, kind: 'class', talk })));
  }

  /** @param {() => Promise<void>} run */
  async #try(run) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await run();
    } catch (problem) {
      this.#tell(this.#i18n.problem(/** @type {any} */ (problem).code));
    }
    this.#busy = false;
  }

  /** @param {string} text */
  #tell(text) {
    this.alert.textContent = text;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';
import { isCode, normalizeCode } from '../roomcode.js';
import { languageSwitch } from '../views/language.js';

const LOOK_AGAIN_MS = 10_000;

/** @typedef {import('../account.js').RoomInfo} RoomInfo */

/** The rooms there are: one's own with what is new in them, all others; making one, and going in by its id. */
export class LobbyView {
  #i18n;
  #account;
  #unread;
  #enter;
  /** @type {any} */
  #timer = null;
  #shown = '';
  #gone = false;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../account.js').Account} options.account
   * @param {import('./unread.js').Unread} options.unread
   * @param {(room: RoomInfo) => void} options.enter
   */
  constructor({ i18n, account, unread, enter }) {
    this.#i18n = i18n;
    this.#account = account;
    this.#unread = unread;
    this.#enter = enter;
    const t = i18n.t.bind(i18n);
    this.name = h('input', { id: 'room-name', maxLength: 40, placeholder: t('rooms.nameExample') });
    this.code = h('input', { id: 'room-code', class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false });
    this.alert = h('p', { class: 'form-alert', role: 'alert' });
    this.list = h('div', { class: 'room-lists' }, h('p', { class: 'hint' }, t('rooms.loading')));
    this.element = h(
      'div',
      { class: 'room lobby' },
      h(
        'header',
        { class: 'bar' },
        h('img', { class: 'bar-logo', src: '/assets/icons/lectern.svg', alt: '', width: 32, height: 32 }),
        h('div', { class: 'bar-title' }, h('h1', {}, t('rooms.title')), h('p', { class: 'host-name' }, h('bdi', {}, account.user?.name ?? ''))),
        languageSwitch(i18n),
        iconButton('leave', t('account.signOut'), () => void account.signOut()),
      ),
      h(
        'main',
        { class: 'lobby-body' },
        h(
          'div',
          { class: 'card' },
          this.#form('rooms.new', 'rooms.name', this.name, 'rooms.make', () => this.#make()),
          this.#form('rooms.byId', 'rooms.id', this.code, 'rooms.join', () => this.#joinById()),
          this.alert,
        ),
        this.list,
      ),
    );
    void this.#look();
  }

  focus() {
    this.name.focus();
  }

  destroy() {
    this.#gone = true;
    clearTimeout(this.#timer);
  }

  /** @param {string} title @param {string} label @param {HTMLInputElement} input @param {string} button @param {() => Promise<void>} run */
  #form(title, label, input, button, run) {
    const t = this.#i18n.t.bind(this.#i18n);
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      void this.#try(run, input);
    };
    return h(
      'form',
      { noValidate: true, onsubmit: submit },
      h('h2', {}, t(title)),
      h('div', { class: 'field' }, h('label', { for: input.id }, t(label)), input),
      h('button', { type: 'submit', class: 'primary' }, t(button)),
    );
  }

  async #make() {
    const name = this.name.value.trim();
    if (!name) throw new Error('rooms.nameMissing');
    this.#enter(await this.#account.createRoom({ name, kind: 'chat' }));
  }

  async #joinById() {
    const id = normalizeCode(this.code.value);
    if (!isCode(id)) throw new Error('rooms.idWrong');
    this.#enter(await this.#account.join(id));
  }

  /** @param {() => Promise<void>} run @param {HTMLElement} [field] */
  async #try(run, field) {
    this.alert.textContent = '';
    try {
      await run();
    } catch (problem) {
      const { code, message } = /** @type {any} */ (problem);
      this.alert.textContent = code ? this.#i18n.problem(code) : this.#i18n.t(message);
      field?.focus();
    }
  }

  /** Now, and again for as long as somebody may be looking. */
  async #look() {
    if (document.visibilityState === 'visible') {
      try {
        const [all, own] = await Promise.all([this.#account.rooms(false), this.#account.rooms(true)]);
        const mine = own.filter(({ endedAt }) => !endedAt);
        const counts = await this.#unread.count(mine.map(({ id }) => id));
        const others = all.filter(({ id, kind }) => kind === 'chat' && !mine.some((room) => room.id === id));
        if (!this.#gone) this.#show(mine, others, counts);
      } catch (problem) {
        if (!this.#gone) this.alert.textContent = this.#i18n.problem(/** @type {any} */ (problem).code);
      }
    }
    if (!this.#gone) this.#timer = setTimeout(() => void this.#look(), LOOK_AGAIN_MS);
  }

  /** @param {RoomInfo[]} mine @param {RoomInfo[]} others @param {Map<string, number>} counts */
  #show(mine, others, counts) {
    const shown = JSON.stringify([mine, others, [...counts]]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const t = this.#i18n.t.bind(this.#i18n);
    const focused = document.activeElement?.closest('[data-room]')?.getAttribute('data-room');
    const section = (/** @type {string} */ title, /** @type {RoomInfo[]} */ rooms) =>
      rooms.length === 0 ? [] : [h('h2', {}, t(title)), h('ul', { class: 'room-list' }, ...rooms.map((room) => this.#row(room, counts.get(room.id) ?? 0)))];
    const none = mine.length + others.length === 0 ? [h('p', { class: 'hint' }, t('rooms.none'))] : [];
    this.list.replaceChildren(...section('rooms.mine', mine), ...section('rooms.all', others), ...none);
    if (focused) /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-room="${CSS.escape(focused)}"] button`))?.focus();
  }

  /** @param {RoomInfo} room @param {number} unread */
  #row(room, unread) {
    const t = this.#i18n.t.bind(this.#i18n);
    const badge = h('span', { class: 'unread' }, h('span', { 'aria-hidden': 'true' }, unread < 99 ? String(unread) : '99+'), h('span', { class: 'sr-only' }, t('timeline.new', { count: unread })));
    const go = () => void this.#try(async () => this.#enter(await this.#account.join(room.id)));
    return h(
      'li',
      { 'data-room': room.id },
      h('div', { class: 'room-about' }, h('bdi', { class: 'room-name' }, room.name), unread > 0 && badge, h('p', { class: 'hint' }, `${room.id} · ${t('room.people', { count: room.participants })}`)),
      h('button', { type: 'button', class: 'plain', 'aria-label': `${t('rooms.enter')}: ${room.name}`, onclick: go }, t('rooms.enter')),
    );
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { isCode, normalizeCode } from '../roomcode.js';
import { Lobby } from '../views/lobby.js';

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
   * @param {(room: RoomInfo) => Promise<void>} options.enter
   */
  constructor({ i18n, account, unread, enter }) {
    this.#i18n = i18n;
    this.#account = account;
    this.#unread = unread;
    this.#enter = enter;
    const t = i18n.t.bind(i18n);
    this.name = h('input', { id: 'room-name', maxLength: 40, placeholder: t('rooms.nameExample') });
    this.code = h('input', { id: 'room-code', class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false });
    this.lobby = new Lobby(i18n);
    const forms = h(
      'div',
      { class: 'card' },
      this.#form('rooms.new', 'rooms.name', this.name, 'rooms.make', () => this.#make()),
      this.#form('rooms.byId', 'rooms.id', this.code, 'rooms.join', () => this.#joinById()),
      this.lobby.alert,
    );
    this.element = this.lobby.frame(account, forms);
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
      void this.lobby.attempt(run, input);
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
    await this.#enter(await this.#account.createRoom({ name, kind: 'chat' }));
  }

  async #joinById() {
    const id = normalizeCode(this.code.value);
    if (!isCode(id)) throw new Error('rooms.idWrong');
    await this.#enter(await this.#account.join(id));
  }

  /** Now, and again for as long as somebody may be looking. */
  async #look() {
    if (document.visibilityState === 'visible') {
      try {
        const [all, own] = await Promise.all([this.#account.rooms(false), this.#account.rooms(true)]);
        const mine = own.filter(({ kind, endedAt }) => kind === 'chat' && !endedAt);
        const counts = await this.#unread.count(mine.map(({ id }) => id));
        const others = all.filter(({ id, kind }) => kind === 'chat' && !mine.some((room) => room.id === id));
        if (!this.#gone) this.#show(mine, others, counts);
      } catch (problem) {
        if (!this.#gone) this.lobby.alert.textContent = this.#i18n.problem(/** @type {any} */ (problem).code);
      }
    }
    if (!this.#gone) this.#timer = setTimeout(() => void this.#look(), LOOK_AGAIN_MS);
  }

  /** @param {RoomInfo[]} mine @param {RoomInfo[]} others @param {Map<string, number>} counts */
  #show(mine, others, counts) {
    const shown = JSON.stringify([mine, others, [...counts]]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = document.activeElement?.closest('[data-room]')?.getAttribute('data-room');
    const rows = (/** @type {RoomInfo[]} */ rooms) => rooms.map((room) => this.#row(room, counts.get(room.id) ?? 0));
    this.lobby.show([{ title: 'rooms.mine', rows: rows(mine) }, { title: 'rooms.all', rows: rows(others) }]);
    if (focused) /** @type {HTMLElement | null} */ (this.lobby.list.querySelector(`[data-room="${CSS.escape(focused)}"] button`))?.focus();
  }

  /** @param {RoomInfo} room @param {number} unread */
  #row(room, unread) {
    const t = this.#i18n.t.bind(this.#i18n);
    const count = h('span', { 'aria-hidden': 'true' }, unread < 99 ? String(unread) : '99+');
    const badge = unread > 0 ? h('span', { class: 'unread' }, count, h('span', { class: 'sr-only' }, t('timeline.new', { count: unread }))) : null;
    const run = async () => this.#enter(await this.#account.join(room.id));
    return this.lobby.row(room, { about: t('room.people', { count: room.participants }), badge, does: t('rooms.enter'), run });
  }
}

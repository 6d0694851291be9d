// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { isCode, normalizeCode } from '../roomcode.js';
import { Lobby } from '../views/lobby.js';
import { wayInto } from './colleague.js';
import { talkChoice } from './settings.js';

/** @typedef {import('../account.js').RoomInfo} RoomInfo */

/** A teacher's classes: those that are open, those that have ended, a new one, and a colleague's. */
export class RoomsView {
  #i18n;
  #account;
  #enter;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../account.js').Account} options.account
   * @param {(room: RoomInfo) => Promise<void>} options.enter
   */
  constructor({ i18n, account, enter }) {
    this.#i18n = i18n;
    this.#account = account;
    this.#enter = enter;
    const t = i18n.t.bind(i18n);
    this.name = h('input', { id: 'room-name', maxLength: 40, placeholder: t('rooms.nameExample'), oninput: () => (this.lobby.alert.textContent = '') });
    this.lobby = new Lobby(i18n);
    this.form = h(
      'form',
      { class: 'new-room', noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#create(event) },
      h('h2', {}, t('rooms.new')),
      h('div', { class: 'field' }, h('label', { for: 'room-name' }, t('rooms.name')), this.name),
      talkChoice(i18n, 'teacher'),
      h('button', { type: 'submit', class: 'primary' }, t('rooms.begin')),
    );
    this.code = h('input', { id: 'room-code', class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false });
    const colleague = h(
      'form',
      { class: 'colleague', noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#visit(event) },
      h('h2', {}, t('rooms.colleague')),
      h('div', { class: 'field' }, h('label', { for: 'room-code' }, t('join.code')), this.code),
      h('button', { type: 'submit', class: 'plain' }, t('rooms.visit')),
    );
    this.element = this.lobby.frame(account, h('div', { class: 'card' }, this.form, this.lobby.alert, colleague));
    void this.#load();
  }

  focus() {
    this.name.focus();
  }

  destroy() {}

  async #load() {
    const { list } = this.lobby;
    try {
      const rooms = (await this.#account.rooms(true)).filter((room) => room.kind === 'class' && this.#account.mayHold(room));
      const open = rooms.filter(({ endedAt }) => !endedAt).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      const ended = rooms.filter(({ endedAt }) => endedAt).sort((a, b) => String(b.endedAt).localeCompare(String(a.endedAt)));
      const rows = (/** @type {RoomInfo[]} */ some) => some.map((room) => this.#row(room));
      this.lobby.show([{ title: 'rooms.open', rows: rows(open) }, { title: 'rooms.ended', rows: rows(ended) }]);
    } catch (problem) {
      const again = h('button', { type: 'button', class: 'plain', onclick: () => void this.#load() }, this.#i18n.t('banner.tryAgain'));
      list.replaceChildren(h('p', { role: 'alert' }, this.#i18n.problem(/** @type {any} */ (problem).code)), again);
      list.removeAttribute('aria-busy');
    }
  }

  /** @param {RoomInfo} room */
  #row(room) {
    const t = this.#i18n.t.bind(this.#i18n);
    const { createdAt, endedAt, participants: count } = room;
    const about = endedAt ? t('rooms.endedAt', { time: this.#i18n.time(endedAt) }) : t('rooms.openSince', { time: this.#i18n.time(createdAt), count });
    const run = async () => this.#enter(endedAt ? await this.#account.reopen(room.id) : room);
    return this.lobby.row(room, { about, does: t(endedAt ? 'rooms.reopen' : 'rooms.goOn'), run });
  }

  /** @param {Event} event */
  #create(event) {
    event.preventDefault();
    void this.lobby.attempt(async () => {
      const name = this.name.value.trim();
      if (!name) throw new Error('rooms.nameMissing');
      const talk = String(new FormData(this.form).get('talk'));
      await this.#enter(await this.#account.createRoom({ name, kind: 'class', talk }));
    }, this.name);
  }

  /** @param {Event} event */
  #visit(event) {
    event.preventDefault();
    void this.lobby.attempt(async () => {
      const code = normalizeCode(this.code.value);
      if (!isCode(code)) throw new Error('join.codeInvalid');
      await this.#enter(await wayInto(this.#account, code));
    }, this.code);
  }
}

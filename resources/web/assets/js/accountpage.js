// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Account } from './account.js';
import { afterPaint } from './afterpaint.js';
import { normalizeCode } from './roomcode.js';
import { watchNetwork } from './network.js';

/** @typedef {import('./account.js').RoomInfo} RoomInfo */
/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {{element: HTMLElement, focus: () => void, destroy: () => void}} View */

/**
 * @typedef {object} Places what a page shows where
 * @property {(account: Account) => View} door for who is not signed in
 * @property {(account: Account, enter: (room: RoomInfo) => Promise<void>) => View} lobby
 * @property {(account: Account, roomId: string) => Promise<RoomInfo>} find the room of that code, if one may enter; rejects otherwise
 * @property {() => Promise<Inside>} inside what only those need who are in a room
 * @property {(visit: Visit, account: Account) => void} [entered]
 *
 * @typedef {object} Inside
 * @property {typeof import('./visit.js').Visit} Visit
 * @property {(parts: {i18n: import('./i18n.js').I18n, visit: Visit, room: RoomInfo, account: Account, goHome: () => void}) => View} roomView
 */

/**
 * A page for people with an account: from the door over the lobby into a room, which stands behind the # of the
 * address, so that a reload and the browser's own buttons lead to it.
 */
export class AccountPage {
  #root;
  #memory;
  #i18n;
  #api;
  #account;
  #places;
  /** @type {{visit: Visit, room: RoomInfo, inside: Inside} | null} */
  #here = null;
  /** @type {View | null} */
  #view = null;

  /** @param {import('./boot.js').Parts} parts @param {Places} places */
  constructor({ root, memory, i18n, api }, places) {
    this.#root = root;
    this.#memory = memory;
    this.#i18n = i18n;
    this.#api = api;
    this.#account = new Account(api.http, memory);
    this.#places = places;
  }

  async start() {
    this.#i18n.on('change', (language) => {
      this.#memory.language = language;
      this.#show();
      /** @type {HTMLElement | null} */ (this.#root.querySelector('.language'))?.focus();
    });
    this.#account.on('change', () => void this.#follow());
    watchNetwork(() => this.#here?.visit.connection);
    addEventListener('hashchange', () => void this.#follow());
    await this.#follow();
    afterPaint(() => void this.#places.inside().catch(() => {}));
  }

  /** Goes where the address says, as far as one may. */
  async #follow() {
    const roomId = normalizeCode(location.hash.slice(1));
    if (this.#here && this.#here.room.id === roomId && this.#account.user) return;
    this.#leave();
    if (roomId && this.#account.user) {
      try {
        return await this.#enter(await this.#places.find(this.#account, roomId));
      } catch {
        // The lobby says what there is instead.
      }
    }
    if (location.hash) history.replaceState(null, '', location.pathname);
    this.#goTo();
  }

  /** @param {RoomInfo} room */
  async #enter(room) {
    const inside = await this.#places.inside();
    this.#leave();
    const name = this.#account.user?.name ?? '';
    const visit = new inside.Visit({ roomId: room.id, name, token: this.#account.token, renew: () => this.#account.renew(), api: this.#api });
    this.#here = { visit, room, inside };
    visit.classroom.on('room', () => this.#updateTitle());
    visit.reading.on('unread', () => this.#updateTitle());
    this.#places.entered?.(visit, this.#account);
    visit.classroom.enter();
    if (location.hash !== `#${room.id}`) history.pushState(null, '', `#${room.id}`);
    this.#goTo();
  }

  #leave() {
    this.#here?.visit.leave();
    this.#here = null;
  }

  #goHome() {
    this.#leave();
    history.pushState(null, '', location.pathname);
    this.#goTo();
  }

  #goTo() {
    this.#show();
    this.#view?.focus();
  }

  #show() {
    this.#view?.destroy();
    document.documentElement.lang = this.#i18n.language;
    this.#view = this.#made();
    this.#root.replaceChildren(this.#view.element);
    this.#updateTitle();
  }

  #made() {
    if (this.#here) {
      const { visit, room, inside } = this.#here;
      return inside.roomView({ i18n: this.#i18n, visit, room, account: this.#account, goHome: () => this.#goHome() });
    }
    if (this.#account.user) return this.#places.lobby(this.#account, (room) => this.#enter(room));
    return this.#places.door(this.#account);
  }

  #updateTitle() {
    document.title = this.#here?.visit.title(this.#i18n) ?? this.#i18n.t('app.name');
  }
}

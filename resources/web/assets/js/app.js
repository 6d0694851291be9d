// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Classroom } from './classroom.js';
import { RoomConnection } from './connection.js';
import { Pictures } from './pictures.js';
import { Reading } from './reading.js';
import { codeFromPath } from './roomcode.js';
import { JoinView } from './views/join.js';
import { RoomView } from './views/room.js';

/** @typedef {{classroom: Classroom, connection: RoomConnection, reading: Reading, pictures: Pictures}} Visit */

/** Goes from the door into a room and back, and keeps address, title, language and network in step. */
export class App {
  #root;
  #memory;
  #i18n;
  #api;
  /** @type {Visit | null} */
  #visit = null;
  /** @type {JoinView | RoomView | null} */
  #view = null;
  /** @type {import('./views/join.js').JoinForm} */
  #form;

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.root
   * @param {import('./storage.js').Memory} parts.memory
   * @param {import('./i18n.js').I18n} parts.i18n
   * @param {import('./api.js').Api} parts.api
   */
  constructor({ root, memory, i18n, api }) {
    this.#root = root;
    this.#memory = memory;
    this.#i18n = i18n;
    this.#api = api;
    this.#form = { code: codeFromPath(location.pathname), typedCode: '', name: memory.name };
  }

  start() {
    this.#i18n.on('change', (language) => {
      this.#memory.language = language;
      this.#show();
      // The button that was pressed is a new one now.
      /** @type {HTMLElement | null} */ (this.#root.querySelector('.language'))?.focus();
    });
    addEventListener('online', () => this.#visit?.connection.check());
    addEventListener('offline', () => this.#visit?.connection.networkLost());
    addEventListener('pageshow', () => this.#visit?.connection.check());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#visit?.connection.check();
    });

    const seat = this.#form.code ? this.#memory.seat(this.#form.code) : null;
    if (seat) this.#enter(this.#form.code, seat);
    this.#show();
    if (!this.#visit) this.#view?.focus();
  }

  /** @param {string} code @param {string} name */
  async #join(code, name) {
    const joined = await this.#api.join(code, { name, device: this.#memory.device });
    const seat = { token: joined.token, name };
    this.#memory.name = name;
    this.#memory.keepSeat(code, seat);
    return seat;
  }

  /** @param {string} code @param {import('./storage.js').Seat} seat */
  #enter(code, seat) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const connection = new RoomConnection({
      url: `${scheme}://${location.host}/ws`,
      roomId: code,
      token: seat.token,
      renew: async () => (await this.#join(code, seat.name)).token,
    });
    const classroom = new Classroom({ roomId: code, name: seat.name, connection, api: this.#api });
    const reading = new Reading(classroom);
    this.#visit = { classroom, connection, reading, pictures: new Pictures(this.#api, () => connection.token) };
    classroom.on('room', () => this.#updateTitle());
    reading.on('unread', () => this.#updateTitle());
    classroom.on('status', () => {
      const { ended } = classroom.status;
      if (ended && ended !== 'replaced') this.#memory.dropSeat(code);
    });
    classroom.enter();
  }

  #leave() {
    const visit = this.#visit;
    if (!visit) return;
    this.#memory.dropSeat(visit.classroom.room.id);
    this.#visit = null;
    visit.classroom.leave();
    visit.reading.destroy();
    visit.pictures.destroy();
    history.replaceState(null, '', '/');
    this.#form = { code: '', typedCode: '', name: this.#memory.name };
    this.#show();
    this.#view?.focus();
  }

  #show() {
    this.#view?.destroy();
    document.documentElement.lang = this.#i18n.language;
    this.#view = this.#visit ? this.#roomView(this.#visit) : this.#joinView();
    this.#root.replaceChildren(this.#view.element);
    this.#updateTitle();
  }

  /** @param {Visit} visit */
  #roomView({ classroom, reading, pictures }) {
    return new RoomView({ i18n: this.#i18n, classroom, reading, pictures, goHome: () => this.#leave() });
  }

  #joinView() {
    return new JoinView({
      i18n: this.#i18n,
      form: this.#form,
      enter: async (code, name) => {
        const seat = await this.#join(code, name);
        // A reload of the page then comes back to the same room.
        history.replaceState(null, '', `/join/${code}`);
        this.#form.code = code;
        this.#enter(code, seat);
        this.#show();
        this.#view?.focus();
      },
    });
  }

  #updateTitle() {
    const app = this.#i18n.t('app.name');
    const room = this.#visit?.classroom.room.name;
    const title = room ? `${room} · ${app}` : app;
    const unread = this.#visit?.reading.unread ?? 0;
    document.title = unread > 0 ? this.#i18n.t('title.unread', [unread, title]) : title;
  }
}

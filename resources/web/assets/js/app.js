// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { afterPaint } from './afterpaint.js';
import { watchNetwork } from './network.js';
import { codeFromPath } from './roomcode.js';
import { bringStyles } from './styles.js';
import { JoinView } from './views/join.js';

/** @typedef {typeof import('./inside.js')} Inside */

/** All that only those need who are in a room, and how it looks. @returns {Promise<Inside>} */
async function bringInside() {
  const [inside] = await Promise.all([import('./inside.js'), bringStyles('room', 'timeline', 'attachment', 'tools', 'lightbox')]);
  return inside;
}

const HELD = new Set(['kicked', 'banned']);

/** Goes from the door into a room and back, and keeps address, title, language and network in step. */
export class App {
  #root;
  #memory;
  #i18n;
  #api;
  /** @type {{visit: import('./visit.js').Visit, inside: Inside} | null} */
  #here = null;
  /** @type {{element: HTMLElement, focus: () => void, destroy: () => void} | null} */
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

  async start() {
    this.#i18n.on('change', (language) => {
      this.#memory.language = language;
      this.#show();
      // What was pressed is a new one now.
      /** @type {HTMLElement | null} */ (this.#root.querySelector('.language'))?.focus();
    });
    watchNetwork(() => this.#here?.visit.connection);

    const seat = this.#form.code ? this.#memory.seat(this.#form.code) : null;
    const inside = seat && (await bringInside().catch(() => null));
    if (seat && inside) return this.#enter(this.#form.code, seat, inside);
    this.#show();
    this.#view?.focus();
    afterPaint(() => void bringInside().catch(() => {}));
  }

  /** @param {string} code @param {string} name */
  async #join(code, name) {
    const joined = await this.#api.join(code, { name, device: this.#memory.deviceFor(name) });
    return { token: joined.token, name };
  }

  /** @param {string} code @param {import('./storage.js').Seat} seat */
  #keep(code, seat) {
    this.#memory.name = seat.name;
    this.#memory.keepSeat(code, seat);
  }

  /** @param {string} code @param {import('./storage.js').Seat} seat @param {Inside} inside */
  #enter(code, { token, name }, inside) {
    const renew = async () => {
      const seat = await this.#join(code, name);
      // Who has left meanwhile has left nothing behind.
      if (this.#here?.visit === visit) this.#keep(code, seat);
      return seat.token;
    };
    /** @type {import('./visit.js').Visit} */
    const visit = new inside.Visit({ roomId: code, name, token, renew, api: this.#api });
    const { classroom, reading } = visit;
    this.#here = { visit, inside };
    classroom.on('room', () => this.#updateTitle());
    reading.on('unread', () => this.#updateTitle());
    classroom.on('status', () => {
      const { ended } = classroom.status;
      if (ended && ended !== 'replaced') this.#memory.dropSeat(code);
    });
    classroom.enter();
    this.#show();
    this.#view?.focus();
  }

  #leave() {
    if (!this.#here) return;
    const { visit } = this.#here;
    const { room, muted, status } = visit.classroom;
    // Whom the teacher has silenced or removed does not become somebody new by leaving.
    this.#memory.clear(room.id, { byAnyName: muted || HELD.has(status.ended) });
    this.#here = null;
    visit.leave();
    history.replaceState(null, '', '/');
    this.#form = { code: '', typedCode: '', name: '' };
    this.#show();
    this.#view?.focus();
  }

  #show() {
    this.#view?.destroy();
    document.documentElement.lang = this.#i18n.language;
    this.#view = this.#here ? this.#roomView(this.#here) : this.#joinView();
    this.#root.replaceChildren(this.#view.element);
    this.#updateTitle();
  }

  /** @param {{visit: import('./visit.js').Visit, inside: Inside}} here */
  #roomView({ visit, inside }) {
    return new inside.RoomView({ i18n: this.#i18n, visit, goHome: () => this.#leave() });
  }

  #joinView() {
    return new JoinView({
      i18n: this.#i18n,
      form: this.#form,
      doorOf: (code) => this.#api.door(code),
      enter: async (code, name) => {
        const seat = await this.#join(code, name);
        this.#keep(code, seat);
        // A reload of the page then comes back to the same room.
        history.replaceState(null, '', `/join/${code}`);
        this.#form.code = code;
        // What does not come now comes with the page: the seat is kept.
        const inside = await bringInside().catch(() => null);
        if (inside) this.#enter(code, seat, inside);
        else location.reload();
      },
    });
  }

  #updateTitle() {
    document.title = this.#here?.visit.title(this.#i18n) ?? this.#i18n.t('app.name');
  }
}

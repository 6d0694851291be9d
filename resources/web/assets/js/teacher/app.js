// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Account } from '../account.js';
import { Problem } from '../http.js';
import { normalizeCode } from '../roomcode.js';
import { Visit, watchNetwork } from '../visit.js';
import { SignInView } from '../views/signin.js';
import { DeskView } from './desk.js';
import { Pulse } from './pulse.js';
import { RoomsView } from './rooms.js';

/** The teacher's page: from signing in over the list of classes into one, which stands behind the # of the address. */
export class TeacherApp {
  #root;
  #memory;
  #i18n;
  #api;
  #account;
  /** @type {(Visit & {joinUrl: string, pulse: Pulse}) | null} */
  #visit = null;
  /** @type {{element: HTMLElement, focus: () => void, destroy: () => void} | null} */
  #view = null;

  /** @param {ReturnType<typeof import('../boot.js').boot>} parts */
  constructor({ root, memory, i18n, api }) {
    this.#root = root;
    this.#memory = memory;
    this.#i18n = i18n;
    this.#api = api;
    this.#account = new Account(api.http, memory);
  }

  async start() {
    this.#i18n.on('change', (language) => {
      this.#memory.language = language;
      this.#show();
      /** @type {HTMLElement | null} */ (this.#root.querySelector('.language'))?.focus();
    });
    this.#account.on('change', () => this.#accountChanged());
    watchNetwork(() => this.#visit?.connection);
    addEventListener('hashchange', () => void this.#follow());
    await this.#follow();
  }

  /** Goes where the address says. */
  async #follow() {
    const roomId = normalizeCode(location.hash.slice(1));
    if (this.#visit?.classroom.room.id === roomId) return;
    this.#leaveVisit();
    if (roomId && this.#account.user) {
      try {
        const room = await this.#account.room(roomId);
        if (room.host?.id !== this.#account.user?.id || room.endedAt) throw new Problem(404, 'room_not_found');
        return this.#enter(room);
      } catch {
        history.replaceState(null, '', location.pathname);
      }
    }
    this.#show();
    this.#view?.focus();
  }

  #accountChanged() {
    if (!this.#account.user) {
      this.#leaveVisit();
      history.replaceState(null, '', location.pathname);
      this.#show();
      this.#view?.focus();
    } else void this.#follow();
  }

  /** @param {import('../account.js').RoomInfo} room */
  #enter(room) {
    const name = this.#account.user?.name ?? '';
    const visit = new Visit({ roomId: room.id, name, token: this.#account.token, renew: () => this.#account.renew(), api: this.#api });
    const pulse = new Pulse();
    this.#visit = Object.assign(visit, { joinUrl: room.joinUrl, pulse });
    visit.classroom.on('room', () => this.#updateTitle());
    visit.classroom.on('reaction', (reaction) => pulse.take(reaction));
    visit.reading.on('unread', () => this.#updateTitle());
    visit.classroom.enter();
    if (location.hash !== `#${room.id}`) history.pushState(null, '', `#${room.id}`);
    this.#show();
    this.#view?.focus();
  }

  #leaveVisit() {
    this.#visit?.leave();
    this.#visit?.pulse.stop();
    this.#visit = null;
  }

  #goHome() {
    this.#leaveVisit();
    history.pushState(null, '', location.pathname);
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
    const i18n = this.#i18n;
    if (this.#visit) return new DeskView({ i18n, visit: this.#visit, goHome: () => this.#goHome() });
    if (this.#account.user) return new RoomsView({ i18n, account: this.#account, enter: (room) => this.#enter(room) });
    return new SignInView({
      i18n,
      notice: this.#account.lost ? i18n.t('account.lost') : '',
      form: {
        button: 'account.signIn',
        busy: 'account.signingIn',
        fields: [
          { name: 'username', label: 'account.username', autocomplete: 'username' },
          { name: 'password', label: 'account.password', type: 'password', autocomplete: 'current-password' },
        ],
        send: ({ username, password }) => this.#account.signIn(username, password, ({ type }) => type !== 'student'),
      },
    });
  }

  #updateTitle() {
    document.title = this.#visit?.title(this.#i18n) ?? this.#i18n.t('app.name');
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';
import { Problem } from './http.js';

/**
 * @typedef {{id: string, name: string, type: string}} User
 *
 * @typedef {object} RoomInfo as REST tells it
 * @property {string} id
 * @property {string} name
 * @property {string} kind
 * @property {string} talk
 * @property {string} joinUrl
 * @property {number} participants
 * @property {string} createdAt
 * @property {string} [endedAt]
 * @property {{id: string, name: string, online: boolean}} [host]
 * @property {string[]} [assistants]
 */

/**
 * Somebody with an account: signed in for as long as the tab lives, unless they sign out. Emits `change`.
 * Calls reject with a Problem; where the server no longer knows the token, nobody is signed in any more.
 */
export class Account extends Emitter {
  /** Whether somebody was signed in whom the server no longer knows. */
  lost = false;
  #http;
  #memory;

  /** @param {import('./http.js').Http} http @param {import('./storage.js').Memory} memory */
  constructor(http, memory) {
    super();
    this.#http = http;
    this.#memory = memory;
  }

  /** @returns {User | null} */
  get user() {
    return this.#memory.account?.user ?? null;
  }

  get token() {
    return this.#memory.account?.token ?? '';
  }

  /** @param {string} username @param {string} password @param {(user: User) => boolean} [fits] whether the page is for them */
  async signIn(username, password, fits = () => true) {
    const answer = await this.#http.json('POST', '/login', { body: { username, password } });
    if (!fits(answer.user)) throw new Problem(403, 'wrong_account');
    this.#keep(answer);
  }

  /** @param {{name: string, email: string, password?: string}} who */
  async signUp(who) {
    this.#keep(await this.#http.json('POST', '/register', { body: who }));
  }

  /** Here at once; that token ends at the server, too, if it can be told. */
  async signOut() {
    const { token } = this;
    this.forget();
    if (token) await this.#http.request('POST', '/logout', { token }).catch(() => {});
  }

  /** @param {boolean} [lost] */
  forget(lost = false) {
    this.lost = lost;
    this.#memory.dropAccount();
    this.emit('change');
  }

  /** A fresh token. @returns {Promise<string>} */
  async renew() {
    this.#memory.account = await this.#json('POST', '/token/refresh');
    return this.token;
  }

  /** @param {boolean} mine only those hosted or joined @returns {Promise<RoomInfo[]>} */
  async rooms(mine) {
    const rooms = await this.#json('GET', mine ? '/rooms?mine=true' : '/rooms');
    return Array.isArray(rooms) ? rooms : [];
  }

  /** Whether the class is theirs, or they hold it together with its host. @param {RoomInfo} room */
  mayHold({ host, assistants }) {
    const id = this.user?.id ?? '';
    return host?.id === id || (assistants ?? []).includes(id);
  }

  /** @param {string} roomId @returns {Promise<RoomInfo>} */
  room(roomId) {
    return this.#json('GET', `/rooms/${encodeURIComponent(roomId)}`);
  }

  /** @param {{name: string, kind: 'class' | 'chat', talk?: string}} wish @returns {Promise<RoomInfo>} */
  createRoom(wish) {
    return this.#json('POST', '/rooms', wish);
  }

  /** Begins an ended class again. @param {string} roomId @returns {Promise<RoomInfo>} */
  reopen(roomId) {
    return this.#json('PATCH', `/rooms/${encodeURIComponent(roomId)}`, { open: true });
  }

  /** Becomes a member. @param {string} roomId @returns {Promise<RoomInfo>} */
  async join(roomId) {
    return (await this.#json('POST', `/rooms/${encodeURIComponent(roomId)}/join`, { name: this.user?.name })).room;
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  async #json(method, path, body) {
    try {
      return await this.#http.json(method, path, { token: this.token, body });
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) this.forget(true);
      throw problem;
    }
  }

  /** @param {any} answer */
  #keep(answer) {
    this.lost = false;
    this.#memory.account = answer;
    this.emit('change');
  }
}

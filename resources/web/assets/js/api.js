// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Http, Problem } from './http.js';

export { Problem };

/**
 * @typedef {object} Joined
 * @property {string} token
 * @property {{id: string, name: string, type: string}} user
 * @property {{id: string, name: string}} room
 */

/**
 * @typedef {object} Door what a class says to those who stand before it
 * @property {string} name
 * @property {boolean} locked
 * @property {{name: string, taken: boolean}[]} roster names that the teacher has laid out
 */

const roomPath = (/** @type {string} */ roomId) => `/rooms/${encodeURIComponent(roomId)}`;

/** The REST calls of somebody in a room. Each rejects with a Problem. */
export class Api {
  /** @param {typeof fetch} [fetchFunction] */
  constructor(fetchFunction) {
    this.http = new Http(fetchFunction);
  }

  /** @param {string} roomId @param {string} token @returns {Promise<unknown>} as a welcome tells them */
  participants(roomId, token) {
    return this.http.json('GET', `${roomPath(roomId)}/participants`, { token });
  }

  /** @param {string} roomId @returns {Promise<Door>} */
  async door(roomId) {
    const told = await this.http.json('GET', `${roomPath(roomId)}/door`);
    const roster = Array.isArray(told?.roster) ? told.roster : [];
    return {
      name: String(told?.name ?? ''),
      locked: told?.locked === true,
      roster: roster.map((/** @type {any} */ entry) => ({ name: String(entry?.name ?? ''), taken: entry?.taken === true })),
    };
  }

  /** @param {string} roomId @param {string} token the host's @returns {Promise<string[]>} */
  async roster(roomId, token) {
    const told = await this.http.json('GET', `${roomPath(roomId)}/roster`, { token });
    return Array.isArray(told?.names) ? told.names.map(String) : [];
  }

  /** @param {string} roomId @param {string} token the host's @param {string[]} names all of them */
  async setRoster(roomId, token, names) {
    await this.http.json('PUT', `${roomPath(roomId)}/roster`, { token, body: { names } });
  }

  /**
   * @param {string} roomId
   * @param {{name: string, device: string}} who
   * @returns {Promise<Joined>}
   */
  async join(roomId, who) {
    const joined = await this.http.json('POST', `${roomPath(roomId)}/join`, { body: who });
    if (typeof joined?.token !== 'string') throw new Problem(200, 'internal');
    return joined;
  }

  /**
   * Messages before or after that one, oldest first.
   * @param {string} roomId
   * @param {string} token
   * @param {{before?: number, after?: number, limit: number}} range
   * @returns {Promise<any[]>}
   */
  async messages(roomId, token, range) {
    const query = new URLSearchParams(Object.entries(range).map(([name, value]) => [name, String(value)]));
    const messages = await this.http.json('GET', `${roomPath(roomId)}/messages?${query}`, { token });
    return Array.isArray(messages) ? messages : [];
  }

  /**
   * A file's bytes, asked for as a person of the room: for when its signed link has run out.
   * @param {string} fileId
   * @param {string} token
   */
  async file(fileId, token) {
    return (await this.http.request('GET', `/files/${encodeURIComponent(fileId)}`, { token })).blob();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** An answer of the server that is no success; status 0 and code "offline" when none came. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} code as in the protocol, for instance "room_locked"
   * @param {string} [detail]
   * @param {number} [retryAfter] seconds
   */
  constructor(status, code, detail = '', retryAfter = 0) {
    super(detail || code);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const TIMEOUT_MS = 15_000;

/**
 * @typedef {object} Joined
 * @property {string} token
 * @property {{id: string, name: string, type: string}} user
 * @property {{id: string, name: string}} room
 */

/** The REST calls that a student's page needs. Each rejects with a Problem. */
export class Api {
  #fetch;

  /** @param {typeof fetch} [fetchFunction] */
  constructor(fetchFunction = (...call) => fetch(...call)) {
    this.#fetch = fetchFunction;
  }

  /**
   * @param {string} roomId
   * @param {{name: string, device: string}} who
   * @returns {Promise<Joined>}
   */
  async join(roomId, who) {
    const response = await this.#request('POST', `/rooms/${encodeURIComponent(roomId)}/join`, { body: who });
    const joined = await response.json();
    if (typeof joined?.token !== 'string') throw new Problem(response.status, 'internal');
    return joined;
  }

  /**
   * Messages before that one, oldest first.
   * @param {string} roomId
   * @param {string} token
   * @param {{before: number, limit: number}} range
   * @returns {Promise<any[]>}
   */
  async messages(roomId, token, { before, limit }) {
    const path = `/rooms/${encodeURIComponent(roomId)}/messages?before=${before}&limit=${limit}`;
    const messages = await (await this.#request('GET', path, { token })).json();
    return Array.isArray(messages) ? messages : [];
  }

  /**
   * A file's bytes, asked for as a person of the room: for when its signed link has run out.
   * @param {string} fileId
   * @param {string} token
   */
  async file(fileId, token) {
    return (await this.#request('GET', `/files/${encodeURIComponent(fileId)}`, { token })).blob();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{token?: string, body?: object}} options
   */
  async #request(method, path, { token, body }) {
    /** @type {Record<string, string>} */
    const headers = { Accept: 'application/json' };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers['Content-Type'] = 'application/json';
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    let response;
    try {
      response = await this.#fetch(`/api/v1${path}`, {
        method,
        headers,
        body: body ? JSON.stringify(body) : undefined,
        signal: abort.signal,
      });
    } catch {
      throw new Problem(0, 'offline');
    } finally {
      clearTimeout(timer);
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

/** @param {Response} response */
async function problemOf(response) {
  const told = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('Retry-After')) || 0;
  return new Problem(response.status, String(told?.code ?? 'internal'), String(told?.detail ?? ''), retryAfter);
}

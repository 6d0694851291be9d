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

  /** Whether the same may succeed later. */
  get passing() {
    return this.status === 0 || this.status >= 500 || this.status === 423 || this.status === 429;
  }
}

const TIMEOUT_MS = 15_000;

/**
 * @typedef {object} Options
 * @property {string} [token]
 * @property {object} [body] sent as JSON
 * @property {Blob} [bytes] sent as they are; takes as long as it takes
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 */

/** Requests to the server's /api/v1; what is no success rejects with a Problem. */
export class Http {
  #fetch;

  /** @param {typeof fetch} [fetchFunction] */
  constructor(fetchFunction = (...call) => fetch(...call)) {
    this.#fetch = fetchFunction;
  }

  /** @param {string} method @param {string} path below /api/v1 @param {Options} [options] */
  async request(method, path, { token, body, bytes, headers = {}, signal } = {}) {
    /** @type {Record<string, string>} */
    const all = { Accept: 'application/json', ...headers };
    if (token) all.Authorization = `Bearer ${token}`;
    if (body) all['Content-Type'] = 'application/json';
    const abort = new AbortController();
    const timer = bytes ? undefined : setTimeout(() => abort.abort(), TIMEOUT_MS);
    const stop = () => abort.abort();
    signal?.addEventListener('abort', stop);
    let response;
    try {
      const sent = body ? JSON.stringify(body) : bytes;
      response = await this.#fetch(`/api/v1${path}`, { method, headers: all, body: sent, signal: abort.signal });
    } catch {
      throw new Problem(0, 'offline');
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  /** The JSON that is answered. @param {string} method @param {string} path @param {Options} [options] @returns {Promise<any>} */
  async json(method, path, options) {
    return (await this.request(method, path, options)).json();
  }
}

/** @param {Response} response */
export async function problemOf(response) {
  const told = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('Retry-After')) || 0;
  return new Problem(response.status, String(told?.code ?? 'internal'), String(told?.detail ?? ''), retryAfter);
}

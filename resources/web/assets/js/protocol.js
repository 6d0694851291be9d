// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/**
 * One frame of the native protocol (docs/protocol.md), as it came: every field may be missing or wrong.
 * @typedef {Record<string, any>} Frame
 *
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string} type teacher or student
 * @property {boolean} online
 * @property {string | null} handRaisedAt
 * @property {boolean} muted
 * @property {string} realName told to teachers
 * @property {number} readUpTo a seq; 0 when they have read nothing, or one is not told
 *
 * @typedef {object} Attachment
 * @property {string} id
 * @property {string} name
 * @property {string} contentType
 * @property {'uploading' | 'ready' | 'failed'} state
 * @property {number} size bytes
 * @property {string} url empty unless ready
 * @property {number} width pixels, 0 when unknown
 * @property {number} height pixels, 0 when unknown
 */

export const SUBPROTOCOL = 'lectern.v1';
/** The same with long texts deflated, in binary frames. */
export const SUBPROTOCOL_DEFLATE = 'lectern.v1.deflate';

/** Close codes after which coming back by oneself makes no sense, and what they mean. */
const FINAL_CLOSE = new Map([
  [4403, 'kicked'],
  [4404, 'room_not_found'],
  [4409, 'replaced'],
  [4410, 'class_ended'],
]);
const FINAL_BYE = new Set(FINAL_CLOSE.values());

/** Never on the wire: the line ended without a goodbye. */
export const CLOSE_ABNORMAL = 1006;
export const CLOSE_TOKEN_EXPIRED = 4401;
export const CLOSE_TOO_FAST = 4429;
/** A student's clean close (1000) is a leave; anything else keeps the seat for a while. */
export const CLOSE_TO_LEAVE = 1000;
export const CLOSE_TO_RESUME = 4000;

/**
 * The code of an end from which one does not come back by oneself; empty for any other.
 * @param {number} closeCode
 * @param {string | undefined} byeCode
 */
export function finalCode(closeCode, byeCode = '') {
  return FINAL_CLOSE.get(closeCode) ?? (FINAL_BYE.has(byeCode) ? byeCode : '');
}

/** @param {unknown} data @returns {Frame | null} null for what is no JSON object */
export function parseFrame(data) {
  try {
    const frame = JSON.parse(String(data));
    return frame && typeof frame === 'object' && !Array.isArray(frame) ? frame : null;
  } catch {
    return null;
  }
}

/** Length as the server counts it: code points. @param {string} text */
export function codePoints(text) {
  return [...text].length;
}

/** @param {any} told @returns {Attachment | null} */
export function attachmentOf(told) {
  if (!told) return null;
  const state = told.state === 'uploading' || told.state === 'failed' ? told.state : 'ready';
  const url = typeof told.url === 'string' && isOwnAddress(told.url) ? told.url : '';
  if (state === 'ready' && !url) return null;
  return {
    id: String(told.id ?? ''),
    name: String(told.name ?? ''),
    contentType: String(told.contentType ?? ''),
    state,
    size: Number(told.size) || 0,
    url,
    width: Math.max(0, Number(told.width) || 0),
    height: Math.max(0, Number(told.height) || 0),
  };
}

const LARGE_PX = 1600;

/** Where a picture's thumbnail is; of one that has none, where it is itself. @param {Attachment} attachment */
export function thumbnailUrl({ url, contentType, width, height }) {
  const large = contentType === 'image/jpeg' && Math.max(width, height) >= LARGE_PX;
  return large ? url.replace(/(\/files\/[^/?]+)\?/, '$1/thumbnail?') : url;
}

/** Attachments live on this server: a path, or this very origin; never "javascript:" or a stranger's. @param {string} url */
function isOwnAddress(url) {
  if (/^\/(?![/\\])/.test(url)) return true;
  return typeof location !== 'undefined' && url.startsWith(`${location.origin}/`);
}

/** @param {any} told @returns {Person | null} */
export function personOf(told) {
  if (!told || typeof told.id !== 'string') return null;
  return {
    id: told.id,
    name: String(told.name ?? ''),
    type: told.type === 'teacher' ? 'teacher' : 'student',
    online: told.online !== false,
    handRaisedAt: typeof told.handRaisedAt === 'string' && told.handRaisedAt ? told.handRaisedAt : null,
    muted: told.muted === true,
    realName: String(told.realName ?? ''),
    readUpTo: Number(told.seq) || 0,
  };
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** @typedef {{text: string, href?: string}} Segment */

const URL_START = /\bhttps?:\/\/[^\s<>"'`{}|\\^\u3000-\u303f\uff08-\uff0f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
// A Korean particle glued to an address ("https://a.kr/b를") is not part of it; "/wiki/교탁" is one.
const PARTICLE_TAIL = /([a-z0-9])[\u3131-\u318e\uac00-\ud7a3]+$/iu;
const PUNCTUATION_TAIL = /[.,;:!?…·'"’”]+$/u;

/** @param {string} found */
function trimmed(found) {
  let url = found;
  for (let before = ''; before !== url; ) {
    before = url;
    url = url.replace(PUNCTUATION_TAIL, '');
    url = url.replace(PARTICLE_TAIL, '$1');
    for (const [open, close] of ['()', '[]']) {
      if (url.endsWith(close) && url.split(close).length > url.split(open).length) url = url.slice(0, -1);
    }
  }
  return url;
}

/**
 * Text cut into plain pieces and web addresses; put together again, the pieces are the text.
 * Only http and https become links.
 * @param {string} text
 * @returns {Segment[]}
 */
export function linkify(text) {
  /** @type {Segment[]} */
  const segments = [];
  let end = 0;
  for (const match of text.matchAll(URL_START)) {
    const found = trimmed(match[0]);
    const href = safeHref(found);
    if (!href) continue;
    if (match.index > end) segments.push({ text: text.slice(end, match.index) });
    segments.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) segments.push({ text: text.slice(end) });
  return segments;
}

/** @param {string} address */
function safeHref(address) {
  try {
    const url = new URL(address);
    const web = url.protocol === 'http:' || url.protocol === 'https:';
    // "https://bank.example@evil.example" is made to be misread.
    return web && url.hostname && !url.username && !url.password ? url.href : '';
  } catch {
    return '';
  }
}

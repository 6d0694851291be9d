// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

export const CODE_LENGTH = 6;

const LETTERS = /^[ABCDEFGHJKMNPRSTUVWXYZ]{6}$/;

// The keys of the Korean two-set keyboard, by jamo: a code typed with Hangul switched on still counts.
const INITIAL = 'r R s e E f a q Q t T d w W c z x v g'.split(' ');
const VOWEL = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ');
const FINAL = ' r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ');
const CONSONANT = 'r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g'.split(' ');

/** @param {string} character */
function keysOf(character) {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) {
    const index = code - 0xac00;
    return INITIAL[Math.floor(index / 588)] + VOWEL[Math.floor((index % 588) / 28)] + FINAL[index % 28];
  }
  if (code >= 0x3131 && code <= 0x314e) return CONSONANT[code - 0x3131];
  if (code >= 0x314f && code <= 0x3163) return VOWEL[code - 0x314f];
  return character;
}

/**
 * What somebody typed, in the letters of a code: Hangul turned back into its keys, full-width letters into
 * plain ones, spaces and hyphens dropped, capital.
 * @param {string} typed
 */
export function normalizeCode(typed) {
  // NFKC only afterwards: it would take lone jamo for parts of syllables.
  const keys = Array.from(typed.normalize('NFC'), keysOf).join('').normalize('NFKC');
  return keys.replace(/[\s-]/g, '').toUpperCase();
}

/** @param {string} code normalised */
export function isCode(code) {
  return LETTERS.test(code);
}

/**
 * The code in a /join/CODE address; empty in any other.
 * @param {string} path
 */
export function codeFromPath(path) {
  const match = /^\/join\/([^/]+)\/?$/.exec(path);
  if (!match) return '';
  try {
    return normalizeCode(decodeURIComponent(match[1]));
  } catch {
    return '';
  }
}

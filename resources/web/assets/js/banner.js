// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/**
 * @typedef {object} Banner
 * @property {'calm' | 'warn' | 'end'} tone
 * @property {string} text key of its text
 * @property {string} [action] key of the button's text
 * @property {'enter' | 'retry' | 'home'} [does]
 * @property {boolean} [trying]
 * @property {number} [retryAt] counts down to this, milliseconds since 1970
 */

/** Ends that somebody may undo by pressing a button. */
const MAY_ENTER_AGAIN = new Map([
  ['kicked', 'banner.joinAgain'],
  ['replaced', 'banner.useHere'],
  ['room_locked', 'banner.tryAgain'],
]);

const KNOWN_ENDS = new Set(['class_ended', 'kicked', 'replaced', 'room_locked', 'room_not_found', 'banned']);

/**
 * The one thing to tell above the timeline; the most pressing one wins.
 * @param {import('./classroom.js').Status} status
 * @param {{online: boolean} | null} host
 * @param {{locked: boolean}} room
 * @param {boolean} [muted] whether one is
 * @returns {Banner | null}
 */
export function bannerFor(status, host, room, muted = false) {
  if (status.ended) return endBanner(status.ended);
  if (status.line !== 'online') return lineBanner(status);
  if (status.problem) return { tone: 'warn', text: `problem.${status.problem}` };
  if (status.hostBack) return { tone: 'calm', text: 'banner.hostBack' };
  if (status.handSeen) return { tone: 'calm', text: 'banner.handSeen' };
  if (host && !host.online) return { tone: 'warn', text: 'banner.hostAway' };
  if (muted) return { tone: 'calm', text: 'banner.muted' };
  if (room.locked) return { tone: 'calm', text: 'banner.locked' };
  return null;
}

/**
 * One banner for waiting and trying: it stands still while tries come and go.
 * @param {import('./classroom.js').Status} status
 * @returns {Banner}
 */
function lineBanner(status) {
  const trying = status.line !== 'waiting';
  if (trying && status.failures === 0) return { tone: 'calm', text: 'banner.connecting' };
  const text = status.why === 'room_full' ? 'banner.roomFull' : 'banner.offline';
  return { tone: 'warn', text, trying, retryAt: status.retryAt ?? 0, action: 'banner.retryNow', does: 'retry' };
}

/** @param {string} code @returns {Banner} */
function endBanner(code) {
  const text = KNOWN_ENDS.has(code) ? `end.${code}` : 'end.other';
  const enter = MAY_ENTER_AGAIN.get(code);
  if (enter) return { tone: 'end', text, action: enter, does: 'enter' };
  return { tone: 'end', text, action: 'banner.home', does: 'home' };
}

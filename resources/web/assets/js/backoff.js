// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

const FIRST_SECONDS = 0.5;
const LONGEST_SECONDS = 15;

/**
 * Seconds to wait before the try after `failures` failed ones: doubling from half a second up to 15 s, spread
 * by half to either side so that a whole class does not knock at once.
 * @param {number} failures from 0
 * @param {() => number} random in [0, 1)
 */
export function waitBeforeTry(failures, random) {
  const middle = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** failures);
  return Math.min(LONGEST_SECONDS, middle * (0.5 + random()));
}

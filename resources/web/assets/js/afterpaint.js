// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** Runs it once what stands in the page now is on the screen. @param {() => void} run */
export function afterPaint(run) {
  requestAnimationFrame(() => setTimeout(run));
}

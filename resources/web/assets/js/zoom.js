// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/**
 * How a picture lies in its frame: magnified by `scale` about the frame's middle, then moved by (x, y) pixels.
 * @typedef {{scale: number, x: number, y: number}} View
 * @typedef {{width: number, height: number}} Size
 * @typedef {{x: number, y: number}} Point measured from the frame's middle
 */

export const LARGEST = 8;
/** @type {Readonly<View>} */
export const WHOLE = Object.freeze({ scale: 1, x: 0, y: 0 });

/**
 * Magnifies so that what lies under `at` stays there.
 * @param {View} view
 * @param {number} factor
 * @param {Point} at
 * @param {Size} picture as it lies in the frame at scale 1
 * @param {Size} frame
 * @returns {View}
 */
export function zoomAt(view, factor, at, picture, frame) {
  const scale = Math.min(LARGEST, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return clamped({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, picture, frame);
}

/**
 * @param {View} view
 * @param {Point} by
 * @param {Size} picture
 * @param {Size} frame
 * @returns {View}
 */
export function panBy(view, by, picture, frame) {
  return clamped({ scale: view.scale, x: view.x + by.x, y: view.y + by.y }, picture, frame);
}

/** No empty band beside a picture larger than its frame; a smaller one stays in the middle. */
function clamped(/** @type {View} */ view, /** @type {Size} */ picture, /** @type {Size} */ frame) {
  const roomX = Math.max(0, (picture.width * view.scale - frame.width) / 2);
  const roomY = Math.max(0, (picture.height * view.scale - frame.height) / 2);
  return {
    scale: view.scale,
    x: Math.min(roomX, Math.max(-roomX, view.x)) + 0,
    y: Math.min(roomY, Math.max(-roomY, view.y)) + 0,
  };
}

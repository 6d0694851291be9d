// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** @param {ArrayBuffer} bytes raw deflate (RFC 1951) of a text @returns {Promise<string>} rejects for anything else */
async function inflateText(bytes) {
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(inflated).text();
}

/** Makes a text of deflated bytes; null in a browser that cannot (before 2023). */
export const inflate = (() => {
  try {
    return new DecompressionStream('deflate-raw') && inflateText;
  } catch {
    return null;
  }
})();

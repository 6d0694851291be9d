// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsQR from 'jsqr';
import { qrOf } from '../../../resources/web/assets/js/qr.js';

/** What a camera's program reads in it. */
function read(rows, { scale = 4, quiet = 4 } = {}) {
  const side = (rows.length + 2 * quiet) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const dark = rows[Math.floor(y / scale) - quiet]?.[Math.floor(x / scale) - quiet];
      if (dark) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return jsQR(pixels, side, side)?.data;
}

test('every size of code is read as what it was made of', () => {
  for (const length of [1, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180, 181, 213]) {
    const text = 'http://10.0.0.5:8080/join/FTYXPM?x='.padEnd(length, 'abcXYZ0123456789').slice(0, length);
    assert.equal(read(qrOf(text)), text, `${length} bytes`);
  }
  assert.equal(read(qrOf('https://교탁.한국/join/FTYXPM')), 'https://교탁.한국/join/FTYXPM');
});

test('a code grows with its text, and one that is too long has none', () => {
  assert.deepEqual([14, 15, 213].map((length) => qrOf('x'.repeat(length)).length), [21, 25, 57]);
  assert.deepEqual(qrOf('x'.repeat(214)), []);
});

test('what is scratched is still read', () => {
  const rows = qrOf('http://192.168.0.12:8080/join/FTYXPM');
  for (let i = 0; i < 12; i += 1) rows[12 + (i % 4)][14 + Math.floor(i / 4)] = !rows[12 + (i % 4)][14 + Math.floor(i / 4)];
  assert.equal(read(rows), 'http://192.168.0.12:8080/join/FTYXPM');
});

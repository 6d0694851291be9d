// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
// QR codes (ISO/IEC 18004) of a short text: byte mode, error correction M, versions 1 to 10.

/** By version from 1: all codewords, those for correction in each block, blocks. */
const SIZES = [
  [26, 10, 1], [44, 16, 1], [70, 26, 1], [100, 18, 2], [134, 24, 2],
  [172, 16, 4], [196, 18, 4], [242, 22, 4], [292, 22, 5], [346, 26, 5],
];
const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

/** @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

const EXP = new Uint8Array(255);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  LOG[value] = power;
  value = value < 128 ? value * 2 : (value * 2) ^ 0x11d;
}
const times = (/** @type {number} */ a, /** @type {number} */ b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0);

/**
 * @param {string} text
 * @returns {boolean[][]} rows of modules, true where dark, without the quiet zone; empty when the text is too long
 */
export function qrOf(text) {
  const bytes = new TextEncoder().encode(text);
  const version = SIZES.findIndex(([all, check, blocks], index) => bytes.length + (index < 9 ? 2 : 3) <= all - check * blocks) + 1;
  if (version === 0) return [];
  const words = corrected(dataWords(bytes, version), version);
  const drawings = MASKS.map((mask, number) => drawn(words, version, mask, number));
  return drawings.reduce((best, next) => (penalty(next) < penalty(best) ? next : best));
}

/** The text between its header and its padding. @param {Uint8Array} bytes @param {number} version */
function dataWords(bytes, version) {
  const [all, check, blocks] = SIZES[version - 1];
  const room = all - check * blocks;
  const count = bytes.length.toString(2).padStart(version < 10 ? 8 : 16, '0');
  const bits = `0100${count}${Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')}0000`.slice(0, room * 8);
  const words = (bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((word) => parseInt(word, 2));
  for (let pad = 0xec; words.length < room; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** The words in blocks, each with its correction, dealt out in turn. @param {number[]} words @param {number} version */
function corrected(words, version) {
  const [, check, count] = SIZES[version - 1];
  const short = Math.floor(words.length / count);
  const longer = words.length % count;
  const divisor = divisorOf(check);
  /** @type {number[][]} */
  const blocks = [];
  for (let index = 0, at = 0; index < count; index += 1) {
    const length = short + (index >= count - longer ? 1 : 0);
    blocks.push(words.slice(at, at + length));
    at += length;
  }
  const checks = blocks.map((block) => remainder(block, divisor));
  const deal = (/** @type {number[][]} */ piles) =>
    Array.from({ length: Math.max(...piles.map((pile) => pile.length)) }, (_, at) => piles.map((pile) => pile[at])).flat().filter((word) => word !== undefined);
  return [...deal(blocks), ...deal(checks)];
}

/** Coefficients of the Reed-Solomon generator of that degree, without the leading 1. @param {number} degree */
function divisorOf(degree) {
  let divisor = [1];
  for (let root = 0; root < degree; root += 1) {
    const grown = [...divisor, 0];
    for (const [index, value] of divisor.entries()) grown[index + 1] ^= times(value, EXP[root]);
    divisor = grown;
  }
  return divisor.slice(1);
}

/** @param {number[]} block @param {number[]} divisor */
function remainder(block, divisor) {
  const rest = Array(divisor.length).fill(0);
  for (const word of block) {
    const factor = word ^ rest[0];
    rest.shift();
    rest.push(0);
    for (const [index, value] of divisor.entries()) rest[index] ^= times(value, factor);
  }
  return rest;
}

/** @param {number[]} words @param {number} version @param {(x: number, y: number) => boolean} mask @param {number} number of the mask */
function drawn(words, version, mask, number) {
  const size = 17 + 4 * version;
  /** @type {(boolean | undefined)[][]} undefined: for the words */
  const grid = Array.from({ length: size }, () => Array(size).fill(undefined));
  drawPatterns(grid, version);
  drawFormat(grid, number);
  if (version >= 7) drawVersion(grid, version);

  let bit = 0;
  for (let right = size - 1, upward = true; right > 0; right -= 2, upward = !upward) {
    if (right === 6) right = 5; // the upright timing line is stepped over
    for (let step = 0; step < size; step += 1) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== undefined) continue;
        const dark = ((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        grid[y][x] = Boolean(dark) !== mask(x, y);
        bit += 1;
      }
    }
  }
  return /** @type {boolean[][]} */ (grid);
}

/** Finders, timing, alignment, and the module that is always dark. @param {(boolean | undefined)[][]} grid @param {number} version */
function drawPatterns(grid, version) {
  const last = grid.length - 1;
  const rings = (/** @type {number} */ x0, /** @type {number} */ y0, /** @type {number} */ reach, /** @type {number} */ light) => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        if (grid[y0 + dy]?.[x0 + dx] === undefined && x0 + dx >= 0 && x0 + dx <= last && y0 + dy >= 0 && y0 + dy <= last) {
          grid[y0 + dy][x0 + dx] = ring !== light && ring !== 4;
        }
      }
    }
  };
  for (const [x, y] of [[3, 3], [last - 3, 3], [3, last - 3]]) rings(x, y, 4, 2);
  const places = ALIGNED[version - 1];
  const end = places.at(-1);
  for (const x of places) {
    for (const y of places) {
      const inFinder = (x === 6 && (y === 6 || y === end)) || (x === end && y === 6);
      if (!inFinder) rings(x, y, 2, 1);
    }
  }
  for (let at = 8; at < last - 7; at += 1) {
    grid[6][at] ??= at % 2 === 0;
    grid[at][6] ??= at % 2 === 0;
  }
  grid[last - 7][8] = true;
}

/** Appends its BCH check to a number. @param {number} value @param {number} generator @param {number} bits of the check */
function checked(value, generator, bits) {
  let rest = value << bits;
  for (let at = 31 - Math.clz32(rest); at >= bits; at -= 1) if ((rest >> at) & 1) rest ^= generator << (at - bits);
  return (value << bits) | rest;
}

/** Level M has the bits 00. @param {(boolean | undefined)[][]} grid @param {number} mask */
function drawFormat(grid, mask) {
  const last = grid.length - 1;
  const format = checked(mask, 0x537, 10) ^ 0x5412;
  for (let at = 0; at < 15; at += 1) {
    const dark = Boolean((format >> at) & 1);
    const near = at < 6 ? at : at < 8 ? at + 1 : 0;
    if (at < 8) grid[near][8] = dark;
    else grid[8][at === 8 ? 7 : 14 - at] = dark;
    if (at < 8) grid[8][last - at] = dark;
    else grid[last - 14 + at][8] = dark;
  }
}

/** @param {(boolean | undefined)[][]} grid @param {number} version */
function drawVersion(grid, version) {
  const bits = checked(version, 0x1f25, 12);
  for (let at = 0; at < 18; at += 1) {
    const far = grid.length - 11 + (at % 3);
    const near = Math.floor(at / 3);
    grid[near][far] = grid[far][near] = Boolean((bits >> at) & 1);
  }
}

/** How hard a drawing is to read. @param {boolean[][]} rows */
function penalty(rows) {
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  let sum = 0;
  for (const line of [...rows, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('');
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    sum += 40 * (text.match(/(?=10111010000|00001011101)/g) ?? []).length;
  }
  for (let y = 1; y < rows.length; y += 1) {
    for (let x = 1; x < rows.length; x += 1) {
      if (rows[y][x] === rows[y - 1][x] && rows[y][x] === rows[y][x - 1] && rows[y][x] === rows[y - 1][x - 1]) sum += 3;
    }
  }
  const dark = rows.flat().filter(Boolean).length / rows.length ** 2;
  return sum + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures made on the spot: PNGs of any size, a small JPEG, and that JPEG as a phone would write it.
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** 48 × 32 pixels, baseline, no metadata. */
export const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdB' +
  'RkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
  'T09PT09PT09PT09PT0//wAARCAAgADADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAQDBv/EABUQAQEAAAAAAAAA' +
  'AAAAAAAAAAAS/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAYB/8QAFhEBAQEAAAAAAAAAAAAAAAAAABRh/9oADAMBAAIRAxEAPwDn' +
  'LLT2WyHFpYostPZZDhYostPZZDhYwstPZayhxKWKLLT2WQ4WKLLT2WQ4WP/Z',
  'base64');

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A PNG of noise: it compresses badly, so its bytes are about `3 * width * height`. */
export function png(width = 40, height = 30, { pixels = true } = {}) {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = pixels ? Array.from({ length: height }, () => Buffer.concat([Buffer.of(0), randomBytes(width * 3)])) : [];
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function jpegSegment(marker, ...parts) {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content]);
}

/** A JPEG around those scans. Each of its Huffman tables has one code, of one bit: 0. */
function jpegOf(width, height, components, frame, scans) {
  const each = Array.from({ length: components }, (_, i) => [i + 1, 0x11, 0]).flat();
  const oneShortCode = [1, ...Array(15).fill(0), 0];
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    jpegSegment(0xdb, [0], Array(64).fill(1)),
    jpegSegment(frame, [8, height >> 8, height & 255, width >> 8, width & 255, components], each),
    jpegSegment(0xc4, [0x00], oneShortCode),
    jpegSegment(0xc4, [0x10], oneShortCode),
    ...scans,
    Buffer.of(0xff, 0xd9),
  ]);
}

/** A scan of the coefficients `first` to `last`: nothing but zeros, `bits` of them, and ones to the end of the byte. */
function emptyScan(components, first, last, bits) {
  const each = Array.from({ length: components }, (_, i) => [i + 1, 0]).flat();
  const rest = bits % 8 ? Buffer.of(0xff >> (bits % 8)) : Buffer.alloc(0);
  return Buffer.concat([jpegSegment(0xda, [components], each, [first, last, 0]), Buffer.alloc(Math.floor(bits / 8)), rest]);
}

const blocksOf = (width, height) => Math.ceil(width / 8) * Math.ceil(height / 8);

/**
 * A JPEG of one grey, of any size: each block of 8 × 8 is two bits, "as the one before" and "nothing else". With four
 * components it is a printer's (CMYK).
 */
export function plainJpeg(width, height, components = 1) {
  return jpegOf(width, height, components, 0xc0, [emptyScan(components, 0, 63, blocksOf(width, height) * components * 2)]);
}

/** The same, progressive and in 64 scans: one for each coefficient. */
export function scannedJpeg(width, height) {
  const scans = Array.from({ length: 64 }, (_, at) => emptyScan(1, at, at, blocksOf(width, height)));
  return jpegOf(width, height, 1, 0xc2, scans);
}

/** That JPEG with an APP1 segment after its start: camera model and a GPS position in EXIF. */
export function jpegFromPhone(plain = jpeg) {
  const tiff = [];
  const text = Buffer.from('SecretPhone 12\0', 'latin1');
  const u16 = (value) => Buffer.of(value >> 8, value & 255);
  const u32 = (value) => Buffer.concat([u16(value >>> 16), u16(value & 65535)]);
  const entry = (tag, type, count, value) => tiff.push(u16(tag), u16(type), u32(count), value);
  tiff.push(Buffer.from('MM\0*', 'latin1'), u32(8), u16(2));
  entry(0x0110, 2, text.length, u32(38)); // model, behind the directory
  entry(0x8825, 4, 1, u32(38 + text.length + 1)); // GPS directory
  tiff.push(u32(0), text, Buffer.of(0), u16(1));
  entry(0x0001, 2, 2, Buffer.from('N\0\0\0', 'latin1'));
  tiff.push(u32(0));
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), ...tiff]);
  return Buffer.concat([plain.subarray(0, 2), Buffer.of(0xff, 0xe1), u16(exif.length + 2), exif, plain.subarray(2)]);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

const LONGEST_PX = 2048;
const SMALL_BYTES = 1_000_000;
const SHARP_BYTES = 5_000_000;
const QUALITY = 0.85;

/**
 * What of a picture needs to be changed before it is sent; null: nothing. Photographs become as large as a screen;
 * a PNG is a drawing or a screenshot, whose edges a JPEG would blur, unless it is huge.
 * @param {{type: string, size: number, width: number, height: number}} picture
 * @returns {{width: number, height: number} | null}
 */
export function sizeToSend({ type, size, width, height }) {
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height));
  const sharp = type === 'image/png';
  if (size <= (sharp ? SHARP_BYTES : SMALL_BYTES) && (sharp || scale === 1)) return null;
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The file, or a smaller picture of the same. What no canvas can draw goes as it is: the server looks at it.
 * @param {File} file
 */
export async function shrunk(file) {
  if (!file.type.startsWith('image/') || file.type === 'image/gif' || file.type === 'image/svg+xml') return file;
  try {
    const bitmap = await createImageBitmap(file);
    const wanted = sizeToSend({ type: file.type, size: file.size, width: bitmap.width, height: bitmap.height });
    const blob = wanted && (await drawn(bitmap, wanted));
    bitmap.close();
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.[^.]+$/, '')}.jpg`, { type: blob.type });
  } catch {
    return file;
  }
}

/** @param {ImageBitmap} bitmap @param {{width: number, height: number}} size @returns {Promise<Blob | null>} */
function drawn(bitmap, size) {
  const canvas = Object.assign(document.createElement('canvas'), size);
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, size.width, size.height);
  pen.drawImage(bitmap, 0, 0, size.width, size.height);
  return new Promise((ready) => canvas.toBlob(ready, 'image/jpeg', QUALITY));
}

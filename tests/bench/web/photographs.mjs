// SPDX-License-Identifier: GPL-3.0-or-later
import { openPage } from '../../browser/support/browser.mjs';

/** JPEGs as the page makes them of what a phone's camera takes, each another one. */
export async function photographs(browser, count) {
  const page = await openPage(browser);
  const made = await page.evaluate(async (wanted) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1536, height: 2048 });
    const pen = canvas.getContext('2d');
    const pictures = [];
    for (let i = 0; i < wanted; i += 1) {
      for (let spot = 0; spot < 4000; spot += 1) {
        pen.fillStyle = `hsl(${(spot * 7 + i * 36) % 360} 40% ${20 + ((spot * 13) % 60)}%)`;
        pen.beginPath();
        pen.arc((spot * 7919) % 1536, (spot * 104729) % 2048, 8 + (spot % 90), 0, 7);
        pen.fill();
      }
      const blob = await new Promise((ready) => canvas.toBlob(ready, 'image/jpeg', 0.85));
      pictures.push([...new Uint8Array(await blob.arrayBuffer())]);
    }
    return pictures;
  }, count);
  await page.context().close();
  return made.map((bytes) => Buffer.from(bytes));
}

// SPDX-License-Identifier: GPL-3.0-or-later

/** Asks again and again until `condition` gives something true, and gives that; fails after `timeout` ms. */
export async function until(condition, { what = 'a condition', timeout = 30_000, every = 50 } = {}) {
  const late = Date.now() + timeout;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > late) throw new Error(`waited ${timeout} ms in vain for ${typeof what === 'function' ? what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

const STEP_PX = 2_200;
const PX_PER_SECOND = 2_400;

/** Scrolls the timeline as far as it goes: up (1) or down (-1). */
async function toTheEnd(page, cdp, place, direction) {
  const left = () =>
    page.$eval('.scroller', ({ scrollTop, scrollHeight, clientHeight }, up) => (up ? scrollTop : scrollHeight - clientHeight - scrollTop), direction === 1);
  for (let before = Infinity, now = await left(); now >= 2; before = now, now = await left()) {
    if (now >= before) throw new Error(`the timeline does not move: ${now} px are left`);
    // A wheel's: by touch this gesture moves nothing in a browser without a window.
    await cdp.send('Input.synthesizeScrollGesture', { ...place, yDistance: direction * STEP_PX, speed: PX_PER_SECOND, gestureSourceType: 'mouse' });
  }
}

/** Scrolls the timeline from its end to the beginning and back, and answers the milliseconds between the frames meanwhile. */
export async function framesOf(page, cdp) {
  const box = await page.locator('.scroller').boundingBox();
  const place = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  await page.click('.newest');
  await page.waitForSelector('.newest', { state: 'hidden' });
  await page.evaluate(() => {
    window.frameTimes = [];
    let before = 0;
    const next = (now) => {
      if (before) window.frameTimes.push(now - before);
      before = now;
      window.nextFrame = requestAnimationFrame(next);
    };
    window.nextFrame = requestAnimationFrame(next);
  });
  await toTheEnd(page, cdp, place, 1);
  await toTheEnd(page, cdp, place, -1);
  return page.evaluate(() => {
    cancelAnimationFrame(window.nextFrame);
    return window.frameTimes;
  });
}

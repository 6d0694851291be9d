// SPDX-License-Identifier: GPL-3.0-or-later

const STEP_PX = 220;

/**
 * Scrolls the timeline from end to beginning and back by a finger's flings, and answers the milliseconds between the
 * frames meanwhile.
 */
export async function framesOf(page, cdp) {
  const box = await page.locator('.scroller').boundingBox();
  const x = Math.round(box.x + box.width / 2);
  const y = Math.round(box.y + box.height / 2);
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
  for (const direction of [1, -1]) {
    for (;;) {
      await cdp.send('Input.synthesizeScrollGesture', { x, y, yDistance: direction * STEP_PX * 10, speed: 2400, gestureSourceType: 'touch' });
      const done = await page.$eval('.scroller', (scroller, up) => {
        const left = up ? scroller.scrollTop : scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
        return left < 2;
      }, direction === 1);
      if (done) break;
    }
  }
  return page.evaluate(() => {
    cancelAnimationFrame(window.nextFrame);
    return window.frameTimes;
  });
}

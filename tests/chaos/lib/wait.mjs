// SPDX-License-Identifier: GPL-3.0-or-later
import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/** Asks until the answer is truthy; gives the last answer, whatever it is, when `ms` have passed. */
export async function within(ms, question) {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await question();
    if (answer || performance.now() > end) return answer;
    await sleep(20);
  }
}

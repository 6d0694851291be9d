// SPDX-License-Identifier: GPL-3.0-or-later
// main.mjs FLOOD: reads its target as JSON from the first line of stdin, floods until stdin ends, and then says what
// came of it as JSON. Says "flooding" when it is at its height.
import { createInterface } from 'node:readline';
import { FLOODS, TURN_MS } from './floods.mjs';

class Tally {
  counts = {};

  count(what) {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

const { begin, lines } = FLOODS[process.argv[2]];
const tally = new Tally();
const input = createInterface({ input: process.stdin });
input.once('line', (target) => {
  const turn = begin(JSON.parse(target), tally);
  let isHigh = false;
  setInterval(() => {
    turn();
    if (isHigh || !(tally.counts.opened >= lines)) return;
    isHigh = true;
    console.log('flooding');
  }, TURN_MS);
});
input.once('close', () => {
  console.log(JSON.stringify(tally.counts));
  process.exit();
});

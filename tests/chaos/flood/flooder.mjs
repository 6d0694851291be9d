// SPDX-License-Identifier: GPL-3.0-or-later
// flooder.mjs FLOOD: reads its target as JSON from the first line of stdin, floods until stdin ends, and then says what
// came of it as JSON. Says "flooding" when it is at it.
import { createInterface } from 'node:readline';
import { FLOODS, TURN_MS } from './floods.mjs';

class Tally {
  counts = {};

  count(what) {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

const tally = new Tally();
const input = createInterface({ input: process.stdin });
input.once('line', (line) => {
  setInterval(FLOODS[process.argv[2]](JSON.parse(line), tally), TURN_MS);
  console.log('flooding');
});
input.once('close', () => {
  console.log(JSON.stringify(tally.counts));
  process.exit();
});

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCENARIOS } from './scenarios.mjs';
import { median, ratio, report, spread } from './table.mjs';

const CPU = SCENARIOS[0].figure;
const run = (server, round, cpu, floor = 1) => ({
  server, round, floor, scenario: 'S1w1', figures: { cpu_us_per_delivery: cpu, p50_ms: 1, p99_ms: 2 },
});

test('the median of an even count lies between the two in the middle', () => {
  assert.equal(median([9, 1, 4]), 4);
  assert.equal(median([9, 1, 4, 2]), 3);
  assert.equal(spread([9, 1, 4]), 2);
});

test('a slow phase of the machine falls out of a ratio, as the floor was slow, too', () => {
  const bun = [run('Bun', 1, 4, 2), run('Bun', 2, 4, 2)];
  const lectern = [run('Lectern', 1, 4, 2), run('Lectern', 2, 8, 4)];
  assert.equal(ratio(lectern, bun, CPU), 1);
});

test('only runs of one round are compared', () => {
  assert.ok(Number.isNaN(ratio([run('Lectern', 1, 4)], [run('Bun', 2, 4)], CPU)));
});

test('without Bun the others are compared with ws, and a failure is told', () => {
  const text = report([run('ws', 1, 4), run('Lectern', 1, 3), { server: 'Nchan', round: 1, scenario: 'S1w1', floor: 1, failed: '7 lost' }]);
  assert.match(text, /as a multiple of ws/);
  assert.match(text, /\| Lectern \| 3\.00 \(0\.75\) \|/);
  assert.match(text, /- Nchan, S1w1: 7 lost/);
});

// SPDX-License-Identifier: GPL-3.0-or-later
// The load generator sees every delivery, also of what does not fit into one read, and counts what is missing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { end, freePort, listening, startOn } from './turns/process.mjs';

const FOLDER = process.env.LECTERN_BENCH_FOLDER ?? fileURLToPath(new URL('../../build/tests/bench', import.meta.url));

const port = await freePort();
const floor = startOn(0, [`${FOLDER}/floor/lectern-bench-floor`, String(port)]);
after(() => end(floor));
await listening(floor, port);

async function generate(...args) {
  const about = ['--server', `http://127.0.0.1:${port}`, '--speaks', 'plain', '--json', '--settle', '0', '--warmup', '0'];
  const child = spawn(`${FOLDER}/lectern-bench`, [...about, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  const [code] = await once(child, 'close');
  return { code, ...JSON.parse(said) };
}

test('messages of several rooms reach everybody in theirs, once and in order', async () => {
  const figures = await generate('--rooms', '3', '--people', '4', '--messages', '50', '--window', '5');
  assert.deepEqual([figures.code, figures.lost, figures.out_of_order, figures.dropped], [0, 0, 0, 0]);
  assert.ok(figures.deliveries_per_s > 0);
});

test('messages larger than any read are found whole', async () => {
  const figures = await generate('--people', '5', '--messages', '20', '--window', '2', '--size', '1000000');
  assert.deepEqual([figures.code, figures.lost, figures.out_of_order], [0, 0, 0]);
});

test('idle rooms are filled, too', async () => {
  const figures = await generate('--people', '10', '--idle-rooms', '20', '--messages', '5');
  assert.equal(figures.idle_people, 200);
  assert.equal(figures.code, 0);
});

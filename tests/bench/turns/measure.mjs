// SPDX-License-Identifier: GPL-3.0-or-later
// One run of the generator against one server.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { end, GENERATOR_CPU, startOn } from './process.mjs';
import { ACCOUNT, SERVERS, withServer } from './servers.mjs';

const GENERATOR = fileURLToPath(new URL('../../../build/tests/bench/lectern-bench', import.meta.url));
const PATIENCE_MS = 240_000;

async function generate(server, { url, pids }, args, run = 'fanout') {
  const about = ['--server', url, '--speaks', server.speaks, '--server-pid', pids.join(','), '--json'];
  const account = server.speaks === 'lectern' ? ['--user', ACCOUNT.user, '--password-stdin', '--history', String(server.history)] : [];
  const child = startOn(GENERATOR_CPU, [GENERATOR, run, ...about, ...account, ...args]);
  child.stdin.end(`${ACCOUNT.password}\n`);
  const late = setTimeout(() => end(child), PATIENCE_MS);
  const [code] = await once(child, 'close');
  clearTimeout(late);
  const line = child.said.split('\n').find((text) => text.startsWith('{'));
  if (!line) throw new Error(child.said.trim() || `the generator ended with ${code}`);
  const figures = JSON.parse(line);
  if (code !== 0) throw new Error(`${figures.lost} deliveries lost, ${figures.dropped} lines dropped, ${figures.out_of_order} out of order`);
  return figures;
}

/** What a delivery costs at least right now: the yardstick that tells the machine's slow phases from a server's. */
export function floor() {
  const server = SERVERS.find(({ name }) => name === 'floor');
  const args = ['--window', '16', '--seconds', '0.6', '--warmup', '0.2', '--settle', '0'];
  return withServer(server, async (address) => (await generate(server, address, args)).cpu_us_per_delivery);
}

/** The figures of a server in a scenario. */
export function measure(server, scenario, seconds) {
  const times = scenario.run ? ['--settle', '1'] : ['--seconds', String(seconds), '--warmup', '1', '--settle', '0.5'];
  return withServer(server, (address) => generate(server, address, [...scenario.args, ...times], scenario.run));
}

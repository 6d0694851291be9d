// SPDX-License-Identifier: GPL-3.0-or-later
// instructions.mjs [--record]: how many instructions the server takes for one delivery, counted by valgrind in a fixed run:
// 30 people in a volatile room, one message at a time. The count hardly depends on how busy the machine is. Fails (1) when it
// is more than a tenth above the recorded one, and says so when it is as much below; 77 where valgrind is missing.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RECORD = fileURLToPath(new URL('recorded.json', import.meta.url));
const built = (file) => fileURLToPath(new URL(`../../../build/${file}`, import.meta.url));
const SERVER = process.env.LECTERN_SERVER ?? built('server/lectern-server');
const GENERATOR = process.env.LECTERN_BENCH ?? built('tests/bench/lectern-bench');

const PEOPLE = 30;
const FEW = 50; // what both runs have in common, the start and the coming in, is taken off
const MANY = 450;
const TOLERANCE = 0.1;
const PASSWORD = 'a-password-for-one-run';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-instructions-'));
const running = new Set();
process.on('exit', () => {
  running.forEach((child) => child.kill('SIGKILL'));
  rmSync(folder, { recursive: true, force: true });
});

/** The address that the server says it listens at. */
async function address(server) {
  let said = '';
  for await (const data of server.stdout) {
    said += data;
    const line = /listening on (\S+)/.exec(said);
    if (line) return line[1];
  }
  throw new Error('the server ended before it listened');
}

/** All instructions of a server that had this many messages to pass on. */
async function count(messages) {
  const out = path.join(folder, `callgrind.${messages}`);
  const server = spawn('valgrind', ['--tool=callgrind', `--callgrind-out-file=${out}`, '-q', SERVER, '--listen', '127.0.0.1:0',
    '--data-dir', folder, '--drain-seconds', '0', '--log-level', 'error', '--set', 'limits.rate=0', '--set', 'limits.ping_interval=600'],
  { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(server);
  const ended = once(server, 'exit');
  const url = await address(server);
  const generator = spawn(GENERATOR, ['--server', url, '--user', 'bench', '--password-stdin', '--history', 'false', '--json', '--people',
    String(PEOPLE), '--messages', String(messages), '--warmup', '0', '--settle', '0.2'], { stdio: ['pipe', 'ignore', 'inherit'] });
  running.add(generator);
  generator.stdin.end(`${PASSWORD}\n`);
  const [code] = await once(generator, 'exit');
  if (code !== 0) throw new Error(`the generator ended with ${code}`);
  server.kill('SIGTERM');
  await ended;
  running.clear();
  return Number(/^(?:summary|totals): (\d+)/m.exec(readFileSync(out, 'utf8'))[1]);
}

if (spawnSync('valgrind', ['--version']).error) {
  console.log('valgrind is not installed: nothing was counted');
  process.exit(77);
}
execFileSync(SERVER, ['user', 'add', 'bench', '--role', 'teacher', '--password-stdin', '--data-dir', folder], {
  input: `${PASSWORD}\n`, stdio: 'pipe',
});
const few = await count(FEW);
const many = await count(MANY);
const found = Math.round((many - few) / (MANY - FEW) / PEOPLE);
if (process.argv.includes('--record')) {
  writeFileSync(RECORD, `${JSON.stringify({ instructionsPerDelivery: found }, null, 2)}\n`);
  console.log(`${found} instructions per delivery, recorded`);
} else {
  const { instructionsPerDelivery: recorded } = JSON.parse(readFileSync(RECORD, 'utf8'));
  const change = found / recorded - 1;
  console.log(`${found} instructions per delivery, recorded were ${recorded}: ${(100 * change).toFixed(1)} %`);
  if (change > TOLERANCE) console.log(`expected at most ${100 * TOLERANCE} % more. Where they go: callgrind_annotate`);
  if (change < -TOLERANCE) console.log('much better: record it (./dev bench instructions --record), so that it stays so');
  process.exitCode = change > TOLERANCE ? 1 : 0;
}

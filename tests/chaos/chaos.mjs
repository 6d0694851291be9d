// SPDX-License-Identifier: GPL-3.0-or-later
// chaos.mjs [--seed N] [--rounds N] [--short] [SUITE...]: ill-treats the real server and sees that nothing is lost.
import { parseArgs } from 'node:util';
import { anySeed, Random } from './lib/random.mjs';
import * as badDay from './suites/bad_day.mjs';
import * as brokenDisk from './suites/broken_disk.mjs';
import * as crash from './suites/crash.mjs';
import * as databaseRestart from './suites/database_restart.mjs';
import * as flood from './suites/flood.mjs';
import * as fullDisk from './suites/full_disk.mjs';
import * as stories from './suites/stories.mjs';
import * as tornUpload from './suites/torn_upload.mjs';

const SUITES = {
  crash: crash.one,
  'crash-nodes': crash.nodes,
  'crash-postgresql': crash.postgresql,
  'full-disk': fullDisk,
  'read-only-disk': brokenDisk.readOnly,
  'power-cut': brokenDisk.powerCut,
  'database-restart': databaseRestart,
  'torn-upload': tornUpload,
  stories: stories.sqlite,
  'stories-postgresql': stories.postgresql,
  'bad-day': badDay,
  flood,
};
const SKIPPED = 77; // what ctest takes for "not run here"

function usage(problem) {
  console.error(`chaos: ${problem}\nusage: chaos.mjs [--seed N] [--rounds N] [--short] [${Object.keys(SUITES).join('|')}]...`);
  process.exit(2);
}

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { seed: { type: 'string' }, rounds: { type: 'string' }, short: { type: 'boolean', default: false } },
    });
    for (const name of ['seed', 'rounds']) if (values[name] !== undefined && !/^\d{1,10}$/.test(values[name])) usage(`--${name} ${values[name]}: expected a number`);
    for (const name of positionals) if (!SUITES[name]) usage(`there is no suite "${name}"`);
    return { ...values, names: positionals.length ? positionals : Object.keys(SUITES) };
  } catch (error) {
    usage(error.message);
  }
}

const { seed = anySeed(), rounds, short, names } = options();
console.log(`seed ${seed}`);
let failed = 0;
let skipped = 0;
for (const name of names) {
  const suite = SUITES[name];
  const began = performance.now();
  const tell = (what) => console.log(`${name}: ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  try {
    const count = rounds ? Number(rounds) : suite.rounds?.[short ? 'short' : 'full'];
    const { faults = [], summary, skip } = await suite.run({ random: new Random(seed).fork(name), rounds: count, short });
    if (skip) ++skipped;
    tell(skip ? `skipped: ${skip}` : `${suite.title}: ${summary}; ${faults.length ? `${faults.length} FAULTS` : 'nothing lost'}`);
    for (const { law, what } of faults.slice(0, 20)) console.log(`  ${law}: ${what}`);
    if (faults.length) ++failed;
  } catch (error) {
    ++failed;
    tell(`FAILED: ${error.stack}`);
  }
}
if (failed) console.log(`Again with: ./dev chaos --seed ${seed}${rounds ? ` --rounds ${rounds}` : ''}${short ? ' --short' : ''} ${names.join(' ')}`);
process.exit(failed ? 1 : skipped === names.length ? SKIPPED : 0);

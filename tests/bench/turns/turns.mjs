// SPDX-License-Identifier: GPL-3.0-or-later
// turns.mjs [ROUNDS] [--seconds N] [--scenarios S1,S2] [--servers Bun,Lectern] [--continue]: every server in every scenario, the
// servers taking turns, and the outcome as a table on the screen and in docs/performance.md. --continue keeps the runs of the
// last time and makes those that are missing. Called by ./dev bench all after the build.
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe } from './machine.mjs';
import { floor, measure } from './measure.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { SERVERS } from './servers.mjs';
import { median, report } from './table.mjs';

const DOCUMENT = fileURLToPath(new URL('../../../docs/performance.md', import.meta.url));
const KEPT = fileURLToPath(new URL('../../../build/bench/runs.json', import.meta.url));
const BEGIN = '<!-- measured by ./dev bench all: begin -->';
const END = '<!-- measured by ./dev bench all: end -->';

function fail(what) {
  console.error(what);
  process.exit(2);
}

/** Those that are listed, also by the beginning of their name ("Lectern"), or all. */
function chosen(all, list) {
  if (!list) return all;
  const found = new Set(list.split(',').flatMap((wanted) => {
    const exact = all.filter(({ name }) => name === wanted);
    return exact.length ? exact : all.filter(({ name }) => name.startsWith(`${wanted} `));
  }));
  if (!found.size) fail(`${list}: expected some of ${all.map(({ name }) => name).join(', ')}`);
  return all.filter((one) => found.has(one));
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '4' },
      scenarios: { type: 'string' },
      servers: { type: 'string' },
      continue: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(positionals[0] ?? 3);
  const seconds = Number(values.seconds);
  if (positionals.length > 1 || !(Number.isInteger(rounds) && rounds > 0)) fail(`bench all wants a number of rounds, not "${positionals.join(' ')}"`);
  if (!(seconds > 0)) fail(`--seconds ${values.seconds}: expected a number above 0`);
  const servers = chosen(SERVERS, values.servers);
  for (const { name } of servers.filter(({ there }) => !there())) console.log(`${name} is not installed here: without it.`);
  const kept = values.continue ? JSON.parse(readFileSync(KEPT, 'utf8')) : [];
  return { rounds, seconds, kept, scenarios: chosen(SCENARIOS, values.scenarios), servers: servers.filter(({ there }) => there()) };
}

/** The floor is measured between the runs: each is judged by the one before and the one after. */
async function run({ round, scenario, server, seconds, before }) {
  const about = { round, scenario: scenario.name, server: server.name };
  let outcome;
  try {
    outcome = { figures: await measure(server, scenario, seconds) };
  } catch (error) {
    outcome = { failed: error.message.trim().split('\n').pop() };
  }
  const after = await floor();
  return { ...about, floor: (before + after) / 2, after, ...outcome };
}

async function writeDocument(measured) {
  const text = await readFile(DOCUMENT, 'utf8');
  const [head, tail] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (head < 0 || tail < head) fail(`${DOCUMENT}: expected the lines ${BEGIN} and ${END}`);
  await writeFile(DOCUMENT, `${text.slice(0, head + BEGIN.length)}\n\n${measured}\n${text.slice(tail)}`);
}

const { rounds, seconds, kept, scenarios, servers } = readArguments();
const runs = kept;
await mkdir(path.dirname(KEPT), { recursive: true });
let before = await floor();
for (let round = 1; round <= rounds; ++round) {
  for (const scenario of scenarios) {
    // Every other round backwards, so that nobody always comes after the same one.
    for (const server of round % 2 ? servers : servers.toReversed()) {
      if (runs.some((one) => one.round === round && one.scenario === scenario.name && one.server === server.name)) continue;
      const one = await run({ round, scenario, server, seconds, before });
      before = one.after;
      runs.push(one);
      await writeFile(KEPT, JSON.stringify(runs));
      const { key, unit } = scenario.figure;
      console.log(`round ${round}, ${scenario.name}, ${server.name}: ${one.failed ?? `${one.figures[key]} ${unit}`}`);
    }
  }
}
const floors = runs.map((one) => one.floor);
const other = runs.flatMap(({ figures }) => (figures?.other_cpu === undefined ? [] : [figures.other_cpu]));
const measured = `${describe({
  rounds,
  seconds,
  floors: { least: Math.min(...floors), most: Math.max(...floors) },
  otherCpu: other.length ? { median: median(other), most: Math.max(...other) } : { median: NaN, most: NaN },
})}\n${report(runs)}`;
console.log(`\n${measured}`);
await writeDocument(measured);

// SPDX-License-Identifier: GPL-3.0-or-later
// The server is killed at random moments, again and again, while everybody goes on writing.
import { Crowd } from '../lib/crowd.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const one = {
  title: 'kill -9 while everybody writes',
  rounds: { full: 50, short: 8 },
  run: (options) => run(options, {}),
};

export const nodes = {
  title: 'kill -9 of either of two nodes',
  rounds: { full: 20, short: 4 },
  run: (options) => run(options, { nodes: 2 }),
};

export const postgresql = {
  title: 'kill -9 of either of two nodes on PostgreSQL',
  rounds: { full: 20, short: 4 },
  run: (options) => run(options, { nodes: 2, postgres: true }),
};

async function run({ random, rounds: kills }, system) {
  const school = await School.open(system);
  const crowd = new Crowd(school);
  try {
    for (const [students, options] of [[3, { talk: 'all' }], [2, {}], [2, { kind: 'chat', talk: 'all' }]]) {
      crowd.gather(await school.room(students, options), random.fork(school.rooms.length));
    }
    for (let kill = 0; kill < kills && crowd.busy; ++kill) await killOne(school, crowd, random);
    await school.healthy();
    const faults = await crowd.finish();
    let stored = 0;
    for (const room of school.rooms) {
      const { faults: found, log } = await school.judge(room);
      faults.push(...found);
      stored += log.last;
    }
    faults.push(...await school.verify());
    return { faults, summary: `${kills} kills, ${stored} messages stored` };
  } finally {
    await crowd.disperse();
    await school.close();
  }
}

/** Either at any moment, or right after something was acknowledged. */
async function killOne(school, crowd, random) {
  const node = random.pick(school.nodes);
  const stored = () => crowd.people.reduce((sum, person) => sum + person.acks.size, 0);
  const before = stored();
  await within(10_000, () => stored() > before);
  if (random.chance(0.8)) await sleep(random.between(0, 1000));
  await node.kill();
  if (random.chance(0.2)) await dieYoung(node, random);
  await node.restart();
}

/** Killed again while it is starting: what a start repairs or migrates must bear that, too. */
async function dieYoung(node, random) {
  const starting = node.restart().catch(() => {}); // it ends before it listens
  await sleep(random.between(0, 120));
  await node.kill();
  await starting;
}

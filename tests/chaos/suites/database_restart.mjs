// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL is restarted, or crashes, under two nodes, and is away for a while.
import { Crowd } from '../lib/crowd.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'PostgreSQL restarted and crashed';
export const rounds = { full: 10, short: 2 };

export async function run({ random, rounds: times }) {
  const school = await School.open({ nodes: 2, postgres: true });
  const crowd = new Crowd(school);
  try {
    const room = await school.room(4, { talk: 'all' });
    crowd.gather(room, random, { givesUp: (i) => i % 2 === 1, most: 30 });
    const faults = [];
    const outages = [];
    for (let i = 0; i < times && crowd.busy; ++i) faults.push(...await takeAway(school, crowd, random, outages));
    await school.healthy();
    faults.push(...await crowd.finish());
    // Where the line to the database went at a COMMIT, it was refused and may have been done.
    const inDoubt = (sentAt) => outages.some(({ from, to }) => sentAt > from - 2000 && sentAt < to);
    const { faults: found, log } = await school.judge(room, { inDoubt });
    faults.push(...found, ...await school.verify());
    return { faults, summary: `${times} times, ${log.last} messages stored` };
  } finally {
    await crowd.disperse();
    await school.close();
  }
}

/** For half of the times long enough that everybody hears of it. */
async function takeAway(school, crowd, random, outages) {
  const faults = [];
  const expect = (law, holds, what) => holds || faults.push({ law, what });
  await sleep(random.between(100, 1000));
  const from = performance.now();
  await school.postgres.halt(random.pick(['SIGINT', 'SIGQUIT']));
  const goneAt = performance.now();
  outages.push({ from, to: goneAt });
  if (random.chance(0.5)) {
    expect('everybodyIsTold', await within(15_000, () => crowd.all('refused', goneAt)), 'the database was away for 15 s, and not everybody was told');
    for (const person of crowd.people) {
      const late = [...person.acks.values()].find(({ at }) => at > goneAt + 1000);
      expect('nothingIsCalledStored', !late, `${late?.ref} was acknowledged while the database was away`);
    }
  }
  await school.postgres.launch();
  const backAt = performance.now();
  expect('theClassGoesOn', await within(20_000, () => crowd.all('acknowledged', backAt)), 'the database has been back for 20 s, and not everybody can write');
  return faults;
}

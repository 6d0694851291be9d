// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL is restarted, or crashes, under two nodes, and is away for a while.
import { Activities, finishPosting, post, retry, stay, write } from '../lib/life.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'PostgreSQL restarted and crashed';
export const rounds = { full: 10, short: 2 };

export async function run({ random, rounds: times }) {
  const school = await School.open({ nodes: 2, postgres: true });
  const activities = new Activities();
  try {
    const room = await school.room(4, { talk: 'all' });
    const faults = [];
    populate(room, school, activities, random);
    for (let i = 0; i < times && !activities.failed; ++i) faults.push(...await takeAway(school, room, random));
    await school.healthy();
    await activities.stop();
    for (const person of room.people) {
      person.retryRefused();
      if (person.restOnly && person.persistent) await finishPosting(person, school.api(person));
    }
    const { faults: found, log } = await school.judge(room);
    faults.push(...found, ...await school.verify());
    const refused = room.people.reduce((sum, person) => sum + person.refusals.size, 0);
    return { faults, summary: `${times} times, ${log.last} messages stored, ${refused} refused for good` };
  } finally {
    await activities.stop().catch(() => {});
    await school.close();
  }
}

/** Every second one gives up what was refused; the last one writes over REST. */
function populate(room, school, activities, random) {
  for (const [i, person] of room.people.entries()) {
    const chance = random.fork(person.name);
    person.persistent = i % 2 === 0;
    person.restOnly = person === room.people.at(-1);
    if (person.restOnly) {
      activities.start(post(person, (who, node) => school.api(who, node), school.nodes, chance));
      continue;
    }
    activities.start(stay(person, school.nodes, chance.fork('stay')));
    activities.start(write(person, chance.fork('write'), { most: 30 }));
    activities.start(retry(person));
  }
}

async function takeAway(school, room, random) {
  const faults = [];
  await sleep(random.between(100, 1000));
  await school.postgres.halt(random.pick(['SIGINT', 'SIGQUIT']));
  const goneAt = performance.now();
  const after = (kept, at) => room.people.every((person) => [...person[kept].values()].some((one) => one.at > at));
  if (random.chance(0.5)) {
    if (!await within(10_000, () => after('refusals', goneAt))) faults.push({ law: 'everybodyIsTold', what: 'the database was away for 10 s, and not everybody was told' });
    for (const person of room.people) {
      const late = [...person.acks.values()].find(({ at }) => at > goneAt + 500);
      if (late) faults.push({ law: 'nothingIsCalledStored', what: `${late.ref} was acknowledged while the database was away` });
    }
  }
  await school.postgres.launch();
  const backAt = performance.now();
  if (!await within(15_000, () => after('acks', backAt))) faults.push({ law: 'theClassGoesOn', what: 'the database has been back for 15 s, and not everybody can write' });
  return faults;
}

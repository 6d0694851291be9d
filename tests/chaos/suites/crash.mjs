// SPDX-License-Identifier: GPL-3.0-or-later
// The server is killed at random moments, again and again, while everybody goes on writing.
import { Activities, finishPosting, post, stay, write } from '../lib/life.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'kill -9 while everybody writes';
export const rounds = { full: 50, short: 8 };

export const nodes = {
  title: 'kill -9 of either of two nodes while everybody writes',
  rounds: { full: 20, short: 5 },
  run: (options) => run({ ...options, nodes: 2 }),
};

export async function run({ random, rounds: kills, nodes = 1 }) {
  const school = await School.open({ nodes });
  const activities = new Activities();
  try {
    const rooms = [await school.room(3, { talk: 'all' }), await school.room(2), await school.room(2, { kind: 'chat', talk: 'all' })];
    for (const [i, room] of rooms.entries()) populate(room, school, activities, random.fork(`room ${i}`));
    for (let kill = 0; kill < kills && !activities.failed; ++kill) await killOne(school, random);
    await school.healthy();
    await activities.stop();
    return await verdict(school, kills);
  } finally {
    await activities.stop().catch(() => {});
    await school.close();
  }
}

/** Everyone stays and writes, the last student over REST alone. */
function populate(room, school, activities, random) {
  const poster = room.students.at(-1);
  for (const person of room.people) {
    const chance = random.fork(person.name);
    if (person === poster) {
      person.restOnly = true;
      activities.start(post(person, (who, node) => school.api(who, node), school.nodes, chance));
      continue;
    }
    person.speaksInOrder = true;
    activities.start(stay(person, school.nodes, chance.fork('stay')));
    activities.start(write(person, chance.fork('write')));
  }
}

async function killOne(school, random) {
  const node = random.pick(school.nodes);
  const everyone = school.rooms.flatMap(({ people }) => people);
  const stored = () => everyone.reduce((sum, person) => sum + person.acks.size, 0);
  const before = stored();
  // Either at any moment, or right after something was acknowledged (or nothing is left to tell that it was).
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

async function verdict(school, kills) {
  const faults = [];
  let stored = 0;
  for (const room of school.rooms) {
    for (const person of room.people) if (!person.online && person.speaksInOrder) await person.connect(school.nodes[0]);
    await finishPosting(room.students.at(-1), school.api(room.students.at(-1)));
    const { faults: found, log } = await school.judge(room);
    faults.push(...found);
    stored += log.last;
  }
  faults.push(...await school.verify());
  return { faults, summary: `${kills} kills, ${stored} messages stored` };
}

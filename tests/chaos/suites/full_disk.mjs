// SPDX-License-Identifier: GPL-3.0-or-later
// The disk is full in the middle of a class, and has room again later.
import { Api } from '../../lib/api.mjs';
import { SmallDisk, whyNoDisk } from '../lib/disk.mjs';
import { Activities, post, retry, stay, write } from '../lib/life.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'a full disk';
export const rounds = { full: 5, short: 1 };

const LONG = '가'.repeat(3000);

export async function run({ random, rounds: times }) {
  const skip = await whyNoDisk(SmallDisk);
  if (skip) return { skip };
  const disk = await SmallDisk.open();
  const activities = new Activities();
  let school;
  try {
    school = await School.open({ dataDir: disk.folder });
    const room = await school.room(3, { talk: 'all' });
    const faults = [];
    populate(room, school, activities, random);
    for (let i = 0; i < times && !activities.failed; ++i) faults.push(...await fillAndFree(disk, school, room, random));
    await activities.stop();
    const { faults: found, log } = await school.judge(room);
    faults.push(...found, ...strangeRefusals(room), ...await school.verify());
    return { faults, summary: `${times} times, ${log.last} messages stored, ${refusals(room)} refused for good` };
  } finally {
    await activities.stop().catch(() => {});
    await school?.close();
    await disk.close();
  }
}

/** Two who send again what was refused, two who give it up; the last one over REST. */
function populate(room, school, activities, random) {
  for (const [i, person] of room.people.entries()) {
    const chance = random.fork(person.name);
    person.persistent = i % 2 === 0;
    if (i === room.people.length - 1) {
      person.restOnly = true;
      activities.start(post(person, (who, node) => school.api(who, node), school.nodes, chance, { tail: LONG }));
      continue;
    }
    activities.start(stay(person, school.nodes, chance.fork('stay')));
    activities.start(write(person, chance.fork('write'), { tail: LONG, most: 20 }));
    activities.start(retry(person));
  }
}

async function fillAndFree(disk, school, room, random) {
  const faults = [];
  await sleep(random.between(200, 1000));
  await disk.fill();
  const filledAt = performance.now();
  const [node] = school.nodes;
  const told = await within(20_000, () => room.people.every((person) => [...person.refusals.values()].some(({ at }) => at > filledAt)));
  if (!told) faults.push(fault('everybodyIsTold', 'the disk was full for 20 s, and not everybody was told'));
  if (await readiness(node) !== 503) faults.push(fault('readyzTellsIt', '/readyz does not tell that the disk is full'));
  // Reading goes on, and so does coming in.
  const back = room.students[0];
  back.cut('reset');
  if (!await within(5_000, () => back.online)) faults.push(fault('readingGoesOn', `${back.name} cannot come back while the disk is full`));
  if (random.chance(0.5)) {
    await node.kill();
    await disk.free();
    await node.restart();
  } else {
    await disk.free();
  }
  const freedAt = performance.now();
  const goesOn = await within(10_000, () => room.people.every((person) => [...person.acks.values()].some(({ at }) => at > freedAt)));
  if (!goesOn) faults.push(fault('theClassGoesOn', 'there has been room again for 10 s, and not everybody can write'));
  if (!await within(5_000, async () => await readiness(node) === 200)) faults.push(fault('readyzTellsIt', '/readyz does not tell that there is room again'));
  return faults;
}

const fault = (law, what) => ({ law, what });

async function readiness(node) {
  return (await new Api(node).root('GET', '/readyz')).status;
}

function strangeRefusals(room) {
  return room.people.flatMap((person) => [...person.refusals].filter(([, { code }]) => code !== 'storage_unavailable')
    .map(([ref, { code }]) => fault('refusedWithTheReason', `${ref} was refused with ${code}`)));
}

function refusals(room) {
  return room.people.reduce((sum, person) => sum + person.refusals.size, 0);
}

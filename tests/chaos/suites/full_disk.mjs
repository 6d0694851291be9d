// SPDX-License-Identifier: GPL-3.0-or-later
// The disk is full in the middle of a class, and has room again later.
import { Api } from '../../lib/api.mjs';
import { Crowd } from '../lib/crowd.mjs';
import { SmallDisk, whyNoDisk } from '../lib/disk.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'a full disk';
export const rounds = { full: 5, short: 1 };

const LONG = '가'.repeat(3000);

export async function run({ random, rounds: times }) {
  const skip = await whyNoDisk(SmallDisk);
  if (skip) return { skip };
  const disk = await SmallDisk.open();
  let school;
  let crowd;
  try {
    school = await School.open({ dataDir: disk.folder });
    crowd = new Crowd(school);
    const room = await school.room(3, { talk: 'all' });
    crowd.gather(room, random, { givesUp: (i) => i % 2 === 1, tail: LONG, most: 20 });
    const faults = [];
    for (let i = 0; i < times && crowd.busy; ++i) faults.push(...await fillAndFree(disk, school, crowd, random));
    faults.push(...await crowd.finish());
    const { faults: found, log } = await school.judge(room);
    faults.push(...found, ...refusedOtherwise(room), ...await school.verify());
    return { faults, summary: `${times} times, ${log.last} messages stored` };
  } finally {
    await crowd?.disperse();
    await school?.close();
    await disk.close();
  }
}

async function fillAndFree(disk, school, crowd, random) {
  const faults = [];
  const expect = (law, holds, what) => holds || faults.push({ law, what });
  const [node] = school.nodes;
  await sleep(random.between(200, 1000));
  await disk.fill();
  const filledAt = performance.now();
  expect('everybodyIsTold', await within(20_000, () => crowd.all('refused', filledAt)), 'the disk was full for 20 s, and not everybody was told');
  expect('readyzTellsIt', await readiness(node) === 503, '/readyz does not tell that the disk is full');
  const back = crowd.people[1];
  back.cut('reset');
  expect('readingGoesOn', await within(10_000, () => back.online), `${back.name} cannot come back while the disk is full`);
  if (random.chance(0.5)) {
    await node.kill();
    await disk.free();
    await node.restart();
  } else {
    await disk.free();
  }
  const freedAt = performance.now();
  expect('theClassGoesOn', await within(15_000, () => crowd.all('acknowledged', freedAt)), 'there has been room again for 15 s, and not everybody can write');
  expect('readyzTellsIt', await within(10_000, async () => await readiness(node) === 200), '/readyz does not tell that there is room again');
  return faults;
}

async function readiness(node) {
  return (await new Api(node).root('GET', '/readyz')).status;
}

function refusedOtherwise(room) {
  return room.people.flatMap((person) => [...person.refusals].filter(([, { code }]) => code !== 'storage_unavailable')
    .map(([ref, { code }]) => ({ law: 'refusedWithTheReason', what: `${ref} was refused with ${code}` })));
}

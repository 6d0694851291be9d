// SPDX-License-Identifier: GPL-3.0-or-later
// The disk breaks and can only be read (as ext4 turns after a fault), or the power goes in the middle of everything.
import { readdir, readFile } from 'node:fs/promises';
import { Crowd } from '../lib/crowd.mjs';
import { LoopDisk, whyNoDisk } from '../lib/disk.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const readOnly = {
  title: 'a disk that turned read-only',
  rounds: { full: 4, short: 1 },
  run: (options) => run(options, turnReadOnly),
};

export const powerCut = {
  title: 'a power cut',
  rounds: { full: 12, short: 2 },
  run: (options) => run(options, cutPower),
};

async function run({ random, rounds }, catastrophe) {
  const skip = await whyNoDisk(LoopDisk);
  if (skip) return { skip };
  const disk = await LoopDisk.open();
  let school;
  let crowd;
  try {
    school = await School.open({ dataDir: disk.folder });
    crowd = new Crowd(school);
    const room = await school.room(3, { talk: 'all' });
    crowd.gather(room, random, { givesUp: (i) => i === 1 });
    const faults = [];
    const momentsOfDoubt = [];
    for (let i = 0; i < rounds && crowd.busy; ++i) {
      await sleep(random.between(100, 1000));
      faults.push(...await catastrophe({ disk, node: school.nodes[0], crowd, random, momentsOfDoubt }));
    }
    faults.push(...await crowd.finish());
    // What was being flushed when the disk broke was refused, as its flush failed; it may have reached the disk all the same.
    const inDoubt = (sentAt) => momentsOfDoubt.some((moment) => sentAt < moment && sentAt > moment - 2000);
    const { faults: found, log } = await school.judge(room, { inDoubt });
    faults.push(...found, ...await school.verify());
    return { faults, summary: `${rounds} times, ${log.last} messages stored` };
  } finally {
    await crowd?.disperse();
    await school?.close();
    await disk.close();
  }
}

async function turnReadOnly({ disk, node, crowd, random, momentsOfDoubt }) {
  const faults = [];
  // A flush that is under way when an ext4 breaks down may be answered as if it had been done (seen on Linux 6.18): no
  // program can help that, so there is none.
  const goOn = await hold(node);
  await disk.breakDown();
  const brokenAt = performance.now();
  momentsOfDoubt.push(brokenAt);
  goOn();
  if (!await within(15_000, () => crowd.all('refused', brokenAt))) faults.push({ law: 'everybodyIsTold', what: 'the disk was read-only for 15 s, and not everybody was told' });
  for (const person of crowd.people) {
    const late = [...person.acks.values()].find(({ at }) => at > brokenAt + 1000);
    if (late) faults.push({ law: 'nothingIsCalledStored', what: `${late.ref} was acknowledged a second after the disk turned read-only` });
  }
  if (random.chance(0.5)) faults.push(...await startInVain(node));
  await node.kill();
  await disk.repair();
  await node.restart();
  return faults;
}

/** A server on a disk that it cannot write says so and ends. */
async function startInVain(node) {
  await node.kill();
  const line = await node.restart().then(() => '', (error) => error.message);
  if (/ended with [12] before it listened/.test(line) && line.includes(node.dataDir)) return [];
  return [{ law: 'aStartSaysWhatIsWrong', what: `on a read-only disk: ${line || 'it started'}` }];
}

async function cutPower({ disk, node }) {
  await hold(node);
  await sleep(50); // what the server has sent until then still arrives
  const image = await disk.snapshot();
  await node.kill();
  await disk.repair(image);
  await node.restart();
  return [];
}

/** Stops the server wherever it is, but within no call to the system; the answer lets it go on. */
async function hold(node) {
  node.signal('SIGSTOP');
  const tasks = `/proc/${node.pid}/task`;
  const stopped = async (task) => /\) T /.test(await readFile(`${tasks}/${task}/stat`, 'utf8'));
  await within(10_000, async () => (await Promise.all((await readdir(tasks)).map(stopped))).every(Boolean));
  return () => node.signal('SIGCONT');
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads whose connection is torn, or whose server dies, in the middle.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Activities, stay } from '../lib/life.mjs';
import { School } from '../lib/school.mjs';
import { Uploader } from '../lib/uploader.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'torn uploads';
export const rounds = { full: 15, short: 4 };

export async function run({ random, rounds: kills }) {
  const school = await School.open();
  const activities = new Activities();
  try {
    const room = await school.room(3, { talk: 'all' });
    const uploaders = room.people.map((person) => new Uploader(person, random.fork(person.name)));
    for (const uploader of uploaders) {
      activities.start(stay(uploader.person, school.nodes, random.fork(`${uploader.person.name} stays`)));
      activities.start(() => uploadAndShow(uploader, school));
    }
    for (let i = 0; i < kills && !activities.failed; ++i) {
      await sleep(random.between(50, 700));
      await school.nodes[0].restart({ how: 'SIGKILL' });
    }
    await activities.stop();
    await within(10_000, () => room.people.every((person) => person.online));
    await school.nodes[0].restart({ how: 'SIGKILL' }); // what lies about is cleared away by a start at the latest
    for (const person of room.people) await person.connect(school.nodes[0]);

    const { faults, log } = await school.judge(room);
    faults.push(...await wholeFiles(uploaders, school), ...await noHalfFiles(uploaders, school), ...shownIsStored(uploaders, log));
    faults.push(...await school.verify());
    const sum = (of) => uploaders.reduce((all, uploader) => all + of(uploader), 0);
    return { faults, summary: `${kills} kills, ${sum(({ stored }) => stored.length)} uploads stored, ${sum(({ torn }) => torn)} torn` };
  } finally {
    await activities.stop().catch(() => {});
    await school.close();
  }
}

/** What was stored is shown to everyone, as a message that carries it. */
async function uploadAndShow(uploader, school) {
  const before = uploader.stored.length;
  await uploader.upload(school.nodes[0]);
  if (uploader.stored.length === before) return sleep(10);
  const { id } = uploader.stored.at(-1).answer;
  uploader.person.say({ messageType: 'file', targetType: 'all', message: '', attachment: { id } });
}

async function wholeFiles(uploaders, school) {
  const faults = [];
  for (const uploader of uploaders) {
    faults.push(...(await uploader.faults(school.api(uploader.person))).map((what) => ({ law: 'whatIsStoredIsWhole', what })));
    faults.push(...uploader.refused.map(({ status, json }) => ({ law: 'noUploadIsRefused', what: `${status} ${json?.code}` })));
  }
  return faults;
}

/** In the data folder lies nothing that is not the whole of something that was sent. */
async function noHalfFiles(uploaders, school) {
  const whole = new Set(uploaders.flatMap((uploader) => [...uploader.begun.keys()]));
  const folder = path.join(school.dataDir, 'files');
  const faults = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.path, entry.name);
    const bytes = await readFile(file);
    if (!whole.has(createHash('sha256').update(bytes).digest('hex'))) faults.push({ law: 'noHalfFiles', what: `${path.relative(folder, file)} has ${bytes.length} bytes that nobody sent so` });
  }
  return faults;
}

/** A message that carries a file carries one that is there. */
function shownIsStored(uploaders, log) {
  const there = new Set(uploaders.flatMap(({ stored }) => stored.map(({ answer }) => answer.id)));
  return log.all().filter((entry) => entry.messageType === 'file' && !there.has(entry.attachment))
    .map(({ seq, attachment }) => ({ law: 'shownIsStored', what: `${seq} carries ${attachment}, which was never stored` }));
}

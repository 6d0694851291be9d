// SPDX-License-Identifier: GPL-3.0-or-later
// What a bad day may not leave behind: people on the lists who are not there, keys of rooms that are gone, open files.
import { readdir, readFile } from 'node:fs/promises';
import { within } from './wait.mjs';

const PATIENCE = 20_000; // ms; as long as the death of a node may go unnoticed
const sorted = (list) => [...list].sort();
const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** Every node, and Redis, has on its list who is connected, and nobody else. */
export async function presenceFaults(school, redis) {
  const faults = [];
  for (const room of school.rooms) {
    const there = room.people.filter(({ online }) => online).map(({ id }) => id);
    const lists = new Map();
    const agree = await within(PATIENCE, async () => {
      for (const node of school.nodes) {
        const answer = await school.api(room.host, node).get(`/rooms/${room.id}/participants`).catch(() => ({}));
        lists.set(node.url, (answer.json ?? []).filter?.(({ online }) => online).map(({ id }) => id) ?? []);
      }
      lists.set('Redis', await redis.sMembers(`room:${room.id}:users`));
      return [...lists.values()].every((list) => same(list, there));
    });
    if (agree) continue;
    for (const [where, list] of lists) {
      if (!same(list, there)) faults.push({ law: 'presenceIsTrue', what: `${room.id}: ${where} lists ${sorted(list)}, connected are ${sorted(there)}` });
    }
  }
  return faults;
}

/** Nothing in Redis names a room that has ended. */
export async function keyFaults(school, redis) {
  const ids = school.rooms.map(({ id }) => id);
  let left = [];
  await within(PATIENCE, async () => {
    left = (await redis.keys('*')).filter((key) => ids.some((id) => key.includes(id)));
    return left.length === 0;
  });
  return left.map((key) => ({ law: 'noKeyOutlivesItsRoom', what: key }));
}

const SPARE = 8; // connections to Redis and the database may be on their way

/** How many files a node has open, and its memory in KiB. */
export async function usageOf(node) {
  const files = (await readdir(`/proc/${node.pid}/fd`)).length;
  const status = await readFile(`/proc/${node.pid}/status`, 'utf8');
  return { files, memory: Number(/VmRSS:\s+(\d+)/.exec(status)[1]) };
}

/** Nobody is connected any more: no node has more files open than when it was new. */
export async function fileFaults(school, fresh) {
  const faults = [];
  for (const node of school.nodes) {
    let usage;
    const closed = await within(PATIENCE, async () => (usage = await usageOf(node)).files <= fresh.files + SPARE);
    if (!closed) faults.push({ law: 'noFileIsLeftOpen', what: `${node.url} has ${usage.files} files open, a new one ${fresh.files}` });
  }
  return faults;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Three nodes, ten rooms, sixty people who write all the time, and everything that can go wrong goes wrong.
import { Crowd } from '../lib/crowd.mjs';
import { fileFaults, keyFaults, presenceFaults, usageOf } from '../lib/remains.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'a bad day of three nodes';
export const rounds = { full: 40, short: 6 };

const ROOMS = 10;
const STUDENTS = 5;

export async function run({ random, rounds: times, short }) {
  const school = await School.open({ nodes: 3, postgres: true, weakLine: true });
  const crowd = new Crowd(school);
  let redis;
  try {
    const fresh = await usageOf(school.nodes[0]);
    for (let i = 0; i < (short ? ROOMS / 2 : ROOMS); ++i) {
      crowd.gather(await school.room(STUDENTS, { talk: 'all' }), random.fork(i), { most: 20, pause: 150 });
    }
    const day = new Day(school, random, short);
    const happened = [];
    for (let i = 0; i < times && crowd.busy; ++i) happened.push(await day.strike());
    await day.rest();
    await school.healthy();
    const faults = await crowd.finish();
    redis = await school.redis.client();
    faults.push(...await presenceFaults(school, redis));
    let stored = 0;
    for (const room of school.rooms) {
      const { faults: found, log } = await school.judge(room, { ms: 20_000, inDoubt: day.inDoubt });
      faults.push(...found);
      stored += log.last;
    }
    faults.push(...await school.verify());
    for (const room of school.rooms) {
      await school.teacher.delete(`/rooms/${room.id}`);
      for (const person of room.people) person.leave();
    }
    faults.push(...await keyFaults(school, redis), ...await fileFaults(school, fresh));
    const memory = Math.max(...await Promise.all(school.nodes.map(async (node) => (await usageOf(node)).memory)));
    return { faults, summary: `${counted(happened)}; ${stored} messages stored, ${Math.round(memory / 1024)} MiB at most` };
  } finally {
    redis?.destroy();
    await crowd.disperse();
    await school.close();
  }
}

/** `"2 freeze, 1 kill"` */
function counted(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort().map(([name, count]) => `${count} ${name}`).join(', ');
}

/** As systemd does it: without Redis or the database a node does not start, and is started again. */
async function revive(node) {
  const up = await within(60_000, () => node.restart().then(() => true, () => sleep(500)));
  if (!up) throw new Error(`a node does not come up again:\n${node.log.slice(-2_000)}`);
}

/** One thing goes wrong at a time, and often before the last one is mended. */
class Day {
  #mending = [];
  #outages = [];

  constructor(school, random, short) {
    this.school = school;
    this.random = random;
    this.longest = short ? 3_000 : 8_000; // ms
    this.longFreeze = short ? 0 : 0.3;
    /** Where the line to the database went at a COMMIT, it was refused and may have been done. */
    this.inDoubt = (sentAt) => this.#outages.some(({ from, to = Infinity }) => sentAt > from - 2_000 && sentAt < to);
  }

  async strike() {
    const what = this.random.weighted({ kill: 3, freeze: 2, redisDies: 2, redisCut: 2, redisSilent: 1, readersFreeze: 2, database: 1 });
    await sleep(this.random.between(100, 1_500));
    await this[what]();
    return what;
  }

  /** Everything is mended. */
  async rest() {
    await Promise.all(this.#mending);
    await within(20_000, async () => this.school.redis.running);
  }

  /** Whatever is mended later does not wait for the next blow. */
  #later(mend, longest = this.longest) {
    const wait = this.random.between(0, longest);
    const done = sleep(wait).then(mend);
    this.#mending.push(done);
    return this.random.chance(0.5) ? done : undefined;
  }

  /** A node to which nothing has happened that is not mended yet. */
  #node() {
    const well = this.school.nodes.filter((node) => !node.struck);
    const node = well.length > 1 ? this.random.pick(well) : undefined;
    if (node) node.struck = true;
    return node;
  }

  async kill() {
    const node = this.#node();
    if (!node) return;
    await node.kill();
    await this.#later(async () => {
      await revive(node);
      node.struck = false;
    });
  }

  /** Now and then so long that the others take its people for lost. */
  async freeze() {
    const node = this.#node();
    if (!node) return;
    node.signal('SIGSTOP');
    await this.#later(() => {
      node.signal('SIGCONT');
      node.struck = false;
    }, this.random.chance(this.longFreeze) ? 25_000 : this.longest);
  }

  async redisDies() {
    if (this.redisIsDown) return;
    this.redisIsDown = true;
    await this.school.redis.halt('SIGKILL'); // and forgets everything
    await this.#later(async () => {
      await this.school.redis.launch();
      this.redisIsDown = false;
    });
  }

  async redisCut() {
    this.school.weakLine.cut();
    await this.#later(() => this.school.weakLine.mend());
  }

  async redisSilent() {
    this.school.weakLine.silence();
    await this.#later(() => this.school.weakLine.mend());
  }

  readersFreeze() {
    const everybody = this.school.rooms.flatMap(({ people }) => people).filter(({ online }) => online);
    for (let i = 0; i < 4 && everybody.length > 0; ++i) this.random.pick(everybody).cut('silent');
  }

  async database() {
    if (this.databaseIsDown) return;
    this.databaseIsDown = true;
    const outage = { from: performance.now() };
    this.#outages.push(outage);
    await this.school.postgres.halt(this.random.pick(['SIGINT', 'SIGQUIT']));
    await this.#later(async () => {
      await this.school.postgres.launch();
      outage.to = performance.now() + 2_000;
      this.databaseIsDown = false;
    });
  }
}

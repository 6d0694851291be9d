// SPDX-License-Identifier: GPL-3.0-or-later
// A system to be ill-treated: one or more servers on one data folder, a teacher, and rooms with people in them.
import { Api, eventually } from '../../lib/api.mjs';
import { Postgres } from '../../lib/postgres.mjs';
import { Redis } from '../../lib/redis.mjs';
import { addUser, removeFolder, runVerb, Server, temporaryFolder } from '../../lib/server.mjs';
import { judge, missingFor } from './laws.mjs';
import { Log } from './log.mjs';
import { Person } from './person.mjs';
import { within } from './wait.mjs';
import { WeakLine } from './weak_line.mjs';

const PASSWORD = '바른말고운말2026';
const NAMES = ['민준', '서연', '도윤', '하은', '지호', '수아', '예준', '지우'];
const PAGE = 1000;

export class School {
  nodes = [];
  rooms = [];
  #ends = [];
  #flags;
  #database = [];

  /**
   * `dataDir`: one that is there already and is not removed (a disk of its own, for instance). More than one node meet
   * in a Redis; with `weakLine` over a line to it that can be broken. `postgres`: on a PostgreSQL instead of SQLite.
   * `address`: where the nodes listen; `flags`: more of theirs.
   */
  static async open({ dataDir, nodes = 1, postgres = false, weakLine = false, address, flags = [] } = {}) {
    const school = new School();
    try {
      await school.#build({ dataDir, nodes, postgres, weakLine, address, flags });
    } catch (error) {
      await school.close();
      throw error;
    }
    return school;
  }

  async #build({ dataDir, nodes, postgres, weakLine, address, flags }) {
    this.dataDir = dataDir ?? (await temporaryFolder('chaos'));
    if (!dataDir) this.#ends.push(() => removeFolder(this.dataDir));
    if (postgres) {
      this.postgres = await Postgres.start();
      this.#ends.push(() => this.postgres.stop());
      this.#database = ['--database', await this.postgres.freshDatabase()];
    }
    this.#flags = ['--set', 'limits.rate=0', '--host-grace', '3600', ...this.#database, ...flags];
    if (nodes > 1) {
      this.redis = await Redis.start({ tcp: weakLine });
      this.#ends.push(() => this.redis.stop());
      this.#flags.push('--redis', weakLine ? await this.#weaken() : this.redis.url);
    }
    await addUser(this.dataDir, { username: 'kim', password: PASSWORD, name: '김선생' }, this.#database);
    for (let i = 0; i < nodes; ++i) {
      const node = await Server.start({ dataDir: this.dataDir, flags: this.#flags, address });
      this.nodes.push(node);
      this.#ends.push(() => node.kill());
    }
    this.teacher = await new Api(this.nodes[0]).login('kim', PASSWORD);
  }

  /** The nodes' way to Redis; the address at which it begins. */
  async #weaken() {
    this.weakLine = await WeakLine.to(this.redis.port);
    this.#ends.push(() => this.weakLine.close());
    return `redis://127.0.0.1:${this.weakLine.port}/0`;
  }

  /** The REST interface of a node, as that person. */
  api(person, node = this.nodes[0]) {
    return new Api(node, person.token);
  }

  /** A class (or what `options` says) of its host and so many students, none of them connected yet. */
  async room(students, options = {}) {
    const made = await this.teacher.createRoom(options);
    const { id } = (await this.teacher.get('/profile')).json;
    const host = new Person({ name: '김선생', id, type: 'teacher', roomId: made.id, token: this.teacher.token });
    const people = [host];
    for (let i = 0; i < students; ++i) {
      const name = i < NAMES.length ? NAMES[i] : `${NAMES[i % NAMES.length]} ${i}`;
      const seat = await this.teacher.as('').join(made.id, name);
      people.push(new Person({ name, id: seat.user.id, type: 'student', roomId: made.id, token: seat.token }));
    }
    const room = { id: made.id, host, students: people.slice(1), people };
    this.rooms.push(room);
    return room;
  }

  /** Everything that this person may read, over as many pages as it takes. */
  async read(person, node = this.nodes[0]) {
    const all = [];
    for (;;) {
      const page = await this.api(person, node).messages(person.roomId, `?after=${all.at(-1)?.seq ?? 0}&limit=${PAGE}`);
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }

  async #known(room) {
    const views = new Map();
    for (const person of room.people) views.set(person, await this.read(person));
    return { views, log: Log.of(room.people, views) };
  }

  /**
   * Waits until everything that was said by who is connected (or writes over REST alone) is answered, and heard by everyone
   * who is connected; then judges the room by
   * the laws. Gives what breaks them, and the log. `inDoubt`: see refusedIsNotStored.
   */
  async judge(room, { ms = 10_000, inDoubt } = {}) {
    const waiting = () => room.people.filter((person) => person.outbox.size > 0 && (person.online || person.restOnly));
    await within(ms, () => waiting().length === 0);
    let known;
    await within(ms, async () => {
      known = await this.#known(room);
      return room.people.every((person) => !person.online || missingFor(person, known.log).length === 0);
    });
    const { views, log } = known;
    const faults = judge({ people: room.people, views, inDoubt }, log);
    for (const person of waiting()) {
      faults.push({ law: 'everythingIsAnswered', what: `${person.name} waits for the answer to ${[...person.outbox.keys()].slice(0, 5)}` });
    }
    return { faults, log };
  }

  /** What `lectern-server verify` says against the log and the files; servers may be running. */
  async verify() {
    const { code, stdout, stderr } = await runVerb(['verify', '--data-dir', this.dataDir, ...this.#database], { timeout: 60_000 });
    return code === 0 ? [] : [{ law: 'verify', what: `exit ${code}: ${stdout}${stderr}` }];
  }

  /** All nodes answer that they can store. */
  async healthy() {
    for (const node of this.nodes) {
      const api = new Api(node);
      await eventually(async () => (await api.root('GET', '/readyz').catch(() => ({}))).status === 200, `${node.url}/readyz`);
    }
  }

  async close() {
    for (const room of this.rooms) for (const person of room.people) person.leave();
    for (const end of this.#ends.reverse()) await end();
    this.#ends = [];
  }
}

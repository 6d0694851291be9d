// SPDX-License-Identifier: GPL-3.0-or-later
// A class goes on while somebody on another machine floods the server: nobody is cut off, newcomers get in, and the
// slowest messages take less than twice as long as on a quiet line.
import { plainly } from '../../lib/raw.mjs';
import { FLOODS } from '../flood/floods.mjs';
import { Flooder } from '../flood/flooder.mjs';
import { leaveLastCpu } from '../lib/cpus.mjs';
import { Namespace } from '../lib/namespace.mjs';
import { Person } from '../lib/person.mjs';
import { School } from '../lib/school.mjs';
import { sleep, within } from '../lib/wait.mjs';

export const title = 'a class under floods';
export const rounds = { full: 5, short: 3 };

const STUDENTS = 30;
const FLOODERS = 10; // students, too, who send what they may not
const EVERY_MS = 50; // the teacher says something

export async function run({ rounds: turns, short }) {
  let namespace;
  let school;
  try {
    namespace = await Namespace.open();
  } catch (error) {
    return { skip: error.message };
  }
  const spread = await leaveLastCpu();
  try {
    school = await School.open({ address: '0.0.0.0', flags: ['--set', 'limits.rate=20', '--set', 'limits.connections=100'] });
    const lesson = await Lesson.begin(school);
    const seconds = short ? 0.8 : 5;
    const floor = short ? 25 : 5; // ms; below that a machine's own noise is more than what is measured
    const lines = [];
    for (const flood of Object.keys(FLOODS).slice(0, short ? 3 : undefined)) lines.push(await lesson.under(flood, namespace, { turns, seconds, floor }));
    return { faults: lesson.faults(), summary: `\n${lines.join('\n')}\n` };
  } finally {
    await school?.close();
    await namespace.close();
    await spread();
  }
}

/** A teacher who talks, students who listen, and how long it takes. */
class Lesson {
  #said = 0;
  #faults = [];

  static async begin(school) {
    const lesson = new Lesson();
    lesson.school = school;
    lesson.room = await school.room(STUDENTS);
    lesson.node = school.nodes[0];
    for (const person of lesson.room.people) await person.connect(lesson.node);
    lesson.tokens = [];
    for (let i = 0; i < FLOODERS; ++i) lesson.tokens.push((await school.teacher.as('').join(lesson.room.id, `장난 ${i}`)).token);
    return lesson;
  }

  /** Quiet and flooded in turns, as the machine may be busy with other things, too. One line that tells of it. */
  async under(flood, namespace, { turns, seconds, floor }) {
    const quiet = [];
    const flooded = [];
    const counted = {};
    const joins = [];
    for (let i = 0; i < turns; ++i) {
      quiet.push(await this.#talk(seconds));
      const flooder = await Flooder.start(namespace, flood, { port: this.node.port, tokens: this.tokens, roomId: this.room.id });
      try {
        const joining = this.#newcomer(`${flood} ${i}`);
        flooded.push(await this.#talk(seconds));
        joins.push(await joining);
        for (const [what, count] of Object.entries(await flooder.stop())) counted[what] = (counted[what] ?? 0) + count;
      } finally {
        await flooder.kill();
      }
      await plainly(this.node, '/healthz'); // comes behind all that the flood has left at the server's door
    }
    const [before, after] = [p99(quiet), p99(flooded)];
    if (!(after < 2 * Math.max(before, floor))) this.#fault('aFloodIsNotHeard', `${flood}: p99 ${after.toFixed(1)} ms, quiet ${before.toFixed(1)} ms`);
    if (joins.includes(undefined)) this.#fault('newcomersComeIn', `${flood}: somebody was not let in`);
    return `  ${flood}: quiet p50 ${at(quiet.flat(), 0.5).toFixed(1)} p99 ${before.toFixed(1)} ms, flooded p50 ${at(flooded.flat(), 0.5).toFixed(1)} p99 ${after.toFixed(1)} ms, newcomers within ${joins.includes(undefined) ? 'no time' : `${Math.round(Math.max(...joins))} ms`}; ${JSON.stringify(counted)}`;
  }

  /** What the teacher said so long, as each student got it: ms from saying to hearing. */
  async #talk(seconds) {
    const { host, students } = this.room;
    const first = this.#said;
    for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(EVERY_MS)) {
      host.say({ messageType: 'send', targetType: 'all', message: `말 ${++this.#said}` });
    }
    const saidAt = new Map([...host.sent.values()].map(({ frame, at: when }) => [frame.message, when]).slice(first));
    const heard = (student) => student.lives.at(-1).frames.filter(({ message }) => saidAt.has(message));
    await within(5_000, () => students.every((student) => heard(student).length === saidAt.size));
    for (const student of students) {
      if (heard(student).length !== saidAt.size) this.#fault('everybodyHearsEverything', `${student.name} heard ${heard(student).length} of ${saidAt.size}`);
    }
    return students.flatMap((student) => heard(student).map(({ message, heardAt }) => heardAt - saidAt.get(message)));
  }

  /** Somebody opens the page, joins and listens: how long that took, in ms; nothing when they did not get in. */
  async #newcomer(name) {
    const began = performance.now();
    try {
      const seat = await this.school.teacher.as('').join(this.room.id, name);
      const person = new Person({ name, id: seat.user.id, type: 'student', roomId: this.room.id, token: seat.token });
      const isIn = await person.connect(this.node);
      person.leave();
      return isIn ? performance.now() - began : undefined;
    } catch {
      return undefined;
    }
  }

  #fault(law, what) {
    this.#faults.push({ law, what });
  }

  /** Everything that went wrong: those who were cut off among it. */
  faults() {
    const cutOff = this.room.people.filter((person) => !person.online || person.lives.length !== 1);
    return [...this.#faults, ...cutOff.map(({ name }) => ({ law: 'nobodyIsCutOff', what: name }))];
  }
}

/** Of the middle turn: what else the machine does for a moment is in one of them. */
const p99 = (turns) => at(turns.map((turn) => at(turn, 0.99)), 0.5);

/** The value that so great a part of them does not exceed. */
function at(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Plays a story (story.mjs) in a new room on the school's nodes, and judges the room by the laws.
import { postOnce } from './life.mjs';
import { within } from './wait.mjs';

const SOON = 15_000;
const AWAITED = new Set(['settle', 'crash', 'bell']);

export class Player {
  #said = new Map(); // by number: { person, ref }
  #underWay = [];

  constructor(school, room) {
    this.school = school;
    this.room = room;
  }

  /** What breaks the laws. `options`: those of the room, and the number of `students`. */
  static async play(school, steps, { students, ...options }) {
    const room = await school.room(students, options);
    const player = new Player(school, room);
    try {
      for (const step of steps) {
        const faults = await player.#take(step);
        if (faults?.length) return faults;
      }
      const faults = await player.#comeBack();
      return [...faults, ...await player.settle()];
    } finally {
      for (const person of room.people) person.leave();
      await school.teacher.delete(`/rooms/${room.id}`);
    }
  }

  /** Who was replaced by an older try of their own, or found a node that was just starting, tries again. */
  async #comeBack() {
    const missing = () => this.room.people.filter(({ online }) => !online);
    await Promise.all(this.#underWay.splice(0));
    await within(SOON, async () => {
      for (const person of missing()) await person.connect(this.school.nodes[0]);
      return missing().length === 0;
    });
    return missing().map(({ name }) => ({ law: 'everybodyIsBack', what: `${name} is not let in again` }));
  }

  async #take(step) {
    const person = this.room.people[step.who];
    const node = this.school.nodes[step.node];
    const done = this[step.do](step, person, node);
    if (AWAITED.has(step.do) || step.patient) return done;
    this.#underWay.push(done);
    return undefined;
  }

  async connect({ afresh }, person, node) {
    await person.connect(node, { afresh });
  }

  async cut({ how }, person) {
    person.cut(how);
  }

  async say({ number, to, target, over, patient }, person, node) {
    const frame = { messageType: 'send', targetType: to, message: `#${number}` };
    if (target !== undefined) frame.target = this.room.people[target].id;
    const ref = over ? person.note(frame) : person.say(frame);
    this.#said.set(number, { person, ref });
    if (over) await postOnce(person, this.school.api(person, node), ref);
    else if (patient) await this.#answered(person);
  }

  async again({ of }, _, node) {
    const said = this.#said.get(of);
    if (said) await postOnce(said.person, this.school.api(said.person, node), said.ref);
  }

  async delete({ of, patient }, person) {
    const stored = this.#stored(of);
    if (!stored) return;
    person.say({ messageType: 'delete', refers: stored.id, message: {} });
    if (patient) await this.#answered(person);
  }

  async read({ of }, person) {
    const stored = this.#stored(of);
    const heard = stored && person.lives.some(({ frames }) => frames.some(({ id }) => id === stored.id));
    if (heard) person.read(stored);
  }

  async talk({ to }, _, node) {
    await this.school.api(this.room.host, node).patch(`/rooms/${this.room.id}`, { talk: to });
  }

  async bell() {
    await this.school.redis.dropEveryone();
  }

  async crash(_, __, node) {
    await Promise.all(this.#underWay.splice(0));
    await node.restart({ how: 'SIGKILL' });
  }

  /** Nothing is on its way any more: everyone has everything, and every node tells the same of how far each has read. */
  async settle() {
    await Promise.all(this.#underWay.splice(0));
    const { faults, log } = await this.school.judge(this.room, { ms: SOON });
    if (faults.length === 0) faults.push(...await this.#readMarks(log));
    return faults;
  }

  async #readMarks(log) {
    const people = this.room.people.filter(({ online }) => online);
    let differing = [];
    await within(SOON, async () => {
      differing = [];
      for (const [i, node] of this.school.nodes.entries()) {
        const answer = await this.school.api(this.room.host, node).get(`/rooms/${this.room.id}/participants`);
        const listed = new Map((answer.status === 200 ? answer.json : []).map((one) => [one.id, one]));
        for (const person of people) {
          const told = log.byId(listed.get(person.id)?.lastReadMessage)?.seq ?? 0;
          if (told < person.readTo) differing.push({ law: 'nodesTellReadMarks', what: `node ${i} tells that ${person.name} has read up to ${told}, expected ${person.readTo}` });
        }
      }
      return differing.length === 0;
    });
    for (const person of people) person.marks.push({ seq: person.readTo, at: performance.now() });
    return differing;
  }

  #stored(number) {
    const said = this.#said.get(number);
    return said && said.person.acks.get(said.ref);
  }

  #answered(person) {
    return within(SOON, () => person.outbox.size === 0 || !person.online);
  }
}

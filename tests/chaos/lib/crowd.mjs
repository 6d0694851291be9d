// SPDX-License-Identifier: GPL-3.0-or-later
// A room full of people who stay, and write all the time, while the world around them breaks.
import { Activities, finishPosting, post, retry, stay, write } from './life.mjs';
import { within } from './wait.mjs';

export class Crowd {
  #activities = new Activities();

  constructor(school) {
    this.school = school;
  }

  /** False as soon as one of them has failed; stop() tells how. */
  get busy() {
    return !this.#activities.failed;
  }

  get people() {
    return this.school.rooms.flatMap(({ people }) => people);
  }

  /**
   * Everybody in the room comes in and writes, the last one over REST alone. `givesUp(i)`: who does not send again what
   * could not be stored. `tail`: makes every message longer; `most`: that wait for their answer at once; `pause`: between
   * two messages of one person, on average, in ms.
   */
  gather(room, random, { givesUp = () => false, tail, most, pause } = {}) {
    for (const [i, person] of room.people.entries()) {
      const chance = random.fork(person.name);
      person.persistent = !givesUp(i);
      person.restOnly = person === room.people.at(-1);
      person.speaksInOrder = !person.restOnly;
      if (person.restOnly) {
        this.#activities.start(post(person, (node) => this.school.api(person, node), this.school.nodes, chance, { tail, pause }));
        continue;
      }
      this.#activities.start(stay(person, this.school.nodes, chance.fork('stay')));
      this.#activities.start(write(person, chance.fork('write'), { tail, most, pause }));
      this.#activities.start(retry(person));
    }
  }

  /** Has everybody been acknowledged, or refused, something since then? */
  all(what, since) {
    const answers = { acknowledged: 'acks', refused: 'refusals' }[what];
    return this.people.every((person) => [...person[answers].values()].some(({ at }) => at > since));
  }

  /** Everybody stops writing, comes back once more and gets the answers that are still due. Gives what goes wrong then. */
  async finish() {
    await this.#activities.stop();
    const sitting = this.people.filter((person) => !person.restOnly);
    await within(15_000, async () => {
      for (const person of sitting) if (!person.online) await person.connect(this.school.nodes[0]);
      return sitting.every((person) => person.online);
    });
    for (const person of this.people) {
      if (person.persistent) person.retryRefused();
      if (person.restOnly) await finishPosting(person, this.school.api(person));
    }
    return sitting.filter((person) => !person.online).map(({ name }) => ({ law: 'everybodyIsBack', what: `${name} is not let in again` }));
  }

  /** For the end, however it came. */
  async disperse() {
    await this.#activities.stop().catch(() => {});
  }
}

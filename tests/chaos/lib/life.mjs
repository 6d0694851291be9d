// SPDX-License-Identifier: GPL-3.0-or-later
// What people do on their own while the world around them breaks: stay connected, and go on writing.
import { sleep } from './wait.mjs';

/** Runs activities until told to stop; stop() waits for all of them and throws what went wrong in one. */
export class Activities {
  #running = [];
  #stopped = false;

  /** `step()` again and again; it waits by itself. */
  start(step) {
    this.#running.push((async () => {
      while (!this.#stopped) await step();
    })());
    this.#running.at(-1).catch(() => (this.#stopped = true)); // told by stop()
  }

  get failed() {
    return this.#stopped;
  }

  async stop() {
    this.#stopped = true;
    await Promise.all(this.#running);
  }
}

/** Comes back whenever the line has ended, to any of the nodes, after a short wait. */
export function stay(person, nodes, random) {
  return async () => {
    if (!person.online) await person.connect(random.pick(nodes));
    await sleep(person.online ? 20 : random.between(5, 40));
  };
}

const EVERY_MS = 20;

/** Says something every now and then, also while there is no line; sometimes once more what is stored already. */
export function write(person, random, { most = 200, tail = '', pause = EVERY_MS } = {}) {
  let count = 0;
  return async () => {
    if (person.acks.size > 0 && random.chance(0.05)) person.repeat(random.pick([...person.acks.keys()]));
    if (person.outbox.size < most) person.say({ messageType: 'send', targetType: 'all', message: `${person.name} 말 ${++count} ${tail}` });
    await sleep(random.between(0, 2 * pause));
  };
}

/** Sends again, twice a second, what could not be stored. */
export function retry(person) {
  return async () => {
    person.retryRefused();
    await sleep(500);
  };
}

/**
 * Writes over REST alone: each message is posted until there is an answer, one that is stored sometimes once more.
 * `api(node)`: of this person.
 */
export function post(person, api, nodes, random, { tail = '', pause = EVERY_MS } = {}) {
  let count = 0;
  return async () => {
    const stored = person.acks.size > 0 && random.chance(0.1) && random.pick([...person.acks.keys()]);
    const waiting = [...person.outbox.keys()][0];
    const ref = stored || waiting || person.note({ messageType: 'send', targetType: 'all', message: `${person.name} 글 ${++count} ${tail}` });
    await postOnce(person, api(random.pick(nodes)), ref);
    await sleep(random.between(0, 2 * pause));
  };
}

/** Posts what waits for its answer until nothing does, or nothing answers for `ms`. */
export async function finishPosting(person, api, ms = 10_000) {
  const end = performance.now() + ms;
  while (person.outbox.size > 0 && performance.now() < end) await postOnce(person, api, [...person.outbox.keys()][0]);
}

/** Posts what was noted, or once more what is stored. */
export async function postOnce(person, api, ref) {
  const { frame } = person.sent.get(ref);
  const known = person.acks.has(ref);
  const answer = await api.post(`/rooms/${person.roomId}/messages`, frame).catch(() => null); // the server is gone
  if (!answer) return;
  if (answer.status === 200 || answer.status === 201) {
    if (known && answer.status === 201) person.complaints.push(`${ref} was stored already, and created again`);
    person.acknowledged({ ref, id: answer.json.id, seq: answer.json.seq });
  } else {
    person.refused(ref, answer.json?.code ?? `status ${answer.status}`);
  }
}

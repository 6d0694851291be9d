// SPDX-License-Identifier: GPL-3.0-or-later
// A room's log as it can be known from outside: from what everybody reads over REST in the end, and from what
// everybody has heard and had acknowledged until then (nobody reads a deleted message any more).

/** @returns whether what is said so goes to that person (docs/protocol.md, "Rules"). */
export function goesTo(entry, person) {
  if (entry.sender === person.id) return true;
  if (entry.target) return entry.target === person.id;
  return entry.targetType === 'all' || entry.targetType === person.type;
}

export class Log {
  /** By seq: what a frame says, and `readable` (somebody finds it in the end), `knownAt` (somebody knew first that it was
   * stored), `sentAt` (its sender said it first), `deletedBy` (the seq of its deletion). */
  entries = new Map();
  faults = [];
  #ids = new Map();
  #ordered = [];

  /** `views`: what each person reads, by person. */
  static of(people, views) {
    const log = new Log();
    for (const person of people) {
      for (const frame of views.get(person)) log.#learn(frame, Infinity, `${person.name} reads`).readable = true;
      for (const life of person.lives) for (const frame of life.frames) log.#learn(frame, frame.heardAt, `${person.name} heard`);
    }
    for (const person of people) {
      for (const { ref, id, seq, at } of person.acks.values()) {
        const known = { ...person.sent.get(ref).frame, sender: person.id, id, seq };
        log.#learn(known, at, `${person.name} has the acknowledgement of`);
      }
    }
    const byId = new Map(people.map((person) => [person.id, person]));
    for (const entry of log.entries.values()) {
      entry.sentAt = byId.get(entry.sender)?.sent.get(entry.ref)?.at ?? -Infinity;
      if (entry.messageType === 'delete') log.#note(entry);
    }
    log.#ordered = [...log.entries.values()].sort((a, b) => a.seq - b.seq);
    return log;
  }

  get last() {
    return this.#ordered.at(-1)?.seq ?? 0;
  }

  byId(id) {
    return this.entries.get(this.#ids.get(id));
  }

  /** In order. */
  all() {
    return this.#ordered;
  }

  #learn(frame, at, whence) {
    const known = this.entries.get(frame.seq);
    if (!known) {
      if (this.#ids.has(frame.id)) this.#doubt(`${whence} ${frame.seq}, whose id ${frame.id} is that of ${this.#ids.get(frame.id)}, too`);
      this.#ids.set(frame.id, frame.seq);
      const { seq, id, messageType, sender, targetType = 'all', target = '', message = {}, ref = '', refers = '' } = frame;
      const entry = { seq, id, messageType, sender, targetType, target, message, ref, refers, attachment: frame.attachment?.id, readable: false, knownAt: at };
      this.entries.set(seq, entry);
      return entry;
    }
    if (known.id !== frame.id) this.#doubt(`${whence} ${frame.seq} as ${frame.id}, others as ${known.id}`);
    else if (known.sender !== frame.sender || !same(known.message, frame.message)) {
      this.#doubt(`${whence} ${frame.seq} as ${show(frame)}, others as ${show(known)}`);
    }
    known.knownAt = Math.min(known.knownAt, at);
    return known;
  }

  #note(deletion) {
    const gone = this.byId(deletion.refers);
    if (!gone) this.#doubt(`${deletion.seq} deletes ${deletion.refers}, which nobody knows`);
    else (gone.deletedBy ??= deletion.seq);
  }

  #doubt(what) {
    if (!this.faults.includes(what)) this.faults.push(what);
  }
}

const same = (a, b = {}) => JSON.stringify(a) === JSON.stringify(b);
const show = ({ sender, message }) => `${JSON.stringify(message)} by ${sender}`;

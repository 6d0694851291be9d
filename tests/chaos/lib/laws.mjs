// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold however bad the day was. Each law looks at one room and tells what breaks it, in words.
import { goesTo } from './log.mjs';

/** Every acknowledged message is in the log with the seq and id of its ack, and is read by its sender until it is deleted. */
export function acknowledgedIsStored({ people, views }, log) {
  const perhapsGone = new Set(openDeletions(people).map(({ refers }) => refers));
  return people.flatMap((person) => {
    const mine = new Map(views.get(person).map((frame) => [frame.seq, frame]));
    return [...person.acks.values()].flatMap((ack) => {
      const entry = log.entries.get(ack.seq);
      if (entry.messageType === 'delete' || entry.deletedBy || perhapsGone.has(entry.id)) return [];
      const found = mine.get(ack.seq);
      if (!found) return [`${ack.ref} was acknowledged as ${ack.seq}, but ${person.name} does not find it`];
      const wanted = person.sent.get(ack.ref).frame.message;
      if (found.id !== ack.id || found.message !== wanted) {
        return [`${ack.ref} was acknowledged as ${ack.seq} (${ack.id}), but there stands ${found.id} "${found.message}"`];
      }
      return [];
    });
  });
}

/** No `ref` of a person is stored twice, and everyone reads everything once, in order. */
export function nothingTwice({ people, views }, log) {
  const faults = [];
  const refs = new Map();
  for (const { seq, sender, ref } of log.all()) {
    if (!ref) continue;
    const name = `${sender}/${ref}`;
    if (refs.has(name)) faults.push(`${ref} is stored twice, as ${refs.get(name)} and ${seq}`);
    refs.set(name, seq);
  }
  for (const person of people) faults.push(...disorder(views.get(person), `${person.name} reads`));
  return faults;
}

/** The log is numbered from 1 without gaps. */
export function noGaps({ people }, log) {
  const missing = [];
  for (let seq = 1; seq <= log.last; ++seq) if (!log.entries.has(seq)) missing.push(seq);
  return missing.length > openDeletions(people).length ? [`nobody knows anything of ${missing.slice(0, 10).join(', ')} (${missing.length} of ${log.last})`] : [];
}

/**
 * What was refused (and not stored by a later try) is not in the log. `inDoubt(sentAt)`: nobody can know of what was sent
 * then, as it was on its way to the disk when that failed.
 */
export function refusedIsNotStored({ people, inDoubt = () => false }, log) {
  return people.flatMap((person) => [...person.refusals].flatMap(([ref, { code }]) => {
    const stored = log.all().find((entry) => entry.sender === person.id && entry.ref === ref);
    return stored && !inDoubt(person.sent.get(ref).at) ? [`${ref} was refused (${code}) and never acknowledged, but stands in the log as ${stored.seq}`] : [];
  }));
}

/** What one person said over one line at a time stands in the order of speaking, if nothing was refused and said again later. */
export function orderOfSpeaking({ people }) {
  return people.filter((person) => person.speaksInOrder && !person.wasRefused).flatMap((person) => {
    const acks = [...person.sent.keys()].map((ref) => person.acks.get(ref)).filter(Boolean);
    return acks.flatMap((ack, i) => i > 0 && ack.seq < acks[i - 1].seq
      ? [`${acks[i - 1].ref} was said before ${ack.ref}, but stands behind it (${acks[i - 1].seq}, ${ack.seq})`] : []);
  });
}

/** Each receiver's frames are in the order of the log, none twice, all meant for them, and none was gone by then. */
export function heardInOrder({ people }, log) {
  return people.flatMap((person) => person.lives.flatMap((life, i) => {
    const where = `${person.name}, connection ${i + 1},`;
    const faults = disorder(life.frames, `${where} heard`, life.welcome.recovered ? life.since : 0);
    for (const frame of life.frames) {
      const entry = log.entries.get(frame.seq);
      if (!goesTo(entry, person)) faults.push(`${where} heard ${frame.seq}, which is not for them`);
      const gone = entry.deletedBy && log.entries.get(entry.deletedBy);
      if (gone && gone.knownAt < life.askedAt) {
        faults.push(`${where} heard ${frame.seq}, whose deletion ${gone.seq} was acknowledged before they connected`);
      }
    }
    return faults;
  }));
}

/** Who is connected in the end has everything that is for them, from where they came in to the end of the log. */
export function heardAll({ people, history = 50 }, log) {
  return people.filter(({ online }) => online).flatMap((person) => {
    const missing = missingFor(person, log, history);
    const first = missing[0];
    return first ? [`${person.name} lacks ${missing.length} of the log, the first is ${first.seq} "${first.message?.slice?.(0, 40)}"`] : [];
  });
}

/** The entries that somebody ought to have heard and has not, without what was deleted. */
export function missingFor(person, log, history = 50) {
  const begin = person.lives.findLastIndex((life) => !life.welcome.recovered);
  if (begin < 0) return [];
  const lives = person.lives.slice(begin);
  const heard = new Set(lives.flatMap((life) => life.frames.map(({ seq }) => seq)));
  const { lastSeq } = lives[0].welcome;
  const shown = lives[0].frames.filter((frame) => frame.replay);
  // A full window of history begins with its first frame, and so does one that was cut; another one begins with the log.
  const cut = lives[0].ended !== undefined && shown.length === lives[0].frames.length;
  const from = shown.length >= history || (cut && shown.length > 0) ? shown[0].seq : 0;
  return log.all().filter((entry) => entry.seq > from && !entry.deletedBy && !heard.has(entry.seq) && goesTo(entry, person) &&
    !(entry.messageType === 'delete' && entry.seq <= lastSeq));
}

/** A welcome counts what is unread behind its own `lastReadMessage`; between what was surely there and what may have been. */
export function unreadIsCounted({ people }, log) {
  return people.flatMap((person) => person.lives.flatMap((life, i) => {
    const { unread, lastReadMessage } = life.welcome;
    const mark = lastReadMessage ? log.byId(lastReadMessage)?.seq : 0;
    if (mark === undefined) return [`${person.name}, connection ${i + 1}: lastReadMessage ${lastReadMessage} is not in the log`];
    const others = log.all().filter((entry) => entry.seq > mark && entry.messageType !== 'delete' &&
      entry.sender !== person.id && goesTo(entry, person));
    const gone = (entry) => entry.deletedBy && log.entries.get(entry.deletedBy);
    const surely = others.filter((entry) => entry.knownAt < life.askedAt && !(gone(entry)?.sentAt < life.welcomedAt));
    const perhaps = others.filter((entry) => entry.sentAt < life.welcomedAt && !(gone(entry)?.knownAt < life.askedAt));
    if (unread >= surely.length && unread <= perhaps.length) return [];
    const expected = surely.length === perhaps.length ? surely.length : `${surely.length} to ${perhaps.length}`;
    return [`${person.name}, connection ${i + 1}: unread is ${unread}, expected ${expected} (read up to ${mark}, lastSeq ${life.welcome.lastSeq})`];
  }));
}

/** Nobody has read less after coming back than they surely had before. */
export function readingNeverGoesBack({ people }, log) {
  return people.flatMap((person) => person.lives.flatMap(({ askedAt, welcome }, i) => {
    const before = Math.max(0, ...person.marks.filter(({ at }) => at < askedAt).map(({ seq }) => seq));
    const now = log.byId(welcome.lastReadMessage)?.seq ?? 0;
    return now < before ? [`${person.name}, connection ${i + 1}: had read up to ${before}, and is told ${now}`] : [];
  }));
}

/** Nothing that somebody noted by themselves, and nobody was told two different things. */
export function noContradictions({ people }, log) {
  return [...log.faults, ...people.flatMap((person) => person.complaints.map((what) => `${person.name}: ${what}`))];
}

const LAWS = [
  noContradictions, acknowledgedIsStored, nothingTwice, noGaps, refusedIsNotStored, orderOfSpeaking, heardInOrder, heardAll,
  unreadIsCounted, readingNeverGoesBack,
];

/** Everything that breaks a law: `{ law, what }`. `room`: `{ people, views, history?, inDoubt? }`. */
export function judge(room, log) {
  return LAWS.flatMap((law) => law(room, log).map((what) => ({ law: law.name, what })));
}

/** They may be stored: who sent them has gone before the answer, and nobody reads a deletion. */
function openDeletions(people) {
  return people.flatMap((person) => [...person.outbox.values()].filter(({ messageType }) => messageType === 'delete'));
}

function disorder(frames, who, after = 0) {
  let last = after ?? 0;
  return frames.flatMap(({ seq }) => {
    const fault = seq > last ? [] : [`${who} ${seq} after ${last}`];
    last = Math.max(last, seq);
    return fault;
  });
}

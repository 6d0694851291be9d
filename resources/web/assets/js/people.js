// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { personOf } from './protocol.js';

/** Who is in the room. */
export class People {
  /** @type {Map<string, import('./protocol.js').Person>} */
  #byId = new Map();
  /** @type {Map<string, string>} also of those who have left */
  #names = new Map();

  /** @param {unknown} told a welcome's participants */
  replace(told) {
    this.#byId.clear();
    this.add(told);
  }

  /** @param {unknown} told */
  add(told) {
    for (const entry of Array.isArray(told) ? told : []) {
      const person = personOf(entry);
      if (!person) continue;
      this.#byId.set(person.id, person);
      this.#names.set(person.id, person.name);
    }
  }

  /** @param {unknown} told */
  remove(told) {
    for (const entry of Array.isArray(told) ? told : []) this.#byId.delete(entry?.id);
  }

  /** @param {string} id @param {boolean} online */
  setOnline(id, online) {
    const person = this.#byId.get(id);
    if (person) person.online = online;
  }

  /** @param {string} id @param {string | null} at */
  setHand(id, at) {
    const person = this.#byId.get(id);
    if (person) person.handRaisedAt = at;
  }

  /** @param {string} id @param {boolean} muted */
  setMuted(id, muted) {
    const person = this.#byId.get(id);
    if (person) person.muted = muted;
  }

  /** Somebody is called otherwise now, or by a real name besides. @param {string} id @param {any} told */
  rename(id, told) {
    const person = this.#byId.get(id);
    if (!person) return;
    if (typeof told?.realName === 'string') person.realName = told.realName;
    if (typeof told?.name !== 'string') return;
    person.name = told.name;
    this.#names.set(id, told.name);
  }

  /** What students are called is not to be seen any more. @param {Set<string>} known the ids of those whose names stay */
  hideStudents(known) {
    for (const person of this.#byId.values()) {
      if (person.type !== 'student' || known.has(person.id)) continue;
      person.name = '';
      this.#names.delete(person.id);
    }
  }

  /** How far people have read, which never goes back. @param {unknown} told */
  setRead(told) {
    for (const entry of Array.isArray(told) ? told : []) {
      const person = this.#byId.get(entry?.id);
      if (person) person.readUpTo = Math.max(person.readUpTo, Number(entry.seq) || 0);
    }
  }

  /** @param {string} id */
  nameOf(id) {
    return this.#names.get(id) ?? '';
  }

  /** @param {string} id */
  find(id) {
    return this.#byId.get(id) ?? null;
  }

  get count() {
    return this.list().length;
  }

  /** Those who are there: teachers first, then by name. @param {string} [language] */
  list(language) {
    const present = [...this.#byId.values()].filter((person) => person.online);
    return present.sort(
      (a, b) => Number(b.type === 'teacher') - Number(a.type === 'teacher') || a.name.localeCompare(b.name, language),
    );
  }
}

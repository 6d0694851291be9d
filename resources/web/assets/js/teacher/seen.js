// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** @typedef {import('../timeline.js').Item} Item */
/** @typedef {import('../protocol.js').Person} Person */

/**
 * For whom a message counts as seen or not: of one to everyone the students who are here, without its sender; of a
 * private one its one person; of what a student says to the teacher nobody.
 * @param {Item} item
 * @param {Person[]} present
 */
export function readersOf(item, present) {
  if (!item.id || item.privacy === 'teacher' || item.privacy === 'me') return [];
  const students = present.filter(({ type, id }) => type === 'student' && id !== item.sender);
  return item.privacy === 'person' ? students.filter(({ id }) => id === item.target) : students;
}

/** @param {Item} item @param {Person} person */
export function hasSeen(item, person) {
  return person.readUpTo >= item.seq;
}

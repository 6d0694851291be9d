// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** What a room is called and how it is held. */
export class RoomRules {
  name = '';
  kind = 'class';
  talk = 'teacher';
  locked = false;
  /** Whether students see one another's: "shown" or "hidden". */
  names = 'shown';
  /** @type {string[]} ids of those who hold it together with the host */
  assistants = [];

  /** @param {string} id */
  constructor(id) {
    this.id = id;
  }

  /** Takes over what is told of it. @param {any} change */
  take({ name, kind, talk, locked, names, assistants }) {
    if (typeof name === 'string') this.name = name;
    if (typeof kind === 'string') this.kind = kind;
    if (typeof talk === 'string') this.talk = talk;
    if (typeof locked === 'boolean') this.locked = locked;
    if (typeof names === 'string') this.names = names;
    if (Array.isArray(assistants)) this.assistants = assistants.map(String);
  }
}

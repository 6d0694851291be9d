// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** Random text of 128 bits; crypto.randomUUID is missing where a page comes without TLS. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Tells two names apart, mostly, and names nobody: 16 bits. @param {string} name */
function markOf(name) {
  let mark = 0;
  for (const character of name.normalize('NFC').trim()) mark = (mark * 31 + (character.codePointAt(0) ?? 0)) & 0xffff;
  return mark.toString(16);
}

/**
 * A Storage that never throws: where the browser refuses one (private window, full), values last as long
 * as the page.
 */
export class SafeStorage {
  /** @type {Map<string, string>} */
  #memory = new Map();
  /** @type {() => Storage} */
  #find;

  /** @param {() => Storage} find reading window.localStorage alone may throw */
  constructor(find) {
    this.#find = find;
  }

  /** @param {string} key @returns {string | null} */
  get(key) {
    if (this.#memory.has(key)) return this.#memory.get(key) ?? null;
    try {
      return this.#find().getItem(key);
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {string} value */
  set(key, value) {
    try {
      this.#find().setItem(key, value);
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, value);
    }
  }

  /** @param {string} key */
  remove(key) {
    this.#memory.delete(key);
    try {
      this.#find().removeItem(key);
    } catch {
      // Nothing was stored where nothing can be.
    }
  }
}

/**
 * @typedef {object} Seat what lets a reload of the page back into its room
 * @property {string} token
 * @property {string} name as typed; a taken one comes back from the server told apart
 */

/** What the page remembers: on this device for good, and in this tab for its class. */
export class Memory {
  /** @param {SafeStorage} device @param {SafeStorage} tab */
  constructor(device, tab) {
    this.deviceStore = device;
    this.tabStore = tab;
  }

  /** A random id that gives this device its old seat back. */
  get device() {
    const known = this.deviceStore.get('lectern.device');
    if (known) return known;
    const made = randomId();
    this.deviceStore.set('lectern.device', made);
    return made;
  }

  /** The id with which somebody of that name comes in: a new one after somebody of another name has left. @param {string} name */
  deviceFor(name) {
    const left = this.deviceStore.get('lectern.left');
    if (left && left !== markOf(name)) this.deviceStore.remove('lectern.device');
    return this.device;
  }

  get name() {
    return this.deviceStore.get('lectern.name') ?? '';
  }

  set name(name) {
    this.deviceStore.set('lectern.name', name);
  }

  get language() {
    return this.deviceStore.get('lectern.language');
  }

  set language(language) {
    if (language) this.deviceStore.set('lectern.language', language);
  }

  /** Who is signed in in this tab. @returns {{token: string, user: {id: string, name: string, type: string}} | null} */
  get account() {
    try {
      const account = JSON.parse(this.tabStore.get('lectern.account') ?? 'null');
      return typeof account?.token === 'string' && typeof account?.user?.id === 'string' ? account : null;
    } catch {
      return null;
    }
  }

  set account(account) {
    if (account) this.tabStore.set('lectern.account', JSON.stringify({ token: account.token, user: account.user }));
  }

  dropAccount() {
    this.tabStore.remove('lectern.account');
    this.deviceStore.remove('lectern.marks');
  }

  /** How far (a seq) whoever is signed in has read each room. @returns {Record<string, number>} */
  get marks() {
    try {
      const kept = JSON.parse(this.deviceStore.get('lectern.marks') ?? '{}');
      return kept.user === this.account?.user.id ? kept.marks : {};
    } catch {
      return {};
    }
  }

  set marks(marks) {
    if (this.account) this.deviceStore.set('lectern.marks', JSON.stringify({ user: this.account.user.id, marks }));
  }

  /** @param {string} roomId @returns {Seat | null} */
  seat(roomId) {
    try {
      const seat = JSON.parse(this.tabStore.get(`lectern.seat.${roomId}`) ?? 'null');
      return typeof seat?.token === 'string' && typeof seat?.name === 'string' ? seat : null;
    } catch {
      return null;
    }
  }

  /** @param {string} roomId @param {Seat} seat */
  keepSeat(roomId, seat) {
    this.deviceStore.remove('lectern.left');
    this.tabStore.set(`lectern.seat.${roomId}`, JSON.stringify(seat));
  }

  /**
   * Nothing that names whoever sat there stays. The device's id does, with a mark of the name, by which they are themselves
   * again when they come back and the next one on this device is somebody else; without it for who is to stay known by any name.
   * @param {string} roomId @param {{byAnyName: boolean}} known
   */
  clear(roomId, { byAnyName }) {
    if (!byAnyName) this.deviceStore.set('lectern.left', markOf(this.name));
    this.dropSeat(roomId);
    this.deviceStore.remove('lectern.name');
    this.deviceStore.remove('lectern.language');
  }

  /** @param {string} roomId */
  dropSeat(roomId) {
    this.tabStore.remove(`lectern.seat.${roomId}`);
  }
}

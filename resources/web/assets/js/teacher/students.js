// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';
import { REACTIONS } from '../views/reactions.js';
import { Pulse } from './pulse.js';

/**
 * Raised hands first, the longest raised on top; then by name.
 * @param {import('../protocol.js').Person[]} people @returns {import('../protocol.js').Person[]}
 */
export function inOrder(people) {
  const hand = (/** @type {import('../protocol.js').Person} */ { handRaisedAt }) => handRaisedAt ?? '\uffff';
  return people.filter(({ type }) => type === 'student').sort((a, b) => (hand(a) < hand(b) ? -1 : hand(a) > hand(b) ? 1 : 0));
}

/**
 * @typedef {import('../protocol.js').Person} Person
 *
 * @typedef {object} StudentActions what the host does with one of them
 * @property {(person: Person) => void} settle what they are called and may do
 * @property {(person: Person) => void} write
 * @property {(id: string) => void} lower
 * @property {(person: Person) => void} mute or lets speak again
 * @property {(person: Person) => void} remove
 */

/** The students as they come and go, with their hands and how they feel, and teachers who are here, too; and what the host does with one of them. */
export class StudentsView {
  #i18n;
  #classroom;
  #pulse = new Pulse();
  #actions;
  /** @type {Map<string, {shown: string, element: HTMLElement}>} by person */
  #rows = new Map();
  #scheduled = 0;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../classroom.js').Classroom} options.classroom
   * @param {StudentActions} options.actions
   */
  constructor({ i18n, classroom, actions }) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#actions = actions;
    this.title = h('h2', { id: 'students-title' });
    this.lowerAll = h('button', { type: 'button', class: 'small', onclick: () => this.#lowerAll() }, i18n.t('students.lowerAll'));
    this.pulse = h('ul', { class: 'pulse', 'aria-label': i18n.t('pulse.label') });
    this.list = h('ul', { class: 'students', 'aria-labelledby': 'students-title' });
    this.empty = h('p', { class: 'hint' }, i18n.t('students.none'));
    this.element = h('section', { class: 'students-pane', 'aria-labelledby': 'students-title' }, h('header', {}, this.title, this.lowerAll), this.pulse, this.list, this.empty);
    this.subscriptions = [
      // A class that comes in as one is shown as one.
      ...['people', 'room'].map((change) => classroom.on(change, () => (this.#scheduled ||= requestAnimationFrame(() => this.update())))),
      classroom.on('reaction', (reaction) => this.#pulse.take(reaction)),
      this.#pulse.on('change', () => this.#updatePulse()),
    ];
    this.update();
    this.#updatePulse();
  }

  destroy() {
    cancelAnimationFrame(this.#scheduled);
    this.#pulse.stop();
    for (const unsubscribe of this.subscriptions) unsubscribe();
  }

  update() {
    this.#scheduled = 0;
    const present = this.#classroom.people.list(this.#i18n.language);
    const students = inOrder(present);
    const colleagues = present.filter(({ type, id }) => type === 'teacher' && id !== this.#classroom.self.id);
    this.title.textContent = this.#i18n.t('students.title', { count: students.length });
    this.empty.hidden = students.length > 0;
    this.lowerAll.hidden = !students.some(({ handRaisedAt }) => handRaisedAt);
    const focused = this.#focused();
    const before = this.#rows;
    this.#rows = new Map([...students, ...colleagues].map((person) => [person.id, this.#row(person, before.get(person.id))]));
    for (const [id, { element }] of before) if (this.#rows.get(id)?.element !== element) element.remove();
    let place = this.list.firstElementChild;
    for (const { element } of this.#rows.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.list.insertBefore(element, place);
    }
    // Who moves a row, or makes it anew, takes its focus away.
    const row = focused && this.#rows.get(focused.id)?.element;
    if (row && !row.contains(document.activeElement)) row.querySelectorAll('button')[focused.button]?.focus();
  }

  /** @returns {{id: string, button: number} | null} in whose row, and on which button of it */
  #focused() {
    for (const [id, { element }] of this.#rows) {
      const button = [...element.querySelectorAll('button')].findIndex((each) => each === document.activeElement);
      if (button >= 0) return { id, button };
    }
    return null;
  }

  /** @param {import('../protocol.js').Person} person @param {{shown: string, element: HTMLElement} | undefined} before */
  #row(person, before) {
    const assistant = this.#classroom.room.assistants.includes(person.id);
    const shown = JSON.stringify([Boolean(person.handRaisedAt), person.muted, person.name, person.realName, assistant]);
    if (before?.shown === shown) return before;
    const t = this.#i18n.t.bind(this.#i18n);
    const { settle, lower, write, mute, remove } = this.#actions;
    const { name, realName, muted } = person;
    const student = person.type === 'student';
    const handProperties = { type: 'button', class: 'tool hand-up', title: t('hand.lower'), onclick: () => lower(person.id) };
    const hand = h('button', handProperties, icon('hand'), h('span', { class: 'sr-only' }, t('students.lower', { name })));
    const hush = iconButton('hush', t('students.mute', { name }), () => mute(person), 'hush');
    hush.setAttribute('aria-pressed', String(muted));
    const element = h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'student-name', title: t('students.settle'), onclick: () => settle(person) },
        h('bdi', {}, name),
        realName && realName !== name && h('bdi', { class: 'real-name' }, realName),
        (assistant || !student) && h('span', { class: 'role' }, t(assistant ? 'students.assistant' : 'room.teacher')),
        h('span', { class: 'sr-only' }, ` ${t('students.settle')}`),
      ),
      person.handRaisedAt && hand,
      iconButton('chat', t('students.write', { name }), () => write(person)),
      student && hush,
      student && iconButton('leave', t('students.remove', { name }), () => remove(person)),
    );
    return { shown, element };
  }

  #lowerAll() {
    const raised = this.#classroom.people.list().filter(({ type, handRaisedAt }) => type === 'student' && handRaisedAt);
    for (const { id } of raised) this.#actions.lower(id);
    this.title.focus();
  }

  #updatePulse() {
    const counts = REACTIONS.map(([kind, picture]) => ({ kind, picture, count: this.#pulse.count(kind) }));
    this.pulse.replaceChildren(
      ...counts.map(({ kind, picture, count }) =>
        h('li', { class: count > 0 ? 'felt' : '' }, h('span', { 'aria-hidden': 'true' }, picture), h('span', { class: 'sr-only' }, `${this.#i18n.t(`reaction.${kind}`)} `), String(count)),
      ),
    );
  }
}

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
 * @property {(person: Person) => void} write
 * @property {(id: string) => void} lower
 * @property {(person: Person) => void} mute or lets speak again
 * @property {(person: Person) => void} remove
 */

/** The students as they come and go, with their hands and how they feel; and what the host does with one of them. */
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
      classroom.on('people', () => (this.#scheduled ||= requestAnimationFrame(() => this.update()))),
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
    const students = inOrder(this.#classroom.people.list(this.#i18n.language));
    this.title.textContent = this.#i18n.t('students.title', { count: students.length });
    this.empty.hidden = students.length > 0;
    this.lowerAll.hidden = !students.some(({ handRaisedAt }) => handRaisedAt);
    const focused = document.activeElement;
    const before = this.#rows;
    this.#rows = new Map(students.map((student) => [student.id, this.#row(student, before.get(student.id))]));
    for (const [id, { element }] of before) if (this.#rows.get(id)?.element !== element) element.remove();
    let place = this.list.firstElementChild;
    for (const { element } of this.#rows.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.list.insertBefore(element, place);
    }
    // Who moves a row takes its focus away.
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.list.contains(focused)) focused.focus();
  }

  /** @param {import('../protocol.js').Person} person @param {{shown: string, element: HTMLElement} | undefined} before */
  #row(person, before) {
    const shown = JSON.stringify([Boolean(person.handRaisedAt), person.muted, person.name, person.realName]);
    if (before?.shown === shown) return before;
    const t = this.#i18n.t.bind(this.#i18n);
    const { lower, write, mute, remove } = this.#actions;
    const { name, realName, muted } = person;
    const handProperties = { type: 'button', class: 'tool hand-up', title: t('hand.lower'), onclick: () => lower(person.id) };
    const hand = h('button', handProperties, icon('hand'), h('span', { class: 'sr-only' }, t('students.lower', { name })));
    const hush = iconButton('hush', t('students.mute', { name }), () => mute(person), 'hush');
    hush.setAttribute('aria-pressed', String(muted));
    const element = h(
      'li',
      {},
      h('span', { class: 'student-name' }, h('bdi', {}, name), realName && realName !== name && h('bdi', { class: 'real-name' }, realName)),
      person.handRaisedAt && hand,
      iconButton('chat', t('students.write', { name }), () => write(person)),
      hush,
      iconButton('leave', t('students.remove', { name }), () => remove(person)),
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

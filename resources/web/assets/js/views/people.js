// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';

/** The list of who is here, opened from the count. */
export class PeopleDialog {
  #i18n;
  #classroom;

  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {import('../classroom.js').Classroom} classroom
   */
  constructor(i18n, classroom) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.title = h('h2', { id: 'people-title' });
    this.list = h('ul', { class: 'people', tabIndex: 0, 'aria-labelledby': 'people-title' });
    this.carrier = h('p', { class: 'hint carrier' });
    this.element = h(
      'dialog',
      { class: 'sheet', 'aria-labelledby': 'people-title', onclick: (/** @type {MouseEvent} */ event) => this.#clicked(event) },
      h(
        'header',
        {},
        this.title,
        iconButton('close', i18n.t('room.close'), () => this.element.close()),
      ),
      this.list,
      this.carrier,
    );
  }

  open() {
    this.element.showModal();
    this.update();
  }

  update() {
    if (!this.element.open) return;
    const { people, self } = this.#classroom;
    const present = people.list(this.#i18n.language);
    this.title.textContent = this.#i18n.t('room.people', { count: present.length });
    this.carrier.textContent = this.#i18n.t(`carrier.${this.#classroom.carrier}`);
    const named = present.filter(({ name }) => name !== '');
    const others = present.length - named.length;
    this.list.replaceChildren(
      ...named.map((person) => this.#row(person, person.id === self.id)),
      ...(others > 0 ? [h('li', {}, this.#i18n.t('room.unnamed', { count: others }))] : []),
    );
  }

  /** @param {import('../protocol.js').Person} person @param {boolean} isSelf */
  #row(person, isSelf) {
    const t = this.#i18n.t.bind(this.#i18n);
    const hand = h('span', { class: 'hand-up' }, icon('hand'), h('span', { class: 'sr-only' }, t('room.handUp')));
    return h(
      'li',
      {},
      h('bdi', {}, person.name),
      person.type === 'teacher' && h('span', { class: 'role' }, t('room.teacher')),
      isSelf && h('span', { class: 'role' }, t('room.you')),
      person.handRaisedAt && hand,
    );
  }

  /** A click beside the sheet closes it. @param {MouseEvent} event */
  #clicked(event) {
    if (event.target === this.element) this.element.close();
  }
}

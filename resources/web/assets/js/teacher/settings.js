// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { sheet } from '../views/sheet.js';

export const TALKS = /** @type {const} */ (['teacher', 'all', 'none']);

/**
 * Who hears what students write.
 * @param {import('../i18n.js').I18n} i18n
 * @param {string} chosen
 */
export function talkChoice(i18n, chosen) {
  const radios = TALKS.map((talk) => h('input', { type: 'radio', name: 'talk', value: talk, checked: talk === chosen }));
  const labels = radios.map((radio) => h('label', { class: 'choice' }, radio, i18n.t(`talk.${radio.value}`)));
  return h('fieldset', { class: 'talk' }, h('legend', {}, i18n.t('talk.label')), ...labels);
}

/** Name and rules of the class. */
export class Settings {
  #i18n;
  #classroom;
  #host;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../classroom.js').Classroom} classroom @param {import('./host.js').Host} host */
  constructor(i18n, classroom, host) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#host = host;
    const t = i18n.t.bind(i18n);
    this.name = h('input', { id: 'class-name', maxLength: 40 });
    this.talk = h('div', {});
    this.hidden = h('input', { type: 'checkbox' });
    this.alert = h('p', { class: 'form-alert', role: 'alert' });
    this.form = h(
      'form',
      { noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      h('div', { class: 'field' }, h('label', { for: 'class-name' }, t('rooms.name')), this.name),
      this.talk,
      h('label', { class: 'choice' }, this.hidden, t('settings.hideNames')),
      this.alert,
      h('button', { type: 'submit', class: 'primary' }, t('settings.save')),
    );
    this.element = sheet(i18n, t('settings.title'), this.form);
  }

  open() {
    const { name, talk, names } = this.#classroom.room;
    this.name.value = name;
    this.hidden.checked = names === 'hidden';
    this.talk.replaceChildren(talkChoice(this.#i18n, talk));
    this.alert.textContent = '';
    this.element.showModal();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const { room } = this.#classroom;
    const name = this.name.value.trim();
    const talk = String(new FormData(this.form).get('talk'));
    if (!name) {
      this.alert.textContent = this.#i18n.t('rooms.nameMissing');
      this.name.focus();
      return;
    }
    const names = this.hidden.checked ? /** @type {const} */ ('hidden') : /** @type {const} */ ('shown');
    const change = { ...(name !== room.name && { name }), ...(talk !== room.talk && { talk }), ...(names !== room.names && { names }) };
    if (Object.keys(change).length === 0 || this.#host.change(change)) this.element.close();
    else this.alert.textContent = this.#i18n.t('problem.offline');
  }
}

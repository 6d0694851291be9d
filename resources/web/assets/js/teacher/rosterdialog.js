// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { sheet } from '../views/sheet.js';

/** The names in a list as it is typed or pasted, whatever stands between them; each once. @param {string} text */
export function namesIn(text) {
  const names = text.split(/[\n\r\t,;]+/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** The names that students may tap at the door. */
export class RosterDialog {
  #i18n;
  #visit;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../visit.js').Visit} visit */
  constructor(i18n, visit) {
    this.#i18n = i18n;
    this.#visit = visit;
    const t = i18n.t.bind(i18n);
    this.names = h('textarea', { id: 'roster', rows: 10, spellcheck: false, 'aria-describedby': 'roster-hint' });
    this.alert = h('p', { class: 'form-alert', role: 'alert' });
    const form = h(
      'form',
      { noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      h(
        'div',
        { class: 'field' },
        h('label', { for: 'roster' }, t('rosterDialog.names')),
        this.names,
        h('p', { class: 'hint', id: 'roster-hint' }, t('rosterDialog.hint')),
      ),
      this.alert,
      h('button', { type: 'submit', class: 'primary' }, t('settings.save')),
    );
    this.element = sheet(i18n, t('rosterDialog.title'), form);
  }

  /** What is typed before the names have come would be written over: until then nothing can be. */
  async open() {
    this.names.disabled = true;
    this.element.showModal();
    await this.#try(async (api, id, token) => {
      this.names.value = (await api.roster(id, token)).join('\n');
      this.names.disabled = false;
      this.names.focus();
    });
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    return this.#try(async (api, id, token) => {
      await api.setRoster(id, token, namesIn(this.names.value));
      this.element.close();
    });
  }

  /** @param {(api: import('../api.js').Api, roomId: string, token: string) => Promise<void>} run */
  async #try(run) {
    this.alert.textContent = '';
    const { api, classroom } = this.#visit;
    try {
      await run(api, classroom.room.id, classroom.token);
    } catch (problem) {
      this.alert.textContent = this.#i18n.problem(/** @type {any} */ (problem).code);
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { ask, sheet } from '../views/sheet.js';

/** @typedef {import('../protocol.js').Person} Person */

const NAME_LIMIT = 40;

/** What the host settles about somebody: what they are called, whether they hold the class, too, or whose it is from now on. */
export class PersonSheet {
  #i18n;
  #classroom;
  #host;
  #page;

  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {import('../classroom.js').Classroom} classroom
   * @param {import('./host.js').Host} host
   * @param {() => HTMLElement} page where it is to stand
   */
  constructor(i18n, classroom, host, page) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#host = host;
    this.#page = page;
  }

  /** @param {Person} person */
  open(person) {
    const t = this.#i18n.t.bind(this.#i18n);
    const student = person.type === 'student';
    const name = this.#field('person-name', t('person.name'), person.name);
    const realName = this.#field('person-real-name', t('person.realName'), person.realName, t('person.realNameHint'));
    const assistant = h('input', { type: 'checkbox', checked: this.#isAssistant(person.id) });
    const alert = h('p', { class: 'form-alert', role: 'alert' });
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      const wish = { name: student ? name.input.value.trim() : person.name, realName: student ? realName.input.value.trim() : person.realName };
      if (wish.name && this.#settle(person, wish, assistant.checked)) element.close();
      else alert.textContent = wish.name ? t('problem.offline') : t('join.nameInvalid');
    };
    const handOver = h('button', { type: 'button', class: 'plain', onclick: () => this.#askToHandOver(person, element) }, t('person.handOver'));
    const { isHost } = this.#classroom;
    const form = h(
      'form',
      { noValidate: true, onsubmit: submit },
      ...(student ? [name.element, realName.element] : []),
      isHost && h('label', { class: 'choice' }, assistant, t('person.assistant')),
      alert,
      h('button', { type: 'submit', class: 'primary' }, t('settings.save')),
      isHost && !student && handOver,
    );
    const element = sheet(this.#i18n, t('person.title', { name: person.name }), form);
    element.addEventListener('close', () => element.remove());
    this.#page().append(element);
    element.showModal();
  }

  /** @param {string} id @param {string} label @param {string} value @param {string} [hint] */
  #field(id, label, value, hint) {
    const input = h('input', { id, value, maxLength: NAME_LIMIT, autocomplete: 'off', 'aria-describedby': hint ? `${id}-hint` : null });
    const element = h('div', { class: 'field' }, h('label', { for: id }, label), input, hint && h('p', { class: 'hint', id: `${id}-hint` }, hint));
    return { element, input };
  }

  /** @param {string} id */
  #isAssistant(id) {
    return this.#classroom.room.assistants.includes(id);
  }

  /** Only what has changed. @param {Person} person @param {{name: string, realName: string}} wish @param {boolean} assistant @returns {boolean} false when not online */
  #settle({ id, name, realName }, wish, assistant) {
    const names = { ...(wish.name !== name && { name: wish.name }), ...(wish.realName !== realName && { realName: wish.realName }) };
    if (Object.keys(names).length > 0 && !this.#host.rename(id, names)) return false;
    if (assistant === this.#isAssistant(id)) return true;
    const others = this.#classroom.room.assistants.filter((each) => each !== id);
    return this.#host.change({ assistants: assistant ? [...others, id] : others });
  }

  /** @param {Person} person @param {HTMLDialogElement} element */
  #askToHandOver({ id, name }, element) {
    const t = this.#i18n.t.bind(this.#i18n);
    element.close();
    const choices = [{ text: t('person.handOverYes'), does: () => void this.#host.change({ host: id }) }];
    ask(this.#page(), this.#i18n, { title: t('person.handOverSure', { name }), text: t('person.handOverText'), choices });
  }
}

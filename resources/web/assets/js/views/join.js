// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { CODE_LENGTH, isCode, normalizeCode } from '../roomcode.js';
import { codePoints } from '../protocol.js';
import { doorFrame } from './doorframe.js';
import { RosterView } from './roster.js';

const NAME_LIMIT = 40;

/**
 * @typedef {object} JoinForm what survives a switch of language
 * @property {string} code from the address; then only the name is asked for
 * @property {string} typedCode
 * @property {string} name
 */

/** The door: a code (unless the address has one) and a name, one's own or one of those that the teacher has laid out. */
export class JoinView {
  #i18n;
  #form;
  #enter;
  #doorOf;
  #lookedAt = '';
  #busy = false;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {JoinForm} options.form
   * @param {(code: string, name: string) => Promise<void>} options.enter rejects with a Problem
   * @param {(code: string) => Promise<import('../api.js').Door>} options.doorOf the same
   */
  constructor({ i18n, form, enter, doorOf }) {
    this.#i18n = i18n;
    this.#form = form;
    this.#enter = enter;
    this.#doorOf = doorOf;
    const t = i18n.t.bind(i18n);
    this.code = h('input', {
      id: 'code',
      name: 'code',
      class: 'code',
      value: form.typedCode,
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: false,
      inputMode: 'text',
      enterKeyHint: 'next',
      'aria-describedby': 'code-hint',
      required: true,
      oninput: () => this.#codeTyped(),
      onchange: () => this.#settleCode(),
    });
    this.name = h('input', {
      id: 'name',
      name: 'name',
      value: form.name,
      autocomplete: 'nickname',
      enterKeyHint: 'go',
      required: true,
      oninput: () => {
        form.name = this.name.value;
        this.roster.mark(this.name.value);
        this.#clear(this.name);
      },
    });
    this.nameLabel = h('label', { for: 'name' }, t('join.name'));
    this.roster = new RosterView(i18n, (name) => this.#take(name));
    this.room = h('p', { class: 'door-room', role: 'status' });
    this.button = h('button', { type: 'submit', class: 'primary' }, t('join.enter'));
    this.alert = h('p', { class: 'form-alert', role: 'alert', id: 'join-alert' });
    this.element = doorFrame(
      i18n,
      h(
        'form',
        { noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
        form.code ? this.#knownCode() : this.#codeField(),
        this.room,
        this.roster.element,
        h('div', { class: 'field' }, this.nameLabel, this.name),
        this.alert,
        this.button,
      ),
      h('p', { class: 'privacy' }, t('join.privacy')),
    );
    void this.#look(form.code || normalizeCode(form.typedCode));
  }

  #codeField() {
    const t = this.#i18n.t.bind(this.#i18n);
    return h(
      'div',
      { class: 'field' },
      h('label', { for: 'code' }, t('join.code')),
      this.code,
      h('p', { class: 'hint', id: 'code-hint' }, t('join.codeHint')),
    );
  }

  #knownCode() {
    const t = this.#i18n.t.bind(this.#i18n);
    const line = h('p', {}, t('join.into', { code: this.#form.code }));
    return h('div', { class: 'known-code' }, line, h('a', { href: '/' }, t('join.otherCode')));
  }

  focus() {
    const field = !this.#form.code && !this.code.value ? this.code : this.name;
    field.focus();
  }

  destroy() {}

  #codeTyped() {
    this.#form.typedCode = this.code.value;
    this.#clear(this.code);
    const complete = normalizeCode(this.code.value);
    // Never while letters are being composed: rewriting the field would break the input method.
    if (isCode(complete) && complete.length === CODE_LENGTH && /^[a-z]+$/i.test(this.code.value)) this.#settleCode();
  }

  #settleCode() {
    const code = normalizeCode(this.code.value);
    if (code !== this.code.value) this.code.value = code;
    this.#form.typedCode = code;
    void this.#look(code);
  }

  /** What the class says to those before its door; one that says nothing is no obstacle. @param {string} code */
  async #look(code) {
    if (code === this.#lookedAt || !isCode(code)) return;
    this.#lookedAt = code;
    const nothing = { name: '', locked: false, roster: [] };
    const door = await this.#doorOf(code).catch(() => nothing);
    if (this.#lookedAt !== code) return;
    this.room.replaceChildren(...(door.name ? [h('bdi', {}, door.name)] : []));
    if (door.locked) this.room.append(h('span', { class: 'hint' }, this.#i18n.t('banner.locked')));
    this.roster.show(door.roster);
    this.roster.mark(this.name.value);
    this.nameLabel.textContent = this.#i18n.t(this.roster.isEmpty ? 'join.name' : 'join.nameOwn');
  }

  /** @param {string} name */
  #take(name) {
    this.#form.name = this.name.value = name;
    this.roster.mark(name);
    this.#clear(this.name);
    this.button.focus();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    if (!this.#form.code) this.#settleCode();
    const code = this.#form.code || this.code.value;
    const name = this.name.value.trim();
    if (!this.#form.code && !isCode(code)) return this.#reject(this.code, 'join.codeInvalid');
    if (!name) return this.#reject(this.name, 'join.nameInvalid');
    if (codePoints(name) > NAME_LIMIT) return this.#reject(this.name, 'join.nameTooLong');

    this.#setBusy(true);
    try {
      await this.#enter(code, name);
    } catch (problem) {
      this.#setBusy(false);
      this.#tell(/** @type {any} */ (problem).code);
    }
  }

  /** @param {string} code of a Problem */
  #tell(code) {
    const field = code === 'invalid_name' ? this.name : code === 'room_not_found' && !this.#form.code ? this.code : null;
    this.alert.textContent = this.#i18n.problem(code);
    if (field) this.#mark(field);
    else this.button.focus();
  }

  /** @param {HTMLInputElement} field @param {string} text key */
  #reject(field, text) {
    this.alert.textContent = this.#i18n.t(text);
    this.#mark(field);
  }

  /** @param {HTMLInputElement} field */
  #mark(field) {
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-errormessage', 'join-alert');
    field.focus();
  }

  /** @param {HTMLInputElement} field */
  #clear(field) {
    if (!field.hasAttribute('aria-invalid')) return;
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-errormessage');
    this.alert.textContent = '';
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#busy = busy;
    this.button.setAttribute('aria-disabled', String(busy));
    this.button.textContent = this.#i18n.t(busy ? 'join.entering' : 'join.enter');
    if (busy) this.alert.textContent = '';
  }
}

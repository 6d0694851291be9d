// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { doorFrame } from './doorframe.js';

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label key of its text
 * @property {string} [type] of the input
 * @property {string} autocomplete
 * @property {boolean} [optional]
 * @property {string} [hint] key of a text
 *
 * @typedef {object} Form
 * @property {string} button key of its text
 * @property {string} busy key
 * @property {Field[]} fields
 * @property {(values: Record<string, string>) => Promise<void>} send rejects with a Problem
 */

/** The door of a page for people with an account: one form, and perhaps a way to another. */
export class SignInView {
  #i18n;
  #form;
  #busy = false;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {Form} options.form
   * @param {string} [options.notice] why one is here again
   * @param {HTMLElement} [options.other] below the form
   */
  constructor({ i18n, form, notice = '', other }) {
    this.#i18n = i18n;
    this.#form = form;
    const t = i18n.t.bind(i18n);
    this.inputs = form.fields.map((field) => this.#input(field));
    this.alert = h('p', { class: 'form-alert', role: 'alert', id: 'sign-in-alert' }, notice);
    this.button = h('button', { type: 'submit', class: 'primary' }, t(form.button));
    this.element = doorFrame(
      i18n,
      h(
        'form',
        { noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
        ...form.fields.map((field, index) => this.#labelled(field, this.inputs[index])),
        this.alert,
        this.button,
      ),
      other,
    );
  }

  focus() {
    (this.inputs.find((input) => !input.value) ?? this.inputs[0]).focus();
  }

  destroy() {}

  /** @param {Field} field */
  #input({ name, type = 'text', autocomplete, optional, hint }) {
    const input = h('input', { id: name, name, type, autocomplete, required: !optional, autocapitalize: 'none', spellcheck: false });
    if (hint) input.setAttribute('aria-describedby', `${name}-hint`);
    input.addEventListener('input', () => this.#clear(input));
    return input;
  }

  /** @param {Field} field @param {HTMLInputElement} input */
  #labelled({ name, label, hint }, input) {
    const t = this.#i18n.t.bind(this.#i18n);
    return h('div', { class: 'field' }, h('label', { for: name }, t(label)), input, hint ? h('p', { class: 'hint', id: `${name}-hint` }, t(hint)) : null);
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    const missing = this.inputs.find((input) => input.required && !input.value.trim());
    if (missing) {
      const label = this.#form.fields[this.inputs.indexOf(missing)].label;
      this.#tell(this.#i18n.t('form.missing', { label: this.#i18n.t(label) }), missing);
      return;
    }
    this.#setBusy(true);
    try {
      await this.#form.send(Object.fromEntries(this.inputs.map((input) => [input.name, input.type === 'password' ? input.value : input.value.trim()])));
    } catch (problem) {
      this.#setBusy(false);
      const { code, retryAfter } = /** @type {import('../http.js').Problem} */ (problem);
      const text = retryAfter > 0 ? this.#i18n.t('form.wait', { seconds: retryAfter }) : this.#i18n.problem(code);
      this.#tell(text, code === 'email_taken' ? this.inputs.find(({ name }) => name === 'email') : undefined);
    }
  }

  /** @param {string} text @param {HTMLInputElement} [input] */
  #tell(text, input) {
    this.alert.textContent = text;
    if (!input) return this.button.focus();
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-errormessage', 'sign-in-alert');
    input.focus();
  }

  /** @param {HTMLInputElement} input */
  #clear(input) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-errormessage');
    this.alert.textContent = '';
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#busy = busy;
    this.button.setAttribute('aria-disabled', String(busy));
    this.button.textContent = this.#i18n.t(busy ? this.#form.busy : this.#form.button);
    if (busy) this.alert.textContent = '';
  }
}

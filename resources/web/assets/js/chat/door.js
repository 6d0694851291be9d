// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { SignInView } from '../views/signin.js';

/** The way into the chat: with an account, or with a new one where the server lets people make them. */
export class DoorView {
  #i18n;
  #account;
  /** @type {SignInView} */
  #shown;

  /** @param {{i18n: import('../i18n.js').I18n, account: import('../account.js').Account}} options */
  constructor({ i18n, account }) {
    this.#i18n = i18n;
    this.#account = account;
    this.#shown = this.#signIn();
    this.element = h('div', { class: 'door-slot' }, this.#shown.element);
  }

  focus() {
    this.#shown.focus();
  }

  destroy() {}

  /** @param {SignInView} view */
  #show(view) {
    this.#shown = view;
    this.element.replaceChildren(view.element);
    view.focus();
  }

  /** @param {string} key @param {() => SignInView} next */
  #link(key, next) {
    return h('p', { class: 'form-other' }, h('button', { type: 'button', class: 'link', onclick: () => this.#show(next()) }, this.#i18n.t(key)));
  }

  /** @returns {SignInView} */
  #signIn() {
    return new SignInView({
      i18n: this.#i18n,
      notice: this.#account.lost ? this.#i18n.t('account.lost') : '',
      form: {
        button: 'account.signIn',
        busy: 'account.signingIn',
        fields: [
          { name: 'username', label: 'account.nameOrEmail', autocomplete: 'username' },
          { name: 'password', label: 'account.password', type: 'password', autocomplete: 'current-password' },
        ],
        send: ({ username, password }) => this.#account.signIn(username, password),
      },
      other: this.#link('account.toSignUp', () => this.#signUp()),
    });
  }

  /** @returns {SignInView} */
  #signUp() {
    return new SignInView({
      i18n: this.#i18n,
      form: {
        button: 'account.signUp',
        busy: 'account.signingUp',
        fields: [
          { name: 'name', label: 'account.name', autocomplete: 'nickname' },
          { name: 'email', label: 'account.email', type: 'email', autocomplete: 'email' },
          { name: 'password', label: 'account.passwordOptional', type: 'password', autocomplete: 'new-password', optional: true, hint: 'account.passwordHint' },
        ],
        send: ({ name, email, password }) => this.#account.signUp({ name, email, ...(password && { password }) }),
      },
      other: this.#link('account.toSignIn', () => this.#signIn()),
    });
  }
}

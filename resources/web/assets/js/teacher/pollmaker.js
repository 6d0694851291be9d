// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';
import { sheet } from '../views/sheet.js';

const MOST_CHOICES = 20;

/** Where a poll is put together. */
export class PollMaker {
  #i18n;
  #open;

  /** @param {import('../i18n.js').I18n} i18n @param {(poll: {question: string, choices: string[], multiple: boolean, text: boolean}) => void} open */
  constructor(i18n, open) {
    this.#i18n = i18n;
    this.#open = open;
    const t = i18n.t.bind(i18n);
    this.question = h('textarea', { id: 'poll-question', rows: 2, oninput: () => this.#tell('') });
    this.choices = h('div', { class: 'poll-choices' });
    this.more = h('button', { type: 'button', class: 'small', onclick: () => this.#addChoice('').focus() }, t('pollMaker.more'));
    this.text = h('input', { type: 'checkbox', onchange: () => this.#update() });
    this.multiple = h('input', { type: 'checkbox' });
    this.chosen = h('fieldset', { class: 'poll-maker-choices' }, h('legend', {}, t('pollMaker.choices')), this.#presets(), this.choices, this.more, this.#check(this.multiple, 'pollMaker.multiple'));
    this.alert = h('p', { class: 'form-alert', role: 'alert' });
    const form = h(
      'form',
      { class: 'poll-maker', noValidate: true, onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      h('div', { class: 'field' }, h('label', { for: 'poll-question' }, t('pollMaker.question')), this.question),
      this.#check(this.text, 'pollMaker.text'),
      this.chosen,
      this.alert,
      h('button', { type: 'submit', class: 'primary' }, t('pollMaker.start')),
    );
    this.element = sheet(i18n, t('pollMaker.title'), form);
  }

  open() {
    this.question.value = '';
    this.text.checked = this.multiple.checked = false;
    this.#setChoices(['', '']);
    this.#tell('');
    this.#update();
    this.element.showModal();
    this.question.focus();
  }

  #presets() {
    const t = this.#i18n.t.bind(this.#i18n);
    const sets = [[t('pollMaker.yes'), t('pollMaker.no')], ['O', 'X'], ['1', '2', '3', '4', '5']];
    const buttons = sets.map((set) => h('button', { type: 'button', class: 'small', onclick: () => this.#setChoices(set) }, set.join(' / ')));
    return h('div', { class: 'presets' }, ...buttons);
  }

  /** @param {HTMLInputElement} input @param {string} text */
  #check(input, text) {
    return h('label', { class: 'choice' }, input, this.#i18n.t(text));
  }

  /** @param {string[]} texts */
  #setChoices(texts) {
    this.choices.replaceChildren();
    for (const text of texts) this.#addChoice(text);
  }

  /** @param {string} value */
  #addChoice(value) {
    const input = h('input', { value, oninput: () => this.#tell('') });
    const remove = iconButton('close', '', () => {
      row.remove();
      this.#number();
      this.more.focus();
    });
    const row = h('div', { class: 'poll-choice' }, input, remove);
    this.choices.append(row);
    this.#number();
    return input;
  }

  /** Each is told apart by its number, also for those who do not see where it stands. */
  #number() {
    const rows = [...this.choices.children];
    for (const [index, row] of rows.entries()) {
      row.querySelector('input')?.setAttribute('aria-label', this.#i18n.t('poll.choice', { number: index + 1 }));
      row.querySelector('button')?.setAttribute('aria-label', this.#i18n.t('pollMaker.remove', { number: index + 1 }));
      /** @type {HTMLElement} */ (row.lastElementChild).hidden = rows.length <= 2;
    }
    this.more.hidden = rows.length >= MOST_CHOICES;
  }

  #update() {
    this.chosen.hidden = this.text.checked;
  }

  /** @param {string} key */
  #tell(key) {
    this.alert.textContent = key && this.#i18n.t(key);
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const question = this.question.value.trim();
    const text = this.text.checked;
    const choices = text ? [] : [...this.choices.querySelectorAll('input')].map((input) => input.value.trim()).filter(Boolean);
    if (!question) return this.#refuse('pollMaker.questionMissing', this.question);
    if (!text && choices.length < 2) return this.#refuse('pollMaker.choicesMissing', this.choices.querySelector('input'));
    this.element.close();
    this.#open({ question, choices, multiple: this.multiple.checked && !text, text });
  }

  /** @param {string} key @param {HTMLElement | null} field */
  #refuse(key, field) {
    this.#tell(key);
    field?.focus();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';

/** What the class is asked just now, to be answered: it stays in view until the teacher closes it. */
export class PollsView {
  #i18n;
  #classroom;
  /** @type {Map<string, HTMLElement>} */
  #forms = new Map();

  /** @param {import('../i18n.js').I18n} i18n @param {import('../classroom.js').Classroom} classroom */
  constructor(i18n, classroom) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.said = h('p', { class: 'sr-only', role: 'status' });
    this.list = h('div', { class: 'polls' });
    this.shown = h('section', { 'aria-label': i18n.t('poll.label') }, this.list);
    this.element = h('div', { class: 'polls-slot' }, this.said, this.shown);
    const { polls } = classroom;
    this.subscriptions = [
      polls.on('change', () => this.update()),
      polls.on('opened', ({ question }) => (this.said.textContent = i18n.t('poll.new', { question }))),
    ];
    this.update();
  }

  destroy() {
    for (const unsubscribe of this.subscriptions) unsubscribe();
  }

  update() {
    const { status, polls } = this.#classroom;
    const open = status.ended ? [] : polls.open;
    for (const [id, form] of this.#forms) {
      if (open.some((poll) => poll.id === id)) continue;
      form.remove();
      this.#forms.delete(id);
    }
    for (const poll of open) {
      if (this.#forms.has(poll.id)) continue;
      const form = this.#form(poll);
      this.#forms.set(poll.id, form);
      this.list.append(form);
    }
    this.shown.hidden = open.length === 0;
  }

  /** @param {import('../polls.js').OpenPoll} poll */
  #form(poll) {
    const t = this.#i18n.t.bind(this.#i18n);
    const state = h('p', { class: 'poll-state', role: 'status' });
    const fields = poll.text ? [answerField(poll, t('poll.answer'))] : poll.choices.map((choice, index) => choiceField(poll, choice, index));
    const button = h('button', { type: 'submit', class: 'primary' }, t('poll.vote'));
    const form = h(
      'form',
      {
        class: 'poll',
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          const told = this.#vote(poll, form);
          state.textContent = t(told);
          if (told === 'poll.voted') button.textContent = t('poll.voteAgain');
        },
      },
      h('fieldset', {}, h('legend', { dir: 'auto' }, icon('poll'), poll.question), poll.multiple && h('p', { class: 'hint' }, t('poll.several')), ...fields),
      h('div', { class: 'poll-end' }, button, state),
    );
    if (poll.vote) {
      state.textContent = t('poll.voted');
      button.textContent = t('poll.voteAgain');
    }
    return form;
  }

  /** @param {import('../polls.js').OpenPoll} poll @param {HTMLFormElement} form @returns {string} the key of what to say */
  #vote(poll, form) {
    const data = new FormData(form);
    const text = String(data.get('text') ?? '').trim();
    const choices = data.getAll('choice').map(Number);
    if (!text && choices.length === 0) return poll.text ? 'poll.answerFirst' : 'poll.chooseFirst';
    return this.#classroom.gestures.vote(poll.id, { text, choices }) ? 'poll.voted' : 'poll.offline';
  }
}

/** @param {import('../polls.js').OpenPoll} poll @param {string} choice @param {number} index */
function choiceField({ multiple, vote }, choice, index) {
  const input = h('input', { type: multiple ? 'checkbox' : 'radio', name: 'choice', value: String(index) });
  input.checked = vote?.choices.includes(index) ?? false;
  return h('label', { class: 'choice' }, input, h('bdi', {}, choice));
}

/** @param {import('../polls.js').OpenPoll} poll @param {string} label */
function answerField({ vote }, label) {
  return h('textarea', { name: 'text', rows: 2, value: vote?.text ?? '', 'aria-label': label });
}

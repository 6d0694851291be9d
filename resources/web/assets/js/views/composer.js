// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';
import { codePoints } from '../protocol.js';

const COUNT_FROM = 0.9;

/** Where a student answers: text, and a raised hand. */
export class ComposerView {
  #i18n;
  #classroom;

  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {import('../classroom.js').Classroom} classroom
   */
  constructor(i18n, classroom) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.hand = h(
      'button',
      { type: 'button', class: 'icon-button hand', onclick: () => classroom.raiseHand(!classroom.handRaised) },
      icon('hand'),
    );
    this.field = h('textarea', {
      id: 'message',
      rows: 1,
      value: classroom.draft,
      enterKeyHint: 'send',
      'aria-label': i18n.t('composer.label'),
      'aria-describedby': 'composer-note composer-count',
      oninput: () => this.#typed(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyed(event),
    });
    this.send = iconButton('send', i18n.t('composer.send'), () => this.#say(), 'send');
    this.note = h('p', { class: 'note', id: 'composer-note' });
    this.count = h('p', { class: 'count', id: 'composer-count', 'aria-live': 'polite' });
    this.element = h(
      'form',
      {
        class: 'composer',
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          this.#say();
        },
      },
      h('div', { class: 'composer-notes' }, this.note, this.count),
      h('div', { class: 'composer-row' }, this.hand, this.field, this.send),
    );
    this.update();
  }

  update() {
    const { room, status, handRaised } = this.#classroom;
    this.element.hidden = status.ended !== '';
    const closed = room.talk === 'none';
    const audience = closed ? 'composer.closed' : room.talk === 'all' ? 'composer.toAll' : 'composer.toTeacher';
    this.note.textContent = this.#i18n.t(audience);
    // Read-only instead of disabled: it keeps focus and draft when the teacher closes and opens the talk.
    this.field.readOnly = closed;
    this.field.placeholder = closed ? '' : this.#i18n.t('composer.placeholder');
    this.send.hidden = closed;
    const label = this.#i18n.t(handRaised ? 'hand.lower' : 'hand.raise');
    this.hand.setAttribute('aria-pressed', String(handRaised));
    this.hand.setAttribute('aria-label', this.#i18n.t('hand.raise'));
    this.hand.title = label;
    this.hand.hidden = room.kind !== 'class';
    this.hand.setAttribute('aria-disabled', String(status.line !== 'online'));
    this.#measure();
  }

  focus() {
    this.field.focus();
  }

  #typed() {
    this.#classroom.draft = this.field.value;
    this.#measure();
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    if (event.key !== 'Enter' || event.shiftKey) return;
    // Enter that ends a composition belongs to the input method; 229 is how older Safari says so.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#say();
  }

  #say() {
    if (this.#classroom.room.talk === 'none' || !this.#classroom.say(this.field.value)) return;
    this.field.value = '';
    this.#typed();
    this.field.focus();
  }

  #measure() {
    const limit = this.#classroom.limits.text;
    const length = codePoints(this.field.value.trimEnd());
    const over = length - limit;
    const near = length > limit * COUNT_FROM;
    this.count.textContent = over > 0 ? this.#i18n.t('composer.tooLong', over) : near ? this.#i18n.t('composer.left', -over) : '';
    this.count.classList.toggle('over', over > 0);
    this.send.setAttribute('aria-disabled', String(over > 0 || length === 0));
    this.field.style.height = 'auto';
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, iconButton } from '../dom.js';
import { codePoints } from '../protocol.js';

const COUNT_FROM = 0.9;

/** Where one writes: text, the files that go with it, who hears it, and a row of tools. */
export class ComposerView {
  #i18n;
  #classroom;
  #tray;
  #tools;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../classroom.js').Classroom} options.classroom
   * @param {import('./tray.js').Tray} options.tray
   * @param {{element: HTMLElement, update?: () => void}[]} options.tools
   */
  constructor({ i18n, classroom, tray, tools }) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#tray = tray;
    this.#tools = tools;
    const { speech } = classroom;
    this.field = h('textarea', {
      id: 'message',
      rows: 1,
      value: speech.draft,
      enterKeyHint: 'send',
      'aria-label': i18n.t('composer.label'),
      'aria-describedby': 'composer-note composer-count',
      oninput: () => this.#typed(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyed(event),
    });
    this.send = iconButton('send', i18n.t('composer.send'), () => this.#say(), 'send');
    this.note = h('p', { class: 'note', id: 'composer-note' });
    this.audience = h('button', { type: 'button', class: 'audience', onclick: () => this.#changeAudience() });
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
      h('div', { class: 'composer-notes' }, this.note, this.audience, this.count),
      tray.element,
      h('div', { class: 'composer-row' }, this.field, this.send),
      h('div', { class: 'composer-tools', role: 'group', 'aria-label': i18n.t('composer.tools') }, ...tools.map(({ element }) => element)),
    );
    this.unsubscribe = speech.on('audience', () => this.update());
    tray.onchange = () => this.#measure();
    this.update();
  }

  update() {
    const { status, speech } = this.#classroom;
    this.element.hidden = status.ended !== '';
    this.note.textContent = this.#noteText();
    // Read-only instead of disabled: it keeps focus and draft when the teacher closes and opens the talk.
    this.field.readOnly = !speech.allowed;
    this.send.hidden = !speech.allowed;
    this.audience.hidden = !speech.allowed || (!speech.to && !speech.mayChoose);
    this.audience.textContent = this.#i18n.t(speech.to || speech.privately ? 'composer.switchToAll' : 'composer.switchToTeacher');
    for (const tool of this.#tools) tool.update?.();
    this.#measure();
  }

  focus() {
    this.field.focus();
  }

  destroy() {
    this.unsubscribe();
    this.#tray.destroy();
  }

  #noteText() {
    const { speech } = this.#classroom;
    if (!speech.allowed) return this.#i18n.t(this.#classroom.muted ? 'composer.muted' : 'composer.closed');
    if (speech.to) return this.#i18n.t('composer.toOne', { name: speech.to.name });
    return this.#i18n.t(speech.audience.privacy === 'teacher' ? 'composer.toTeacher' : 'composer.toAll');
  }

  #changeAudience() {
    const { speech } = this.#classroom;
    if (speech.to) speech.to = null;
    else speech.privately = !speech.privately;
    this.field.focus();
  }

  #typed() {
    this.#classroom.speech.draft = this.field.value;
    this.#measure();
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    if (event.key === 'Escape' && this.#classroom.speech.to) this.#changeAudience();
    if (event.key !== 'Enter' || event.shiftKey) return;
    // Enter that ends a composition belongs to the input method; 229 is how older Safari says so.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#say();
  }

  #say() {
    if (!this.#classroom.speech.allowed) return;
    const text = this.field.value;
    if (codePoints(text.trim()) > this.#classroom.limits.text) return;
    if (!this.#tray.isEmpty) this.#tray.send(text.trim());
    else if (!this.#classroom.say(text)) return;
    this.field.value = '';
    this.#typed();
    this.field.focus();
  }

  #measure() {
    const limit = this.#classroom.limits.text;
    const length = codePoints(this.field.value.trimEnd());
    const over = length - limit;
    const near = length > limit * COUNT_FROM;
    this.count.textContent = over > 0 ? this.#i18n.t('composer.tooLong', { count: over }) : near ? this.#i18n.t('composer.left', { count: -over }) : '';
    this.count.classList.toggle('over', over > 0);
    this.send.setAttribute('aria-disabled', String(over > 0 || (length === 0 && this.#tray.isEmpty)));
    const placeholder = this.#tray.isEmpty ? 'composer.placeholder' : 'composer.caption';
    this.field.placeholder = this.#classroom.speech.allowed ? this.#i18n.t(placeholder) : '';
    this.field.style.height = 'auto';
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}

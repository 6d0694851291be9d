// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from '../dom.js';
import { sheet } from '../views/sheet.js';

const MINUTES = [1, 3, 5, 10];
const LONGEST_MINUTES = 600;

/** Where the class's timer is set and taken off. */
export class TimerMaker {
  #i18n;
  #countdown;
  #host;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../countdown.js').Countdown} countdown @param {import('./host.js').Host} host */
  constructor(i18n, countdown, host) {
    this.#i18n = i18n;
    this.#countdown = countdown;
    this.#host = host;
    const t = i18n.t.bind(i18n);
    this.label = h('input', { id: 'timer-label', maxLength: 40, placeholder: t('timerMaker.labelExample') });
    this.minutes = h('input', { id: 'timer-minutes', type: 'number', min: '0.5', max: String(LONGEST_MINUTES), step: '0.5', value: '5' });
    const presets = MINUTES.map((minutes) => h('button', { type: 'button', class: 'small', onclick: () => this.#set(minutes) }, t('timerMaker.minutes', { minutes })));
    this.stop = h('button', { type: 'button', class: 'plain', onclick: () => this.#stop() }, t('timerMaker.stop'));
    this.alert = h('p', { class: 'form-alert', role: 'alert' });
    const form = h(
      'form',
      {
        class: 'timer-maker',
        noValidate: true,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          this.#set(Number(this.minutes.value));
        },
      },
      h('div', { class: 'field' }, h('label', { for: 'timer-label' }, t('timerMaker.label')), this.label),
      h('div', { class: 'presets', role: 'group', 'aria-label': t('timerMaker.quick') }, ...presets),
      h('div', { class: 'field' }, h('label', { for: 'timer-minutes' }, t('timerMaker.own')), this.minutes),
      this.alert,
      h('div', { class: 'buttons' }, this.stop, h('button', { type: 'submit', class: 'primary' }, t('timerMaker.start'))),
    );
    this.element = sheet(i18n, t('timerMaker.title'), form);
  }

  open() {
    this.stop.hidden = !this.#countdown.running;
    this.label.value = this.#countdown.label;
    this.alert.textContent = '';
    this.element.showModal();
    this.label.focus();
  }

  /** @param {number} minutes */
  #set(minutes) {
    if (!(minutes > 0 && minutes <= LONGEST_MINUTES)) {
      this.alert.textContent = this.#i18n.t('timerMaker.wrong');
      this.minutes.focus();
      return;
    }
    this.#tell(this.#host.setTimer(this.#countdown.timeIn(minutes * 60), this.label.value.trim()));
  }

  #stop() {
    this.#tell(this.#host.setTimer(null));
  }

  /** @param {boolean} posted */
  #tell(posted) {
    if (posted) this.element.close();
    else this.alert.textContent = this.#i18n.t('problem.offline');
  }
}

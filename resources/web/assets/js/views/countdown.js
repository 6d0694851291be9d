// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';

const TICK_MS = 250;

/** The class's timer: what it is for and how long it still runs. Said when it is set, at the last minute and at its end. */
export class CountdownView {
  #i18n;
  #countdown;
  /** @type {any} */
  #ticker = null;
  #before = 0;

  /** @param {import('../i18n.js').I18n} i18n @param {import('../countdown.js').Countdown} countdown */
  constructor(i18n, countdown) {
    this.#i18n = i18n;
    this.#countdown = countdown;
    this.label = h('bdi', { class: 'timer-label' });
    this.time = h('span', { class: 'timer-time', role: 'timer' });
    this.said = h('p', { class: 'sr-only', role: 'status' });
    this.shown = h('div', { class: 'timer', hidden: true }, icon('timer'), this.label, this.time);
    this.element = h('div', { class: 'timer-slot' }, this.shown, this.said);
    this.unsubscribe = countdown.on('change', () => this.#set());
    this.#set();
  }

  destroy() {
    this.unsubscribe();
    clearInterval(this.#ticker);
  }

  #set() {
    clearInterval(this.#ticker);
    const { running, label, secondsLeft } = this.#countdown;
    this.shown.hidden = !running;
    if (!running) {
      this.said.textContent = '';
      return;
    }
    this.label.textContent = label;
    this.#before = secondsLeft;
    this.#say(secondsLeft > 0 ? this.#i18n.timeLeft(secondsLeft) : this.#i18n.t('timer.over'));
    this.#show(secondsLeft);
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
  }

  #tick() {
    const { secondsLeft } = this.#countdown;
    if (secondsLeft === this.#before) return;
    if (this.#before > 60 && secondsLeft <= 60 && secondsLeft > 0) this.#say(this.#i18n.timeLeft(secondsLeft));
    if (secondsLeft === 0) {
      this.#say(this.#i18n.t('timer.over'));
      clearInterval(this.#ticker);
    }
    this.#before = secondsLeft;
    this.#show(secondsLeft);
  }

  /** @param {number} seconds */
  #show(seconds) {
    this.time.textContent = seconds > 0 ? this.#i18n.duration(seconds) : this.#i18n.t('timer.over');
    this.shown.dataset.state = seconds === 0 ? 'over' : seconds <= 60 ? 'soon' : 'running';
  }

  /** @param {string} text */
  #say(text) {
    this.said.textContent = this.#countdown.label ? `${this.#countdown.label}: ${text}` : text;
  }
}

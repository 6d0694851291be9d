// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { bannerFor } from '../banner.js';
import { h } from '../dom.js';

/** The strip above the timeline: how the line is, where the teacher is, whether the class goes on. */
export class BannerView {
  #i18n;
  #classroom;
  #goHome;
  #shown = '';
  /** @type {any} */
  #ticker = null;

  /**
   * @param {import('../i18n.js').I18n} i18n
   * @param {import('../classroom.js').Classroom} classroom
   * @param {() => void} goHome
   * @param {HTMLElement} [atEnd] what else there is to do when all is over
   */
  constructor(i18n, classroom, goHome, atEnd = h('span', { hidden: true })) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#goHome = goHome;
    // The region stays: screen readers announce only what changes inside one that they know.
    this.text = h('p', { role: 'status' });
    this.countdown = h('span', { class: 'countdown', 'aria-hidden': 'true' });
    this.button = h('button', { type: 'button', class: 'banner-button' });
    this.atEnd = h('div', { class: 'banner-more' }, atEnd);
    this.element = h('div', { class: 'banner', hidden: true }, this.text, this.countdown, this.button, this.atEnd);
    this.wrapper = h('div', { class: 'banner-slot' }, this.element);
    this.update();
  }

  update() {
    const { status, host, room, muted } = this.#classroom;
    const banner = bannerFor(status, host, room, muted);
    const shown = JSON.stringify(banner);
    if (shown === this.#shown) return;
    this.#shown = shown;
    clearInterval(this.#ticker);
    this.element.hidden = !banner;
    this.text.textContent = banner ? this.#textOf(banner) : '';
    this.countdown.textContent = banner?.trying ? this.#i18n.t('banner.trying') : '';
    if (!banner) return;
    this.element.dataset.tone = banner.tone;
    this.atEnd.hidden = banner.tone !== 'end';
    this.element.dataset.text = banner.text;
    this.button.hidden = !banner.action;
    if (banner.action) this.button.textContent = this.#i18n.t(banner.action);
    this.button.setAttribute('aria-disabled', String(Boolean(banner.trying)));
    this.button.onclick = () => this.#act(banner.does);
    if (banner.retryAt) {
      const { retryAt } = banner;
      const tick = () => {
        const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
        this.countdown.textContent = this.#i18n.t('banner.countdown', { seconds });
      };
      tick();
      this.#ticker = setInterval(tick, 500);
    }
  }

  /** @param {import('../banner.js').Banner} banner */
  #textOf(banner) {
    return this.#i18n.has(banner.text) ? this.#i18n.t(banner.text) : this.#i18n.t('problem.internal');
  }

  /** @param {string | undefined} what */
  #act(what) {
    if (what === 'retry') this.#classroom.retryNow();
    else if (what === 'enter') this.#classroom.enter();
    else if (what === 'home') this.#goHome();
  }

  destroy() {
    clearInterval(this.#ticker);
  }
}

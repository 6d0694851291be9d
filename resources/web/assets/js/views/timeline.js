// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon } from '../dom.js';
import { messageElement } from './message.js';
import { Stretches } from './stretches.js';
import { UnreadLine } from './unread-line.js';

const NEAR_END_PX = 96;
const SETTLED_MS = 400;

/** The list of messages: follows the newest one until somebody scrolls up. */
export class TimelineView {
  #i18n;
  #classroom;
  #actions;
  #reading;
  /** @type {Map<string, HTMLElement>} */
  #elements = new Map();
  /** @type {(() => void)[]} */
  #subscriptions = [];
  #following = true;
  /** How high the scroller was when it was last put in place. */
  #height = 0;
  /** Somebody came back to what they had not read, and has not moved since. */
  #atUnread = false;
  /** @type {any} */
  #settled = null;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../classroom.js').Classroom} options.classroom
   * @param {import('./message.js').MessageActions} options.actions
   * @param {import('../reading.js').Reading} options.reading
   */
  constructor({ i18n, classroom, actions, reading }) {
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#actions = actions;
    this.#reading = reading;

    this.empty = h('p', { class: 'empty' }, i18n.t('timeline.empty'));
    this.earlier = h(
      'button',
      { type: 'button', class: 'small earlier', hidden: true, onclick: () => this.#loadEarlier() },
      i18n.t('timeline.earlier'),
    );
    this.list = h('div', { class: 'messages', role: 'log' });
    this.stretches = new Stretches(this.list);
    this.unreadLine = new UnreadLine(i18n, this.stretches);
    this.scroller = h(
      'div',
      { class: 'scroller', tabIndex: 0, role: 'region', 'aria-label': i18n.t('timeline.label') },
      this.earlier,
      this.list,
      this.empty,
    );
    this.newestText = h('span', {});
    this.newest = h('button', { type: 'button', class: 'newest', hidden: true, onclick: () => this.#toEnd() }, icon('down'), this.newestText);
    this.element = h('div', { class: 'timeline' }, this.scroller, this.newest);

    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    for (const move of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      this.scroller.addEventListener(move, () => (this.#atUnread = false), { passive: true });
    }
    this.resizes = new ResizeObserver(() => this.#follow());
    this.resizes.observe(this.scroller);
    this.resizes.observe(this.list);

    const { timeline } = classroom;
    this.#subscriptions.push(
      timeline.on('reset', () => this.#rebuild()),
      timeline.on('put', ({ item, before }) => this.#put(item, before)),
      timeline.on('remove', ({ item }) => this.#remove(item.key)),
      classroom.on('room', () => this.#updateEarlier()),
      classroom.on('status', () => this.#statusChanged()),
      classroom.polls.on('change', () => this.#updatePolls()),
      reading.on('unread', () => this.#updateNewest()),
    );
    this.#rebuild();
  }

  destroy() {
    this.resizes.disconnect();
    clearTimeout(this.#settled);
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    for (const element of this.#elements.values()) this.#reading.forget(element);
  }

  #rebuild() {
    for (const element of this.#elements.values()) this.#reading.forget(element);
    this.#elements.clear();
    this.stretches.clear();
    this.#quietly();
    for (const item of this.#classroom.timeline.items) this.#put(item, null);
    this.#updateEarlier();
    this.#updateEmpty();
    this.#following = true;
    this.#atUnread = this.unreadLine.element.isConnected;
    this.#follow();
  }

  /** @param {import('../timeline.js').Item} item @param {string | null} before */
  #put(item, before) {
    const old = this.#elements.get(item.key);
    const element = messageElement(item, this.#i18n, this.#actions);
    if (old) this.#drop(old);
    this.#elements.set(item.key, element);
    this.stretches.insert(element, (before && this.#elements.get(before)) || null);
    this.#regroup(element);
    this.#regroup(this.stretches.after(element));
    this.#reading.watch(element, item);
    this.#markUnread(element, item);
    if (item.mine && item.state === 'sending') this.#toNewest();
    this.#updateSending(element);
    if (item.type === 'poll') this.#updatePolls();
    this.#updateEmpty();
    this.#follow();
  }

  /** @param {string} key */
  #remove(key) {
    const element = this.#elements.get(key);
    if (!element) return;
    const next = this.stretches.after(element);
    this.#elements.delete(key);
    this.#drop(element);
    this.#regroup(next);
    this.unreadLine.tidy();
    this.#updateEmpty();
  }

  /** @param {HTMLElement} element @param {import('../timeline.js').Item} item */
  #markUnread(element, item) {
    if (!this.#reading.hasWaited(item)) return;
    if (!this.unreadLine.element.isConnected) this.#atUnread = true;
    this.unreadLine.place(element);
    this.#regroup(element);
  }

  /** @param {HTMLElement} element */
  #drop(element) {
    // Somebody who had a button of it in hand goes on at the list.
    if (element.contains(document.activeElement)) this.scroller.focus({ preventScroll: true });
    this.#reading.forget(element);
    this.stretches.remove(element);
  }

  /** One header for what the same person says to the same people in a row. @param {Element | null} element */
  #regroup(element) {
    if (!(element instanceof HTMLElement)) return;
    const previous = this.stretches.before(element);
    const same =
      previous instanceof HTMLElement &&
      previous.dataset.sender === element.dataset.sender &&
      previous.dataset.privacy === element.dataset.privacy;
    element.classList.toggle('continued', same);
  }

  /** What comes in bulk (history, another language) is not read out. */
  #quietly() {
    this.list.setAttribute('aria-live', 'off');
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => this.list.setAttribute('aria-live', 'polite'), SETTLED_MS);
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    // Something beside it has taken or given room: nobody has scrolled, and the ResizeObserver puts it right.
    if (clientHeight !== this.#height) return;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    this.#updateNewest();
  }

  #follow() {
    this.#height = this.scroller.clientHeight;
    if (this.#atUnread) {
      this.scroller.scrollTop = this.unreadLine.element.offsetTop - this.scroller.clientHeight / 4;
      // More below is no scrolling, and yet the end is farther away.
      this.#scrolled();
    } else if (this.#following) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #toNewest() {
    this.#following = true;
    this.#atUnread = false;
  }

  #toEnd() {
    this.#toNewest();
    this.#follow();
    this.scroller.focus({ preventScroll: true });
  }

  async #loadEarlier() {
    const height = this.scroller.scrollHeight;
    const top = this.scroller.scrollTop;
    this.#following = false;
    this.#atUnread = false;
    this.#quietly();
    this.earlier.setAttribute('aria-disabled', 'true');
    await this.#classroom.loadEarlier().catch(() => {});
    this.earlier.removeAttribute('aria-disabled');
    this.scroller.scrollTop = top + this.scroller.scrollHeight - height;
    if (this.earlier.hidden) this.scroller.focus({ preventScroll: true });
  }

  #statusChanged() {
    this.#updateEmpty();
    this.#updatePolls();
    for (const element of this.list.querySelectorAll('.sending')) this.#updateSending(element);
  }

  /** What is on its way says so, or that it waits for the line. @param {Element} element */
  #updateSending(element) {
    const footer = element.querySelector('.on-its-way');
    const { line } = this.#classroom.status;
    const text = this.#i18n.t(line === 'online' ? 'message.sending' : line === 'ended' ? 'message.unsent' : 'message.waiting');
    if (footer && footer.textContent !== text) footer.textContent = text;
  }

  /** The choices of what is asked just now stand where they are to be made, and not here, too. */
  #updatePolls() {
    const { polls, status } = this.#classroom;
    const open = new Set(status.ended ? [] : polls.open.map(({ id }) => id));
    for (const asked of /** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll('[data-poll]'))) {
      asked.classList.toggle('open', open.has(asked.dataset.poll ?? ''));
    }
  }

  #updateEarlier() {
    this.earlier.hidden = !this.#classroom.hasEarlier;
  }

  #updateEmpty() {
    this.empty.hidden = this.#elements.size > 0 || this.#classroom.status.ended !== '';
  }

  #updateNewest() {
    if (this.newest.hidden !== this.#following) this.newest.hidden = this.#following;
    const count = this.#reading.unread;
    const text = count > 0 ? this.#i18n.t('timeline.new', { count }) : this.#i18n.t('timeline.latest');
    // While one scrolls, what stays as it was must not be laid out anew.
    if (this.newestText.textContent !== text) this.newestText.textContent = text;
  }
}

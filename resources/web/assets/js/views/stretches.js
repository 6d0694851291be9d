// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { afterPaint } from '../afterpaint.js';
import { h } from '../dom.js';

const LENGTH = 20;

/**
 * The elements of a long list, in stretches of some each. A stretch that is full and far from the screen costs nothing:
 * the browser passes it over as a whole (content-visibility), with the height that it had.
 */
export class Stretches {
  #list;

  /** @param {HTMLElement} list that holds them, and nothing else */
  constructor(list) {
    this.#list = list;
  }

  clear() {
    this.#list.replaceChildren();
  }

  /** @param {HTMLElement} element @param {HTMLElement | null} next before which it is to stand; null: at the end */
  insert(element, next) {
    if (!next) {
      this.#withRoom(this.#list.lastElementChild, null).append(element);
      return;
    }
    const home = /** @type {Element} */ (next.parentElement);
    if (next.previousElementSibling || home.childElementCount < LENGTH) home.insertBefore(element, next);
    else this.#withRoom(home.previousElementSibling, home).append(element);
  }

  /** @param {Element} element */
  remove(element) {
    const home = element.parentElement;
    element.remove();
    if (home?.childElementCount === 0) home.remove();
  }

  /** @param {Element} element */
  before(element) {
    return element.previousElementSibling ?? element.parentElement?.previousElementSibling?.lastElementChild ?? null;
  }

  /** @param {Element} element */
  after(element) {
    return element.nextElementSibling ?? element.parentElement?.nextElementSibling?.firstElementChild ?? null;
  }

  /** That stretch, or a new one in front of `next`. @param {Element | null} stretch @param {Element | null} next */
  #withRoom(stretch, next) {
    if (stretch && stretch.childElementCount < LENGTH) return stretch;
    const made = h('div', { class: 'stretch' });
    this.#list.insertBefore(made, next);
    // Not before it had its height once, which what comes in front of the first may still change: nothing jumps when it comes near.
    for (const full of [stretch, next]) if (full?.previousElementSibling) afterPaint(() => full.classList.add('full'));
    return made;
  }
}

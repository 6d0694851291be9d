// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { WHOLE, panBy, zoomAt } from '../zoom.js';

const CLICK_ZOOM = 2.5;
const TAP_SLACK_PX = 8;
const SWIPE_PX = 64;

/** Zoom and pan of one image by click, wheel, drag and pinch; a swipe over the whole picture turns the page. */
export class Zoomable {
  /** @type {import('../zoom.js').View} */
  #view = WHOLE;
  /** @type {Map<number, {x: number, y: number}>} */
  #pointers = new Map();
  #travelled = 0;
  #swiped = 0;

  /**
   * @param {HTMLElement} frame
   * @param {HTMLImageElement} image
   * @param {(direction: -1 | 1) => void} turn
   */
  constructor(frame, image, turn) {
    this.frame = frame;
    this.image = image;
    this.turn = turn;
    frame.addEventListener('wheel', (event) => this.#wheeled(event), { passive: false });
    frame.addEventListener('pointerdown', (event) => this.#down(event));
    frame.addEventListener('pointermove', (event) => this.#moved(event));
    frame.addEventListener('pointerup', (event) => this.#up(event));
    frame.addEventListener('pointercancel', (event) => void this.#pointers.delete(event.pointerId));
  }

  get zoomed() {
    return this.#view.scale > 1;
  }

  reset() {
    this.#pointers.clear();
    this.#show(WHOLE);
  }

  /** @param {number} factor @param {{x: number, y: number}} [at] */
  zoom(factor, at = { x: 0, y: 0 }) {
    this.#show(zoomAt(this.#view, factor, at, this.#picture(), this.#frameSize()));
  }

  /** @param {import('../zoom.js').View} view */
  #show(view) {
    this.#view = view;
    this.image.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    this.frame.dataset.zoomed = String(this.zoomed);
  }

  /** @param {{clientX: number, clientY: number}} event */
  #point(event) {
    const box = this.frame.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  }

  #frameSize() {
    return { width: this.frame.clientWidth, height: this.frame.clientHeight };
  }

  #picture() {
    return { width: this.image.offsetWidth, height: this.image.offsetHeight };
  }

  /** @param {WheelEvent} event */
  #wheeled(event) {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.zoom(Math.exp(-event.deltaY * lines * 0.002), this.#point(event));
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    this.frame.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 0) this.#travelled = this.#swiped = 0;
    this.#pointers.set(event.pointerId, this.#point(event));
    if (this.#pointers.size > 1) this.#travelled = Infinity;
  }

  /** @param {PointerEvent} event */
  #moved(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#point(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    const by = { x: now.x - before.x, y: now.y - before.y };
    if (other) {
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const apart = Math.hypot(before.x - other.x, before.y - other.y) || 1;
      this.zoom(Math.hypot(now.x - other.x, now.y - other.y) / apart, middle);
      return;
    }
    this.#travelled += Math.hypot(by.x, by.y);
    if (this.zoomed) this.#show(panBy(this.#view, by, this.#picture(), this.#frameSize()));
    else this.#swiped += by.x;
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size > 0) return;
    if (this.#travelled < TAP_SLACK_PX) {
      if (this.zoomed) this.reset();
      else this.zoom(CLICK_ZOOM, this.#point(event));
    } else if (!this.zoomed && Math.abs(this.#swiped) > SWIPE_PX) {
      this.turn(this.#swiped > 0 ? -1 : 1);
    }
  }
}

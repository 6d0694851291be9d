// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';
import { BannerView } from './banner.js';
import { ComposerView } from './composer.js';
import { languageSwitch } from './language.js';
import { LeaveDialog } from './leave.js';
import { Lightbox } from './lightbox.js';
import { PeopleDialog } from './people.js';
import { TimelineView } from './timeline.js';

/** The classroom: arranges its parts, and tells each when what it shows has changed. */
export class RoomView {
  #i18n;
  #classroom;
  /** @type {(() => void)[]} */
  #subscriptions = [];

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../classroom.js').Classroom} options.classroom
   * @param {import('../reading.js').Reading} options.reading
   * @param {import('../pictures.js').Pictures} options.pictures
   * @param {() => void} options.goHome
   */
  constructor({ i18n, classroom, reading, pictures, goHome }) {
    this.#i18n = i18n;
    this.#classroom = classroom;

    this.lightbox = new Lightbox(i18n, classroom.timeline, pictures);
    this.people = new PeopleDialog(i18n, classroom);
    this.leave = new LeaveDialog(i18n, goHome);
    this.banner = new BannerView(i18n, classroom, goHome);
    this.composer = new ComposerView(i18n, classroom);
    this.timeline = new TimelineView({
      i18n,
      classroom,
      reading,
      actions: {
        open: (item) => this.lightbox.open(item.key),
        again: (item) => classroom.sayAgain(item.ref),
        discard: (item) => void classroom.timeline.discard(item.ref),
        rescue: (image, item) => pictures.rescue(image, item),
      },
    });

    this.name = h('h1', { dir: 'auto' });
    this.teacher = h('p', { class: 'host' });
    this.count = h('span', { 'aria-hidden': 'true' });
    this.countSpoken = h('span', { class: 'sr-only' });
    this.countButton = h(
      'button',
      { type: 'button', class: 'icon-button count-button', onclick: () => this.people.open() },
      icon('people'),
      this.count,
      this.countSpoken,
    );
    const leaveButton = iconButton('leave', i18n.t('room.leave'), () => this.leave.open());
    this.element = h(
      'div',
      { class: 'room' },
      h(
        'header',
        { class: 'bar' },
        h('img', { class: 'bar-logo', src: '/assets/icons/lectern.svg', alt: '', width: 32, height: 32 }),
        h('div', { class: 'bar-title' }, this.name, this.teacher),
        this.countButton,
        languageSwitch(i18n),
        leaveButton,
      ),
      this.banner.wrapper,
      h('main', {}, this.timeline.element, this.composer.element),
      this.people.element,
      this.leave.element,
      this.lightbox.element,
    );

    this.#subscriptions.push(
      classroom.on('room', () => this.#updateRoom()),
      classroom.on('people', () => this.#updatePeople()),
      classroom.on('status', () => this.#updateStatus()),
    );
    this.#updateRoom();
    this.#updatePeople();
  }

  /** To be called once the element stands in the page. */
  focus() {
    if (matchMedia('(pointer: fine)').matches) this.composer.focus();
    else this.timeline.scroller.focus({ preventScroll: true });
  }

  destroy() {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.banner.destroy();
    this.timeline.destroy();
    this.lightbox.destroy();
  }

  #updateRoom() {
    const { room } = this.#classroom;
    this.name.textContent = room.name || this.#i18n.t('room.untitled', room.id);
    this.#updateTeacher();
    this.composer.update();
    this.banner.update();
  }

  /** Where the teacher is nobody knows while the line is down. */
  #updateTeacher() {
    const { host, status } = this.#classroom;
    this.teacher.hidden = !host;
    if (!host) return;
    const where = status.line === 'online' ? (host.online ? 'online' : 'away') : '';
    this.teacher.dataset.where = where;
    this.teacher.replaceChildren(
      h('span', { class: 'host-role' }, `${this.#i18n.t('room.teacher')} `),
      h('bdi', {}, host.name),
      where && h('span', {}, ` · ${this.#i18n.t(`room.${where}`)}`),
    );
  }

  #updatePeople() {
    const { count } = this.#classroom.people;
    this.count.textContent = String(count);
    this.countSpoken.textContent = this.countButton.title = this.#i18n.t('room.people', count);
    this.people.update();
    this.composer.update();
  }

  #updateStatus() {
    this.#updateTeacher();
    this.banner.update();
    const wasWriting = this.composer.element.contains(document.activeElement);
    this.composer.update();
    if (wasWriting && this.composer.element.hidden) this.banner.button.focus();
  }
}

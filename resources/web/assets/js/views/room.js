// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';
import { BannerView } from './banner.js';
import { ComposerView } from './composer.js';
import { CountdownView } from './countdown.js';
import { HandButton } from './hand.js';
import { languageSwitch } from './language.js';
import { LeaveDialog } from './leave.js';
import { Lightbox } from './lightbox.js';
import { messageActions } from './actions.js';
import { notesButton } from './notes.js';
import { PeopleDialog } from './people.js';
import { PollsView } from './polls.js';
import { ReactionTools } from './reactions.js';
import { TimelineView } from './timeline.js';
import { Tray, takeFiles } from './tray.js';

/** The classroom: arranges its parts, and tells each when what it shows has changed. */
export class RoomView {
  #i18n;
  #classroom;
  /** @type {(() => void)[]} */
  #subscriptions = [];

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../visit.js').Visit} options.visit
   * @param {() => void} options.goHome
   */
  constructor({ i18n, visit, goHome }) {
    const { classroom, reading, pictures, uploads } = visit;
    this.#i18n = i18n;
    this.#classroom = classroom;

    this.lightbox = new Lightbox(i18n, classroom.timeline, pictures);
    this.people = new PeopleDialog(i18n, classroom);
    this.leave = new LeaveDialog(i18n, goHome, notesButton(i18n, classroom, pictures));
    this.banner = new BannerView(i18n, classroom, goHome, notesButton(i18n, classroom, pictures));
    this.countdown = new CountdownView(i18n, classroom.countdown);
    this.polls = new PollsView(i18n, classroom);
    const tray = new Tray(i18n, uploads, 'image/*');
    this.camera = tray.button(i18n.t('composer.picture'), 'camera');
    this.classTools = [new HandButton(i18n, classroom), new ReactionTools(i18n, classroom)];
    this.composer = new ComposerView({ i18n, classroom, tray, tools: [...this.classTools, { element: this.camera }] });
    this.timeline = new TimelineView({
      i18n,
      classroom,
      reading,
      actions: messageActions(i18n, visit, (item) => this.lightbox.open(item.key)),
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
      h('main', {}, this.countdown.element, this.timeline.element, this.polls.element, this.composer.element),
      this.people.element,
      this.leave.element,
      this.lightbox.element,
    );

    takeFiles(this.element, tray, () => classroom.speech.allowed && !classroom.status.ended);

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
    for (const part of [this.banner, this.countdown, this.polls, this.timeline, this.composer, this.lightbox]) part.destroy();
  }

  #updateRoom() {
    const { room } = this.#classroom;
    this.name.textContent = room.name || this.#i18n.t('room.untitled', { code: room.id });
    this.#updateTeacher();
    for (const { element } of this.classTools) element.hidden = room.kind !== 'class';
    this.camera.hidden = !this.#classroom.speech.allowed;
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
    this.countSpoken.textContent = this.countButton.title = this.#i18n.t('room.people', { count });
    this.people.update();
    this.composer.update();
  }

  #updateStatus() {
    this.#updateTeacher();
    this.banner.update();
    this.polls.update();
    const wasWriting = this.composer.element.contains(document.activeElement);
    this.composer.update();
    if (wasWriting && this.composer.element.hidden) this.banner.button.focus();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h, icon, iconButton } from '../dom.js';
import { messageActions } from '../views/actions.js';
import { BannerView } from '../views/banner.js';
import { ComposerView } from '../views/composer.js';
import { CountdownView } from '../views/countdown.js';
import { languageSwitch } from '../views/language.js';
import { Lightbox } from '../views/lightbox.js';
import { Projector } from '../views/projector.js';
import { ask } from '../views/sheet.js';
import { TimelineView } from '../views/timeline.js';
import { Tray, takeFiles } from '../views/tray.js';
import { Host } from './host.js';
import { LivePolls } from './livepolls.js';
import { Notices } from './notices.js';
import { PersonSheet } from './personsheet.js';
import { PollMaker } from './pollmaker.js';
import { Readers } from './readers.js';
import { RosterDialog } from './rosterdialog.js';
import { Settings } from './settings.js';
import { StudentsView } from './students.js';
import { TimerMaker } from './timermaker.js';

/** The teacher's desk: the class as its host sees it, and what the host does there. */
export class DeskView {
  #i18n;
  #classroom;
  #host;
  #goHome;
  /** @type {(() => void)[]} */
  #subscriptions;
  /** @type {HTMLElement} */
  element;

  /**
   * @param {object} options
   * @param {import('../i18n.js').I18n} options.i18n
   * @param {import('../visit.js').Visit} options.visit
   * @param {string} options.joinUrl
   * @param {() => void} options.goHome
   */
  constructor({ i18n, visit, joinUrl, goHome }) {
    const { classroom, reading, pictures, uploads } = visit;
    this.#i18n = i18n;
    this.#classroom = classroom;
    this.#goHome = goHome;
    this.#host = new Host(visit.connection);

    this.banner = new BannerView(i18n, classroom, goHome);
    this.notices = new Notices(i18n, classroom);
    this.countdown = new CountdownView(i18n, classroom.countdown);
    this.lightbox = new Lightbox(i18n, classroom.timeline, pictures);
    this.readers = new Readers(i18n, classroom, () => this.element);
    this.timeline = new TimelineView({
      i18n,
      classroom,
      reading,
      actions: { ...messageActions(i18n, visit, (item) => this.lightbox.open(item.key)), extras: (item) => this.#extras(item) },
    });
    this.polls = new LivePolls(i18n, classroom, this.#host);
    const tray = new Tray(i18n, uploads, '*');
    this.composer = new ComposerView({ i18n, classroom, tray, tools: [{ element: tray.button(i18n.t('composer.attach'), 'clip') }] });
    this.person = new PersonSheet(i18n, classroom, this.#host, () => this.element);
    this.students = new StudentsView({
      i18n,
      classroom,
      actions: {
        settle: (person) => this.person.open(person),
        write: (person) => this.#writeTo(person),
        lower: (id) => void this.#host.lowerHand(id),
        mute: (person) => void this.#host.mute(person.id, !person.muted),
        remove: (person) => this.#askToRemove(person),
      },
    });
    this.projector = new Projector(i18n, classroom, joinUrl);
    this.pollMaker = new PollMaker(i18n, (poll) => this.#host.openPoll(poll));
    this.timerMaker = new TimerMaker(i18n, classroom.countdown, this.#host);
    this.settings = new Settings(i18n, classroom, this.#host);
    this.roster = new RosterDialog(i18n, visit);
    this.name = h('h1', { dir: 'auto' });
    this.state = h('p', { class: 'host' });
    this.toolbar = this.#toolbar();
    this.body = h(
      'main',
      { class: 'desk-body' },
      h('div', { class: 'desk-talk' }, this.countdown.element, this.timeline.element, this.polls.element, this.notices.element, this.composer.element),
      this.students.element,
    );
    this.element = h(
      'div',
      { class: 'room desk' },
      h(
        'header',
        { class: 'bar' },
        iconButton('left', i18n.t('room.leave'), () => this.#askToLeave()),
        h('div', { class: 'bar-title' }, this.name, this.state),
        languageSwitch(i18n),
      ),
      this.toolbar,
      this.banner.wrapper,
      this.body,
      ...[this.projector, this.pollMaker, this.timerMaker, this.roster, this.settings, this.lightbox].map(({ element }) => element),
    );
    takeFiles(this.element, tray, () => !classroom.status.ended);

    this.#subscriptions = [
      classroom.on('room', () => this.#update()),
      classroom.on('people', () => this.#updateCounts()),
      classroom.on('status', () => this.#update()),
    ];
    this.#update();
    this.#updateCounts();
  }

  /** To be called once the element stands in the page. */
  focus() {
    if (matchMedia('(pointer: fine)').matches) this.composer.focus();
    else this.timeline.scroller.focus({ preventScroll: true });
  }

  destroy() {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    const parts = [this.banner, this.notices, this.countdown, this.readers, this.timeline, this.polls, this.composer, this.students, this.projector, this.lightbox];
    for (const part of parts) part.destroy();
  }

  #toolbar() {
    const t = this.#i18n.t.bind(this.#i18n);
    const tool = (/** @type {Parameters<typeof icon>[0]} */ picture, /** @type {string} */ text, /** @type {() => void} */ onclick, className = '') =>
      h('button', { type: 'button', class: `tool ${className}`.trim(), title: text, onclick }, icon(picture), h('span', { class: 'tool-name' }, text));
    this.code = tool('code', t('desk.code'), () => this.projector.open(), 'code');
    this.code.append(h('span', { class: 'code-letters' }, this.#classroom.room.id));
    this.pane = tool('people', t('desk.students'), () => this.#showStudents(this.pane?.getAttribute('aria-expanded') !== 'true'), 'pane');
    this.pane.setAttribute('aria-expanded', 'false');
    this.paneCount = h('span', { class: 'tool-count' });
    this.pane.append(this.paneCount);
    this.lock = tool('lock', t('desk.lock'), () => void this.#host.change({ locked: !this.#classroom.room.locked }));
    return h(
      'section',
      { class: 'toolbar', 'aria-label': t('desk.tools') },
      this.code,
      this.pane,
      tool('poll', t('desk.poll'), () => this.pollMaker.open()),
      tool('timer', t('desk.timer'), () => this.timerMaker.open()),
      this.lock,
      tool('list', t('desk.roster'), () => void this.roster.open()),
      tool('settings', t('desk.settings'), () => this.settings.open()),
      tool('stop', t('desk.end'), () => this.#askToEnd(), 'end'),
    );
  }

  #update() {
    const { room, status, host, mayHold } = this.#classroom;
    // Handed over: nothing of the desk is theirs any more.
    if (host && !mayHold) return void queueMicrotask(this.#goHome);
    this.name.textContent = room.name || this.#i18n.t('room.untitled', { code: room.id });
    this.state.dataset.where = status.line === 'online' ? 'online' : 'away';
    this.state.textContent = `${this.#i18n.t(status.line === 'online' ? 'desk.connected' : 'desk.apart')} · ${this.#i18n.t(`talk.short.${room.talk}`)}`;
    this.lock?.setAttribute('aria-pressed', String(room.locked));
    this.toolbar.hidden = status.ended !== '';
    this.composer.update();
    this.banner.update();
    this.polls.update();
  }

  #updateCounts() {
    const students = this.#classroom.people.list().filter(({ type }) => type === 'student');
    const hands = students.filter(({ handRaisedAt }) => handRaisedAt).length;
    if (this.paneCount) this.paneCount.textContent = hands > 0 ? `${students.length} ✋${hands}` : String(students.length);
  }

  /** On a narrow screen they lie over the messages. @param {boolean} shown */
  #showStudents(shown) {
    this.body.classList.toggle('with-students', shown);
    this.pane?.setAttribute('aria-expanded', String(shown));
    // What is covered is not for the keyboard either.
    this.body.firstElementChild?.toggleAttribute('inert', shown && !matchMedia('(min-width: 60rem)').matches);
  }

  /** @param {import('../timeline.js').Item} item */
  #extras(item) {
    const t = this.#i18n.t.bind(this.#i18n);
    const fromStudent = item.senderType === 'student';
    const reply = () => this.#writeTo({ id: item.sender, name: item.senderName });
    const quiet = (/** @type {string} */ text, /** @type {() => void} */ onclick) => h('button', { type: 'button', class: 'quiet', onclick }, text);
    return [
      this.readers.button(item),
      fromStudent ? quiet(t('desk.reply'), reply) : null,
      item.type === 'pollResult' ? null : quiet(t('desk.delete'), () => this.#askToDelete(item)),
    ];
  }

  /** @param {{id: string, name: string}} person */
  #writeTo({ id, name }) {
    this.#showStudents(false);
    this.#classroom.speech.to = { id, name };
    this.composer.focus();
  }

  /** @param {import('../timeline.js').Item} item */
  #askToDelete(item) {
    const { speech } = this.#classroom;
    this.#ask({ title: 'desk.deleteSure', danger: true, choices: [['desk.deleteYes', () => speech.takeBack(item.id)]] });
  }

  /** @param {import('../protocol.js').Person} person */
  #askToRemove(person) {
    const ban = h('input', { type: 'checkbox' });
    const more = h('label', { class: 'choice' }, ban, this.#i18n.t('desk.ban'));
    const choices = [{ text: this.#i18n.t('desk.removeYes'), does: () => void this.#host.remove(person.id, ban.checked) }];
    ask(this.element, this.#i18n, { title: this.#i18n.t('desk.removeSure', { name: person.name }), more, choices, danger: true });
  }

  #askToEnd() {
    this.#ask({ title: 'desk.endSure', text: 'desk.endText', danger: true, choices: [['desk.endYes', () => void this.#host.end()]] });
  }

  #askToLeave() {
    if (this.#classroom.status.ended) return this.#goHome();
    this.#ask({ title: 'room.leaveSure', text: 'desk.leaveText', choices: [['room.leaveYes', this.#goHome], ['desk.endYes', () => void this.#host.end()]] });
  }

  /** @param {{title: string, text?: string, danger?: boolean, choices: [string, () => void][]}} question keys of its texts */
  #ask({ title, text, danger, choices }) {
    const t = this.#i18n.t.bind(this.#i18n);
    ask(this.element, this.#i18n, { title: t(title), text: text && t(text), danger, choices: choices.map(([key, does]) => ({ text: t(key), does })) });
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
// All that only those need who hold a class: it comes while they are still signing in.
import { DeskView } from './desk.js';
import { WaitingView } from './waiting.js';

export { Visit } from '../visit.js';

/** @type {import('../accountpage.js').Inside['roomView']} */
export const roomView = ({ i18n, visit, room, account, goHome }) => {
  const makeDesk = () => new DeskView({ i18n, visit, joinUrl: room.joinUrl, goHome });
  return account.mayHold(room) || visit.classroom.mayHold ? makeDesk() : new WaitingView({ i18n, visit, makeDesk, goHome });
};

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
// All that only those need who are in a room: it comes while they are still signing in.
import { RoomView } from '../views/room.js';

export { Visit } from '../visit.js';

/** @type {import('../accountpage.js').Inside['roomView']} */
export const roomView = ({ i18n, visit, goHome }) => new RoomView({ i18n, visit, goHome });

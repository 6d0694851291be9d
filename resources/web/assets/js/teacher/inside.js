// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
// All that only those need who hold a class: it comes while they are still signing in.
import { DeskView } from './desk.js';

export { Visit } from '../visit.js';

/** @type {import('../accountpage.js').Inside['roomView']} */
export const roomView = (i18n, visit, { joinUrl }, goHome) => new DeskView({ i18n, visit, joinUrl, goHome });

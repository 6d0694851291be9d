// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
// All that only those need who are in a room: it comes while they are still at the door.
export { Visit } from './visit.js';
export { RoomView } from './views/room.js';

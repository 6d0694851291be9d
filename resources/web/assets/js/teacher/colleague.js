// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Problem } from '../http.js';

/**
 * Into a class that goes on: one's own, or a colleague's, of which one becomes a member. Rejects with a Problem.
 * @param {import('../account.js').Account} account @param {string} roomId
 */
export async function wayInto(account, roomId) {
  const room = await account.room(roomId);
  if (room.kind !== 'class' || room.endedAt) throw new Problem(404, 'room_not_found');
  return account.mayHold(room) ? room : account.join(roomId);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { AccountPage } from '../accountpage.js';
import { boot } from '../boot.js';
import { DoorView } from './door.js';
import { LobbyView } from './lobby.js';
import { Unread } from './unread.js';

/** @param {import('../boot.js').Parts} parts */
function page(parts) {
  const { i18n, api, memory } = parts;
  return new AccountPage(parts, {
    door: (account) => new DoorView({ i18n, account }),
    lobby: (account, enter) => new LobbyView({ i18n, account, unread: new Unread(account, api, memory), enter }),
    find: (account, roomId) => account.join(roomId),
    entered: ({ classroom, connection }, account) => {
      const unread = new Unread(account, api, memory);
      const keep = () => unread.read(classroom.room.id, connection.lastSeq);
      // Who is in the room sees what comes there.
      connection.on('frame', keep);
      connection.on('welcome', ({ lastSeq }) => unread.read(classroom.room.id, lastSeq));
    },
    inside: () => import('./inside.js'),
  });
}

void boot('account', 'chat').then((parts) => page(parts).start());

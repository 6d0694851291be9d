// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { AccountPage } from '../accountpage.js';
import { boot } from '../boot.js';
import { SignInView } from '../views/signin.js';
import { wayInto } from './colleague.js';
import { RoomsView } from './rooms.js';

/** @param {import('../boot.js').Parts} parts */
function page(parts) {
  const { i18n } = parts;
  return new AccountPage(parts, {
    door: (account) =>
      new SignInView({
        i18n,
        notice: account.lost ? i18n.t('account.lost') : '',
        form: {
          button: 'account.signIn',
          busy: 'account.signingIn',
          fields: [
            { name: 'username', label: 'account.username', autocomplete: 'username' },
            { name: 'password', label: 'account.password', type: 'password', autocomplete: 'current-password' },
          ],
          send: ({ username, password }) => account.signIn(username, password, ({ type }) => type !== 'student'),
        },
      }),
    lobby: (account, enter) => new RoomsView({ i18n, account, enter }),
    find: wayInto,
    inside: () => import('./inside.js'),
  });
}

void boot('account', 'teacher').then((parts) => page(parts).start());

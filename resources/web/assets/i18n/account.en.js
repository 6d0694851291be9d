// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** @type {Record<string, string | ((value: any) => string)>} */
export const en = {
  'account.username': 'User name',
  'account.password': 'Password',
  'account.signIn': 'Sign in',
  'account.signingIn': 'Signing in…',
  'account.signOut': 'Sign out',
  'account.lost': 'You are no longer signed in. Please sign in again.',
  'rooms.loading': 'Loading…',
  'ask.no': 'Cancel',
  'form.missing': (label) => `${label}: please fill this in.`,
  'form.wait': (seconds) => `Too many wrong tries. Please try again in ${seconds} s.`,
  'problem.invalid_credentials': 'The user name or the password is wrong.',
};

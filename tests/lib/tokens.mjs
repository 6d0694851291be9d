// SPDX-License-Identifier: GPL-3.0-or-later
// JWTs as somebody makes them who wants in without a key, or with another one.
import { createHmac } from 'node:crypto';

const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');

export function claimsOf(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

/** The same claims (or changed ones), not signed at all. */
export function unsigned(token, changes = {}) {
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ ...claimsOf(token), ...changes })}.`;
}

/** The same claims signed with another key. */
export function signedWith(key, token, changes = {}) {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claimsOf(token), ...changes })}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

/** Changed claims under the old signature. */
export function tampered(token, changes) {
  const [head, , signature] = token.split('.');
  return `${head}.${part({ ...claimsOf(token), ...changes })}.${signature}`;
}

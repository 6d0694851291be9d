// SPDX-License-Identifier: GPL-3.0-or-later
// The database as somebody with a shell on the server sees it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** Runs SQL on a file with the sqlite3 program; the rows as objects. */
export function sqlite(file, sql) {
  const done = spawnSync('sqlite3', ['-json', '-cmd', '.timeout 5000', file, sql], { encoding: 'utf8' });
  assert.ifError(done.error);
  assert.equal(done.status, 0, done.stderr);
  return done.stdout ? JSON.parse(done.stdout) : [];
}

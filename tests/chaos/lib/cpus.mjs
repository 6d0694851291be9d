// SPDX-License-Identifier: GPL-3.0-or-later
// Who runs where, for suites that measure.
import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);
const last = cpus().length - 1;

/** Runs a program on the last CPU alone, and behind all others: the beginning of a command. */
export const ON_LAST_CPU = ['taskset', '-c', String(last), 'nice', '-n', '19'];

/**
 * This process, and what it starts, keep to the other CPUs, as long as there are any, until what is answered is called.
 */
export async function leaveLastCpu() {
  if (last === 0) return async () => {};
  const keepTo = (first, end) => run('taskset', ['--all-tasks', '--cpu-list', '--pid', `${first}-${end}`, String(process.pid)]);
  await keepTo(0, last - 1);
  return () => keepTo(0, last);
}

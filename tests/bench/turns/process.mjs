// SPDX-License-Identifier: GPL-3.0-or-later
// Processes that are measured: on a CPU of their own, and ended with us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, createConnection } from 'node:net';
import { cpus } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 20_000;
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

export const SERVER_CPU = 0;
export const GENERATOR_CPU = cpus().length - 1;

/** Starts a command on a CPU: the child, with all it said in `said`. */
export function startOn(cpu, command) {
  const child = spawn('taskset', ['-c', String(cpu), ...command], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.said = '';
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdout.on('data', (data) => (child.said += data));
  child.stderr.on('data', (data) => (child.said += data));
  child.on('error', (error) => (child.said += error.message));
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Waits until somebody listens at the port. */
export async function listening(child, port) {
  for (const end = Date.now() + START_MS; Date.now() < end; await pause(50)) {
    if (child.exitCode !== null) break;
    const socket = createConnection({ port, host: '127.0.0.1' });
    const there = await new Promise((resolve) => socket.on('connect', () => resolve(true)).on('error', () => resolve(false)));
    socket.destroy();
    if (there) return;
  }
  throw new Error(`${child.spawnargs.map((word) => path.basename(word)).join(' ')} does not listen: ${child.said}`);
}

/** The process and all that it has started. */
export function family(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await once(child, 'exit');
  clearTimeout(late);
}

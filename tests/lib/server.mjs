// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the real lectern-server in a folder of its own, and speaks to its command line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const SERVER =
  process.env.LECTERN_SERVER ?? fileURLToPath(new URL('../../build/server/lectern-server', import.meta.url));

const START_MS = 20_000;
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The environment without anything that would configure the server behind a test's back. */
export function cleanEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('LECTERN_'));
  return { ...Object.fromEntries(kept), ...extra };
}

export function temporaryFolder(what = 'data') {
  return mkdtemp(path.join(tmpdir(), `lectern-${what}-`));
}

/** Runs the program to its end: `{ code, stdout, stderr }`. A program that does not end is killed: code null. */
export async function runVerb(args, { input = '', env = {}, cwd, timeout = START_MS } = {}) {
  const child = spawn(SERVER, args, { env: cleanEnvironment(env), cwd });
  running.add(child);
  const late = setTimeout(() => child.kill('SIGKILL'), timeout);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => (stdout += data));
  child.stderr.on('data', (data) => (stderr += data));
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  clearTimeout(late);
  running.delete(child);
  return { code, stdout, stderr };
}

export async function addUser(dataDir, { username, password, role = 'teacher', name }, flags = []) {
  const args = ['user', 'add', username, '--role', role, '--password-stdin', '--data-dir', dataDir, ...flags];
  const done = await runVerb(name ? [...args, '--name', name] : args, { input: `${password}\n` });
  if (done.code !== 0) throw new Error(`user add ${username} ended with ${done.code}: ${done.stderr}`);
}

/** One running server. `log` is everything it has written to stderr, over restarts. */
export class Server {
  log = '';
  stdout = '';
  port = 0;
  #child;
  #options;

  constructor(options) {
    this.#options = options;
    this.dataDir = options.dataDir;
  }

  /**
   * `flags`: further arguments; `env`: further environment; `address`: where it listens. The data folder is the caller's to remove.
   * Drains at once unless told otherwise: nobody waits for a test's server.
   */
  static async start({ dataDir, flags = [], env = {}, port = 0, address = '127.0.0.1' }) {
    const server = new Server({ dataDir, flags, address, env: { LECTERN_DRAIN_SECONDS: '0', ...env } });
    server.port = port;
    await server.#launch();
    return server;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get socketUrl() {
    return `ws://127.0.0.1:${this.port}`;
  }

  get pid() {
    return this.#child.pid;
  }

  get running() {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #launch() {
    const { dataDir, flags, env, address } = this.#options;
    const args = ['--listen', `${address}:${this.port}`, '--data-dir', dataDir, ...flags];
    const child = spawn(SERVER, args, { env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    running.add(child);
    child.on('exit', () => running.delete(child));
    child.stderr.on('data', (data) => (this.log += data));
    this.stdout = '';
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no listening line in time:\n${this.log}`)), START_MS);
      child.stdout.on('data', (data) => {
        this.stdout += data;
        const line = /^lectern-server listening on https?:\/\/\S+:(\d+) serverId=(\S+)$/m.exec(this.stdout);
        if (!line) return;
        clearTimeout(late);
        this.port = Number(line[1]);
        this.serverId = line[2];
        resolve();
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        reject(new Error(`the server ended with ${code ?? signal} before it listened:\n${this.log}`));
      });
    });
  }

  signal(name) {
    this.#child.kill(name);
  }

  /** Waits for the end: the exit code, or the signal's name. */
  async exited() {
    if (this.running) await once(this.#child, 'exit');
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  stop() {
    if (this.running) this.signal('SIGTERM');
    return this.exited();
  }

  kill() {
    if (this.running) this.signal('SIGKILL');
    return this.exited();
  }

  /** Up again on the same port, with the same data. */
  async restart({ how = 'SIGTERM' } = {}) {
    if (this.running) this.signal(how);
    await this.exited();
    await this.#launch();
  }
}

export async function removeFolder(folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL of a test's own: on a unix socket in a temporary folder, or on a free port of the loopback with a password.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { chown, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './redis.mjs';
import { removeFolder, temporaryFolder } from './server.mjs';

const run = promisify(execFile);
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGQUIT')));

const OWNER = 'lectern';
const PASSWORD = 'open sesame';

/** The newest of those that are installed, which Debian keeps outside the path. */
function program(name) {
  let versions = [];
  try {
    versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(a) - Number(b));
  } catch {
    // elsewhere it stands in the path
  }
  return versions.length ? `/usr/lib/postgresql/${versions.at(-1)}/bin/${name}` : name;
}

/** It refuses to run as root: then as the user of Debian's package. */
async function someoneElse() {
  if (process.getuid() !== 0) return {};
  const id = async (flag) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

export class Postgres {
  #child;
  #who;
  #args;
  #made = 0;

  constructor(folder, port, tcp, who, fsync) {
    this.folder = folder;
    this.port = port;
    this.tcp = tcp;
    this.#who = who;
    this.#args = ['-D', path.join(folder, 'data'), '-k', folder, '-p', String(port), '-c', `fsync=${fsync ? 'on' : 'off'}`,
      '-c', `listen_addresses=${tcp ? '127.0.0.1' : ''}`];
  }

  /** `fsync`: for a test of what outlasts a crash of it. */
  static async start({ tcp = false, fsync = false } = {}) {
    const [folder, port, who] = await Promise.all([temporaryFolder('postgres'), freePort(), someoneElse()]);
    if (who.uid !== undefined) await chown(folder, who.uid, who.gid);
    const secret = path.join(folder, 'password');
    await writeFile(secret, PASSWORD);
    const postgres = new Postgres(folder, port, tcp, who, fsync);
    await run(program('initdb'), ['-D', path.join(folder, 'data'), '-U', OWNER, '-E', 'UTF8', '--locale=C', '--no-sync',
      '--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${secret}`], { cwd: '/', ...who });
    await postgres.launch();
    return postgres;
  }

  /** Up (again), with its data; ends when it answers. */
  async launch() {
    const child = spawn(program('postgres'), this.#args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...this.#who });
    this.#child = child;
    running.add(child);
    child.on('exit', () => running.delete(child));
    let log = '';
    child.stderr.on('data', (data) => (log += data));
    while (!(await this.#answers())) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended before it answered:\n${log}`);
      await pause(20);
    }
  }

  async #answers() {
    return run(program('pg_isready'), ['-q', '-h', this.folder, '-p', String(this.port)]).then(() => true, () => false);
  }

  /** Carries out a statement as the owner of everything, and answers what psql prints. */
  async execute(statement, database = 'postgres') {
    const where = ['-h', this.folder, '-p', String(this.port), '-U', OWNER, '-d', database];
    return (await run(program('psql'), [...where, '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-c', statement])).stdout.trim();
  }

  /** The URL for --database of a new, empty one. */
  async freshDatabase() {
    const name = `lectern_${++this.#made}`;
    await this.execute(`CREATE DATABASE ${name} TEMPLATE template0`);
    return this.url(name);
  }

  url(name, password = PASSWORD) {
    return this.tcp
      ? `postgresql://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${name}`
      : `postgresql://${OWNER}@/${name}?host=${this.folder}&port=${this.port}`;
  }

  /** SIGINT puts everyone out in good order, SIGQUIT is a crash. */
  async halt(signal = 'SIGINT') {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill(signal);
    await once(this.#child, 'exit');
  }

  async stop() {
    await this.halt('SIGQUIT');
    await removeFolder(this.folder);
  }
}

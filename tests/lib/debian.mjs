// SPDX-License-Identifier: GPL-3.0-or-later
// A fresh Debian, booted with systemd as its PID 1 (systemd-nspawn), thrown away afterwards. Needs root. What is made by
// debootstrap is kept for the next time in LECTERN_TEST_CACHE (default /var/cache/lectern-test), outside the tree.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './until.mjs';

const CACHE = process.env.LECTERN_TEST_CACHE ?? '/var/cache/lectern-test';
const MIRROR = 'http://deb.debian.org/debian';
const ENVIRONMENT = ['env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root', 'LANG=C.UTF-8', 'DEBIAN_FRONTEND=noninteractive'];
const BOOT_MS = 60_000;

/** Runs a program to its end: `{ code, stdout, stderr }`. */
export function run(program, args, { input = '', ...options } = {}) {
  return new Promise((resolve) => {
    const child = execFile(program, args, { maxBuffer: 1 << 26, ...options }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr }));
    child.stdin.on('error', () => {}); // it may end without reading
    child.stdin.end(input);
  });
}

export async function must(program, args, options) {
  const done = await run(program, args, options);
  if (done.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${done.code}:\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

/** Gives a folder that is whole its place. Another suite may have been faster: then it is the other's that stays. */
async function settle(made, place) {
  await rename(made, place).catch(async (error) => {
    if (!existsSync(place)) throw error;
    await rm(made, { recursive: true });
  });
}

/** A folder with a Debian that has systemd and what `depends` (as in a package's control file) names, and nothing else. */
async function freshRoot(depends) {
  await mkdir(CACHE, { recursive: true });
  const base = path.join(CACHE, 'bookworm');
  if (!existsSync(base)) {
    const made = `${base}.${process.pid}`;
    await must('debootstrap', ['--variant=minbase', '--include=systemd,systemd-sysv,dbus', 'bookworm', made, MIRROR]);
    await settle(made, base);
  }
  const root = path.join(CACHE, `bookworm-${createHash('sha256').update(depends).digest('hex').slice(0, 12)}`);
  if (!existsSync(root)) {
    const made = `${root}.${process.pid}`;
    await must('cp', ['-a', base, made]);
    await cp('/etc/resolv.conf', path.join(made, 'etc/resolv.conf'), { dereference: true });
    await must('chroot', [made, ...ENVIRONMENT, 'sh', '-c', 'apt-get update -q && apt-get satisfy -qy --no-install-recommends "$1"', 'sh', depends]);
    await rm(path.join(made, 'etc/resolv.conf'));
    await settle(made, root);
  }
  return root;
}

export class Debian {
  #child;
  #leader;
  #stage;
  log = '';

  /** `packages`: .deb files that are to be installed later; what they need is there already, so no network is wanted. */
  static async boot(packages) {
    const machine = new Debian();
    const fields = await Promise.all(packages.map((file) => must('dpkg-deb', ['-f', file, 'Depends'])));
    const names = await Promise.all(packages.map((file) => must('dpkg-deb', ['-f', file, 'Package'])));
    const mine = names.map((name) => name.trim());
    const depends = fields.join(', ').replaceAll('\n', '').split(', ').filter((item) => !mine.includes(item.split(' ')[0])).join(', ');
    await machine.#start(await freshRoot(depends));
    return machine;
  }

  async #start(root) {
    this.#stage = path.join(tmpdir(), `lectern-debian-${process.pid}-${Math.random().toString(36).slice(2)}`);
    await mkdir(this.#stage);
    // In a mount namespace of its own: whatever ends this process, the mounts go with it.
    const script = `mount -t tmpfs tmpfs "$1" && mkdir "$1/new" "$1/work" "$1/root" &&
      mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/new,workdir=$1/work" "$1/root" &&
      exec systemd-nspawn --quiet --boot --register=no --keep-unit --private-network --console=pipe --machine=lectern-test -D "$1/root"`;
    this.#child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', this.#stage, root], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on('data', (data) => (this.log += data));
    process.on('exit', () => spawnSync('kill', ['-KILL', this.#leader, String(this.#child.pid)]));
    await until(async () => {
      if (this.#child.exitCode !== null) throw new Error(`the machine did not boot:\n${this.log}`);
      const { pid } = this.#child;
      this.#leader = (await run('cat', [`/proc/${pid}/task/${pid}/children`])).stdout.trim().split(' ').at(-1);
      return (await run('cat', [`/proc/${this.#leader}/comm`])).stdout.trim() === 'systemd';
    }, { what: 'systemd as PID 1', timeout: BOOT_MS });
    await until(async () => /running|degraded/.test((await this.run('systemctl is-system-running')).stdout),
      { what: () => `a booted Debian:\n${this.log}`, timeout: BOOT_MS });
  }

  /** A shell command in there, as root: `{ code, stdout, stderr }`. */
  run(command, { input } = {}) {
    return run('nsenter', ['--target', this.#leader, '--all', '--wd', ...ENVIRONMENT, 'sh', '-c', command], { input });
  }

  async must(command, options) {
    const done = await this.run(command, options);
    if (done.code !== 0) throw new Error(`${command} ended with ${done.code}:\n${done.stdout}\n${done.stderr}\n${await this.journal()}`);
    return done.stdout.trim();
  }

  /** A program of the host that speaks to this machine over its loopback. */
  beside(program, args) {
    return must('nsenter', ['--target', this.#leader, '--net', program, ...args]);
  }

  /** A file of there, as the host sees it. */
  path(file) {
    return `/proc/${this.#leader}/root${file}`;
  }

  async put(file, target) {
    await must('cp', [file, this.path(target)]);
  }

  async journal() {
    return (await this.run('journalctl --no-pager -u "lectern*" -n 40')).stdout;
  }

  /** The machine's PID 1 takes all of it along; its starter would leave it behind. */
  #kill() {
    spawnSync('kill', ['-KILL', this.#leader, String(this.#child.pid)]);
  }

  async stop() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#kill();
    await ended;
    await rm(this.#stage, { recursive: true, force: true });
  }
}

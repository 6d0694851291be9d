// SPDX-License-Identifier: GPL-3.0-or-later
// A network of its own with one wire to this machine, as if it were another machine. Only root may make one.
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { ON_LAST_CPU } from './cpus.mjs';

const run = promisify(execFile);
const ip = (...args) => run('ip', args);

/** What was made is removed again, however the suite ends. */
const made = new Set();
process.on('exit', () => made.forEach((name) => execFile('ip', ['netns', 'delete', name]).unref()));

export class Namespace {
  /** `host`: this machine's address, as those in there see it. Fails, saying why, where none can be made. */
  static async open() {
    if (process.getuid() !== 0) throw new Error('only root may make a network namespace');
    const namespace = new Namespace();
    const net = `198.18.${process.pid % 256}`; // RFC 2544: for tests of networks
    namespace.name = `lectern-${process.pid}`;
    namespace.host = `${net}.1`;
    try {
      await ip('netns', 'add', namespace.name);
      made.add(namespace.name);
      const wire = `lectern${process.pid}`.slice(0, 15);
      await ip('link', 'add', wire, 'type', 'veth', 'peer', 'name', 'wire', 'netns', namespace.name);
      await ip('address', 'add', `${namespace.host}/30`, 'dev', wire);
      await ip('link', 'set', wire, 'up');
      await ip('-n', namespace.name, 'address', 'add', `${net}.2/30`, 'dev', 'wire');
      await ip('-n', namespace.name, 'link', 'set', 'wire', 'up');
      return namespace;
    } catch (error) {
      await namespace.close();
      throw new Error(`no network namespace can be made here (${(error.stderr || error.message).trim().split('\n').at(-1)})`);
    }
  }

  /** Starts a program in there that has a CPU for itself and gives way to all others on it: a flood comes from elsewhere. */
  spawn(program, args, options) {
    return spawn('ip', ['netns', 'exec', this.name, ...ON_LAST_CPU, program, ...args], options);
  }

  async close() {
    if (made.delete(this.name)) await ip('netns', 'delete', this.name); // and the wire with it
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A redis-server of a test's own: on a unix socket in a temporary folder, or on a free port of the loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { createClient } from '@redis/client';
import { removeFolder, temporaryFolder } from './server.mjs';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

export class Redis {
  #child;
  #args;

  constructor(folder, url, args) {
    this.folder = folder;
    this.url = url; // for --redis
    this.#args = args;
  }

  /** `args`: further ones of redis-server; `url` does not know of them. */
  static async start({ tcp = false, args = [] } = {}) {
    const folder = await temporaryFolder('redis');
    const socket = path.join(folder, 'redis.sock');
    const port = tcp ? await freePort() : 0;
    const where = tcp ? ['--port', String(port), '--bind', '127.0.0.1'] : ['--port', '0', '--unixsocket', socket];
    const redis = new Redis(folder, tcp ? `redis://127.0.0.1:${port}/0` : `unix:${socket}`, [
      ...where, '--dir', folder, '--save', '', '--appendonly', 'no', ...args,
    ]);
    redis.port = port; // 0: a unix socket
    redis.clientOptions = { socket: tcp ? { host: '127.0.0.1', port } : { path: socket } };
    await redis.launch();
    return redis;
  }

  async launch() {
    const child = spawn('redis-server', this.#args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    running.add(child);
    child.on('exit', () => running.delete(child));
    let output = '';
    await new Promise((resolve, reject) => {
      child.stdout.on('data', (data) => {
        output += data;
        if (/ready to accept connections/i.test(output)) resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`redis-server did not start:\n${output}`)));
    });
  }

  /** A plain client, as any other program would use it. The caller closes it. */
  async client() {
    const client = createClient(this.clientOptions);
    client.on('error', () => {}); // it reconnects by itself
    await client.connect();
    return client;
  }

  /** Ends every connection, of those who listen and of those who ask. */
  async dropEveryone() {
    const client = await this.client();
    for (const type of ['pubsub', 'normal']) await client.sendCommand(['CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes']);
    client.destroy();
  }

  get running() {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async halt(signal = 'SIGTERM') {
    if (!this.running) return;
    this.#child.kill(signal);
    await once(this.#child, 'exit');
  }

  async stop() {
    await this.halt();
    await removeFolder(this.folder);
  }
}

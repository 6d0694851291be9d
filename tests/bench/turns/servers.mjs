// SPDX-License-Identifier: GPL-3.0-or-later
// The servers that are measured in turns: how each is started, and how it is spoken to.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { end, family, freePort, listening, SERVER_CPU, startOn } from './process.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PEERS = path.join(ROOT, 'tests/bench/peers');
const BUN = path.join(PEERS, 'node_modules/.bin/bun');
const NCHAN = '/usr/lib/nginx/modules/ngx_nchan_module.so';
const LECTERN = path.join(ROOT, 'build/server/lectern-server');

export const ACCOUNT = { user: 'bench', password: 'a-password-for-one-run' };

/** What Lectern is relieved of: limits for people, whom a generator is not. The rules behind them stay in force. */
export const LIFTED = [
  'limits.rate=0', 'limits.rooms_per_user=1000', 'limits.text=300000', 'limits.frame=1048576', 'limits.queue=8388608',
];

async function startRedis(port) {
  const redis = startOn(SERVER_CPU, ['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
  await listening(redis, port);
  return redis;
}

function lectern(name, { history, redis = false }) {
  const command = async ({ port, folder, redisUrl }) => {
    const flags = ['--data-dir', folder, ...(redisUrl ? ['--redis', redisUrl] : [])];
    execFileSync(LECTERN, ['user', 'add', ACCOUNT.user, '--role', 'teacher', '--password-stdin', '--data-dir', folder], {
      input: `${ACCOUNT.password}\n`, stdio: ['pipe', 'ignore', 'ignore'],
    });
    return [LECTERN, '--listen', `127.0.0.1:${port}`, '--drain-seconds', '0', '--log-level', 'warning', ...flags,
      ...LIFTED.flatMap((limit) => ['--set', limit])];
  };
  return { name, own: true, speaks: 'lectern', history, redis, command, there: () => true };
}

async function nchanCommand({ port, folder, redisUrl }) {
  const template = await readFile(path.join(PEERS, 'nchan.conf'), 'utf8');
  const filled = template
    .replaceAll('FOLDER', folder)
    .replaceAll('PORT', port)
    .replace('UPSTREAM', redisUrl ? `upstream store { nchan_redis_server ${redisUrl}; }` : '')
    .replace('USE', redisUrl ? 'nchan_redis_pass store;' : '')
    .replace(/^/, process.getuid() === 0 ? 'user root;\n' : '');
  const file = path.join(folder, 'nginx.conf');
  await writeFile(file, filled);
  return ['nginx', '-p', folder, '-c', file];
}

const program = (...command) => ({ port, redisUrl }) => [...command, String(port), ...(redisUrl ? [redisUrl] : [])];
const installed = (name) => () => existsSync(path.join(PEERS, 'node_modules', name));

export const SERVERS = [
  { name: 'floor', speaks: 'plain', command: program(path.join(ROOT, 'build/tests/bench/floor/lectern-bench-floor')), there: () => true },
  { name: 'Bun', speaks: 'plain', command: program(BUN, path.join(PEERS, 'bun.mjs')), there: () => existsSync(BUN) },
  lectern('Lectern volatile', { history: false }),
  lectern('Lectern durable', { history: true }),
  { name: 'Nchan', speaks: 'plain', command: nchanCommand, there: () => existsSync(NCHAN) },
  { name: 'ws', speaks: 'plain', command: program(process.execPath, path.join(PEERS, 'ws.mjs')), there: installed('ws') },
  { name: 'Socket.IO', speaks: 'socketio', command: program(process.execPath, path.join(PEERS, 'socketio.mjs')), there: installed('socket.io') },
  lectern('Lectern volatile + Redis', { history: false, redis: true }),
  lectern('Lectern durable + Redis', { history: true, redis: true }),
  { name: 'Nchan + Redis', speaks: 'plain', redis: true, command: nchanCommand, there: () => existsSync(NCHAN) },
  {
    name: 'Socket.IO + Redis', speaks: 'socketio', redis: true,
    command: program(process.execPath, path.join(PEERS, 'socketio.mjs')), there: installed('@socket.io/redis-adapter'),
  },
];

/** Runs `use({ url, pids })` with the server up, with a Redis of its own where it wants one; both share a CPU. */
export async function withServer(server, use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-bench-'));
  const port = await freePort();
  const children = [];
  try {
    let redisUrl;
    if (server.redis) {
      const redisPort = await freePort();
      children.unshift(await startRedis(redisPort));
      redisUrl = `redis://127.0.0.1:${redisPort}`;
    }
    const child = startOn(SERVER_CPU, await server.command({ port, folder, redisUrl }));
    children.unshift(child);
    await listening(child, port);
    return await use({ url: `http://127.0.0.1:${port}`, pids: children.flatMap(({ pid }) => family(pid)) });
  } finally {
    for (const child of children) await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

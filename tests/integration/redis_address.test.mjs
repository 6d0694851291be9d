// SPDX-License-Identifier: GPL-3.0-or-later
// What `--redis` may name: who cannot be met there ends the start with exit code 2 and a line that says why.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { House } from '../lib/house.mjs';
import { freePort, Redis } from '../lib/redis.mjs';
import { removeFolder, runVerb, Server, temporaryFolder } from '../lib/server.mjs';

const folder = await temporaryFolder('redis-address');
after(() => removeFolder(folder));

/** Starts a server with that Redis, and expects that it refuses with all these words, and never with a secret. */
async function assertRefused(url, words, { dataDir = folder } = {}) {
  const { code, stdout, stderr } = await runVerb(['--listen', '127.0.0.1:0', '--data-dir', dataDir, '--redis', url]);
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  for (const word of words) assert.match(stderr, word);
  assert.doesNotMatch(stderr, /geheim/);
}

async function started(options) {
  const redis = await Redis.start({ tcp: true, ...options });
  after(() => redis.stop());
  return redis;
}

test('nobody is there', async () => {
  const port = await freePort();
  await assertRefused(`redis://127.0.0.1:${port}/0`, [/redis/, new RegExp(`redis://127\\.0\\.0\\.1:${port}/0`), /refused/i]);
  await assertRefused('unix:/nowhere/redis.sock', [/redis/, /unix:\/nowhere\/redis\.sock/]);
  await assertRefused('redis://no.such.host.invalid:6379/0', [/redis/, /no\.such\.host\.invalid/, /not found/i]);
});

test('the password is wrong, missing, or needless', async () => {
  const locked = await started({ args: ['--requirepass', 'geheim'] });
  for (const signIn of ['', ':geheim2@', 'nobody:geheim@'])
    await assertRefused(`redis://${signIn}127.0.0.1:${locked.port}/0`, [/redis/, /password/]);
  const open = await started();
  await assertRefused(`redis://:geheim@127.0.0.1:${open.port}/0`, [/redis/, /password/]);
  const server = await Server.start({ dataDir: folder, flags: ['--redis', `redis://:geheim@127.0.0.1:${locked.port}/2`] });
  assert.equal(await server.stop(), 0);
  assert.doesNotMatch(server.log, /geheim/);
});

test('a Sentinel, a Cluster, and what is no Redis', async () => {
  const cluster = await started({ args: ['--cluster-enabled', 'yes'] });
  await assertRefused(cluster.url, [/redis/, /cluster/, /single/]);

  const port = await freePort();
  const file = path.join(folder, 'sentinel.conf');
  await writeFile(file, `port ${port}\nbind 127.0.0.1\ndir ${folder}\n`);
  const sentinel = spawn('redis-server', [file, '--sentinel'], { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => sentinel.kill('SIGKILL'));
  let output = '';
  await new Promise((resolve) => sentinel.stdout.on('data', (data) => /Sentinel ID/.test((output += data)) && resolve()));
  await assertRefused(`redis://127.0.0.1:${port}/0`, [/redis/, /sentinel/, /single/]);
  sentinel.kill();
  await once(sentinel, 'exit');

  for (const url of ['redis-sentinel://127.0.0.1:26379/main', 'rediss+sentinel://127.0.0.1/main', 'redis-cluster://127.0.0.1:7000', 'redis://127.0.0.1:7000,127.0.0.1:7001'])
    await assertRefused(url, [/redis/, /Sentinel/, /Cluster/, /one Redis server/]);
});

test('the Redis of another system', async () => {
  const house = await House.open({ redis: true });
  await assertRefused(house.redis.url, [/redis/, /another system/]);
  // Another node of the same one is welcome.
  await (await house.node()).stop();
});

test('over TLS, if the certificate is good', async () => {
  const openssl = (...args) => assert.equal(spawnSync('openssl', args, { cwd: folder }).status, 0, args.join(' '));
  for (const name of ['school', 'stranger'])
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`,
      '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', `${name}.key`, '-out', `${name}.pem`);
  const [port, plain] = [await freePort(), await freePort()];
  const files = ['--tls-cert-file', `${folder}/school.pem`, '--tls-key-file', `${folder}/school.key`, '--tls-ca-cert-file', `${folder}/school.pem`];
  await started({ args: ['--tls-port', String(port), '--port', String(plain), ...files, '--requirepass', 'geheim'] });
  const url = `rediss://:geheim@127.0.0.1:${port}/0?cacert=${folder}/school.pem`;
  const own = `&cert=${folder}/school.pem&key=${folder}/school.key`;

  const server = await Server.start({ dataDir: folder, flags: ['--redis', url + own] });
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  assert.equal(await server.stop(), 0);
  await assertRefused(`rediss://:geheim@127.0.0.1:${port}/0?cacert=${folder}/stranger.pem${own}`, [/redis/, /certificate/i]);
  await assertRefused(`rediss://:geheim@127.0.0.1:${port}/0`, [/redis/, /certificate/i]);
  await assertRefused(url, [/redis/]); // this Redis wants to know who asks
  await assertRefused(`rediss://:geheim@127.0.0.1:${port}/0?cacert=${folder}/none.pem`, [/redis/, /cacert/, /none\.pem/]);
  await assertRefused(`rediss://:geheim@127.0.0.1:${plain}/0?cacert=${folder}/school.pem`, [/redis/, /rediss:/]);
  await assertRefused(`redis://:geheim@127.0.0.1:${port}/0`, [/redis/]);
});

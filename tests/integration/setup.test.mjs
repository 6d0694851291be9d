// SPDX-License-Identifier: GPL-3.0-or-later
// The first minutes: configuration, certificates and an administrator by one command.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { createServer } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { after, test } from 'node:test';
import { removeFolder, runVerb, Server, temporaryFolder } from '../lib/server.mjs';

const folders = [];
const ends = [];
after(async () => {
  for (const end of ends) await end();
  for (const folder of folders) await removeFolder(folder);
});

async function place() {
  const dir = await temporaryFolder();
  folders.push(dir);
  const config = path.join(dir, 'lectern.toml');
  const data = path.join(dir, 'data');
  const setup = (args, input = '') => runVerb(['setup', '--config', config, ...args], { input });
  return { dir, config, data, setup, tls: (name) => path.join(dir, 'tls', name) };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

function get(port, target, ca) {
  return new Promise((resolve, reject) => {
    https.get({ host: '127.0.0.1', servername: 'school.example', port, path: target, ca }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', reject);
  });
}

test('a file with every setting is written where there was none, and fits', async () => {
  const { config, setup } = await place();
  const done = await setup(['--address', 'school.example:8123']);
  assert.equal(done.code, 2, 'the configuration that --config names is not there');
  await writeFile(config, '');
  const again = await setup(['--address', 'school.example:8123']);
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stdout, /^not announced in the network: this is not the system's configuration$/m);
  const text = await readFile(config, 'utf8');
  assert.match(text, /^listen = "0\.0\.0\.0:8123"$/m);
  assert.match(text, /^public_url = "http:\/\/school\.example:8123"$/m);
  assert.equal((await runVerb(['check-config', '--config', config])).code, 0);
});

test('comments, other settings, owner and mode stay', async () => {
  const { config, setup } = await place();
  await writeFile(config, `${(await runVerb(['example-config'])).stdout}`.replace('#host_grace = 30', 'host_grace = 45'));
  await chmod(config, 0o640);
  assert.equal((await setup(['--address', 'school.example'])).code, 0);
  const text = await readFile(config, 'utf8');
  assert.match(text, /^host_grace = 45$/m);
  assert.match(text, /^# where to listen/m);
  assert.equal(text.match(/^#?listen = /gm).length, 1);
  assert.equal((await stat(config)).mode & 0o777, 0o640);
});

test('a certificate of an authority that counts for this school alone; the server hands the authority out', async () => {
  const { config, data, setup, tls } = await place();
  const port = await freePort();
  await writeFile(config, `data_dir = "${data}"\n`);
  const done = await setup(['--address', `school.example:${port}`, '--tls', 'local', '--admin', 'admin', '--password-stdin'], 'geheimnis1\n');
  assert.equal(done.code, 0, done.stderr);
  const [authority, certificate] = await Promise.all(['ca.crt', 'server.crt'].map(async (name) => new X509Certificate(await readFile(tls(name)))));
  assert.ok(done.stdout.includes(authority.fingerprint256), done.stdout);
  assert.ok(certificate.verify(authority.publicKey));
  assert.match(certificate.subjectAltName, /DNS:school\.example/);
  assert.match(certificate.subjectAltName, /IP Address:127\.0\.0\.1/);
  assert.ok(authority.ca && !certificate.ca);
  for (const key of ['ca.key']) assert.equal((await stat(tls(key))).mode & 0o777, 0o600);
  assert.equal((await stat(tls('server.key'))).mode & 0o777, 0o640);

  const server = await Server.start({ dataDir: data, flags: ['--config', config] });
  ends.push(() => server.kill());
  const ca = await readFile(tls('ca.crt'));
  const handed = await get(server.port, '/ca.crt', ca);
  assert.equal(handed.headers['content-type'], 'application/x-x509-ca-cert');
  assert.equal(new X509Certificate(handed.body).fingerprint256, authority.fingerprint256);
  const page = (await get(server.port, '/ca', ca)).body.toString();
  assert.equal(page.split(authority.fingerprint256).length, 3); // in Korean and in English
  const login = await runVerb(['user', 'list', '--config', config]);
  assert.match(login.stdout, /admin/);

  // Once more: the authority that devices know already stays.
  assert.equal((await setup(['--address', `school.example:${port}`, '--tls', 'local'])).code, 0);
  assert.equal(new X509Certificate(await readFile(tls('ca.crt'))).fingerprint256, authority.fingerprint256);
  assert.notEqual(new X509Certificate(await readFile(tls('server.crt'))).fingerprint256, certificate.fingerprint256);
});

test('the authority signs for no name but the school\'s', async () => {
  const { config, setup, tls } = await place();
  await writeFile(config, '');
  assert.equal((await setup(['--address', 'school.example', '--tls', 'local'])).code, 0);
  const { execFileSync } = await import('node:child_process');
  const shown = execFileSync('openssl', ['x509', '-in', tls('ca.crt'), '-noout', '-text']).toString();
  assert.match(shown, /Name Constraints: critical\s+Permitted:/);
  assert.match(shown, /DNS:school\.example/);
  execFileSync('openssl', ['verify', '-CAfile', tls('ca.crt'), tls('server.crt')]);
});

test('what does not fit changes nothing', async (t) => {
  for (const [flags, line, input] of [
    [['--tls', 'yes'], /^lectern-server: --tls: got "yes", expected none or local$/m],
    [['--address', 'http://x/y'], /^lectern-server: --address: got "http:\/\/x\/y", expected the HOST or HOST:PORT that people type$/m],
    [['--admin', 'a b', '--password-stdin'], /^lectern-server: username: got "a b"/m, 'geheimnis1'],
    [['--admin', 'admin', '--password-stdin'], /^lectern-server: password: got 3 characters/m, 'abc'],
    [['--admin', 'admin'], /^lectern-server: --password-stdin: not given/m],
  ])
    await t.test(flags.join(' '), async () => {
      const { config, setup } = await place();
      await writeFile(config, '# mine\n');
      const done = await setup(flags, input);
      assert.equal(done.code, 2, done.stdout);
      assert.match(done.stderr, line);
      assert.equal(await readFile(config, 'utf8'), '# mine\n');
    });
});

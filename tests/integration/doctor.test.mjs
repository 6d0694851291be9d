// SPDX-License-Identifier: GPL-3.0-or-later
// What `doctor` says of each bad configuration, and what to do about it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import { addUser, removeFolder, runVerb, Server, temporaryFolder } from '../lib/server.mjs';

const folders = [];
const ends = [];
after(async () => {
  for (const end of ends) await end();
  for (const folder of folders) await removeFolder(folder);
});

async function folder() {
  folders.push(await temporaryFolder());
  return folders.at(-1);
}

const FREE = ['--listen', '127.0.0.1:0'];
const doctor = (dataDir, ...flags) => runVerb(['doctor', '--data-dir', dataDir, ...FREE, ...flags], { timeout: 60_000 });

/** Must be found wrong (exit code 1), with this line and the remedy below it. */
async function assertWrong(done, what, remedy) {
  assert.equal(done.code, 1, done.stdout + done.stderr);
  const lines = done.stdout.split('\n');
  const at = lines.findIndex((line) => what.test(line));
  assert.ok(at >= 0, `no line is like ${what}:\n${done.stdout}`);
  assert.match(lines[at], /^WRONG/);
  assert.match(lines[at + 1], /^ {8}-> /);
  assert.match(lines[at + 1], remedy);
  assert.match(done.stdout, /1 wrong/);
}

/** A certificate for `names`, from `from` days on until `until` days from now. */
async function certificate({ names = 'DNS:localhost', days = 365, name = 'server' } = {}) {
  const dir = await folder();
  const files = { cert: path.join(dir, `${name}.crt`), key: path.join(dir, `${name}.key`) };
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=test', '-days', `${days}`,
    '-addext', `subjectAltName=${names}`, '-keyout', files.key, '-out', files.cert], { stdio: 'ignore' });
  return files;
}
const tls = ({ cert, key }) => ['--tls-cert', cert, '--tls-key', key];

test('a system that is well is called so, before its first start and while it runs', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1' });
  const before = await doctor(dataDir);
  assert.equal(before.code, 0, before.stdout + before.stderr);
  assert.match(before.stdout, /^fine {4}database: .*lectern\.db answers$/m);
  assert.match(before.stdout, /^fine {4}accounts: 1 may open a class$/m);
  assert.match(before.stdout, /^fine {4}listen: 127\.0\.0\.1:0 is free/m);
  assert.match(before.stdout, /all that is needed is there/);

  const server = await Server.start({ dataDir });
  ends.push(() => server.kill());
  const running = await runVerb(['doctor', '--data-dir', dataDir, '--listen', `127.0.0.1:${server.port}`]);
  assert.equal(running.code, 0, running.stdout + running.stderr);
  assert.match(running.stdout, /^fine {4}listen: a lectern-server answers at 127\.0\.0\.1:\d+$/m);
});

test('that nobody may open a class is a warning', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'min', password: 'geheimnis1', role: 'student' });
  const done = await doctor(dataDir);
  assert.equal(done.code, 0);
  assert.match(done.stdout, /^warning accounts: nobody may open a class\n {8}-> lectern-server user add /m);
});

test('a configuration that does not fit: code 2 and the key', async () => {
  const done = await doctor(await folder(), '--set', 'rooms.host_grace=soon');
  assert.equal(done.code, 2);
  assert.match(done.stderr, /^lectern-server: rooms\.host_grace \(--set\): got "soon", expected seconds, 0 or more$/m);
});

test('another program on the port', async () => {
  const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  ends.push(() => other.close());
  const { port } = other.address();
  await assertWrong(await doctor(await folder(), '--listen', `127.0.0.1:${port}`),
    new RegExp(`listen: another program listens at 127\\.0\\.0\\.1:${port}$`), new RegExp(`ss -ltnp 'sport = :${port}'`));
});

test('an address that is not of this machine', async () =>
  assertWrong(await doctor(await folder(), '--listen', '192.0.2.1:8080'), /listen: 192\.0\.2\.1 is no address of this machine$/, /ip address/));

test('a certificate that has ended, or is near its end', async (t) => {
  const dataDir = await folder();
  const nearly = await doctor(dataDir, ...tls(await certificate({ days: 5 })));
  assert.equal(nearly.code, 0);
  assert.match(nearly.stdout, /^warning tls\.cert: ends in [45] days, at \d{4}-\d\d-\d\d/m);
  const dir = await folder();
  const files = { cert: path.join(dir, 'old.crt'), key: path.join(dir, 'old.key') };
  // "openssl req" makes none that has ended; "openssl x509" signs with a time of the past by -days below 0 only in later versions.
  execFileSync('sh', ['-c', `cd ${dir} && touch index && echo 01 > serial && openssl req -newkey rsa:2048 -nodes -subj /CN=old -keyout old.key -out old.csr &&
    printf '[ca]\\ndefault_ca=a\\n[a]\\ndatabase=index\\nserial=serial\\nnew_certs_dir=.\\ndefault_md=sha256\\npolicy=p\\n[p]\\ncommonName=supplied\\n' > ca.cnf &&
    openssl ca -batch -config ca.cnf -selfsign -keyfile old.key -in old.csr -out old.crt -startdate 20240101000000Z -enddate 20250101000000Z`], { stdio: 'ignore' });
  await assertWrong(await doctor(dataDir, ...tls(files)), /tls\.cert: has ended at 2025-01-01T00:00:00Z/, /lectern-server setup --tls local/);
});

test('a key of another certificate', async () => {
  const [mine, other] = [await certificate(), await certificate()];
  await assertWrong(await doctor(await folder(), ...tls({ cert: mine.cert, key: other.key })), /tls: tls\.key = ".*": expected the key of tls\.cert = ".*"$/, /made together/);
});

test('a file that is no certificate', async () => {
  const { key } = await certificate();
  await assertWrong(await doctor(await folder(), ...tls({ cert: key, key })), /tls: tls\.cert = ".*": expected a file with a certificate in PEM$/, /TLS/);
});

test('an address for people that the certificate does not name', async () =>
  assertWrong(await doctor(await folder(), ...tls(await certificate({ names: 'DNS:school.example,IP:10.0.0.7' })), '--public-url', 'https://other.example'),
    /public_url: other\.example is not among the certificate's names: /, /have a certificate made/));

test('no Redis where one should be', async () =>
  assertWrong(await doctor(await folder(), '--redis', 'redis://127.0.0.1:1/0'), /redis: .*127\.0\.0\.1:1/, /systemctl status redis-server/));

test('a database that is none', async () => {
  const dataDir = await folder();
  await writeFile(path.join(dataDir, 'lectern.db'), 'this is no database, and is long enough to be looked at as one'.repeat(100));
  await assertWrong(await doctor(dataDir), /database: .*lectern\.db/, /restore a backup/);
});

test('no PostgreSQL where one should be', async () =>
  assertWrong(await doctor(await folder(), '--database', 'postgresql://lectern:geheim@127.0.0.1:1/lectern'), /database: .*127\.0\.0\.1/, /see that PostgreSQL runs/));

test('a key for tokens that others can read', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1' });
  await runVerb(['token', '--user', 'kim', '--data-dir', dataDir]);
  await chmod(path.join(dataDir, 'jwt.secret'), 0o644);
  await assertWrong(await doctor(dataDir), /auth\.jwt_secret_file: .* can be read or written by others/, /chmod 0600/);
});

test('a configuration with a password that others can read, or one that they can write', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1', role: 'admin' });
  const file = path.join(await folder(), 'lectern.toml');
  const looked = async (toml, mode) => {
    await writeFile(file, toml);
    await chmod(file, mode);
    return doctor(dataDir, '--config', file);
  };
  const secret = 'redis = "redis://:geheim@127.0.0.1:1/0"\n';
  assert.match((await looked(secret, 0o644)).stdout, /^warning configuration: .*lectern\.toml can be read by everybody, and there is a password/m);
  assert.match((await looked(secret, 0o640)).stdout, /^fine +configuration: /m);
  assert.match((await looked('drain_seconds = 1\n', 0o644)).stdout, /^fine +configuration: /m);
  await assertWrong(await looked('drain_seconds = 1\n', 0o666), /configuration: .*lectern\.toml can be written by everybody/, /chmod o-w/);
});

test('a file that the server cannot write, as another made it', { skip: process.getuid() !== 0 && 'needs root' }, async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1' });
  execFileSync('chown', ['nobody', path.join(dataDir, 'lectern.db')]);
  await assertWrong(await doctor(dataDir), /data_dir: .*lectern\.db does not belong to the owner of /, /chown -R root: /);
});

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { Api } from '../lib/api.mjs';
import { addUser, removeFolder, runVerb, Server, temporaryFolder } from '../lib/server.mjs';
import { Socket } from '../lib/socket.mjs';

const folders = [];
const servers = [];
after(async () => {
  for (const server of servers) await server.kill();
  for (const folder of folders) await removeFolder(folder);
});

async function folder() {
  folders.push(await temporaryFolder());
  return folders.at(-1);
}

async function start(options) {
  servers.push(await Server.start(options));
  return servers.at(-1);
}

/** Must be refused as bad usage or configuration, with a line that names each of `words`. */
async function assertConfigurationError(args, words, options) {
  const done = await runVerb(args, options);
  assert.equal(done.code, 2, `${args.join(' ')} ended with ${done.code}: ${done.stderr}`);
  const lines = done.stderr.split('\n');
  assert.ok(lines.some((line) => words.every((word) => line.includes(word))),
    `no line names ${words.join(' and ')}:\n${done.stderr}`);
}

/** `text` of limits as the running server tells everyone in `welcome`. */
async function limitInForce(server) {
  const teacher = await new Api(server).login('kim', 'geheimnis1');
  const room = await teacher.createRoom();
  const socket = await Socket.open(server, { room: room.id, token: teacher.token });
  await socket.close();
  return socket.welcome.limits.text;
}

test('--version and --help say it on stdout and end with 0', async () => {
  const version = await runVerb(['--version']);
  assert.equal(version.code, 0);
  assert.match(version.stdout, /\d+\.\d+/);
  const help = await runVerb(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /--listen/);
  assert.match(help.stdout, /--data-dir/);
});

test('a server says on one line of stdout where it listens', async () => {
  const server = await start({ dataDir: await folder() });
  assert.match(server.stdout, /^lectern-server listening on http:\/\/127\.0\.0\.1:\d+ serverId=\S+\n$/);
});

test('a serverId is new at each start', async () => {
  const server = await start({ dataDir: await folder() });
  const first = server.serverId;
  await server.restart();
  assert.notEqual(server.serverId, first);
});

test('"serve" is the verb that is meant when none is given', async () => {
  const server = await start({ dataDir: await folder(), flags: ['serve'] });
  assert.equal((await new Api(server).root('GET', '/healthz')).status, 200);
});

test('an unknown flag is bad usage', () => assertConfigurationError(['--lisen', '127.0.0.1:0'], ['--lisen']));
test('an unknown verb is bad usage', () => assertConfigurationError(['sreve'], ['sreve']));

test('values that do not fit are named with key and value', async (t) => {
  const dataDir = await folder();
  for (const [flags, words] of [
    [['--listen', '127.0.0.1:99999'], ['listen', '99999']],
    [['--listen', 'nonsense'], ['listen', 'nonsense']],
    [['--host-grace', 'soon'], ['host', 'grace', 'soon']],
    [['--host-grace', '-1'], ['grace', '-1']],
    [['--log-level', 'loud'], ['log', 'level', 'loud']],
    [['--log-format', 'xml'], ['log', 'format', 'xml']],
    [['--set', 'limits.rate=fast'], ['limits.rate', 'fast']],
    [['--set', 'limits.nosuch=1'], ['limits.nosuch']],
    [['--set', 'nosuch.key=1'], ['nosuch']],
    [['--set', 'limits.rate'], ['limits.rate']],
    [['--database', 'oracle://x'], ['database', 'oracle']],
    [['--redis', 'http://127.0.0.1'], ['redis', 'http']],
    [['--serve', 'some'], ['serve', 'some']],
  ])
    await t.test(flags.join(' '), () => assertConfigurationError(['check-config', '--data-dir', dataDir, ...flags], words));
});

test('--serve api and --serve realtime need Redis', async () => {
  const dataDir = await folder();
  await assertConfigurationError(['--serve', 'api', '--data-dir', dataDir, '--listen', '127.0.0.1:0'], ['redis']);
  await assertConfigurationError(['--serve', 'realtime', '--data-dir', dataDir, '--listen', '127.0.0.1:0'], ['redis']);
});

test('a wrong environment variable is a configuration error, too', async () =>
  assertConfigurationError(['check-config', '--data-dir', await folder()], ['grace', 'soon'],
    { env: { LECTERN_ROOMS_HOST_GRACE: 'soon' } }));

test('a name in the environment that is no setting is a warning, and no error', async () => {
  const done = await runVerb(['check-config', '--data-dir', await folder()], { env: { LECTERN_TYPO: 'geheim' } });
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stderr, /^lectern-server: warning: LECTERN_TYPO: unknown name in the environment, expected LECTERN_ and a key/);
  assert.ok(!done.stderr.includes('geheim'));
});

test('files for TLS that are not what they should be: check-config says it, and serve, too', async (t) => {
  const dir = await folder();
  const at = (name) => path.join(dir, name);
  for (const name of ['mine', 'other'])
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=test', '-days', '9',
      '-keyout', at(`${name}.key`), '-out', at(`${name}.crt`)], { stdio: 'ignore' });
  await writeFile(at('empty'), '');
  for (const [cert, key, words] of [
    ['nowhere', 'mine.key', ['tls.cert', at('nowhere'), 'expected a file that can be read', 'No such file']],
    ['mine.crt', 'nowhere', ['tls.key', at('nowhere'), 'expected a file that can be read', 'No such file']],
    ['.', 'mine.key', ['tls.cert', 'expected a file that can be read', 'directory']],
    ['mine.key', 'mine.key', ['tls.cert', at('mine.key'), 'expected a file with a certificate in PEM']],
    ['mine.crt', 'empty', ['tls.key', at('empty'), 'expected a file with a private key in PEM']],
    ['mine.crt', 'other.key', ['tls.key', at('other.key'), 'expected the key of tls.cert', at('mine.crt')]],
  ])
    await t.test(`${cert} and ${key}`, async () => {
      const flags = ['--data-dir', dir, '--listen', '127.0.0.1:0', '--tls-cert', at(cert), '--tls-key', at(key)];
      await assertConfigurationError(['check-config', ...flags], words);
      await assertConfigurationError(['serve', ...flags], words);
    });
  const fits = await runVerb(['check-config', '--data-dir', dir, '--tls-cert', at('mine.crt'), '--tls-key', at('mine.key')]);
  assert.equal(fits.code, 0, fits.stderr);
});

test('check-config accepts a good file', async () => {
  const file = path.join(await folder(), 'lectern.toml');
  await writeFile(file, `
listen = "127.0.0.1:0"
data_dir = "${await folder()}"
drain_seconds = 3
allowed_origins = ["https://school.example"]
[rooms]
host_grace = 60
seat_seconds = 5
[limits]
rate = 10.5
text = 200
[auth]
registration = "open"
[log]
level = "info"
format = "json"
`);
  const done = await runVerb(['check-config', '--config', file]);
  assert.equal(done.code, 0, done.stderr);
});

test('a file with an unknown key, a wrong type or no TOML in it is refused by name', async (t) => {
  const dir = await folder();
  for (const [text, words] of [
    ['lisen = "127.0.0.1:0"\n', ['lisen']],
    ['[limits]\nrat = 3\n', ['rat']],
    ['[limits]\nrate = "three"\n', ['limits.rate', 'three']],
    ['[rooms]\nhost_grace = "soon"\n', ['rooms.host_grace', 'soon']],
    ['allowed_origins = "https://a.example"\n', ['allowed_origins']],
    ['this is no toml\n', ['bad.toml']],
  ])
    await t.test(text.trim().replaceAll('\n', ' '), async () => {
      await writeFile(path.join(dir, 'bad.toml'), text);
      await assertConfigurationError(['check-config', '--config', path.join(dir, 'bad.toml')], words);
    });
});

test('a configuration file that is not there is an error', async () =>
  assertConfigurationError(['check-config', '--config', '/nonexistent/lectern.toml'], ['/nonexistent/lectern.toml']));

test('flag goes before environment, environment before file', async () => {
  const dataDir = await folder();
  const config = path.join(dataDir, 'lectern.toml');
  await writeFile(config, '[limits]\ntext = 101\n');
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1' });
  const file = await start({ dataDir, flags: ['--config', config] });
  assert.equal(await limitInForce(file), 101);
  await file.stop();
  const environment = await start({ dataDir, flags: ['--config', config], env: { LECTERN_LIMITS_TEXT: '102' } });
  assert.equal(await limitInForce(environment), 102);
  await environment.stop();
  const flag = await start({ dataDir, flags: ['--set', 'limits.text=103'], env: { LECTERN_CONFIG: config, LECTERN_LIMITS_TEXT: '102' } });
  assert.equal(await limitInForce(flag), 103);
});

test('options stand before or after the verb', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1', name: '김선생' });
  for (const args of [['user', 'list', '--data-dir', dataDir], ['--data-dir', dataDir, 'user', 'list']]) {
    const done = await runVerb(args);
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stdout, /kim/);
  }
});

test('a user can be added once, and is gone after remove', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1' });
  const again = await runVerb(['user', 'add', 'kim', '--role', 'teacher', '--password-stdin', '--data-dir', dataDir], { input: 'geheimnis1' });
  assert.equal(again.code, 1, again.stderr);
  assert.match(again.stderr, /kim/);
  assert.equal((await runVerb(['user', 'remove', 'kim', '--data-dir', dataDir])).code, 0);
  assert.equal((await runVerb(['user', 'remove', 'kim', '--data-dir', dataDir])).code, 1);
});

test('a role that is none is bad usage', async () => {
  const done = await runVerb(['user', 'add', 'kim', '--role', 'king', '--password-stdin', '--data-dir', await folder()], { input: 'geheimnis1' });
  assert.equal(done.code, 2, done.stderr);
  assert.match(done.stderr, /king/);
});

test('user passwd changes the password, also of a running server', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1' });
  const server = await start({ dataDir });
  const done = await runVerb(['user', 'passwd', 'kim', '--password-stdin', '--data-dir', dataDir], { input: '새비밀번호-2026\n' });
  assert.equal(done.code, 0, done.stderr);
  const anyone = new Api(server);
  assert.equal((await anyone.post('/login', { username: 'kim', password: 'geheimnis1' })).status, 401);
  assert.equal((await anyone.post('/login', { username: 'kim', password: '새비밀번호-2026' })).status, 200);
  const unknown = await runVerb(['user', 'passwd', 'nobody', '--password-stdin', '--data-dir', dataDir], { input: 'geheimnis1' });
  assert.equal(unknown.code, 1, unknown.stderr);
});

test('one trailing newline of a password is dropped, no more', async () => {
  const dataDir = await folder();
  const add = (name, input) =>
    runVerb(['user', 'add', name, '--role', 'teacher', '--password-stdin', '--data-dir', dataDir], { input });
  assert.equal((await add('one', 'geheimnis1\n')).code, 0);
  assert.equal((await add('none', 'geheimnis1')).code, 0);
  assert.equal((await add('two', 'geheimnis1\n\n')).code, 0);
  const anyone = new Api(await start({ dataDir }));
  const status = async (username, password) => (await anyone.post('/login', { username, password })).status;
  assert.equal(await status('one', 'geheimnis1'), 200);
  assert.equal(await status('none', 'geheimnis1'), 200);
  assert.equal(await status('two', 'geheimnis1\n'), 200);
  assert.equal(await status('two', 'geheimnis1'), 401);
});

test('token prints a JWT that works', async () => {
  const dataDir = await folder();
  await addUser(dataDir, { username: 'kim', password: 'geheimnis1', name: '김선생' });
  const server = await start({ dataDir });
  const done = await runVerb(['token', '--user', 'kim', '--data-dir', dataDir]);
  assert.equal(done.code, 0, done.stderr);
  const profile = await new Api(server, done.stdout.trim()).get('/profile');
  assert.equal(profile.status, 200, profile.text);
  assert.equal(profile.json.username, 'kim');
  assert.equal((await runVerb(['token', '--user', 'nobody', '--data-dir', dataDir])).code, 1);
});

test('a busy port is named, and the program ends', async () => {
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const { port } = busy.address();
  const done = await runVerb(['--listen', `127.0.0.1:${port}`, '--data-dir', await folder()]);
  busy.close();
  assert.notEqual(done.code, 0);
  assert.notEqual(done.code, null);
  assert.match(done.stderr, new RegExp(`${port}`));
});

test('a data directory that cannot be used is named, and the program ends', async () => {
  const file = path.join(await folder(), 'a-file');
  await writeFile(file, 'not a folder');
  const done = await runVerb(['--listen', '127.0.0.1:0', '--data-dir', path.join(file, 'data')]);
  assert.notEqual(done.code, 0);
  assert.notEqual(done.code, null);
  assert.ok(done.stderr.includes(file), done.stderr);
});

test('an unknown verb of user: the line names those that there are', () =>
  assertConfigurationError(['user', 'foo'], ['user', 'foo', 'add, list, passwd, remove, import']));

test('a row of an import that does not fit is named with its line and column', async () => {
  const dir = await folder();
  const file = path.join(dir, 'school.csv');
  await writeFile(file, 'username,role,name,email,password\nkim,teacher,,,geheimnis1\nlee,boss,,,geheimnis1\n');
  await assertConfigurationError(['user', 'import', file, '--data-dir', dir], ['school.csv line 3', 'column role', '"boss"']);
  await writeFile(file, 'username,role,name,email,password\nkim,teacher,,,kurz\n');
  await assertConfigurationError(['user', 'import', file, '--data-dir', dir], ['school.csv line 2', 'column password']);
  await writeFile(file, 'username,role,name,email,password\nkim,teacher,"Kim,,geheimnis1\nlee,teacher,,,geheimnis1\n');
  await assertConfigurationError(['user', 'import', file, '--data-dir', dir], ['school.csv line 2', 'a quote (") begins here and is never closed']);
  const inCp949 = Buffer.concat([Buffer.from('username,role,name,email,password\nkim,teacher,'), Buffer.from([0xb1, 0xe8]), Buffer.from(',,geheimnis1\n')]);
  await writeFile(file, inCp949);
  await assertConfigurationError(['user', 'import', file, '--data-dir', dir], ['school.csv line 2', 'expected UTF-8']);
});

test('an address of several Redis servers is shown as it was given, one with a password is not', async () => {
  const dataDir = await folder();
  await assertConfigurationError(['check-config', '--data-dir', dataDir, '--redis', 'redis://a:1,b:2'], ['"redis://a:1,b:2"', 'neither a Sentinel nor a Cluster']);
  const secret = await runVerb(['check-config', '--data-dir', dataDir, '--redis', 'redis://:12,geheim']);
  assert.equal(secret.code, 2);
  assert.ok(!secret.stderr.includes('geheim'), secret.stderr);
});

test('what a killed restore has left of a key is taken away by the next start', async () => {
  const dataDir = await folder();
  const left = path.join(dataDir, 'jwt.secret.restored-01JEXAMPLE');
  await writeFile(left, 'of a restore that did not come about');
  const server = await start({ dataDir });
  assert.equal(existsSync(left), false);
  await server.stop();
});

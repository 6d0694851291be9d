// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { Api, eventually } from '../lib/api.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { cleanEnvironment, removeFolder, runVerb, SERVER, Server, temporaryFolder } from '../lib/server.mjs';
import { Socket } from '../lib/socket.mjs';
import { sqlite } from '../lib/sqlite.mjs';
import { TusUpload } from '../lib/tus.mjs';
import { contentsOf } from '../lib/zip.mjs';

const house = await House.open({ users: [{ username: 'lee', role: 'admin' }] });
const { teacher, dataDir } = house;
const PICTURE = png(64, 48);
const onPostgres = house.postgres !== undefined;
const FILES = process.env.LECTERN_TEST_FILES ?? 'directory';

async function folder() {
  const made = await temporaryFolder();
  after(() => removeFolder(made));
  return made;
}

const backups = await folder();
let count = 0;
const backup = (file, ...flags) => runVerb(['backup', file, '--data-dir', dataDir, ...house.databaseFlags, ...flags]);

async function freshBackup() {
  const file = path.join(backups, `${++count}.zip`);
  const done = await backup(file);
  assert.equal(done.code, 0, done.stderr);
  return file;
}

/** A place without a system, whose configuration says where files lie: `{ dir, flags, restore(file, ...flags), serve() }`. */
async function elsewhere({ files = FILES } = {}) {
  const dir = path.join(await folder(), 'data');
  const database = onPostgres ? ['--database', await house.postgres.freshDatabase()] : [];
  const flags = ['--data-dir', dir, '--set', `files.store=${files}`, ...database];
  return {
    dir,
    flags,
    restore: (file, ...more) => runVerb(['restore', file, ...flags, ...more], { timeout: 60_000 }),
    verify: () => runVerb(['verify', ...flags]),
    serve: async () => {
      const server = await Server.start({ dataDir: dir, flags: ['--set', 'limits.rate=0', ...flags] });
      after(() => server.kill());
      return server;
    },
    /** How many files' bytes lie in the database. */
    filesInDatabase: async () => {
      const count = 'SELECT count(DISTINCT sha256) AS files FROM file_chunk';
      if (!onPostgres) return sqlite(path.join(dir, 'lectern.db'), count)[0].files;
      return Number(await house.postgres.execute(count, /\/(\w+)\?/.exec(database[1])[1]));
    },
  };
}

function assertRefused(done, ...words) {
  assert.equal(done.code, 1, done.stdout + done.stderr);
  for (const word of words) assert.ok(done.stderr.includes(word), `${done.stderr} names ${word}`);
}

/** A class in which something of everything was said. */
async function lesson() {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준', { device: 'phone-1' });
  await host.saySafely('12쪽을 펴세요');
  const mistake = await minjun.saySafely('잘못 "보낸" 글\n둘째 줄 \\ 👩‍🏫');
  await host.saySafely('민준에게만', { targetType: 'student', target: minjun.id });
  const upload = await teacher.post(`/rooms/${room.id}/files?name=${encodeURIComponent('칠판.png')}`, PICTURE, { 'content-type': 'image/png' });
  host.send({ messageType: 'image', message: '칠판', attachment: { id: upload.json.id }, ref: 'i' });
  await host.next({ messageType: 'ack', ref: 'i' });
  host.send({ messageType: 'poll', message: { question: '다 풀었나요?', choices: ['네', '아니요'] }, ref: 'p' });
  const poll = await host.next({ messageType: 'ack', ref: 'p' });
  minjun.send({ messageType: 'vote', refers: poll.id, message: { choices: [0] } });
  await host.next((frame) => frame.messageType === 'pollResult' && frame.message.votes === 1);
  minjun.send({ messageType: 'delete', refers: mistake.id, message: {}, ref: 'd' });
  await minjun.next({ messageType: 'ack', ref: 'd' });
  return { room, host, minjun, file: upload.json };
}

test('a backup that cannot be read is said so, with the cause', async () => {
  const place = await elsewhere();
  assertRefused(await place.restore('/nonexistent.zip'), 'FILE: got "/nonexistent.zip", expected a backup that can be read', 'No such file');
  assertRefused(await place.restore(backups), `FILE: got "${backups}", expected a backup that can be read: it is a directory`);
});

test('everything is there again on another machine', async () => {
  const { room, minjun, file } = await lesson();
  const archive = await freshBackup();
  const place = await elsewhere();
  const done = await place.restore(archive);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /2 accounts, 1 rooms, 6 messages, 1 files \(equal ones counted once\)/);
  const verified = await place.verify();
  assert.equal(verified.code, 0, verified.stderr);
  const audited = await runVerb(['audit', ...place.flags]);
  assert.match(audited.stdout, new RegExp(`\tcommand:\\S+\tsystem restored\t${path.basename(archive)}\t-\n$`));

  const api = new Api(await place.serve());
  const kim = await api.login('kim', PASSWORD);
  assert.deepEqual(withoutUrls(await kim.messages(room.id)), withoutUrls(await teacher.messages(room.id)));
  assert.equal((await kim.messages(room.id, `?q=${encodeURIComponent('쪽을')}`)).length, 1);

  await test('tokens and links from before are good', async () => {
    assert.equal((await api.as(teacher.token).get('/profile')).json.username, 'kim');
    const picture = await api.root('GET', file.url);
    assert.equal(picture.status, 200);
    assert.deepEqual(picture.bytes, PICTURE);
  });

  await test('a student comes back to the own seat, with what was meant for them', async () => {
    const seat = await api.join(room.id, '아무나', 'phone-1');
    assert.deepEqual([seat.user.id, seat.user.name], [minjun.id, '민준']);
    const told = await api.as(minjun.token).messages(room.id);
    assert.ok(told.some(({ message }) => message === '민준에게만'));
    const attendance = await kim.get(`/rooms/${room.id}/attendance`);
    assert.ok(attendance.json.some(({ name }) => name === '민준'));
  });

  await test('nobody takes what followed the backup for what follows it now', async () => {
    const { epoch, lastSeq } = minjun.welcome;
    const back = await Socket.open(api.server, { room: room.id, token: minjun.token, since: lastSeq, epoch });
    assert.notEqual(back.welcome.epoch, epoch);
    assert.equal(back.welcome.recovered, false);
    assert.equal(back.welcome.openPolls.length, 1);
    await back.close();
  });
});

test('files come to lie where the configuration of the new place says', async (t) => {
  const { file } = await lesson();
  const archive = await freshBackup();
  const { parts } = JSON.parse((await contentsOf(await readFile(archive))).get('manifest.json'));
  const count = parts.filter(({ name }) => name.startsWith('files/')).length;
  for (const files of ['directory', 'database'])
    await t.test(files, async () => {
      const place = await elsewhere({ files });
      const done = await place.restore(archive);
      assert.equal(done.code, 0, done.stderr);
      const inDirectory = (await readdir(path.join(place.dir, 'files'))).filter((name) => /^[0-9a-f]{2}$/.test(name));
      let there = 0;
      for (const name of inDirectory) there += (await readdir(path.join(place.dir, 'files', name))).length;
      assert.deepEqual([there, await place.filesInDatabase()], files === 'directory' ? [count, 0] : [0, count]);
      const picture = await new Api(await place.serve()).root('GET', file.url);
      assert.equal(picture.status, 200);
      assert.deepEqual(picture.bytes, PICTURE);
    });
});

test('an upload that goes on is no file in the backup, and begins anew elsewhere', async () => {
  const { room, host } = await house.classroom();
  const bytes = png(200, 200);
  const upload = await TusUpload.create(teacher, room.id, bytes.length);
  assert.equal((await upload.patch(0, bytes.subarray(0, 50_000))).status, 204);
  host.send({ messageType: 'image', message: '올리는 중', attachment: { id: upload.id }, ref: 'u' });
  await host.next({ messageType: 'ack', ref: 'u' });
  const archive = await freshBackup();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.ok(!(await contentsOf(await readFile(archive))).has(`files/${sha256}`));

  const place = await elsewhere();
  assert.equal((await place.restore(archive)).code, 0);
  const api = new Api(await place.serve()).as(teacher.token);
  assert.equal((await api.messages(room.id)).at(-1).attachment.state, 'uploading');
  assert.equal((await api.get(`/files/${upload.id}`)).status, 404);
  const again = new TusUpload(api, upload.path);
  assert.equal(await again.offset(), 0);
  assert.equal((await again.complete(bytes)).status, 204);
  assert.deepEqual((await api.get(`/files/${upload.id}`)).bytes, bytes);
  assert.equal((await place.verify()).code, 0);
});

const withoutUrls = (messages) =>
  messages.map((message) => (message.attachment ? { ...message, attachment: { ...message.attachment, url: '' } } : message));

test('a backup is one file for its owner alone, and lists what is in it', async () => {
  const file = await freshBackup();
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const contents = await contentsOf(await readFile(file));
  const manifest = JSON.parse(contents.get('manifest.json'));
  assert.deepEqual(new Set(manifest.parts.map(({ name }) => name)), new Set([...contents.keys()].filter((name) => name !== 'manifest.json')));
  assert.ok(contents.has('jwt.secret'));
  assert.ok(contents.has('database/message.jsonl'));
  const upgrades = await readdir(new URL('../../resources/sql/sqlite', import.meta.url));
  assert.equal(manifest.schema, Math.max(...upgrades.map((name) => parseInt(name, 10))));
});

test('an older backup is written over only when asked to', async () => {
  const file = path.join(backups, 'kept.zip');
  await writeFile(file, 'precious');
  assertRefused(await backup(file), 'kept.zip', '--force');
  assert.equal(await readFile(file, 'utf8'), 'precious');
  assert.equal((await backup(file, '--force')).code, 0);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.notEqual(await readFile(file, 'utf8'), 'precious');
});

test('a disk that takes no more leaves no half backup', async () => {
  const file = path.join(backups, 'half.zip');
  const { room } = await house.classroom();
  // They lie in the archive as they are.
  for (const letter of 'xyz') {
    const text = Buffer.alloc(100_000, letter);
    assert.equal((await teacher.post(`/rooms/${room.id}/files?name=${letter}.txt`, text, { 'content-type': 'text/plain' })).status, 201);
  }
  // No file may grow beyond 192 KiB, and the signal that tells of it is not heard: write() fails as on a full disk.
  const child = spawn('bash', ['-c', 'trap "" XFSZ; ulimit -f 192; exec "$@"', 'sh', SERVER, 'backup', file, '--data-dir', dataDir,
    ...house.databaseFlags], { env: cleanEnvironment() });
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += data));
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.ok(stderr.includes(file), stderr);
  assert.deepEqual((await readdir(backups)).filter((name) => name.startsWith('half')), []);
});

test('where there is no system there is no backup of it', async () => {
  const dir = await folder();
  assertRefused(await runVerb(['backup', path.join(dir, 'b.zip'), '--data-dir', path.join(dir, 'nowhere')]), 'nowhere');
  assert.deepEqual(await readdir(dir), []);
});

test('what was acknowledged before the backup began is in it, however many write', async () => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const writers = [];
  for (let i = 0; i < 8; i++) writers.push(await student(`글쓴이 ${i}`));
  const acknowledged = new Map();
  let storm = true;
  const writing = writers.map(async (writer, i) => {
    for (let n = 0; storm; n++) {
      const { id, seq } = await writer.saySafely(`${i}:${n}`);
      acknowledged.set(seq, { id, text: `${i}:${n}` });
    }
  });
  await eventually(() => acknowledged.size > 200, 'the storm');
  const before = new Map(acknowledged);
  const archive = await freshBackup();
  storm = false;
  await Promise.all(writing);
  assert.ok(acknowledged.size > before.size, 'they went on writing');
  await host.close();

  const place = await elsewhere();
  assert.equal((await place.restore(archive)).code, 0);
  const verified = await place.verify();
  assert.equal(verified.code, 0, verified.stderr);
  const kim = await new Api(await place.serve()).login('kim', PASSWORD);
  const there = new Map();
  for (let page = await kim.messages(room.id, '?after=0&limit=1000'); page.length; page = await kim.messages(room.id, `?after=${page.at(-1).seq}&limit=1000`)) {
    for (const { seq, id, message } of page) there.set(seq, { id, text: message });
  }
  for (const [seq, said] of before) assert.deepEqual(there.get(seq), said);
  assert.deepEqual([...there.keys()], Array.from({ length: there.size }, (_, i) => i + 1));
});

test('a system that is there or at work is left alone', async (t) => {
  const archive = await freshBackup();
  const place = await elsewhere();
  assert.equal((await place.restore(archive)).code, 0);
  await t.test('one that is there, without --force', async () => assertRefused(await place.restore(archive), '--force'));
  const server = await place.serve();
  await t.test('one at work, with and without', async () => {
    assertRefused(await place.restore(archive), 'in use');
    assertRefused(await place.restore(archive, '--force'), 'in use');
    assert.equal((await new Api(server).login('kim', PASSWORD)).token.length > 0, true);
  });
  await t.test('one that was killed is at work no more', async () => {
    await server.kill();
    const done = await eventually(async () => {
      const restored = await place.restore(archive, '--force');
      return restored.code === 0 ? restored : undefined; // PostgreSQL notices the end of a client in its own time
    }, 'the restore');
    assert.equal(done.code, 0, done.stderr);
    assert.equal((await place.verify()).code, 0);
  });
});

test('a system that works elsewhere on the same database is at work', async () => {
  const archive = await freshBackup();
  const other = await folder();
  const database = onPostgres ? house.databaseFlags : ['--database', `sqlite:${path.join(dataDir, 'lectern.db')}`];
  assertRefused(await runVerb(['restore', archive, '--force', '--data-dir', other, ...database]), 'in use');
});

test('what is no whole backup is refused by name, and changes nothing', async (t) => {
  const archive = await freshBackup();
  const bytes = await readFile(archive);
  const place = await elsewhere();
  const broken = path.join(backups, 'broken.zip');
  const inside = bytes.indexOf(PICTURE);
  assert.ok(inside > 0);
  const flipped = Buffer.from(bytes);
  flipped[inside + 20] ^= 1;
  for (const [name, data, word] of [
    ['cut off', bytes.subarray(0, bytes.length - 100), 'no whole and sound backup'],
    ['a file whose bytes are others', flipped, createHash('sha256').update(PICTURE).digest('hex')],
    ['something else', Buffer.from('holiday'), 'no whole and sound backup'],
  ])
    await t.test(name, async () => {
      await writeFile(broken, data);
      assertRefused(await place.restore(broken), word);
      assert.ok(!existsSync(path.join(place.dir, 'jwt.secret')));
      assert.equal((await place.restore(archive)).code, 0);
      assertRefused(await place.restore(broken, '--force'), word);
      assert.equal((await place.verify()).code, 0);
      await removeFolder(place.dir);
      Object.assign(place, await elsewhere());
    });
});

test('a restore that is killed leaves the system of before, or the one of the backup', async () => {
  const archive = await freshBackup();
  const place = await elsewhere();
  assert.equal((await place.restore(archive)).code, 0);
  const marker = await runVerb(['user', 'add', 'before', '--role', 'student', '--password-stdin', ...place.flags], { input: `${PASSWORD}\n` });
  assert.equal(marker.code, 0, marker.stderr);
  const names = async () => (await runVerb(['user', 'list', ...place.flags])).stdout.trim().split('\n').map((line) => line.split('\t')[0]);

  for (let ms = 5; ; ms = Math.ceil(ms * 1.6)) {
    const child = spawn(SERVER, ['restore', archive, '--force', ...place.flags], { env: cleanEnvironment() });
    const killer = setTimeout(() => child.kill('SIGKILL'), ms);
    const [code] = await once(child, 'close');
    clearTimeout(killer);
    const listed = await names();
    assert.deepEqual(listed.filter((name) => name !== 'before'), ['kim', 'lee'], `after ${ms} ms`);
    const verified = await place.verify();
    assert.equal(verified.code, 0, `after ${ms} ms: ${verified.stderr}`);
    if (code !== 0) continue;
    assert.deepEqual(listed, ['kim', 'lee']);
    break;
  }
});

test('beside a restore nobody else works with the data', async () => {
  const archive = await freshBackup();
  const place = await elsewhere();
  assert.equal((await place.restore(archive)).code, 0);
  const holder = spawn('flock', ['--exclusive', '--no-fork', place.dir, 'sleep', '60'], { stdio: 'ignore' });
  after(() => holder.kill('SIGKILL'));
  await eventually(async () => (await runVerb(['user', 'list', ...place.flags])).code === 1, 'the lock');
  const served = await runVerb(['serve', '--listen', '127.0.0.1:0', ...place.flags]);
  assert.equal(served.code, 2);
  assert.match(served.stderr, /is being restored or copied/);
});

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import path from 'node:path';
import { Api, eventually } from '../lib/api.mjs';
import { House, PASSWORD } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { Postgres } from '../lib/postgres.mjs';
import { removeFolder, runVerb, Server, temporaryFolder } from '../lib/server.mjs';
import { sqlite } from '../lib/sqlite.mjs';

const postgres = await Postgres.start();
after(() => postgres.stop());
const inDatabase = process.env.LECTERN_TEST_FILES === 'database';
const PICTURE = png(500, 400); // more than one chunk
const house = await House.open({ users: [{ username: 'lee', role: 'admin' }], postgres: false });
const { teacher, dataDir, server } = house;
const migrate = (url) => runVerb(['migrate', url, '--data-dir', dataDir], { timeout: 60_000 });

const { room, host, student } = await house.classroom({ talk: 'all' });
const minjun = await student('민준', { device: 'phone-1' });
await host.saySafely('12쪽을 펴세요');
const mistake = await minjun.saySafely('잘못 보낸 글');
await host.saySafely('민준에게만', { targetType: 'student', target: minjun.id });
const upload = await teacher.post(`/rooms/${room.id}/files?name=a.png`, PICTURE, { 'content-type': 'image/png' });
host.send({ messageType: 'image', message: '칠판', attachment: { id: upload.json.id }, ref: 'i' });
await host.next({ messageType: 'ack', ref: 'i' });
host.send({ messageType: 'poll', message: { question: '다 풀었나요?', choices: ['네', '아니요'] }, ref: 'p' });
const poll = await host.next({ messageType: 'ack', ref: 'p' });
minjun.send({ messageType: 'vote', refers: poll.id, message: { choices: [0] } });
await host.next((frame) => frame.messageType === 'pollResult' && frame.message.votes === 1);
minjun.send({ messageType: 'delete', refers: mistake.id, message: {}, ref: 'd' });
const last = await minjun.next({ messageType: 'ack', ref: 'd' });
const before = await teacher.messages(room.id);
const hashes = () => sqlite(path.join(dataDir, 'lectern.db'), 'SELECT room_id, seq, id, hash FROM message ORDER BY room_id, seq');

const nameIn = (url) => /\/([a-z_0-9]+)\?/.exec(url)[1];
const rowsOf = async (url, sql) => (await postgres.execute(sql, nameIn(url))).split('\n').map((line) => line.split('|'));

function assertRefused(done, code, ...words) {
  assert.equal(done.code, code, done.stdout + done.stderr);
  for (const word of words) assert.ok(done.stderr.includes(word), `${done.stderr} names ${word}`);
}

const others = [];

/** One more server of the new system, with nothing of the old one but its key. */
async function nodeWithADiskOfItsOwn(flags) {
  const dir = await temporaryFolder();
  after(() => removeFolder(dir));
  const key = ['--jwt-secret-file', path.join(dataDir, 'jwt.secret')];
  const node = await Server.start({ dataDir: dir, flags: ['--set', 'files.store=database', ...key, ...flags] });
  after(() => node.kill());
  others.push(node);
  return node;
}

test('a system that is at work is not copied', async () =>
  assertRefused(await migrate(await postgres.freshDatabase()), 1, 'in use'));

test('a target that is no PostgreSQL is bad usage', async () => {
  assertRefused(await migrate('sqlite:elsewhere.db'), 2, 'sqlite:elsewhere.db', 'postgresql://');
  assertRefused(await migrate('mysql://x'), 2, 'URL');
});

test('history, people and files are the same afterwards', async (t) => {
  await server.stop();
  const url = await postgres.freshDatabase();
  const done = await migrate(url);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /2 accounts, 1 rooms, 2 members, 6 messages, 2 stays, 1 votes, 1 files/);
  const flags = ['--database', url];
  const verified = await runVerb(['verify', '--data-dir', dataDir, ...flags]);
  assert.equal(verified.code, 0, verified.stderr);
  const audited = await runVerb(['audit', '--data-dir', dataDir, ...flags]);
  assert.match(audited.stdout, /\tcommand:\S+\tsystem migrated\t-?\t-\n$/);

  const there = await Server.start({ dataDir, flags: ['--set', 'limits.rate=0', ...flags] });
  after(() => there.kill());
  const kim = await new Api(there).login('kim', PASSWORD);

  await t.test('the log, to its hashes', async () => {
    const plain = (messages) => messages.map((one) => (one.attachment ? { ...one, attachment: { ...one.attachment, url: '' } } : one));
    assert.deepEqual(plain(await kim.messages(room.id)), plain(before));
    const rows = await rowsOf(url, 'SELECT room_id, seq, id, hash FROM message ORDER BY room_id, seq');
    assert.deepEqual(rows, hashes().map((row) => Object.values(row).map(String)));
  });
  await t.test('found by two syllables', async () =>
    assert.equal((await kim.messages(room.id, `?q=${encodeURIComponent('쪽을')}`)).length, 1));
  await t.test('pictures and their links', async () =>
    assert.deepEqual((await new Api(there).root('GET', upload.json.url)).bytes, PICTURE));
  await t.test('files lie where they lay', async () => {
    const [[bytes]] = await rowsOf(url, 'SELECT coalesce(sum(length(bytes)), 0) FROM file_chunk');
    assert.equal(Number(bytes), inDatabase ? PICTURE.length : 0);
    const found = new Api(await nodeWithADiskOfItsOwn(flags));
    assert.equal((await found.root('GET', upload.json.url)).status, inDatabase ? 200 : 503);
  });
  await t.test('new ones go where the configuration says now', async () => {
    const second = new Api(await nodeWithADiskOfItsOwn(flags)).as(kim.token);
    const text = await second.post(`/rooms/${room.id}/files?name=b.txt`, 'new', { 'content-type': 'text/plain' });
    assert.equal(text.status, 201, text.text);
    assert.equal((await new Api(there).root('GET', text.json.url)).text, 'new');
  });
  await t.test('a student goes on where they were', async () => {
    const back = await house.enter(room.id, minjun.token, { server: there, since: last.seq, epoch: minjun.welcome.epoch });
    assert.equal(back.welcome.recovered, true);
    assert.equal(back.welcome.openPolls.length, 1);
    assert.equal((await back.saySafely('다시 왔어요')).seq, last.seq + 1);
  });
  await t.test('attendance', async () =>
    assert.ok((await kim.get(`/rooms/${room.id}/attendance`)).json.some(({ name }) => name === '민준')));
  await t.test('with an id of its own', async () => {
    const [[id]] = await rowsOf(url, "SELECT value FROM setting WHERE key = 'system_id'");
    const [old] = sqlite(path.join(dataDir, 'lectern.db'), "SELECT value FROM setting WHERE key = 'system_id'");
    assert.notEqual(id, old.value);
  });
  await t.test('nothing is copied over a system', async () => {
    await Promise.all([there, ...others].map((node) => node.stop()));
    const again = await eventually(async () => {
      const refused = await migrate(url);
      return refused.stderr.includes('in use') ? undefined : refused;
    }, 'an answer');
    assertRefused(again, 1, 'already');
  });
});

test('a backup of it becomes a system on PostgreSQL, too, with its files where that one has them', async () => {
  const [backups, place, url] = [await temporaryFolder(), await temporaryFolder(), await postgres.freshDatabase()];
  after(() => Promise.all([removeFolder(backups), removeFolder(place)]));
  const file = path.join(backups, 'b.zip');
  const saved = await runVerb(['backup', file, '--data-dir', dataDir]);
  assert.equal(saved.code, 0, saved.stderr);
  const flags = ['--data-dir', place, '--database', url, '--set', 'files.store=database'];
  const restored = await runVerb(['restore', file, ...flags], { timeout: 60_000 });
  assert.equal(restored.code, 0, restored.stderr);
  const verified = await runVerb(['verify', ...flags]);
  assert.equal(verified.code, 0, verified.stderr);
  const node = await nodeWithADiskOfItsOwn(['--database', url]);
  assert.deepEqual((await new Api(node).root('GET', upload.json.url)).bytes, PICTURE);
  const kim = await new Api(node).login('kim', PASSWORD);
  assert.deepEqual((await kim.messages(room.id)).map(({ id }) => id), before.map(({ id }) => id));
});

test('tables of another program are left alone', async () => {
  const url = await postgres.freshDatabase();
  await rowsOf(url, 'CREATE TABLE room (id INTEGER)');
  assertRefused(await migrate(url), 1, 'table room', 'not Lectern');
  assert.deepEqual(await rowsOf(url, 'SELECT count(*) FROM room'), [['0']]);
});

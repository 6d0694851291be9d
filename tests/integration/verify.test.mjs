// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { House } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { removeFolder, runVerb, temporaryFolder } from '../lib/server.mjs';
import { sqlite } from '../lib/sqlite.mjs';
import { removeStored, writeStored } from '../lib/stored_bytes.mjs';

const house = await House.open();
const { teacher, dataDir } = house;
const verify = (dir) => runVerb(['verify', '--data-dir', dir]);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** A class in which something of everything was said, and something taken back: seq 1 to 8. */
async function lesson() {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준');
  await host.saySafely('12쪽을 펴세요');
  const secret = await minjun.saySafely('잘못 "보낸" 글\n둘째 줄 \\ 👩‍🏫');
  await host.saySafely('민준에게만', { targetType: 'student', target: minjun.id });
  const upload = await teacher.post(`/rooms/${room.id}/files?name=${encodeURIComponent('칠판.png')}`, png(64, 48), { 'content-type': 'image/png' });
  host.send({ messageType: 'image', message: '칠판', attachment: { id: upload.json.id }, ref: 'i' });
  await host.next({ messageType: 'ack', ref: 'i' });
  host.send({ messageType: 'poll', message: { question: '다 풀었나요?', choices: ['네', '아니요'] }, ref: 'p' });
  await host.next({ messageType: 'ack', ref: 'p' });
  minjun.send({ messageType: 'delete', refers: secret.id, message: {}, ref: 'd' });
  await minjun.next({ messageType: 'ack', ref: 'd' });
  await host.saySafely('일곱');
  await host.saySafely('여덟');
  return { room: room.id, file: upload.json };
}

const { room, file } = await lesson();
await lesson();

/** The house's data as it is now, for a test to spoil. */
async function copyOfData() {
  const copy = await temporaryFolder('verify');
  after(() => removeFolder(copy));
  sqlite(path.join(dataDir, 'lectern.db'), `VACUUM INTO '${path.join(copy, 'lectern.db')}'`);
  await cp(path.join(dataDir, 'files'), path.join(copy, 'files'), { recursive: true });
  return copy;
}

async function assertFault(dir, ...words) {
  const done = await verify(dir);
  assert.equal(done.code, 1, done.stdout);
  const first = done.stderr.split('\n').find((line) => line.startsWith('lectern-server: ')) ?? '';
  for (const word of words) assert.ok(first.includes(word), `${first} names ${word}`);
}

test('beside a running server everything fits, deletions and all', async () => {
  const done = await verify(dataDir);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /^2 rooms, 16 messages, 2 files: everything fits$/m);
});

test('a stranger gets the same hashes with nothing but sqlite3 and SHA-256', () => {
  const rows = sqlite(path.join(dataDir, 'lectern.db'),
    `SELECT m.*, r.last_hash FROM message m JOIN room r ON r.id = m.room_id WHERE m.room_id = '${room}' ORDER BY seq`);
  assert.equal(rows.length, 8);
  let hash = '';
  for (const m of rows) {
    const said = [m.room_id, m.seq, m.id, m.type, m.sender, m.sender_type, m.sender_name, m.target_type, m.target,
      m.ref, m.refers, m.sent_at, m.body];
    const digest = m.deleted ? m.body : sha256(JSON.stringify(said));
    hash = sha256(hash + digest);
    assert.equal(m.hash, hash, `seq ${m.seq}`);
  }
  assert.equal(rows[0].last_hash, hash);
});

const at = (seq) => `room_id = '${room}' AND seq = ${seq}`;
for (const [what, seq, statement] of [
  ['a changed text', 3, `UPDATE message SET body = replace(body, '민준', '서연') WHERE ${at(3)}`],
  ['another sender', 7, `UPDATE message SET sender_name = '서연' WHERE ${at(7)}`],
  ['another time', 5, `UPDATE message SET sent_at = sent_at + 1 WHERE ${at(5)}`],
  ['a message taken out', 4, `DELETE FROM message WHERE ${at(4)}`],
  ['the last one taken out', 8, `DELETE FROM message WHERE ${at(8)}`],
  ['the last one taken out, and the count with it', 7,
    `DELETE FROM message WHERE ${at(8)}; UPDATE room SET last_seq = 7 WHERE id = '${room}'`],
  ['two that changed places', 7, `UPDATE message SET seq = 99 WHERE ${at(7)};
    UPDATE message SET seq = 7 WHERE ${at(8)}; UPDATE message SET seq = 8 WHERE ${at(99)}`],
  ['a message added', 9, `INSERT INTO message (room_id, seq, id, type, sender, sender_type, sender_name, target_type, target, ref, refers, sent_at, body, search_text, hash)
    SELECT room_id, 9, 'another', type, sender, sender_type, sender_name, target_type, target, '', refers, sent_at, body, search_text, hash FROM message WHERE ${at(8)}`],
  ['a text made to look deleted', 7, `UPDATE message SET deleted = 1 WHERE ${at(7)}`],
  ['other words where something was deleted', 2,
    `UPDATE message SET deleted = 0, body = '{"message":"이렇게 말했다"}' WHERE ${at(2)}`],
])
  test(`${what} is found: seq ${seq}`, async () => {
    const dir = await copyOfData();
    sqlite(path.join(dir, 'lectern.db'), statement);
    await assertFault(dir, `room ${room} `, `seq ${seq}:`);
  });

test('a text that is gone without a deletion is found, although its hash fits', async () => {
  const dir = await copyOfData();
  const db = path.join(dir, 'lectern.db');
  const [m] = sqlite(db, `SELECT * FROM message WHERE ${at(7)}`);
  const digest = sha256(JSON.stringify([m.room_id, m.seq, m.id, m.type, m.sender, m.sender_type, m.sender_name,
    m.target_type, m.target, m.ref, m.refers, m.sent_at, m.body]));
  sqlite(db, `UPDATE message SET deleted = 1, body = '${digest}' WHERE ${at(7)}`);
  await assertFault(dir, `room ${room} `, 'seq 7:', 'nobody has deleted it');
});

test('bytes of a file that were changed, cut or lost are found', async () => {
  const dir = await copyOfData();
  const spoilt = Buffer.alloc(file.size, 'x');
  await writeStored(dir, file.sha256, spoilt);
  await assertFault(dir, `file ${file.id}:`);
  await writeStored(dir, file.sha256, spoilt.subarray(1));
  await assertFault(dir, `file ${file.id}:`);
  await removeStored(dir, file.sha256);
  await assertFault(dir, `file ${file.id}:`, 'missing');
});

test('a file exchanged together with its record is found by the message that carries it', async () => {
  const dir = await copyOfData();
  const other = Buffer.from('something else');
  const hash = sha256(other);
  sqlite(path.join(dir, 'lectern.db'), `UPDATE file SET sha256 = '${hash}', size = ${other.length} WHERE id = '${file.id}'`);
  await writeStored(dir, hash, other);
  await assertFault(dir, `room ${room} `, 'seq 4:', file.id);
});

test('where there is no database there is nothing to be content with', async () => {
  const dir = await temporaryFolder('verify');
  after(() => removeFolder(dir));
  const done = await verify(dir);
  assert.equal(done.code, 1, done.stdout);
  assert.ok(done.stderr.includes(path.join(dir, 'lectern.db')), done.stderr);
});

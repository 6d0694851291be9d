// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL of the school's: signing in there, its restarts and crashes, and several servers at once.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Api, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { Postgres } from '../lib/postgres.mjs';
import { Redis } from '../lib/redis.mjs';
import { removeFolder, runVerb, temporaryFolder } from '../lib/server.mjs';

const [postgres, redis, folder] = await Promise.all([Postgres.start({ tcp: true }), Redis.start(), temporaryFolder()]);
const house = await House.open({ postgres, redis });
after(async () => {
  await Promise.all([postgres.stop(), redis.stop(), removeFolder(folder)]);
});
const { anyone, teacher } = house;

const isReady = async (server, status) => {
  const answer = await new Api(server).root('GET', '/readyz');
  assert.equal(answer.status, status, answer.text);
  return answer;
};

/** Says each of the texts until it is acknowledged, as a client does: the acknowledgements. */
async function persist(socket, texts) {
  const acks = [];
  for (const text of texts) {
    const ref = `p-${text}`;
    for (let answer; answer?.messageType !== 'ack';) {
      if (answer) assert.equal(answer.code, 'storage_unavailable');
      socket.say(text, { ref });
      answer = await socket.next((frame) => frame.ref === ref && ['ack', 'error'].includes(frame.messageType));
    }
    acks.push({ text, seq: socket.seen({ messageType: 'ack', ref }).at(-1).seq });
  }
  return acks;
}

/** What was acknowledged is in the log under its number, once, and the numbers have no gap. */
async function assertWhole(room, acks) {
  const history = (await teacher.get(`/rooms/${room.id}/messages?after=0&limit=1000`)).json;
  assert.deepEqual(history.map(({ seq }) => seq), history.map((_, index) => index + 1));
  for (const { text, seq } of acks) assert.equal(history[seq - 1].message, text);
  assert.equal(new Set(history.map(({ message }) => message)).size, history.length, 'none is there twice');
}

test('who is not let in is told in one line, without the password', async () => {
  const serve = (url) => runVerb(['--listen', '127.0.0.1:0', '--data-dir', folder, '--database', url]);
  const cases = [
    [postgres.url('postgres', 'hush'), /password authentication failed/],
    [`postgresql://lectern:hush@127.0.0.1:1/x`, /"127\.0\.0\.1", port 1 failed: Connection refused/],
    [`postgresql://lectern:hush@nowhere.invalid/x`, /nowhere\.invalid/],
    [postgres.url('nowhere'), /"nowhere" does not exist/],
    ['postgresql://lectern:hush@127.0.0.1', /^lectern-server: .*--database.*expected .*postgresql:\/\//],
  ];
  for (const [url, reason] of cases) {
    const { code, stdout, stderr } = await serve(url);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    const line = stderr.trimEnd().split('\n').at(-1);
    assert.match(line, reason);
    assert.match(line, /database/);
    assert.doesNotMatch(stderr, /hush|sesame/);
  }
});

test('check-config shows where it is and not the password', async () => {
  const { code, stdout } = await runVerb(['check-config', '--data-dir', folder, '--database', 'postgresql://kim:hush@db.school/lectern']);
  assert.equal(code, 0);
  assert.match(stdout, /database = "postgresql:\/\/kim@db\.school:5432\/lectern"/);
  assert.match(stdout, /\[store\]\ndurability = "full"/);
  assert.doesNotMatch(stdout, /hush/);
});

test('several programs may bring a new database up to date at once', async () => {
  const url = await postgres.freshDatabase();
  const verbs = await Promise.all(Array.from({ length: 6 }, () => runVerb(['user', 'list', '--data-dir', folder, '--database', url])));
  for (const { code, stderr } of verbs) assert.equal(code, 0, stderr);
  assert.equal(await postgres.execute('SELECT count(*) = count(DISTINCT version) FROM schema_version', url.split('/').at(-1)), 't');
});

test('while the database is away people are told, and afterwards the class goes on', async () => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준');
  const before = await persist(host, ['처음']);

  await postgres.halt();
  const refusal = await minjun.refusal({ messageType: 'send', targetType: 'all', message: '없어지지 않는 글' });
  assert.equal(refusal.code, 'storage_unavailable');
  assert.doesNotMatch(refusal.message, /postgres|SELECT|INSERT|127\.0\.0\.1/i);
  assert.equal((await teacher.get(`/rooms/${room.id}/messages`)).status, 503);
  assert.match((await isReady(house.server, 503)).text, /database away/);

  const sending = persist(minjun, ['하나', '둘']);
  await postgres.launch();
  const later = await sending;
  await eventually(async () => (await new Api(house.server).root('GET', '/readyz')).status === 200, 'ready again');
  for (const text of ['하나', '둘']) await host.next({ messageType: 'send', message: text });
  await assertWhole(room, [...before, ...later]);
  assert.equal(minjun.ended, undefined, 'nobody was sent away');
});

test('two servers write into one room through a crash, and it stays whole', async () => {
  const second = await house.node();
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준', { server: second });
  const texts = (who) => Array.from({ length: 150 }, (_, i) => `${who} ${i}`);
  const writing = Promise.all([persist(host, texts('여기')), persist(minjun, texts('저기'))]);
  await host.next({ messageType: 'send', message: '저기 30' });
  await postgres.halt('SIGQUIT');
  await postgres.launch();
  const acks = (await writing).flat();
  assert.equal(acks.length, 300);
  await assertWhole(room, acks);
  for (const socket of [host, minjun]) {
    await eventually(() => socket.seen('send').length === 300, 'everything, once');
    assert.deepEqual(socket.seen('send').map(({ seq }) => seq), Array.from({ length: 300 }, (_, i) => i + 1));
  }
});

// SPDX-License-Identifier: GPL-3.0-or-later
// What is older than retention.days goes, here after seconds; what follows goes on where it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, eventually } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { runVerb } from '../lib/server.mjs';

const SECONDS = 3;
const house = await House.open({ flags: ['--set', `retention.days=${SECONDS / 86_400}`, '--set', 'files.orphan_ttl=1'] });
const { anyone, teacher, dataDir } = house;
const verify = () => runVerb(['verify', '--data-dir', dataDir, ...house.databaseFlags]);

test('messages go with their age, and their room goes on', async (t) => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준', { device: 'phone-1' });
  const first = await host.saySafely('지난 학기의 숙제');
  await minjun.saySafely('다 했어요');
  const upload = await teacher.post(`/rooms/${room.id}/files?name=a.png`, png(), { 'content-type': 'image/png' });
  host.send({ messageType: 'image', message: '칠판', attachment: { id: upload.json.id }, ref: 'i' });
  const last = await host.next({ messageType: 'ack', ref: 'i' });
  assert.equal((await anyone.root('GET', upload.json.url)).status, 200);
  const { epoch } = minjun.welcome;
  await eventually(async () => (await teacher.messages(room.id)).length === 0, 'the end of the old messages');

  await t.test('nobody finds them any more', async () => {
    assert.deepEqual(await teacher.messages(room.id, `?q=${encodeURIComponent('숙제')}`), []);
    assert.deepEqual(await teacher.messages(room.id, '?after=0'), []);
  });
  await t.test('nor the file', async () => {
    await eventually(async () => (await anyone.root('GET', upload.json.url)).status === 404, 'the end of the file');
    assertProblem(await teacher.get(`/files/${upload.json.id}`), 404, 'file_not_found');
  });
  await t.test('the log is sound, and goes on', async () => {
    assert.equal((await host.saySafely('새 학기')).seq, last.seq + 1);
    const verified = await verify();
    assert.equal(verified.code, 0, verified.stderr);
    assert.match(verified.stdout, /everything fits/);
  });
  await t.test('who missed some of it is told so', async () => {
    await minjun.drop();
    const back = await house.enter(room.id, minjun.token, { since: first.seq, epoch });
    assert.equal(back.welcome.recovered, false);
    assert.equal(back.welcome.lastSeq, last.seq + 1);
    await back.close();
  });
  await t.test('who missed none of it is not', async () => {
    const { seq } = await host.saySafely('아직 여기');
    const back = await house.enter(room.id, minjun.token, { since: seq, epoch });
    assert.equal(back.welcome.recovered, true);
    await back.close();
  });
});

test('who was there is forgotten, once they have not come back', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준', { device: 'phone-2' });
  await minjun.close();
  await eventually(async () => {
    const { json } = await teacher.get(`/rooms/${room.id}/attendance`);
    return json.every(({ id }) => id !== minjun.id);
  }, 'the end of the stay');
  await eventually(async () => (await minjun.api.get(`/rooms/${room.id}`)).status === 401, 'the end of the place');
  assert.notEqual((await anyone.join(room.id, '민준', 'phone-2')).user.id, minjun.id);
  assert.equal(host.ended, undefined);
});

test('a class that has ended goes, one that is open stays', async () => {
  const { room } = await house.classroom();
  const open = await teacher.createRoom();
  assert.equal((await teacher.delete(`/rooms/${room.id}`)).status, 204);
  assert.equal((await teacher.get(`/rooms/${room.id}`)).status, 200);
  await eventually(async () => (await teacher.get(`/rooms/${room.id}`)).status === 404, 'the end of the room');
  assert.equal((await teacher.get(`/rooms/${open.id}`)).status, 200);
});

test('what is gone is told in the server\'s log', () => {
  assert.match(house.server.log, /removed what is from before \S+: [1-9]\d* messages/);
});

// SPDX-License-Identifier: GPL-3.0-or-later
// What the people of a room see of an upload: a place for it at once, then the file, or that it failed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, assertProblem, eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { png } from '../lib/pictures.mjs';
import { TusUpload } from '../lib/tus.mjs';

const house = await House.open();
const { anyone, teacher } = house;
const picture = png(120, 90);

/** Says it with the upload's id; the message as it is stored. */
async function show(socket, uploadId, more = {}) {
  const ref = `s${Math.random().toString(36).slice(2)}`;
  socket.send({ messageType: 'image', targetType: 'all', message: '칠판', attachment: { id: uploadId }, ref, ...more });
  return socket.next({ messageType: 'ack', ref });
}

async function classroom(options) {
  const { room, host, student } = await house.classroom(options);
  return { room, host, student, upload: () => TusUpload.create(teacher, room.id, picture.length, { name: '칠판.png', type: 'image/png' }) };
}

test('a picture on its way is seen as such, and then as itself', async () => {
  const { room, host, student, upload } = await classroom();
  const minjun = await student('민준');
  const up = await upload();
  const { id, seq } = await show(host, up.id);
  const placeholder = await minjun.next('image');
  assert.deepEqual(placeholder.attachment, {
    id: up.id, name: '칠판.png', contentType: 'image/png', size: picture.length, state: 'uploading',
  });
  assert.equal((await up.patch(0, picture)).status, 204);
  const told = await minjun.next('attachment');
  assert.equal(told.refers, id);
  assert.equal(told.seq, seq + 1);
  assert.equal(told.senderType, 'teacher');
  assert.equal(told.sender, placeholder.sender);
  assert.equal(told.attachment.state, 'ready');
  assert.equal(told.attachment.width, 120);
  assert.deepEqual((await anyone.root('GET', told.attachment.url)).bytes, picture);
  await host.next('attachment');

  const [stored] = await teacher.messages(room.id);
  assert.equal(stored.attachment.state, 'ready');
  assert.ok(stored.attachment.url);
  assert.equal((await teacher.messages(room.id)).length, 1, 'the entry is no message');
  const late = await house.enter(room.id, (await anyone.join(room.id, '늦은이')).token);
  assert.equal((await late.next('image')).attachment.state, 'ready');
  assert.equal(late.welcome.unread, 1);
});

test('who was away hears of it', async () => {
  const { room, host, student, upload } = await classroom();
  const minjun = await student('민준');
  const up = await upload();
  await show(host, up.id);
  const { seq } = await minjun.next('image');
  await minjun.drop();
  assert.equal((await up.patch(0, picture)).status, 204);
  await host.next('attachment');
  const back = await house.enter(room.id, minjun.token, { since: seq, epoch: minjun.welcome.epoch });
  assert.equal(back.welcome.recovered, true);
  const told = await back.next('attachment');
  assert.equal(told.replay, true);
  assert.equal(told.attachment.state, 'ready');
  assert.ok(told.attachment.url);
});

test('one entry for each message that was said meanwhile, and none for a deleted one', async () => {
  const { host, student, upload } = await classroom();
  const minjun = await student('민준');
  const up = await upload();
  const shown = [await show(host, up.id), await show(host, up.id), await show(host, up.id)];
  host.send({ messageType: 'delete', refers: shown[1].id, message: {} });
  await minjun.next('delete');
  assert.equal((await up.patch(0, picture)).status, 204);
  await show(host, up.id);
  await settled(host, minjun);
  assert.deepEqual(minjun.seen('attachment').map(({ refers }) => refers), [shown[0].id, shown[2].id]);
  assert.equal(minjun.seen('image').at(-1).attachment.state, 'ready');
});

test('only who sees the message hears of its file', async () => {
  const { host, student, upload } = await classroom();
  const [minjun, seoyeon] = [await student('민준'), await student('서연')];
  const up = await upload();
  await show(host, up.id, { targetType: 'student', target: minjun.id });
  assert.equal((await up.patch(0, picture)).status, 204);
  assert.equal((await minjun.next('attachment')).target, minjun.id);
  await settled(host, minjun, seoyeon);
  assert.equal(seoyeon.seen('attachment').length, 0);
});

test('a cancelled, a broken and a forgotten upload have failed', async (t) => {
  const node = await house.node({ flags: ['--set', 'files.upload_ttl=1'] });
  const there = new Api(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const fails = {
    cancelled: (up) => up.cancel(),
    broken: async (up) => assertProblem(await up.patch(0, Buffer.alloc(picture.length)), 415),
    forgotten: (up) => up.patch(0, picture.subarray(0, 10)),
  };
  for (const [how, fail] of Object.entries(fails))
    await t.test(how, async () => {
      const up = await TusUpload.create(there, room.id, picture.length);
      const { id } = await show(host, up.id);
      await fail(up);
      const told = await host.next('attachment');
      assert.equal(told.refers, id);
      assert.equal(told.attachment.state, 'failed');
      assert.equal(told.attachment.url, undefined);
      assert.equal((await there.messages(room.id)).at(-1).attachment.state, 'failed');
      assert.equal((await up.head()).status, 410);
      assert.equal((await host.refusal({ messageType: 'image', message: '', attachment: { id: up.id } })).code, 'file_not_found');
    });
});

test('an upload that nobody showed leaves nothing when it fails', async () => {
  const { upload } = await classroom();
  const up = await upload();
  await up.cancel();
  await eventually(async () => (await up.head()).status === 404, 'the record is gone');
});

test('what was forgotten while the server was away fails when it is back, and the room hears of it', async () => {
  const flags = ['--set', 'files.upload_ttl=1'];
  const node = await house.node({ flags });
  const there = new Api(node, teacher.token);
  const room = await there.createRoom();
  const host = await house.enter(room.id, teacher.token, { server: node });
  const up = await TusUpload.create(there, room.id, picture.length);
  const { seq } = await show(host, up.id);
  await node.kill();
  await new Promise((resolve) => setTimeout(resolve, 1100)); // what fails is the time that passes
  await node.restart();
  const back = await house.enter(room.id, teacher.token, { server: node, since: seq, epoch: host.welcome.epoch });
  const told = await back.next('attachment');
  assert.equal(told.attachment.state, 'failed');
});

test('a room without history hears of it, too', async () => {
  const { room, host, student, upload } = await classroom({ history: false });
  const minjun = await student('민준');
  const up = await upload();
  const { id } = await show(host, up.id);
  assert.equal((await minjun.next('image')).attachment.state, 'uploading');
  assert.equal((await up.patch(0, picture)).status, 204);
  const told = await minjun.next('attachment');
  assert.equal(told.refers, id);
  assert.equal(told.seq, undefined);
  assert.deepEqual((await anyone.root('GET', told.attachment.url)).bytes, picture);
  assert.deepEqual(await teacher.messages(room.id), []);
});

test('nobody says that for the server', async () => {
  const { host, upload } = await classroom();
  const up = await upload();
  const { id } = await show(host, up.id);
  const error = await host.refusal({ messageType: 'attachment', refers: id, attachment: { id: up.id, state: 'ready' } });
  assert.equal(error.code, 'unknown_type');
  host.send({ messageType: 'image', message: '', attachment: { id: up.id, state: 'ready', url: 'javascript:alert(1)' } });
  const shown = await host.next((frame) => frame.messageType === 'image' && frame.id !== id);
  assert.equal(shown.attachment.state, 'uploading');
  assert.equal(shown.attachment.url, undefined);
});

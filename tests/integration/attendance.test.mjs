// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem } from '../lib/api.mjs';
import { House } from '../lib/house.mjs';

const house = await House.open();
const { anyone, teacher } = house;

test('a row for each person who was there', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  await student('서연');
  await minjun.close();
  await host.next('leave');
  const { status, json } = await teacher.get(`/rooms/${room.id}/attendance`);
  assert.equal(status, 200);
  assert.ok(Array.isArray(json));
  for (const name of ['민준', '서연']) assert.equal(json.filter((row) => JSON.stringify(row).includes(`"${name}"`)).length, 1, name);
});

test('who comes twice has one row', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준', { device: 'attendance-device-1' });
  await minjun.close();
  await host.next('leave');
  await student('민준', { device: 'attendance-device-1' });
  const { json } = await teacher.get(`/rooms/${room.id}/attendance`);
  assert.equal(json.filter((row) => JSON.stringify(row).includes('"민준"')).length, 1);
});

test('as CSV for those who ask for it', async () => {
  const { room, student } = await house.classroom();
  await student('민준');
  await student('=HYPERLINK("http://evil.example")');
  const { status, headers, text } = await teacher.get(`/rooms/${room.id}/attendance`, { accept: 'text/csv' });
  assert.equal(status, 200);
  assert.match(headers.get('content-type'), /^text\/csv/);
  assert.match(text, /민준/);
  assert.ok(!/(^|[,"\n])=HYPERLINK/.test(text), 'a name is no formula');
});

test('it is the host’s to see', async () => {
  const { room, student } = await house.classroom();
  const minjun = await student('민준');
  assertProblem(await minjun.api.get(`/rooms/${room.id}/attendance`), 403, 'forbidden');
  assertProblem(await anyone.get(`/rooms/${room.id}/attendance`), 401, 'unauthorized');
});

test('it is there after the class, and after a restart', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  host.send({ messageType: 'close', message: {} });
  await minjun.closed;
  await house.server.restart();
  const { status, text } = await teacher.get(`/rooms/${room.id}/attendance`);
  assert.equal(status, 200);
  assert.match(text, /민준/);
});

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/globals.mjs';
import { Memory, SafeStorage } from '../../../resources/web/assets/js/storage.js';

const refusing = () => {
  throw new Error('SecurityError');
};

function storage() {
  const values = new Map();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

test('a browser that refuses storage still gets through one class', () => {
  const memory = new Memory(new SafeStorage(refusing), new SafeStorage(refusing));
  assert.equal(memory.device, memory.device);
  memory.name = '김민준';
  assert.equal(memory.name, '김민준');
  memory.keepSeat('FTYXPM', { token: 't', name: '김민준' });
  assert.deepEqual(memory.seat('FTYXPM'), { token: 't', name: '김민준' });
  memory.dropSeat('FTYXPM');
  assert.equal(memory.seat('FTYXPM'), null);
});

test('a seat belongs to its room, and nonsense is no seat', () => {
  const tab = storage();
  const memory = new Memory(new SafeStorage(storage), new SafeStorage(() => tab));
  memory.keepSeat('FTYXPM', { token: 't', name: 'n' });
  assert.equal(memory.seat('ABCDEF'), null);
  for (const nonsense of ['{', '7', 'null', '{"token":1}']) {
    tab.setItem('lectern.seat.ABCDEF', nonsense);
    assert.equal(memory.seat('ABCDEF'), null, nonsense);
  }
});

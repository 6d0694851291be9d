// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LARGEST, WHOLE, panBy, zoomAt } from '../../../resources/web/assets/js/zoom.js';

const frame = { width: 400, height: 400 };
const picture = { width: 400, height: 200 };

test('what lies under the pointer stays there', () => {
  const at = { x: 100, y: 0 };
  const view = zoomAt(WHOLE, 2, at, picture, frame);
  assert.deepEqual(view, { scale: 2, x: -100, y: 0 });
  const before = { x: at.x - WHOLE.x, y: at.y - WHOLE.y };
  assert.equal((at.x - view.x) / view.scale, before.x);
});

test('a picture is never smaller than whole, nor larger than the limit', () => {
  assert.deepEqual(zoomAt(WHOLE, 0.1, { x: 50, y: 50 }, picture, frame), WHOLE);
  assert.equal(zoomAt(WHOLE, 100, { x: 0, y: 0 }, picture, frame).scale, LARGEST);
});

test('no empty band shows beside a picture that fills its frame', () => {
  const large = zoomAt(WHOLE, 4, { x: 0, y: 0 }, picture, frame);
  assert.deepEqual(panBy(large, { x: 10_000, y: 10_000 }, picture, frame), { scale: 4, x: 600, y: 200 });
  const flat = zoomAt(WHOLE, 1.5, { x: 0, y: 0 }, picture, frame);
  assert.equal(panBy(flat, { x: 0, y: 50 }, picture, frame).y, 0);
});

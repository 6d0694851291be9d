// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryOf, needsOf, textOf } from '../support/modules.mjs';

const PAGES = ['index.html', 'teacher.html', 'chat.html'];
const linksOf = (html, rel) => [...html.matchAll(new RegExp(`<link rel="${rel}" href="([^"]+)">`, 'g'))].map(([, path]) => path);

for (const page of PAGES) {
  test(`${page} asks at once for all that it needs to begin`, async () => {
    const html = await textOf(`/${page}`);
    assert.deepEqual(linksOf(html, 'modulepreload'), await needsOf(await entryOf(page)));
    for (const path of linksOf(html, 'stylesheet')) assert.notEqual(await textOf(path), '');
  });
}

test('the pages differ in nothing but their scripts and styles', async () => {
  const frame = async (page) => (await textOf(`/${page}`)).replace(/^ *<(?:link rel="(?:modulepreload|stylesheet)"|script) .*\n/gm, '');
  const [student, ...others] = await Promise.all(PAGES.map(frame));
  for (const other of others) assert.equal(other, student);
});

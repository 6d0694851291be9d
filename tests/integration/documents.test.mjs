// SPDX-License-Identifier: GPL-3.0-or-later
// docs/security.md names a test for every threat, and docs/dependencies.md everything that we are built of: that they are
// there, and nothing besides.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..', '..');
const read = (...parts) => readFile(path.join(root, ...parts), 'utf8');

const REFERENCE = /`(unit|integration|browser|conformance|console)\.([\w.]+)` “([^”]+)”/g;

/** The source of a test, by the name that ctest has for it. */
async function sourceOf(kind, name) {
  if (kind === 'integration' || kind === 'browser') return read('tests', kind, `${name}.test.mjs`);
  const found = (await readdir(path.join(root, 'tests', kind), { recursive: true })).find((file) => path.basename(file) === `${name}.cpp`);
  assert.ok(found, `${kind}.${name} is no test`);
  return read('tests', kind, found);
}

const isIn = (source, kind, name) =>
  ['unit', 'console'].includes(kind) ? new RegExp(`\\bvoid ${name}\\(\\)`).test(source)
    : [`'${name}'`, `\`${name}\``, `'${name.replaceAll("'", "\\'")}'`].some((quoted) => source.includes(`test(${quoted}`));

const references = (document) => [...document.matchAll(REFERENCE)].map(([, kind, name, testCase]) => ({ kind, name, testCase }));

for (const file of ['security.md', 'security.ko.md'])
  test(`${file}: each test that it names is there`, async () => {
    const named = references(await read('docs', file));
    assert.ok(named.length > 50, `${named.length} tests are named`);
    for (const { kind, name, testCase } of named)
      assert.ok(isIn(await sourceOf(kind, name), kind, testCase), `${kind}.${name} has no “${testCase}”`);
  });

test('each threat has a test, and both languages have the same', async () => {
  const rows = async (file) => (await read('docs', file)).split('\n').filter((line) => /^\| (?!---)/.test(line) && line.split('|').length === 5)
    .filter((line) => !/\| (shown by|보여 주는 테스트) \|$/.test(line));
  const english = await rows('security.md');
  const korean = await rows('security.ko.md');
  for (const row of [...english, ...korean]) assert.ok(references(row).length > 0, `no test shows: ${row}`);
  assert.deepEqual(korean.map((row) => references(row)), english.map((row) => references(row)));
});

/** The names in the first column of the tables under a heading, without what stands in brackets. */
const listedUnder = (document, heading) =>
  document.split(`\n## ${heading}\n`)[1].split('\n## ')[0].split('\n').map((line) => /^\| `([^`]+)`/.exec(line)?.[1]).filter(Boolean);

async function buildFiles(folder = '.') {
  const found = [];
  for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
    if (/^(\.git|build.*|node_modules)$/.test(entry.name)) continue;
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await buildFiles(name)));
    else if (/^CMakeLists\.txt$|\.cmake$/.test(entry.name)) found.push(name);
  }
  return found;
}

test('dependencies.md lists what CMake looks for, and nothing else', async () => {
  const sought = new Set();
  for (const file of await buildFiles()) {
    const text = await read(file);
    for (const [, name] of text.matchAll(/^\s*find_package\((\w+)/gm)) sought.add(name);
    for (const [, name] of text.matchAll(/^\s*pkg_check_modules\(\w+ REQUIRED IMPORTED_TARGET ([\w-]+)/gm)) sought.add(name);
  }
  sought.delete('PkgConfig');
  assert.deepEqual(new Set(listedUnder(await read('docs', 'dependencies.md'), 'Linked into the programs')), sought);
});

test('dependencies.md lists what the packages want beside them', async () => {
  const packaging = await read('installer', 'Package.cmake');
  const wanted = new Set();
  for (const [, list] of packaging.matchAll(/set\(CPACK_DEBIAN_\w+_(?:PACKAGE_)?(?:DEPENDS|SUGGESTS|RECOMMENDS)[^"]*"([^"]+)"\)/g))
    for (const each of list.split(',')) wanted.add(each.trim().split(/[ |]/)[0]);
  assert.ok(wanted.size > 8, `${[...wanted]}`);
  assert.deepEqual(new Set(listedUnder(await read('docs', 'dependencies.md'), 'Beside the server')), wanted);
});

test('dependencies.md lists what the tests fetch', async () => {
  const { devDependencies } = JSON.parse(await read('tests', 'package.json'));
  assert.deepEqual(listedUnder(await read('docs', 'dependencies.md'), 'For the tests alone'), Object.keys(devDependencies));
});

test('the code that is carried along is that version, with its licence', async () => {
  const listed = /`sockjs-client` \(`([^`]+)`\) \| MIT \| ([\d.]+) \|/.exec(await read('docs', 'dependencies.md'));
  assert.match(await read(listed[1]), new RegExp(`^/\\* sockjs-client v${listed[2].replaceAll('.', '\\.')} `));
  assert.match(await read(path.dirname(listed[1]), 'LICENSE.txt'), /MIT License/);
  const carried = (await readdir(path.join(root, 'resources', 'web'), { recursive: true })).filter((file) => /\.min\.js$|vendor|third/.test(file));
  assert.deepEqual(carried, [path.relative('resources/web', listed[1])]);
});

test('who maintains the packages stands in one place', async () => {
  assert.match(await read('installer', 'debian', 'changelog.in'), /^ -- @LECTERN_MAINTAINER@ /m);
  const places = [];
  for (const file of [...(await buildFiles()), ...(await readdir(path.join(root, 'installer'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.path ?? entry.parentPath, entry.name)))])
    if ((await read(file)).includes('lectern.invalid')) places.push(path.normalize(file));
  assert.deepEqual([...new Set(places)], [path.join('installer', 'Package.cmake')]);
});

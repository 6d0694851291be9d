// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said of the packages without installing them.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { must, run } from '../lib/debian.mjs';
import { removeFolder } from '../lib/server.mjs';
import { CONSOLE, SERVER } from './debs.mjs';

let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lectern-packages-'));
  for (const file of [SERVER, CONSOLE]) await must('dpkg-deb', ['-x', file, folder]);
});
after(() => removeFolder(folder));

const inside = (file) => path.join(folder, file);

test('lintian finds no error', async () => {
  const found = await run('lintian', ['--allow-root', '--fail-on', 'error', SERVER, CONSOLE]);
  assert.equal(found.code, 0, found.stdout);
});

for (const unit of ['lectern-server.service', 'lectern-server@.service', 'lectern-server-backup.service'])
  test(`${unit} is exposed no more than 2.0`, async () => {
    const said = await run('systemd-analyze', ['security', '--offline=true', '--threshold=20', '--no-pager', inside(`lib/systemd/system/${unit}`)]);
    assert.equal(said.code, 0, said.stdout);
    const level = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(said.stdout)[1]);
    assert.ok(level <= 2, `${level}`);
  });

for (const unit of ['lectern-server.service', 'lectern-server@.service'])
  test(`${unit} lets the threads of the database give way`, async () => {
    const filters = [...(await readFile(inside(`lib/systemd/system/${unit}`), 'utf8')).matchAll(/^SystemCallFilter=(.*)$/gm)].map(([, filter]) => filter);
    // What is named after a whole group was refused is allowed again.
    assert.ok(filters.indexOf('sched_setscheduler') > filters.indexOf('~@privileged @resources'), filters.join('; '));
  });

test('the AppArmor profile is one', async () => {
  const parsed = await run('apparmor_parser', ['-Q', '-K', inside('etc/apparmor.d/lectern-server')]);
  assert.equal(parsed.code, 0, parsed.stderr);
});

test('the desktop is told what the console is, and what opens with it', async () => {
  assert.equal((await run('desktop-file-validate', [inside('usr/share/applications/lectern-console.desktop')])).code, 0);
  const metadata = await run('appstreamcli', ['validate', '--no-net', inside('usr/share/metainfo/lectern-console.metainfo.xml')]);
  assert.equal(metadata.code, 0, metadata.stdout);
  await must('update-mime-database', [inside('usr/share/mime')]);
  assert.match(await readFile(inside('usr/share/mime/globs2'), 'utf8'), /:application\/vnd\.lectern\.plan\+json:\*\.lectern/);
  assert.match(await readFile(inside('usr/share/mime/aliases'), 'utf8'), /^application\/x-lectern-lesson /m);
  assert.ok((await readdir(inside('usr/share/icons/hicolor/scalable/apps'))).includes('lectern-console.svg'));
});

test('the manual pages have no warning', async () => {
  for (const page of ['man8/lectern-server.8.gz', 'man5/lectern.toml.5.gz', 'man1/lectern-console.1.gz']) {
    const linted = await run('sh', ['-c', `zcat "$1" | mandoc -T lint -W warning`, 'sh', inside(`usr/share/man/${page}`)]);
    assert.equal(linted.code, 0, `${page}:\n${linted.stdout}`);
  }
});

test('the manual names every verb', async () => {
  const help = await must(inside('usr/bin/lectern-server'), ['--help']);
  const page = await must('zcat', [inside('usr/share/man/man8/lectern-server.8.gz')]);
  const verbs = [...help.split('\n\n')[2].matchAll(/^ {2}([a-z-]+)/gm)].map(([, verb]) => verb);
  assert.ok(verbs.length > 10, help);
  for (const verb of verbs) assert.match(page, new RegExp(`^\\.It Cm ${verb}\\b`, 'm'), verb);
});

test('the completion knows verbs, options, and what an option takes', async () => {
  const script = `. /usr/share/bash-completion/bash_completion; . "$1"; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}
    _lectern_server "$1"; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const complete = async (...words) =>
    (await run('bash', ['-c', script, 'bash', inside('usr/share/bash-completion/completions/lectern-server'), inside('usr/bin/lectern-server'), ...words]))
      .stdout.trim().split('\n');
  assert.deepEqual(await complete('check'), ['check-config']);
  assert.deepEqual(await complete('user', 'im'), ['import']);
  assert.deepEqual(await complete('--log-l'), ['--log-level']);
  assert.deepEqual(await complete('--log-level', 'w'), ['warning']);
  assert.deepEqual(await complete('--set', 'rooms.host'), ['rooms.host_grace=']);
});

test('the configuration that is installed shows every setting and changes nothing but the place of the data', async () => {
  const server = inside('usr/bin/lectern-server');
  const shipped = await must(server, ['check-config', '--config', inside('etc/lectern/lectern.toml')]);
  const defaults = await must(server, ['check-config', '--config', '/dev/null', '--data-dir', '/var/lib/lectern']);
  assert.equal(shipped, defaults);
  const file = await readFile(inside('etc/lectern/lectern.toml'), 'utf8');
  const keys = [...shipped.matchAll(/^([a-z_]+) = /gm)].map(([, key]) => key);
  for (const key of keys) assert.match(file, new RegExp(`^#?${key} = `, 'm'));
});

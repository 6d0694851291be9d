// SPDX-License-Identifier: GPL-3.0-or-later
// Every block marked `sh` in docs/operations.md, run in its order on a fresh Debian; the Korean page has the same ones.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { Debian } from '../lib/debian.mjs';
import { CONSOLE, SERVER } from './debs.mjs';

async function blocks(page) {
  const text = await readFile(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block.trim());
}

const commands = await blocks('operations.md');

test('the Korean page has the same commands', async () => {
  assert.ok(commands.length > 10);
  assert.deepEqual(await blocks('operations.ko.md'), commands);
});

describe('the commands of the page', { skip: process.getuid() !== 0 && 'needs root: it boots a Debian of its own' }, () => {
  let machine;
  before(async () => {
    machine = await Debian.boot([SERVER, CONSOLE]);
    await machine.put(SERVER, '/root/lectern-server_1_amd64.deb');
  });
  after(() => machine?.stop());

  for (const block of commands)
    test(block.split('\n')[0], async () => {
      const done = await machine.run(`set -e; cd /root; ${block}`);
      assert.equal(done.code, 0, `${block}\n${done.stdout}\n${done.stderr}\n${await machine.journal()}`);
    });

  test('and the server serves at the end of it', async () => {
    assert.match(await machine.must('systemctl show -P StatusText lectern-server'), /^listening on https:\/\/0\.0\.0\.0:443$/);
    assert.match(await machine.must('lectern-server user list'), /kim[\s\S]*minjun|minjun[\s\S]*kim/);
  });
});

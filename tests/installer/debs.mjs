// SPDX-License-Identifier: GPL-3.0-or-later
// The packages that cpack has made (LECTERN_PACKAGES names their folder), and one more of a later version.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../lib/debian.mjs';

const FOLDER = process.env.LECTERN_PACKAGES ?? fileURLToPath(new URL('../../build', import.meta.url));

async function find(name) {
  const found = (await readdir(FOLDER)).filter((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  if (found.length !== 1) throw new Error(`expected one ${name}_*.deb in ${FOLDER}, found ${found.join(', ') || 'none'}: ./dev package makes it`);
  return path.join(FOLDER, found[0]);
}

export const SERVER = await find('lectern-server');
export const CONSOLE = await find('lectern-console');

/** `file` again with `suffix` behind its version, in `folder`. */
export async function laterVersion(file, suffix, folder) {
  const tree = await mkdtemp(path.join(tmpdir(), 'lectern-deb-'));
  await must('dpkg-deb', ['-R', file, tree]);
  const control = path.join(tree, 'DEBIAN/control');
  const text = await readFile(control, 'utf8');
  await writeFile(control, text.replace(/^Version: (.*)$/m, `Version: $1${suffix}`));
  const made = path.join(folder, `later${suffix}.deb`);
  await must('dpkg-deb', ['--root-owner-group', '-Znone', '-b', tree, made]);
  await rm(tree, { recursive: true });
  return made;
}

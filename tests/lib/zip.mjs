// SPDX-License-Identifier: GPL-3.0-or-later
// Archives as a stranger takes them apart: Info-ZIP's unzip for what is in them, their directory by hand for how.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { removeFolder, temporaryFolder } from './server.mjs';

const run = promisify(execFile);
const UTF8 = { env: { ...process.env, LC_ALL: 'C.UTF-8' } };

/** Entries of the archive's directory: `[{ name, utf8, stored, size, version }]`. */
export function directoryOf(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  const entries = [];
  for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameSize),
      utf8: (bytes.readUInt16LE(at + 8) & 0x800) !== 0,
      stored: bytes.readUInt16LE(at + 10) === 0,
      size: bytes.readUInt32LE(at + 24),
      version: bytes.readUInt16LE(at + 6),
    });
    at += 46 + nameSize + extraSize + commentSize;
  }
  return entries;
}

/** Unpacks the archive with `unzip`, which also checks every sum, and calls `look(folder)`; the folder is gone afterwards. */
export async function unzipped(bytes, look) {
  const folder = await temporaryFolder('unzip');
  try {
    const archive = path.join(folder, 'archive.zip');
    await writeFile(archive, bytes);
    await run('unzip', ['-tqq', archive], UTF8);
    await run('unzip', ['-qq', archive, '-d', path.join(folder, 'out')], UTF8);
    return await look(path.join(folder, 'out'));
  } finally {
    await removeFolder(folder);
  }
}

/** Everything in the archive: a Map of bytes by name, in the order of its directory. */
export function contentsOf(bytes) {
  return unzipped(bytes, async (folder) => {
    const contents = new Map();
    for (const { name } of directoryOf(bytes)) contents.set(name, await readFile(path.join(folder, name)));
    return contents;
  });
}

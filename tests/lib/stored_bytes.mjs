// SPDX-License-Identifier: GPL-3.0-or-later
// A file's bytes where the server keeps them, as somebody with a shell on the server spoils them.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FILES_IN_DATABASE } from './house.mjs';
import { sqlite } from './sqlite.mjs';

const inDirectory = (dataDir, sha256) => path.join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2));
const inDatabase = (dataDir, statement) => sqlite(path.join(dataDir, 'lectern.db'), statement);

/** Puts other bytes in the place of those of that hash, whether there are any or not. */
export async function writeStored(dataDir, sha256, bytes) {
  if (FILES_IN_DATABASE) {
    await removeStored(dataDir, sha256);
    inDatabase(dataDir, `INSERT INTO file_chunk (sha256, position, bytes) VALUES ('${sha256}', 0, x'${bytes.toString('hex')}')`);
    return;
  }
  const file = inDirectory(dataDir, sha256);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

/** Takes the bytes of that hash away, with the copy that a running server may have. */
export async function removeStored(dataDir, sha256) {
  if (!FILES_IN_DATABASE) return rm(inDirectory(dataDir, sha256));
  inDatabase(dataDir, `DELETE FROM file_chunk WHERE sha256 = '${sha256}'`);
  await rm(path.join(dataDir, 'files', 'cache', sha256), { force: true });
}

// SPDX-License-Identifier: GPL-3.0-or-later
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';

const root = new URL('../../../resources/web', import.meta.url);
const IMPORT = /^(?:import|export)\b[^;]*?\bfrom '(\.[^']+)';/gm;

export const textOf = (path) => readFile(new URL(`${root}${path}`), 'utf8');

/** A page of the server and the script that it begins with, by its file in resources/web. */
export async function entryOf(page) {
  return /<script type="module" src="([^"]+)">/.exec(await textOf(`/${page}`))[1];
}

/** The modules that a browser must have before that one runs, by path; without itself. */
export async function needsOf(entry) {
  const found = new Set();
  const look = async (path) => {
    for (const [, name] of (await textOf(path)).matchAll(IMPORT)) {
      const needed = posix.join(posix.dirname(path), name);
      if (found.has(needed)) continue;
      found.add(needed);
      await look(needed);
    }
  };
  await look(entry);
  return [...found].sort();
}

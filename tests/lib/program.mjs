// SPDX-License-Identifier: GPL-3.0-or-later
// A test's own server program: started on a free port, ended with the test file.
import { spawn } from 'node:child_process';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const START_MS = 20_000;
const FOLDER = process.env.LECTERN_CONFORMANCE ?? fileURLToPath(new URL('../../build/tests/conformance', import.meta.url));

/** One of tests/conformance; it says itself where it listens: `{ port, url, socketUrl }`. */
export async function startProgram(name, args = []) {
  const program = `${FOLDER}/${name}`;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => child.kill('SIGKILL'));
  process.on('exit', () => child.kill('SIGKILL'));
  let output = '';
  const port = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${program} said nothing of listening:\n${output}`)), START_MS);
    child.stdout.on('data', (data) => {
      output += data;
      const line = /^listening on http:\/\/\S+:(\d+)$/m.exec(output);
      if (line) resolve((clearTimeout(late), Number(line[1])));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}:\n${output}`)));
  });
  return { port, url: `http://127.0.0.1:${port}`, socketUrl: `ws://127.0.0.1:${port}` };
}

// SPDX-License-Identifier: GPL-3.0-or-later
// On what and with what was measured.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { LIFTED } from './servers.mjs';

const PEERS = fileURLToPath(new URL('../peers/node_modules/', import.meta.url));

function packageVersion(name) {
  try {
    return JSON.parse(readFileSync(`${PEERS}${name}/package.json`, 'utf8')).version;
  } catch {
    return 'not installed';
  }
}

function debianVersion(name) {
  try {
    return execFileSync('dpkg-query', ['-W', '-f=${Version}', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return 'not installed';
  }
}

export function describe({ rounds, seconds, floors, otherCpu }) {
  const gib = Math.round(totalmem() / 2 ** 30);
  return [
    `- Measured ${new Date().toISOString().slice(0, 10)}: ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, ${seconds} s each run.`,
    `- ${cpus().length} CPUs (${cpus()[0].model.trim()}), ${gib} GiB, Linux ${release()}.`,
    `- Other work during the runs: ${otherCpu.median.toFixed(0)} % of a CPU in the median, ${otherCpu.most.toFixed(0)} % at most; ` +
      `load average at the end ${loadavg()[0].toFixed(1)}. The floor ran between ${floors.least.toFixed(2)} and ${floors.most.toFixed(2)} µs.`,
    `- Node ${process.versions.node}, Bun ${packageVersion('bun')}, ws ${packageVersion('ws')}, Socket.IO ${packageVersion('socket.io')}, ` +
      `its Redis adapter ${packageVersion('@socket.io/redis-adapter')}, Nchan ${debianVersion('libnginx-mod-nchan')}, Redis ${debianVersion('redis-server')}.`,
    `- Lectern with ${LIFTED.map((limit) => `\`--set ${limit}\``).join(', ')}; nothing else lifted or switched off.`,
    '',
  ].join('\n');
}

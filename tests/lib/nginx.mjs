// SPDX-License-Identifier: GPL-3.0-or-later
// A real nginx with the configuration that installer/nginx ships: only names, ports and the certificate are replaced.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from './api.mjs';
import { freePort } from './redis.mjs';
import { removeFolder, temporaryFolder } from './server.mjs';

const SAMPLE = new URL('../../installer/nginx/lectern.conf', import.meta.url);
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The sample with other addresses: without TLS, without the redirection to it, on a port of the loopback. */
async function siteFor(port, nodes) {
  const sample = await readFile(SAMPLE, 'utf8');
  const site = sample
    .replace(/server \{\n {4}listen 80;[^}]*\}\n/, '')
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replace(/ {4}ssl_certificate.*\n/g, '')
    .replace(/127\.0\.0\.1:(8081|8082|8083|8084)\b/g, (_, placeholder) => `127.0.0.1:${nodes[Number(placeholder) - 8081]}`);
  if (site.includes('ssl') || site.includes('808')) throw new Error(`the sample has changed:\n${site}`);
  return site;
}

export class Nginx {
  #child;

  /** In front of two nodes for REST and two for live connections: `nodes` are their four ports, in that order. */
  static async start(nodes) {
    const nginx = new Nginx();
    nginx.folder = await temporaryFolder('nginx');
    nginx.port = await freePort();
    const file = (name) => path.join(nginx.folder, name);
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${file(name)};`);
    await writeFile(file('nginx.conf'), `
      daemon off; pid ${file('pid')}; error_log stderr warn; worker_processes 1; user root;
      events { worker_connections 1024; }
      http { access_log off; ${places.join(' ')}\n${await siteFor(nginx.port, nodes)}\n}`);
    const child = spawn('nginx', ['-p', nginx.folder, '-c', file('nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
    nginx.#child = child;
    nginx.log = '';
    child.stderr.on('data', (data) => (nginx.log += data));
    running.add(child);
    child.on('exit', () => running.delete(child));
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`nginx did not start: ${nginx.log}`);
      return (await fetch(`${nginx.url}/healthz`).catch(() => undefined))?.ok;
    }, 'nginx to answer');
    return nginx;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get socketUrl() {
    return `ws://127.0.0.1:${this.port}`;
  }

  async stop() {
    if (this.#child.exitCode === null) {
      this.#child.kill('SIGTERM');
      await once(this.#child, 'exit');
    }
    await removeFolder(this.folder);
  }
}

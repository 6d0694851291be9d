// SPDX-License-Identifier: GPL-3.0-or-later
// A line between two programs that can be cut, or go silent.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export class WeakLine {
  #pairs = new Set();
  #silent = false;
  #cut = false;

  /** To a port of the loopback; `port` is where it begins. */
  static async to(target) {
    const line = new WeakLine();
    line.server = createServer((near) => line.#carry(near, target)).listen(0, '127.0.0.1');
    await once(line.server, 'listening');
    line.port = line.server.address().port;
    return line;
  }

  #carry(near, target) {
    if (this.#cut) return near.resetAndDestroy();
    const far = connect(target, '127.0.0.1');
    const pair = [near, far];
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      for (const each of pair) each.destroy();
    };
    for (const [from, to] of [[near, far], [far, near]]) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', end);
      from.on('close', end);
      if (this.#silent) from.pause();
    }
    return undefined;
  }

  /** All connections are reset, and no new one comes about, until mend(). */
  cut() {
    this.#cut = true;
    for (const [near] of this.#pairs) near.resetAndDestroy();
  }

  /** Nothing comes through any more, and nobody is told. */
  silence() {
    this.#silent = true;
    for (const each of [...this.#pairs].flat()) each.pause();
  }

  mend() {
    this.#cut = this.#silent = false;
    for (const each of [...this.#pairs].flat()) each.resume();
  }

  async close() {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }
}

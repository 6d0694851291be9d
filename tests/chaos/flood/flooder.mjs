// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody on another machine who floods the server.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./main.mjs', import.meta.url));

export class Flooder {
  /** Resolves when the flood is at its height. `target`: `{ port, tokens, roomId }`. */
  static async start(namespace, flood, target) {
    const flooder = new Flooder();
    flooder.child = namespace.spawn(process.execPath, [PROGRAM, flood], { stdio: ['pipe', 'pipe', 'inherit'] });
    flooder.lines = createInterface({ input: flooder.child.stdout });
    flooder.child.stdin.write(`${JSON.stringify({ ...target, host: namespace.host })}\n`);
    await flooder.#line();
    return flooder;
  }

  /** Ends it: what it has counted, such as `{ opened: 1500, 408: 20 }`. */
  async stop() {
    this.child.stdin.end();
    return JSON.parse(await this.#line());
  }

  async #line() {
    const [line] = await Promise.race([once(this.lines, 'line'), once(this.lines, 'close')]);
    if (line === undefined) throw new Error('the flooder ended by itself');
    return line;
  }

  /** It is gone with all its connections when this resolves. */
  async kill() {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  }
}

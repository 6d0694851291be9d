// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who uploads files piece by piece, so that there is always one in the middle, and who knows what came of each.
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { sleep } from './wait.mjs';

export class Uploader {
  /** Of everything that was ever begun: SHA-256 → bytes. */
  begun = new Map();
  /** What the server took: `{ answer, sha256 }`. */
  stored = [];
  refused = [];
  torn = 0;
  #count = 0;

  constructor(person, random) {
    this.person = person;
    this.random = random;
  }

  /** One upload, begun to the end, torn in the middle or refused; it never throws. */
  async upload(node) {
    const bytes = randomBytes(this.random.between(1_000, 300_000));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.begun.set(sha256, bytes);
    const answer = await this.#send(node, bytes, this.random.chance(0.3));
    if (!answer) ++this.torn;
    else if (answer.status === 201) this.stored.push({ answer: answer.json, sha256 });
    else this.refused.push(answer);
  }

  /** The answer, or nothing when the line was torn by either side. */
  async #send(node, bytes, tear) {
    const path = `/api/v1/rooms/${this.person.roomId}/files?name=${++this.#count}.bin`;
    const headers = { authorization: `Bearer ${this.person.token}`, 'content-type': 'application/octet-stream', 'content-length': bytes.length };
    const call = request(new URL(path, node.url), { method: 'POST', headers, agent: false });
    const answered = new Promise((resolve) => {
      call.on('response', (response) => read(response).then(resolve));
      call.on('error', () => resolve(undefined));
      call.on('close', () => resolve(undefined));
    });
    const pieces = 4;
    const piece = Math.ceil(bytes.length / pieces);
    for (let i = 0; i < pieces && !call.destroyed; ++i) {
      if (tear && i === pieces - 1) {
        call.destroy();
        break;
      }
      call.write(bytes.subarray(i * piece, (i + 1) * piece));
      await sleep(this.random.between(0, 25));
    }
    if (!call.destroyed) call.end();
    return answered;
  }

  /** What is wrong with what was stored: each file is there whole, for its people. */
  async faults(api) {
    const faults = [];
    for (const { answer, sha256 } of this.stored) {
      if (answer.sha256 !== sha256) faults.push(`${answer.name} was stored with the hash ${answer.sha256}, sent with ${sha256}`);
      const got = await api.get(`/files/${answer.id}`);
      const whole = got.status === 200 && this.begun.get(sha256).equals(got.bytes);
      if (!whole) faults.push(`${answer.name} (${answer.id}) was answered with 201, but is ${got.status} with ${got.bytes.length} of ${answer.size} bytes`);
    }
    return faults;
  }
}

async function read(response) {
  try {
    const chunks = await response.toArray();
    return { status: response.statusCode, json: JSON.parse(Buffer.concat(chunks).toString()) };
  } catch {
    return undefined; // torn within the answer
  }
}

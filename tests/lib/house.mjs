// SPDX-License-Identifier: GPL-3.0-or-later
// What most integration files need: a server with a teacher, and classes in it.
// With LECTERN_TEST_REDIS=1 the same files run over a real Redis, with LECTERN_TEST_POSTGRES=1 on a real PostgreSQL, with
// LECTERN_TEST_FILES=database uploaded files lie in the database.
import { after } from 'node:test';
import { Api } from './api.mjs';
import { Postgres } from './postgres.mjs';
import { Redis } from './redis.mjs';
import { addUser, removeFolder, Server, temporaryFolder } from './server.mjs';
import { Socket } from './socket.mjs';

export const PASSWORD = '바른말고운말2026';
const withRedis = process.env.LECTERN_TEST_REDIS === '1';
const FILES = process.env.LECTERN_TEST_FILES ?? 'directory';
export const FILES_IN_DATABASE = FILES === 'database';
const withPostgres = process.env.LECTERN_TEST_POSTGRES === '1';

/** One for the whole file: making one takes a second, a database in it a tenth of that. */
let cluster;
function sharedPostgres() {
  if (!cluster) {
    cluster = Postgres.start();
    after(async () => (await cluster).stop());
  }
  return cluster;
}

/** Rates are lifted (tests write faster than people) unless a flag sets them. */
const TEST_FLAGS = ['--set', 'limits.rate=0', '--set', `files.store=${FILES}`, '--drain-seconds', '0'];

export class House {
  databaseFlags = []; // where the data is, if not in dataDir: verbs need them, too
  #ends = [];

  /**
   * A server with the teacher "kim" (김선생) and whom `users` names besides; ends with the test file.
   * `redis`: true for one even in the run without, or a Redis to share. `postgres`: the same.
   */
  static async open({ flags = [], env, users = [], redis = withRedis, postgres = withPostgres } = {}) {
    const house = new House();
    after(() => house.close());
    house.dataDir = await temporaryFolder();
    house.#ends.push(() => removeFolder(house.dataDir));
    if (redis) {
      house.redis = redis instanceof Redis ? redis : await Redis.start();
      if (!(redis instanceof Redis)) house.#ends.push(() => house.redis.stop());
    }
    if (postgres) {
      house.postgres = postgres instanceof Postgres ? postgres : await sharedPostgres();
      house.databaseFlags = ['--database', await house.postgres.freshDatabase()];
    }
    const teacher = { username: 'kim', password: PASSWORD, name: '김선생' };
    for (const user of [teacher, ...users]) {
      await addUser(house.dataDir, { password: PASSWORD, ...user }, house.databaseFlags);
    }
    house.server = await house.node({ flags, env });
    house.anyone = new Api(house.server);
    house.teacher = await house.anyone.login('kim', PASSWORD);
    return house;
  }

  /** One more server process on the same data, the same Redis and the same PostgreSQL. `dataDir`: of its own, the database is shared all the same. */
  async node({ flags = [], env, dataDir } = {}) {
    const bell = this.redis ? ['--redis', this.redis.url] : [];
    const database = dataDir && this.databaseFlags.length === 0 ? ['--database', `sqlite:${this.dataDir}/lectern.db`] : this.databaseFlags;
    const secret = dataDir ? ['--jwt-secret-file', `${this.dataDir}/jwt.secret`] : [];
    const all = [...TEST_FLAGS, ...database, ...secret, ...bell, ...flags];
    const server = await Server.start({ dataDir: dataDir ?? this.dataDir, flags: all, env });
    this.#ends.push(() => server.kill());
    return server;
  }

  signIn(username) {
    return this.anyone.login(username, PASSWORD);
  }

  /** A room with its host connected: `{ room, host, student(name) }`. */
  async classroom(options = {}) {
    const room = await this.teacher.createRoom(options);
    const host = await this.enter(room.id, this.teacher.token, { as: 'the host' });
    return {
      room,
      host,
      /** Joins and connects; the host has seen it when this ends. */
      student: async (name, { device, ...more } = {}) => {
        const seat = await this.anyone.join(room.id, name, device);
        const socket = await this.enter(room.id, seat.token, { as: name, ...more });
        socket.token = seat.token;
        socket.api = this.anyone.as(seat.token);
        await host.next((frame) =>
          frame.messageType === 'join' && frame.message.participants.some(({ id }) => id === seat.user.id));
        return socket;
      },
    };
  }

  async enter(roomId, token, options = {}) {
    const socket = await Socket.open(options.server ?? this.server, { room: roomId, token, ...options, server: undefined });
    this.#ends.push(() => socket.ws.terminate());
    return socket;
  }

  async close() {
    for (const end of this.#ends.reverse()) await end();
    this.#ends = [];
  }
}

/** Everybody has received everything sent before when the host's mark has reached them. */
export async function settled(host, ...others) {
  const mark = `mark ${Math.random().toString(36).slice(2)}`;
  host.say(mark);
  await Promise.all([host, ...others].map((socket) => socket.next({ messageType: 'send', message: mark })));
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What /metrics tells, read as strictly as Prometheus' format is described, on one node and on two with a Redis.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Api, eventually } from '../lib/api.mjs';
import { House, settled } from '../lib/house.mjs';
import { Metrics } from '../lib/metrics.mjs';
import { Redis } from '../lib/redis.mjs';
import { refused } from '../lib/socket.mjs';

const redis = await Redis.start({ tcp: true });
after(() => redis.stop());
const house = await House.open({ redis });
const second = await house.node();
const { anyone, teacher, server } = house;

/** By how much a sample has grown since `before`. */
async function growth(before, on = server) {
  const now = await Metrics.of(on);
  return (name, labels) => now.sum(name, labels) - before.sum(name, labels);
}

/** Waits until the question holds of what the server tells. */
const told = (question, on = server) => eventually(async () => question(await Metrics.of(on)), 'that metric');

test('the reader of these tests takes nothing odd', () => {
  const family = (type, ...samples) => `# HELP x_total Help.\n# TYPE x_total ${type}\n${samples.map((line) => `${line}\n`).join('')}`;
  assert.equal(new Metrics(family('counter', 'x_total{a="1",b="\\"\\\\\\n"} 2.5e+06')).sum('x_total', { b: '"\\\n' }), 2.5e6);
  const histogram = (...samples) => family('histogram', ...samples).replaceAll('x_total', 'x');
  new Metrics(histogram('x_count 1', 'x_sum 2', 'x_bucket{le="1"} 0', 'x_bucket{le="+Inf"} 1'));
  for (const odd of [
    'x_total 1\n',
    family('counter', 'x_total 1').slice(0, -1),
    family('counter', 'x_total  1'),
    family('counter', 'x_total one'),
    family('counter', 'x_total -1'),
    family('counter', 'x_total 1', 'x_total 1'),
    family('counter', 'y_total 1'),
    family('counter', 'x_total{a=1} 1'),
    family('counter', 'x_total{a="1",a="2"} 1'),
    family('gauge', 'x_total 1'),
    family('thing', 'x_total 1'),
    family('counter', 'x_total 1') + family('counter', 'x_total 1'),
    '# a remark\n',
    histogram('x_count 1', 'x_sum 2', 'x_bucket{le="1"} 1'),
    histogram('x_count 2', 'x_sum 2', 'x_bucket{le="1"} 0', 'x_bucket{le="+Inf"} 1'),
    histogram('x_count 1', 'x_sum 2', 'x_bucket{le="2"} 0', 'x_bucket{le="1"} 0', 'x_bucket{le="+Inf"} 1'),
    histogram('x_count 1', 'x_bucket{le="+Inf"} 1'),
  ]) assert.throws(() => new Metrics(odd), undefined, odd);
});

test('names begin with lectern_ or process_, and no label carries an id', async () => {
  const { room, host, student } = await house.classroom();
  const minjun = await student('민준');
  await settled(host);
  const { families, samples } = await Metrics.of(server);
  for (const name of families.keys()) assert.match(name, /^(lectern|process)_/);
  const labels = new Map(samples.flatMap((sample) => Object.entries(sample.labels)).map(([name, value]) => [`${name}=${value}`, [name, value]]));
  const names = new Set([...labels.values()].map(([name]) => name));
  assert.deepEqual([...names].sort(), ['by', 'code', 'dialect', 'kind', 'le', 'outcome', 'status', 'type', 'version', 'what']);
  for (const [, value] of labels.values())
    for (const id of [room.id, host.id, minjun.id, server.serverId]) assert.ok(!value.includes(id), value);
});

test('it counts a small class', async () => {
  const before = await Metrics.of(server);
  const { room, host, student } = await house.classroom();
  const pupils = [await student('민준'), await student('서연')];
  const here = await Metrics.of(server);
  assert.equal(here.sum('lectern_people') - before.sum('lectern_people'), 3);
  assert.equal(here.sum('lectern_rooms') - before.sum('lectern_rooms'), 1);
  assert.equal(here.sum('lectern_connections', { dialect: 'native' }) - before.sum('lectern_connections', { dialect: 'native' }), 3);

  for (let i = 0; i < 5; ++i) await host.saySafely(`${i}`);
  await host.saySafely('한 번', { ref: 'r1' });
  await host.saySafely('한 번', { ref: 'r1' }); // a retry: heard once
  pupils[0].send({ messageType: 'reaction', message: { kind: 'applause' } });
  await host.next('reaction');
  await teacher.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: '웹으로' });
  await Promise.all([host, ...pupils].map((socket) => socket.next({ message: '웹으로' })));

  const grown = await growth(here);
  assert.equal(grown('lectern_messages_total', { type: 'send' }), 8);
  assert.equal(grown('lectern_messages_total', { type: 'reaction' }), 1);
  assert.equal(grown('lectern_log_messages_total', { outcome: 'stored' }), 7);
  assert.equal(grown('lectern_log_messages_total', { outcome: 'repeated' }), 1);
  assert.ok(grown('lectern_deliveries_total', { kind: 'live' }) >= 7 * 3 + 1); // and what the teacher is told of reading
  assert.equal(grown('lectern_delivery_seconds_count'), 7 * 3);
  assert.equal(grown('lectern_log_batch_messages_sum'), 8);
  assert.ok(grown('lectern_log_commit_seconds_count') <= 8);
  assert.ok(grown('lectern_log_commit_seconds_sum') > 0);
  assert.equal(grown('lectern_http_responses_total', { status: '201' }), 1);

  for (const socket of pupils) await socket.close();
  assert.ok(await told((now) => now.sum('lectern_people') === before.sum('lectern_people') + 1));
  assert.equal((await growth(here))('lectern_closes_total', { by: 'client', code: '1000' }), 2);
});

test('it counts who is refused, and why', async () => {
  const { room, student } = await house.classroom({ talk: 'none' });
  const minjun = await student('민준');
  const before = await Metrics.of(server);
  await minjun.refusal({ messageType: 'send', targetType: 'all', message: '저요!' });
  await minjun.refusal({ messageType: 'close', message: {} });
  await minjun.refusal({ messageType: 'nonsense', message: {} });
  await anyone.get('/rooms/AAAAAA');
  await anyone.post('/login', { username: 'kim', password: 'not it' });
  await refused(server, { room: room.id, token: 'bad' });
  minjun.send('no JSON');
  assert.equal((await minjun.closed).code, 4400);
  assert.ok(await told((now) => now.sum('lectern_closes_total', { code: '4400' }) > before.sum('lectern_closes_total', { code: '4400' })));

  const grown = await growth(before);
  for (const [what, code, count] of [
    ['frame', 'talk_disabled', 1],
    ['frame', 'forbidden', 1],
    ['frame', 'unknown_type', 1],
    ['frame', 'bad_request', 1],
    ['request', 'unauthorized', 2],
    ['request', 'invalid_credentials', 1],
    ['request', 'talk_disabled', 0],
  ]) assert.equal(grown('lectern_refusals_total', { what, code }), count, `${what} ${code}`);
  assert.equal(grown('lectern_closes_total', { by: 'server', code: '4400' }), 1);
  assert.equal(grown('lectern_http_responses_total', { status: '401' }), 3);
});

test('it counts who comes back, and what they had missed', async () => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const minjun = await student('민준');
  const { seq } = await host.saySafely('하나');
  await minjun.next({ seq });
  const before = await Metrics.of(server);
  await minjun.drop();
  await host.saySafely('둘');
  await host.saySafely('셋');
  const query = { since: String(seq), epoch: host.welcome.epoch };
  const back = await house.enter(room.id, minjun.token, query);
  assert.equal(back.welcome.recovered, true);
  await back.next({ message: '셋' });
  const lost = await house.enter(room.id, minjun.token, { ...query, epoch: 'another' });
  assert.equal(lost.welcome.recovered, false);
  await lost.next({ message: '셋' });

  const closes = (labels) => told((now) => now.sum('lectern_closes_total', labels) === before.sum('lectern_closes_total', labels) + 1);
  assert.ok(await closes({ by: 'network', code: '1006' }));
  assert.ok(await closes({ by: 'server', code: '4409' }));
  const grown = await growth(before);
  assert.equal(grown('lectern_recoveries_total', { outcome: 'recovered' }), 1);
  assert.equal(grown('lectern_recoveries_total', { outcome: 'started_over' }), 1);
  assert.equal(grown('lectern_deliveries_total', { kind: 'replay' }), 2 + 3);
});

test('what nodes tell each other is counted, and how long it took', async () => {
  const { room, host, student } = await house.classroom({ talk: 'all' });
  const far = await student('서연', { server: second });
  const [here, there] = [await Metrics.of(server), await Metrics.of(second)];
  for (let i = 0; i < 10; ++i) await host.saySafely(`여기 ${i}`);
  for (let i = 0; i < 4; ++i) await far.saySafely(`저기 ${i}`);
  await Promise.all([host.next({ message: '저기 3' }), far.next({ message: '여기 9' })]);

  assert.ok(await told((now) => now.sum('lectern_redis_lag_seconds_count') - here.sum('lectern_redis_lag_seconds_count') >= 10));
  assert.ok(await told((now) => now.sum('lectern_redis_lag_seconds_count') - there.sum('lectern_redis_lag_seconds_count') >= 4, second));
  const [grownHere, grownThere] = [await growth(here), await growth(there, second)];
  const lag = grownHere('lectern_redis_lag_seconds_sum');
  assert.ok(lag > 0 && lag < 10, `${lag} s`);
  assert.ok(grownHere('lectern_redis_published_total') >= 10);
  assert.ok(grownHere('lectern_redis_received_total') >= 4);
  assert.ok(grownThere('lectern_redis_received_total') >= 10);
  assert.equal(grownThere('lectern_delivery_seconds_count'), 14);
  assert.equal(grownThere('lectern_messages_total', { type: 'send' }), 4); // each message where it was said

  const stranger = await redis.client();
  for (const odd of ['hello', '[]', '{"messageType":"nonsense"}']) await stranger.publish(`room:${room.id}`, odd);
  stranger.destroy();
  for (const [on, before] of [[server, here], [second, there]])
    assert.ok(await told((now) => now.sum('lectern_redis_dropped_total') - before.sum('lectern_redis_dropped_total') === 3, on));
});

test('Redis away is told, and what it cost', async () => {
  const { host, student } = await house.classroom({ talk: 'all' });
  const far = await student('서연', { server: second });
  const [here, there] = [await Metrics.of(server), await Metrics.of(second)];
  assert.equal(here.sum('lectern_redis_up'), 1);
  await redis.halt('SIGKILL');
  for (const on of [server, second]) assert.ok(await told((now) => now.sum('lectern_redis_up') === 0, on));
  const ready = await anyone.root('GET', '/readyz');
  assert.equal(ready.status, 503);
  assert.deepEqual(ready.json.reasons, ['redis away']);
  for (let i = 0; i < 3; ++i) await host.saySafely(`혼자 ${i}`);
  await redis.launch();
  await far.next({ message: '혼자 2' }, 20_000);
  for (const on of [server, second]) assert.ok(await told((now) => now.sum('lectern_redis_up') === 1, on));
  const [grownHere, grownThere] = [await growth(here), await growth(there, second)];
  assert.equal(grownHere('lectern_redis_disconnects_total'), 1);
  assert.ok(grownThere('lectern_gaps_filled_total') >= 1);
  assert.equal(grownThere('lectern_gap_messages_total'), 3);
  assert.equal(grownHere('lectern_gap_messages_total'), 0);
});

for (const serve of ['all', 'api', 'realtime'])
  test(`a node that serves ${serve} tells how it is`, async () => {
    const node = await house.node({ flags: ['--serve', serve] });
    const there = new Api(node);
    assert.deepEqual((await there.root('GET', '/healthz')).json, { status: 'ok' });
    assert.deepEqual((await there.root('GET', '/readyz')).json, { status: 'ready' });
    const metrics = await Metrics.of(node);
    assert.equal(metrics.sum('lectern_redis_up'), 1);
    assert.equal(metrics.sum('lectern_database_up'), 1);
    assert.equal(metrics.sum('lectern_draining'), 0);
    assert.equal(metrics.sum('lectern_waiting_bytes'), 0);
    assert.ok(metrics.sum('process_open_fds') <= metrics.sum('process_max_fds'));
    assert.ok(metrics.sum('process_resident_memory_bytes') > 1e6);
    assert.ok(Math.abs(metrics.sum('process_start_time_seconds') - Date.now() / 1000) < 60);
    const head = await there.root('HEAD', '/metrics');
    assert.equal(head.status, 200);
    assert.equal(head.text, '');
    await node.kill();
  });

test('while it drains, it still tells', async () => {
  const node = await house.node({ flags: ['--drain-seconds', '5'] });
  node.signal('SIGTERM');
  assert.ok(await told((now) => now.sum('lectern_draining') === 1, node));
  const ready = await new Api(node).root('GET', '/readyz');
  assert.equal(ready.status, 503);
  assert.deepEqual(ready.json.reasons, ['draining']);
  await node.kill();
});

test('a node alone has nothing to tell of Redis', async () => {
  const alone = await House.open({ redis: false });
  const { families } = await Metrics.of(alone.server);
  assert.deepEqual([...families.keys()].filter((name) => name.includes('redis')), []);
});

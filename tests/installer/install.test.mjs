// SPDX-License-Identifier: GPL-3.0-or-later
// The packages' life on a fresh Debian whose PID 1 is systemd: installed, a class held, upgraded, backed up, restored on another machine,
// removed, purged.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mkdtemp } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Debian } from '../lib/debian.mjs';
import { removeFolder } from '../lib/server.mjs';
import { until } from '../lib/until.mjs';
import { CONSOLE, laterVersion, SERVER } from './debs.mjs';

const HOLD_CLASS = fileURLToPath(new URL('hold_class.mjs', import.meta.url));
const URL_THERE = 'http://127.0.0.1:8080';
const PASSWORD = '바른말고운말2026';
/** All but what a machine changes by itself, as Debian's daily copies of what dpkg and apt know. */
const FILES = `find / -xdev -path /proc -prune -o -path /sys -prune -o -path /run -prune -o -path /tmp -prune -o -path /root -prune -o
  -path /var/log -prune -o -path /var/cache -prune -o -path /var/lib/dpkg -prune -o -path /var/lib/apt -prune -o -path /dev -prune -o
  -path /var/tmp -prune -o -path '/var/backups/*.0' -prune -o -print`.replaceAll('\n', ' ');

describe('the packages on a fresh Debian', { skip: process.getuid() !== 0 && 'needs root: it boots a Debian of its own' }, () => {
  let machine, folder, filesBefore, accountsBefore, room;

  const hold = async (where, ...args) => (await where.beside(process.execPath, [HOLD_CLASS, URL_THERE, 'kim', PASSWORD, ...args])).trim();
  const serving = (where) => until(async () => (await where.run('systemctl is-active lectern-server')).stdout.trim() === 'active', { what: 'a server that serves' });
  /** Nobody waits for these servers' people. */
  const dontDrain = (where) => where.must(`mkdir -p /run/systemd/system/lectern-server.service.d /run/systemd/system/lectern-server@.service.d &&
    for unit in lectern-server lectern-server@; do printf '[Service]\\nEnvironment=LECTERN_DRAIN_SECONDS=0\\n' > /run/systemd/system/$unit.service.d/drain.conf; done`);
  const settle = (where, key, value) => where.must(`echo lectern-server lectern-server/${key} boolean ${value} | debconf-set-selections`);
  const version = () => machine.must("dpkg-query -W -f='${Version}' lectern-server");

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lectern-later-'));
    machine = await Debian.boot([SERVER, CONSOLE]);
    filesBefore = new Set((await machine.must(FILES)).split('\n'));
    accountsBefore = await machine.must('cat /etc/passwd /etc/group');
    await dontDrain(machine);
    await machine.put(SERVER, '/root/server.deb');
    await machine.put(CONSOLE, '/root/console.deb');
  });
  after(async () => {
    await machine?.stop();
    await removeFolder(folder);
  });

  test('they install without a question, and the server serves', async () => {
    await machine.must('apt-get install -qy --no-install-recommends /root/server.deb /root/console.deb </dev/null');
    await serving(machine);
    assert.equal(await machine.must('systemctl is-enabled lectern-server'), 'enabled');
    assert.equal(await machine.must('systemctl show -P StatusText lectern-server'), 'listening on http://0.0.0.0:8080');
    assert.match(await machine.must('lectern-console --version'), /\d+\.\d+/);
  });

  test('an account made by root belongs to the service, and a class is held', async () => {
    await machine.must('lectern-server user add kim --role teacher --name 김선생 --password-stdin', { input: PASSWORD });
    assert.equal(await machine.must('find /var/lib/lectern ! -user lectern'), '');
    assert.equal(await machine.must('stat -c "%U %a" /var/lib/lectern'), 'lectern 700');
    assert.equal(await machine.must('stat -c "%U:%G %a" /etc/lectern/lectern.toml'), 'root:lectern 640');
    room = await hold(machine);
    await hold(machine, room);
  });

  test('doctor finds nothing that is wrong', async () => {
    assert.doesNotMatch(await machine.must('lectern-server doctor'), /^(error|wrong|bad)/im);
  });

  test('the service runs in its sandbox', async (t) => {
    const pid = await machine.must('systemctl show -P MainPID lectern-server');
    const status = await machine.must(`cat /proc/${pid}/status`);
    const field = (name) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)[1];
    assert.equal(field('NoNewPrivs'), '1');
    assert.equal(field('Seccomp'), '2');
    assert.equal(field('CapBnd'), '0000000000000400'); // CAP_NET_BIND_SERVICE alone
    assert.equal(field('CapEff'), '0000000000000400');
    assert.notEqual(field('Uid').split('\t')[0], '0');
    assert.equal(field('Umask'), '0077');
    const [, soft, hard] = /Max open files +(\d+) +(\d+)/.exec(await machine.must(`cat /proc/${pid}/limits`));
    assert.equal(soft, hard); // a host may allow less than the unit asks for
    assert.ok(Number(soft) > 1024, soft);

    // As the service sees it: what can be written, and what can be seen.
    const sees = (command) => machine.run(`nsenter --target ${pid} --mount --setuid $(id -u lectern) --setgid $(id -g lectern) sh -c '${command}'`);
    for (const place of ['/etc/x', '/usr/x', '/var/x', '/var/backups/lectern/x', '/home/x'])
      assert.notEqual((await sees(`touch ${place}`)).code, 0, place);
    assert.equal((await sees('touch /var/lib/lectern/x && rm /var/lib/lectern/x')).code, 0);
    assert.notEqual((await sees('ls /root')).code, 0);
    assert.equal((await sees('ls /dev/mem /dev/kmsg')).stdout.trim(), '');
    await machine.must('touch /tmp/of-others');
    assert.notEqual((await sees('cat /tmp/of-others')).code, 0);
    assert.doesNotMatch((await sees('ls /proc')).stdout, /^1$/m); // ProtectProc
    t.diagnostic('not shown by this test, as the kernel here is the host\'s: AppArmorProfile, ProtectClock, ProtectKernelLogs, ProtectKernelModules, ' +
      'ProtectKernelTunables, ProtectControlGroups, RestrictRealtime, DevicePolicy (the machine itself may not do these either)');
  });

  test('a server that hangs is started again by the watchdog', async () => {
    await machine.must(`printf '[Service]\\nWatchdogSec=1\\nRestartSec=0\\nTimeoutAbortSec=1\\n' > /run/systemd/system/lectern-server.service.d/short.conf &&
      systemctl daemon-reload && systemctl restart lectern-server`);
    const pid = await machine.must('systemctl show -P MainPID lectern-server');
    await machine.must(`kill -STOP ${pid}`);
    await until(async () => (await machine.must('systemctl show -P NRestarts lectern-server')) === '1', { what: 'the watchdog' });
    await serving(machine);
    assert.notEqual(await machine.must('systemctl show -P MainPID lectern-server'), pid);
    await machine.must('rm /run/systemd/system/lectern-server.service.d/short.conf && systemctl daemon-reload && systemctl restart lectern-server');
  });

  test('a node of several has a unit of its own', async () => {
    await machine.must(`mkdir /etc/lectern/nodes && sed 's/^#listen = .*/listen = "127.0.0.1:8099"/' /etc/lectern/lectern.toml > /etc/lectern/nodes/second.toml &&
      chgrp -R lectern /etc/lectern/nodes && systemctl start lectern-server@second`);
    assert.equal(await machine.must('systemctl show -P StatusText lectern-server@second'), 'listening on http://127.0.0.1:8099');
    await machine.must('systemctl stop lectern-server@second && rm -r /etc/lectern/nodes');
  });

  test('an upgrade makes a backup first, keeps data and configuration, and restarts the server', async () => {
    await machine.must(`sed -i 's/^#host_grace = .*/host_grace = 45/' /etc/lectern/lectern.toml`);
    const pid = await machine.must('systemctl show -P MainPID lectern-server');
    await machine.put(await laterVersion(SERVER, '+b', folder), '/root/later.deb');
    await machine.must('apt-get install -qy /root/later.deb </dev/null');
    await serving(machine);
    assert.match(await version(), /\+b$/);
    assert.notEqual(await machine.must('systemctl show -P MainPID lectern-server'), pid);
    assert.match(await machine.must('ls /var/backups/lectern'), /^before-[\d.]+\+b-\d{8}T\d{6}Z\.zip$/);
    assert.match(await machine.must('lectern-server check-config'), /host_grace = 45/);
    await hold(machine, room);
  });

  test('an upgrade whose backup fails does not take place, unless it was settled before that none is wanted', async () => {
    await machine.put(await laterVersion(SERVER, '+c', folder), '/root/latest.deb');
    await machine.must(`sed -i 's/^#database = .*/database = "sqlite:\\/nowhere\\/lectern.db"/' /etc/lectern/lectern.toml`);
    const refused = await machine.run('apt-get install -qy /root/latest.deb </dev/null');
    assert.notEqual(refused.code, 0);
    assert.match(refused.stdout + refused.stderr, /no backup could be made, so nothing is upgraded/);
    assert.match(await version(), /\+b$/);
    await settle(machine, 'backup-before-upgrade', 'false');
    await machine.must(`sed -i 's/^database = .*/#database = "sqlite:"/' /etc/lectern/lectern.toml`);
    await machine.must('apt-get install -qy /root/latest.deb </dev/null');
    assert.match(await version(), /\+c$/);
    assert.equal((await machine.must('ls /var/backups/lectern')).split('\n').length, 1);
    await serving(machine);
  });

  test('the daily backup is made, kept for a fortnight, and restored on another machine', async () => {
    await machine.must(`systemctl enable --now lectern-server-backup.timer && cd /var/backups/lectern &&
      for day in $(seq 10 29); do touch daily-2025-01-$day.zip; done && systemctl start lectern-server-backup.service`);
    const kept = (await machine.must('ls /var/backups/lectern')).split('\n').filter((name) => name.startsWith('daily-'));
    assert.equal(kept.length, 14);
    assert.equal(kept[0], 'daily-2025-01-17.zip');
    const backup = path.join(folder, 'backup.zip');
    await writeFile(backup, await readFile(machine.path(`/var/backups/lectern/${kept.at(-1)}`)));

    const other = await Debian.boot([SERVER, CONSOLE]);
    try {
      await dontDrain(other);
      await other.put(SERVER, '/root/server.deb');
      await other.must('apt-get install -qy --no-install-recommends /root/server.deb </dev/null');
      await serving(other);
      await other.put(backup, '/var/backups/lectern/backup.zip');
      await other.must('chown lectern: /var/backups/lectern/backup.zip && systemctl stop lectern-server');
      await other.must('lectern-server restore --force /var/backups/lectern/backup.zip && lectern-server verify');
      await other.must('systemctl start lectern-server');
      await hold(other, room);
    } finally {
      await other.stop();
    }
  });

  test('removed, it keeps data and configuration, and is there again as before', async () => {
    await machine.must('apt-get remove -qy lectern-server </dev/null');
    assert.notEqual((await machine.run('systemctl is-active lectern-server')).code, 0);
    assert.notEqual((await machine.run('command -v lectern-server')).code, 0);
    await machine.must('apt-get install -qy /root/latest.deb </dev/null');
    await serving(machine);
    await hold(machine, room);
  });

  test('purged with the data to be kept, it keeps the data alone', async () => {
    await settle(machine, 'purge-data', 'false');
    await machine.must('apt-get purge -qy lectern-server </dev/null');
    await machine.must('test -e /var/lib/lectern/lectern.db');
    await machine.must('apt-get install -qy /root/latest.deb </dev/null');
    await serving(machine);
    await hold(machine, room);
  });

  test('purged, it leaves nothing', async () => {
    await settle(machine, 'purge-data', 'true');
    await machine.must('apt-get purge -qy lectern-server lectern-console </dev/null');
    const left = (await machine.must(FILES)).split('\n').filter((file) => !filesBefore.has(file));
    assert.deepEqual(left, []);
    assert.equal(await machine.must('cat /etc/passwd /etc/group'), accountsBefore);
  });
});

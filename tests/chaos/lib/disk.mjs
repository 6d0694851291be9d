// SPDX-License-Identifier: GPL-3.0-or-later
// Disks of the suite's own that can be filled, broken and cut from their power. Only root may mount them.
import { execFile } from 'node:child_process';
import { appendFile, copyFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { removeFolder, temporaryFolder } from '../../lib/server.mjs';

const run = promisify(execFile);
const MIB = 2 ** 20;

/** What is mounted is unmounted again, however the suite ends. */
const mounted = new Set();
process.on('exit', () => mounted.forEach((folder) => execFile('umount', ['--lazy', folder]).unref()));

async function mount(folder, ...args) {
  await run('mount', [...args, folder]);
  mounted.add(folder);
}

async function unmount(folder) {
  if (!mounted.delete(folder)) return;
  await run('umount', [folder]);
}

/** Why there can be no such disk here; nothing when there can. */
export async function whyNoDisk(Disk) {
  if (process.getuid() !== 0) return 'only root may mount a disk';
  try {
    await (await Disk.open()).close();
    return undefined;
  } catch (error) {
    return `no disk can be mounted here (${(error.stderr || error.message).trim().split('\n').at(-1)})`;
  }
}

/** In memory and small, to be full soon. */
export class SmallDisk {
  static async open({ megabytes = 64 } = {}) {
    const disk = new SmallDisk();
    disk.folder = await temporaryFolder('small-disk');
    await mount(disk.folder, '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'lectern-chaos');
    return disk;
  }

  get #ballast() {
    return path.join(this.folder, 'ballast');
  }

  /** Not a byte is left. */
  async fill() {
    for (const size of [MIB, 4096]) {
      const bytes = Buffer.alloc(size);
      while (await appendFile(this.#ballast, bytes).then(() => true, noSpace));
    }
  }

  free() {
    return rm(this.#ballast, { force: true });
  }

  async close() {
    await unmount(this.folder);
    await removeFolder(this.folder);
  }
}

function noSpace(error) {
  if (error.code === 'ENOSPC') return false;
  throw error;
}

/** An ext4 in an image file: what was not flushed is not in the image, as with a real disk's cache. */
export class LoopDisk {
  static async open({ megabytes = 64 } = {}) {
    const disk = new LoopDisk();
    disk.home = await temporaryFolder('loop-disk');
    disk.image = path.join(disk.home, 'image');
    disk.folder = path.join(disk.home, 'disk');
    await mkdir(disk.folder);
    await writeFile(disk.image, '');
    await truncate(disk.image, megabytes * MIB);
    await run('mkfs.ext4', ['-q', '-m', '0', disk.image]);
    await disk.#mount();
    return disk;
  }

  // A journal is written when somebody asks for it (fsync) and not by the clock, so that an image can be copied.
  #mount() {
    return mount(this.folder, '-o', 'loop,errors=remount-ro,commit=600', this.image);
  }

  /** From now on nothing can be written, as after a fault of the disk. Whoever has files open keeps them. */
  async breakDown() {
    const { stdout } = await run('findmnt', ['-no', 'SOURCE', this.folder]);
    await writeFile(`/sys/fs/ext4/${path.basename(stdout.trim())}/trigger_fs_error`, '1').catch(() => {}); // it is told of the fault
  }

  /** The disk as it is after the power went at this very moment. Nobody may write meanwhile, nor have a file open after it. */
  async snapshot() {
    const copy = `${this.image}.copy`;
    await copyFile(this.image, copy);
    return copy;
  }

  /** Checked and mounted again, from a snapshot if one is given. Nobody may have a file open. */
  async repair(snapshot) {
    await unmount(this.folder);
    if (snapshot) await copyFile(snapshot, this.image);
    // Exit code 1: something was mended.
    await run('e2fsck', ['-p', this.image]).catch((error) => { if (error.code !== 1) throw error; });
    await this.#mount();
  }

  async close() {
    await unmount(this.folder);
    await removeFolder(this.home);
  }
}

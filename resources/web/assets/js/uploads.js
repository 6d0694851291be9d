// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';
import { Problem } from './http.js';
import { shrunk } from './shrink.js';
import { TusUpload } from './tus.js';

/** A file that somebody sends: what is shown of it until the server has it. Emits `change`. */
export class Task extends Emitter {
  fraction = 0;
  /** @type {TusUpload | null} */
  upload = null;
  cancelled = false;

  /** @param {File} file */
  constructor(file) {
    super();
    this.file = file;
    this.preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : '';
  }

  /** @param {number} fraction from 0 to 1 */
  progressed(fraction) {
    this.fraction = fraction;
    this.emit('change');
  }
}

/** Sends files into a room: each is a message at once, and its bytes follow. */
export class Uploads {
  #classroom;
  #http;
  /** @type {Map<string, Task>} by the message's ref */
  #tasks = new Map();

  /** @param {import('./classroom.js').Classroom} classroom @param {import('./http.js').Http} http */
  constructor(classroom, http) {
    this.#classroom = classroom;
    this.#http = http;
    classroom.timeline.on('put', ({ item }) => {
      if (item.attachment && item.attachment.state !== 'uploading') this.#forget(item.ref);
    });
  }

  /** @param {import('./timeline.js').Item} item @returns {Task | null} */
  taskOf(item) {
    return item.mine ? (this.#tasks.get(item.ref) ?? null) : null;
  }

  /** @param {File} file @param {string} caption */
  async add(file, caption) {
    const task = new Task(file);
    const type = file.type.startsWith('image/') && file.type !== 'image/svg+xml' ? 'image' : 'file';
    const { ref, frame } = this.#classroom.speech.showFile({ type, caption, file });
    this.#tasks.set(ref, task);
    await this.#run(task, ref, frame);
  }

  /** Once more what was refused. @param {import('./timeline.js').Item} item */
  again(item) {
    const task = this.taskOf(item);
    if (!task) return;
    this.#forget(item.ref);
    this.#classroom.timeline.discard(item.ref);
    void this.add(task.file, item.text);
  }

  /** @param {import('./timeline.js').Item} item */
  cancel(item) {
    const task = this.taskOf(item);
    if (!task) return;
    task.cancelled = true;
    void task.upload?.cancel();
    this.#forget(item.ref);
    this.#classroom.speech.takeBackOwn(item);
  }

  destroy() {
    for (const [ref, task] of this.#tasks) {
      void task.upload?.cancel();
      this.#forget(ref);
    }
  }

  /** @param {Task} task @param {string} ref @param {Record<string, any>} frame */
  async #run(task, ref, frame) {
    try {
      const file = await shrunk(task.file);
      if (task.cancelled) return;
      const { file: limit } = this.#classroom.limits;
      if (file.size > limit) throw new Problem(413, 'file_too_large');
      task.upload = new TusUpload(this.#http, () => this.#classroom.token, file);
      const told = await task.upload.create(this.#classroom.room.id);
      if (task.cancelled) return void task.upload.cancel();
      this.#classroom.speech.sendFile({ ...frame, attachment: { id: String(told.id) } });
      await task.upload.send((fraction) => task.progressed(fraction));
    } catch (problem) {
      if (task.cancelled) return;
      this.#classroom.timeline.refuse(ref, problem instanceof Problem ? problem.code : 'internal');
    }
  }

  /** @param {string} ref */
  #forget(ref) {
    const task = this.#tasks.get(ref);
    if (!task) return;
    this.#tasks.delete(ref);
    if (task.preview) URL.revokeObjectURL(task.preview);
  }
}

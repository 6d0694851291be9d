// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Classroom } from './classroom.js';
import { RoomConnection } from './connection.js';
import { Pictures } from './pictures.js';
import { Reading } from './reading.js';
import { Uploads } from './uploads.js';

/** Somebody in a room: all that lasts from coming in to leaving, whatever is shown of it. */
export class Visit {
  /**
   * @param {object} options
   * @param {string} options.roomId
   * @param {string} options.name
   * @param {string} options.token
   * @param {() => Promise<string>} options.renew a fresh token
   * @param {import('./api.js').Api} options.api
   */
  constructor({ roomId, name, token, renew, api }) {
    this.api = api;
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.connection = new RoomConnection({ url: `${scheme}://${location.host}/ws`, roomId, token, renew });
    this.classroom = new Classroom({ roomId, name, connection: this.connection, api });
    this.reading = new Reading(this.classroom);
    this.pictures = new Pictures(api, () => this.connection.token);
    this.uploads = new Uploads(this.classroom, api.http);
  }

  /** The title of the page for as long as it lasts. @param {import('./i18n.js').I18n} i18n */
  title(i18n) {
    const { name } = this.classroom.room;
    const title = name ? `${name} · ${i18n.t('app.name')}` : i18n.t('app.name');
    return this.reading.unread > 0 ? i18n.t('title.unread', { count: this.reading.unread, title }) : title;
  }

  leave() {
    this.uploads.destroy();
    this.classroom.leave();
    this.reading.destroy();
    this.pictures.destroy();
  }
}

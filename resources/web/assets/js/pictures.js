// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** Fetches pictures whose signed link has run out, as a person of the room; keeps each for the page's life. */
export class Pictures {
  /** @type {Map<string, Promise<string>>} object URLs by file id */
  #fetched = new Map();
  #api;
  #token;

  /** @param {import('./api.js').Api} api @param {() => string} token */
  constructor(api, token) {
    this.#api = api;
    this.#token = token;
  }

  /**
   * @param {HTMLImageElement} image
   * @param {import('./timeline.js').Item} item
   */
  async rescue(image, item) {
    const id = item.attachment?.id;
    if (!id) throw new Error('a picture without an id');
    const known = this.#fetched.get(id) ?? this.#api.file(id, this.#token()).then((blob) => URL.createObjectURL(blob));
    this.#fetched.set(id, known);
    try {
      image.src = await known;
    } catch (problem) {
      this.#fetched.delete(id);
      throw problem;
    }
  }

  /** What a message carries, for as long as the server gives it. @param {import('./timeline.js').Item} item @returns {Promise<Blob>} */
  async bytesOf({ attachment }) {
    if (!attachment?.url) throw new Error('a file without an address');
    const response = await fetch(attachment.url).catch(() => null);
    return response?.ok ? response.blob() : this.#api.file(attachment.id, this.#token());
  }

  destroy() {
    for (const known of this.#fetched.values()) known.then((url) => URL.revokeObjectURL(url)).catch(() => {});
    this.#fetched.clear();
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Api } from './api.js';
import { waitBeforeTry } from './backoff.js';
import { I18n, pickLanguage } from './i18n.js';
import { Memory, SafeStorage } from './storage.js';

/** @typedef {{root: HTMLElement, memory: Memory, i18n: I18n, api: Api}} Parts */

/**
 * What every page begins with.
 * @param {string[]} sections of the texts, besides those that all pages share
 * @returns {Promise<Parts>}
 */
export async function boot(...sections) {
  const memory = new Memory(
    new SafeStorage(() => localStorage),
    new SafeStorage(() => sessionStorage),
  );
  const i18n = new I18n(['page', ...sections], bookOf);
  await i18n.use(pickLanguage([memory.language, ...navigator.languages]));
  const root = /** @type {HTMLElement} */ (document.getElementById('app'));
  return { root, memory, i18n, api: new Api() };
}

/** For as long as it takes: without its texts a page can say nothing. @param {string} language @returns {Promise<import('./i18n.js').Book>} */
async function bookOf(language) {
  for (let failures = 0; ; failures += 1) {
    try {
      const response = await fetch(`/assets/i18n/${language}.json`);
      if (response.ok) return await response.json();
    } catch {
      // Tried again, as after any other answer.
    }
    await new Promise((ready) => setTimeout(ready, waitBeforeTry(failures, Math.random) * 1000));
  }
}

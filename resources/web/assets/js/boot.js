// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Api } from './api.js';
import { I18n, pickLanguage } from './i18n.js';
import { Memory, SafeStorage } from './storage.js';

/**
 * What every page begins with.
 * @param {typeof import('./i18n.js').TEXTS} [texts] its own
 */
export function boot(texts) {
  const memory = new Memory(
    new SafeStorage(() => localStorage),
    new SafeStorage(() => sessionStorage),
  );
  const remembered = memory.language;
  const i18n = new I18n(remembered === 'ko' || remembered === 'en' ? remembered : pickLanguage(navigator.languages), texts);
  const root = /** @type {HTMLElement} */ (document.getElementById('app'));
  return { root, memory, i18n, api: new Api() };
}

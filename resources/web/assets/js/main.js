// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Api } from './api.js';
import { App } from './app.js';
import { I18n, pickLanguage } from './i18n.js';
import { Memory, SafeStorage } from './storage.js';

const memory = new Memory(
  new SafeStorage(() => localStorage),
  new SafeStorage(() => sessionStorage),
);
const remembered = memory.language;
const i18n = new I18n(remembered === 'ko' || remembered === 'en' ? remembered : pickLanguage(navigator.languages));
const root = /** @type {HTMLElement} */ (document.getElementById('app'));

new App({ root, memory, i18n, api: new Api() }).start();

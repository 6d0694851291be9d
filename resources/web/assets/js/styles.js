// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { h } from './dom.js';

/** Brings style sheets that the page did not begin with, each once; rejects when one does not come. @param {...string} names */
export async function bringStyles(...names) {
  await Promise.all(names.map(bring));
}

/** @param {string} name @returns {Promise<void>} */
function bring(name) {
  const href = `/assets/css/${name}.css`;
  /** @type {HTMLLinkElement | null} */
  const known = document.head.querySelector(`link[href="${href}"]`);
  const link = known ?? h('link', { rel: 'stylesheet', href });
  if (link.sheet) return Promise.resolve();
  return new Promise((ready, failed) => {
    link.addEventListener('load', () => ready());
    link.addEventListener('error', () => {
      link.remove();
      failed(new Error(`${href} did not come`));
    });
    if (!known) document.head.append(link);
  });
}

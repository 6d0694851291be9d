// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** A page that somebody keeps: no script, nothing from elsewhere, readable anywhere. */
const STYLE =
  'body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere;color-scheme:light dark}' +
  'article{margin:0 0 1.25rem;padding-left:.75rem;border-left:3px solid #8aa}article.teacher{border-color:#1b6a4e}' +
  'header{font-size:.85rem;opacity:.8}p{margin:.25rem 0;white-space:pre-wrap}img{max-width:100%}';

/**
 * All that the timeline holds as one HTML page, its pictures and files in it. What can't be fetched any more is named.
 * @param {object} what
 * @param {import('./timeline.js').Item[]} what.items
 * @param {string} what.title
 * @param {import('./i18n.js').I18n} what.i18n
 * @param {(item: import('./timeline.js').Item) => Promise<Blob>} what.fetchFile
 * @returns {Promise<Blob>}
 */
export async function notesOf({ items, title, i18n, fetchFile }) {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = i18n.language;
  const add = (/** @type {HTMLElement} */ parent, /** @type {keyof HTMLElementTagNameMap} */ tag, text = '') => {
    const element = page.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  add(page.head, 'meta').setAttribute('charset', 'utf-8');
  const policy = add(page.head, 'meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  add(page.head, 'style', STYLE);
  add(page.body, 'h1', title);
  for (const item of items.filter(({ state }) => state === 'sent')) {
    const article = add(page.body, 'article');
    article.className = item.senderType;
    add(article, 'header', `${item.senderName} · ${new Date(item.sentAt).toLocaleString(i18n.language)}`);
    if (item.attachment) await addFile(item, article, add, i18n, fetchFile);
    if (item.text) add(article, 'p', item.text);
    if (item.poll) add(article, 'p', [item.poll.question, ...item.poll.choices.map((choice, at) => `– ${choice}${countOf(item, at)}`)].join('\n'));
  }
  return new Blob(['<!doctype html>\n', page.documentElement.outerHTML], { type: 'text/html' });
}

/** @param {import('./timeline.js').Item} item @param {number} choice */
function countOf({ result }, choice) {
  return result ? ` (${result.counts[choice] ?? 0})` : '';
}

/**
 * @param {import('./timeline.js').Item} item
 * @param {HTMLElement} article
 * @param {(parent: HTMLElement, tag: keyof HTMLElementTagNameMap, text?: string) => HTMLElement} add
 * @param {import('./i18n.js').I18n} i18n
 * @param {(item: import('./timeline.js').Item) => Promise<Blob>} fetchFile
 */
async function addFile(item, article, add, i18n, fetchFile) {
  const name = item.attachment?.name ?? '';
  try {
    const address = await dataUrl(await fetchFile(item));
    if (item.type === 'image') {
      const image = add(article, 'img');
      image.setAttribute('src', address);
      image.setAttribute('alt', item.text || name);
    } else {
      const link = add(add(article, 'p'), 'a', name);
      link.setAttribute('href', address);
      link.setAttribute('download', name);
    }
  } catch {
    add(article, 'p', i18n.t('notes.missing', { name }));
  }
}

/** @param {Blob} blob @returns {Promise<string>} */
function dataUrl(blob) {
  return new Promise((ready, failed) => {
    const reader = new FileReader();
    reader.onload = () => ready(String(reader.result));
    reader.onerror = failed;
    reader.readAsDataURL(blob);
  });
}

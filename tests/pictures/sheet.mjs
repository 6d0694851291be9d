// SPDX-License-Identifier: GPL-3.0-or-later
import { writeFile } from 'node:fs/promises';
import { openPage } from '../browser/support/browser.mjs';

/** Pictures of one page's states, to be laid out side by side in one small file. */
export class Sheet {
  #shots = [];

  /** @param {import('playwright-core').Page} page as it is now @param {string} name what one sees */
  async add(page, name) {
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    const { width, height } = page.viewportSize();
    const bytes = await page.screenshot({ type: 'jpeg', quality: 90, scale: 'css' });
    this.#shots.push({ name, width, height, data: `data:image/jpeg;base64,${bytes.toString('base64')}` });
  }

  /** @param {import('playwright-core').Browser} browser @param {string} path @param {{columns: number, width: number}} layout pixels of one picture */
  async save(browser, path, { columns, width }) {
    const figures = this.#shots.map(({ name, data }) => `<figure><img src="${data}"><figcaption>${name}</figcaption></figure>`);
    const page = await openPage(browser, { viewport: { width: columns * (width + 16) + 16, height: 400 } });
    await page.setContent(`<style>
      body{display:grid;grid-template-columns:repeat(${columns},${width}px);gap:16px;margin:0;padding:16px;background:#8b938e;font:13px sans-serif;color:#fff}
      figure{margin:0}img{display:block;width:100%;border-radius:6px}figcaption{padding-top:4px}</style>${figures.join('')}`);
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    await writeFile(path, await page.screenshot({ type: 'jpeg', quality: 72, fullPage: true }));
    await page.context().close();
  }
}

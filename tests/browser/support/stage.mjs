// SPDX-License-Identifier: GPL-3.0-or-later
// For tests of the page by itself: one browser a file; for each test a fresh server that it plays by hand, and
// at most one page.
import { after, afterEach, before, beforeEach } from 'node:test';
import { DESKTOP, enter as goThroughDoor, openPage, startBrowser, waitForBanner } from './browser.mjs';
import { FakeServer } from './fake-server.mjs';

let chromium;

/** @type {FakeServer} */
export let server;
/** @type {import('playwright-core').Page} */
export let page;

before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.stop());
beforeEach(async () => {
  server = await FakeServer.start();
});
afterEach(async () => {
  await page?.context().close();
  page = null;
  await server.stop();
});

export async function open(device = DESKTOP) {
  page = await openPage(chromium.browser, device);
}

/** Opens a page and joins the class, which is then online. */
export async function enter(device = DESKTOP, options = {}) {
  await open(device);
  await goThroughDoor(page, server.url, { code: 'FTYXPM', ...options });
  await waitForBanner(page, null);
}

// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a page may take to do what a test waits for; a busy machine may want more. */
const PATIENCE_MS = Number(process.env.LECTERN_PATIENCE ?? 15_000);

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const SMALL = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** Starts the system's Chromium; contexts of it are fresh profiles. */
export async function startBrowser() {
  const home = await mkdtemp(join(tmpdir(), 'lectern-browser-'));
  const browser = await chromium.launch({
    executablePath: process.env.LECTERN_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  return {
    browser,
    async stop() {
      await browser.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/**
 * A page that fails its test when a script throws, the policy blocks something, or anything outside is asked for.
 */
export async function openPage(browser, { locale = 'ko-KR', ...device } = DESKTOP) {
  return openTab(await browser.newContext({ locale, timezoneId: 'Asia/Seoul', ...device }));
}

/** One more such page, of the same profile. */
export async function openTab(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.stack));
  page.on('console', (message) => {
    const text = message.text();
    // Chromium reports every refused request and broken line by itself; those are what the tests make happen.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection to/.test(text)) complaints.push(text);
  });
  page.assertQuiet = () => assert.deepEqual(complaints, []);
  return page;
}

/** WCAG 2.2 at levels A and AA, and what axe's makers find good besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No violation of axe-core's rules in the page as it is now. */
export async function assertAccessible(page) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    const { readFile } = await import('node:fs/promises');
    await page.evaluate(await readFile(axePath, 'utf8'));
  }
  // Colours in the middle of a transition are nobody's colours.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const rules = { type: 'tag', values: RULES };
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  assert.deepEqual(found, []);
}

/** The page's accessibility tree names these one after the other: a screen reader reads them in that order. */
export async function assertReadInOrder(page, names) {
  const tree = await page.locator('body').ariaSnapshot();
  let at = 0;
  for (const name of names) {
    const found = tree.indexOf(name, at);
    assert.notEqual(found, -1, `${name} is missing, or stands too early, in\n${tree}`);
    at = found + name.length;
  }
}

/** Keeps a screenshot where LECTERN_SHOTS says, if it says. */
export async function shot(page, name) {
  const folder = process.env.LECTERN_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Goes through the door, by the link of the room or by typing its code. */
export async function enter(page, url, { code, name = '김민준', byLink = true }) {
  await page.goto(byLink ? `${url}/join/${code}` : `${url}/`);
  if (!byLink) await page.fill('#code', code);
  await page.fill('#name', name);
  await page.click('button[type=submit]');
  await page.waitForSelector('.room');
}

/** Waits until that banner stands above the timeline; null: until none does. */
export async function waitForBanner(page, text) {
  if (text) await page.waitForSelector(`.banner[data-text="${text}"]`);
  else await page.waitForSelector('.banner', { state: 'hidden' });
}

/** The texts of the timeline, from top to bottom. */
export function textsOf(page) {
  return page.$$eval('.message .text', (elements) => elements.map((element) => element.textContent));
}

export function waitForText(page, text) {
  return page.waitForFunction(
    (wanted) => [...document.querySelectorAll('.message .text')].some((element) => element.textContent === wanted),
    text,
  );
}

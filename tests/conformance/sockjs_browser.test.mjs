// SPDX-License-Identifier: GPL-3.0-or-later
// The client that pages use, in real Chromium: each transport, from the service's own site and from another one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { openPage, startBrowser } from '../browser/support/browser.mjs';
import { startProgram } from '../lib/program.mjs';

const client = await readFile(createRequire(import.meta.url).resolve('sockjs-client/dist/sockjs.min.js'), 'utf8');
const elsewhere = createServer(({ url }, answer) => {
  const isClient = url === '/sockjs.min.js';
  answer.setHeader('Content-Type', isClient ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
  answer.end(isClient ? client : '<!doctype html><title>elsewhere</title>');
});
await new Promise((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
const site = `http://127.0.0.1:${elsewhere.address().port}`;
const server = await startProgram('sockjs_services', ['--client', `${site}/sockjs.min.js`]);
const { browser, stop } = await startBrowser();
after(() => Promise.all([stop(), new Promise((resolve) => elsewhere.close(resolve))]));

const TEXTS = ['a', '', '여러분 안녕하세요 😀', ' \u0000\u001f\u2028\uffff"\\', 'x'.repeat(5000), '</script>'];

/** In the page: says each text once the one before is back; then what came, by what, and how it ended. */
function converse({ base, transport, texts }) {
  return new Promise((resolve) => {
    const socket = new window.SockJS(base, null, { transports: transport });
    const heard = [];
    let used = null;
    const say = () => {
      if (heard.length < texts.length) socket.send(texts[heard.length]);
      else if (texts.length > 0) socket.close();
    };
    socket.onopen = () => {
      used = socket.transport;
      say();
    };
    socket.onmessage = ({ data }) => {
      heard.push(data);
      say();
    };
    socket.onclose = ({ code, reason }) => resolve({ used, heard, code, reason });
  });
}

async function talk(home, transport, service, texts) {
  const page = await openPage(browser);
  await page.goto(home);
  await page.addScriptTag({ content: client });
  const outcome = await page.evaluate(converse, { base: server.url + service, transport, texts });
  await page.context().close();
  return outcome;
}

const OWN = ['websocket', 'xhr-streaming', 'eventsource', 'htmlfile', 'xhr-polling', 'jsonp-polling'];
const FOREIGN = ['websocket', 'xhr-streaming', 'eventsource', 'iframe-eventsource', 'iframe-htmlfile', 'xhr-polling', 'iframe-xhr-polling', 'jsonp-polling'];

for (const [where, home, transports] of [['its own site', `${server.url}/echo`, OWN], ['another site', site, FOREIGN]])
  for (const transport of transports)
    test(`${transport} from ${where}`, async () => {
      const { used, heard } = await talk(home, transport, '/echo', TEXTS);
      assert.equal(used, transport);
      assert.deepEqual(heard, TEXTS);
      const { code, reason } = await talk(home, transport, '/close', []);
      assert.deepEqual([code, reason], [3000, 'Go away!']);
    });

// SPDX-License-Identifier: GPL-3.0-or-later
// What the document of the SockJS protocol 0.3.3 says of its service and of sessions, section by section, in our own words.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'node:test';
import { Answer, ask } from '../lib/answer.mjs';
import { assertCached, assertCors, assertNotCached, assertOptions, assertType, get, post, PRELUDE, send, server, session } from './sockjs_service.mjs';

test('the greeting', async () => {
  for (const path of ['/echo', '/echo/']) {
    const answer = await get(path);
    assert.deepEqual([answer.status, answer.body], [200, 'Welcome to SockJS!\n']);
    assertType(answer, 'text/plain;charset=UTF-8');
    assert.equal(answer.headers['set-cookie'], undefined);
  }
});

test('nothing else is there', async () => {
  for (const path of ['/a', '/a.html', '//', '///', '/a/a', '/a/a/', '/a/', '/a/a/a/a', '/xhr', '/a/a/none'])
    assert.equal((await get(`/echo${path}`)).status, 404, path);
  assert.equal((await get('/echoes')).status, 404);
});

test('the page for frames', async (t) => {
  const path = '/echo/iframe.html';
  for (const name of ['/iframe.html', '/iframe-a.html', '/iframe-.html', '/iframe-0.1.2.html', '/iframe-0.1.2abc-dirty.2144.html',
    '/iframe-a.html?t=1234', '/iframe-0.1.2abc-dirty.2144.html?t=qweqweq123'])
    await t.test(name, async () => {
      const answer = await get(`/echo${name}`);
      assert.equal(answer.status, 200);
      assertType(answer, 'text/html;charset=UTF-8');
      assertCached(answer);
      assert.ok(answer.headers.etag);
      assert.equal(answer.headers['last-modified'], undefined);
      assert.equal(answer.headers['set-cookie'], undefined);
      const lines = answer.body.trim().split('\n');
      assert.deepEqual(lines.slice(0, 8), [
        '<!DOCTYPE html>', '<html>', '<head>', '  <meta http-equiv="X-UA-Compatible" content="IE=edge" />',
        '  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />', '  <script>',
        '    document.domain = document.domain;', '    _sockjs_onload = function(){SockJS.bootstrap_iframe();};']);
      assert.match(lines[9], /^ {2}<script src="(\/|http)[^"]*"><\/script>$/);
      assert.deepEqual(lines.slice(10), ['</head>', '<body>', "  <h2>Don't panic!</h2>",
        "  <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>", '</body>', '</html>']);
    });
  for (const name of ['/iframe.htm', '/iframe', '/IFRAME.HTML', '/IFRAME', '/iframe.HTML', '/iframe.xml', '/iframe-/.html'])
    await t.test(`${name} is none`, async () => assert.equal((await get(`/echo${name}`)).status, 404));
  await t.test('is kept by browsers', async () => {
    const { etag } = (await get(path)).headers;
    assert.equal((await get(path)).headers.etag, etag);
    const again = await get(path, { 'If-None-Match': etag });
    assert.deepEqual([again.status, again.body, again.headers['content-type']], [304, '', undefined]);
  });
});

test('info', async (t) => {
  const info = async (service) => JSON.parse((await get(`${service}/info`)).body);
  const answer = await get('/echo/info');
  assert.equal(answer.status, 200);
  assertType(answer, 'application/json;charset=UTF-8');
  assertNotCached(answer);
  assertCors(answer);
  assert.equal(answer.headers['set-cookie'], undefined);
  const { entropy, ...facts } = JSON.parse(answer.body);
  assert.deepEqual(facts, { websocket: true, cookie_needed: false, origins: ['*:*'] });
  await t.test('has entropy', async () => {
    assert.ok(Number.isInteger(entropy) && entropy >= 0 && entropy < 2 ** 32);
    assert.notEqual((await info('/echo')).entropy, entropy);
  });
  await t.test('is for every page', () => assertOptions('/echo/info', 'OPTIONS, GET'));
  await t.test('says what is switched off or needed', async () => {
    assert.equal((await info('/disabled_websocket_echo')).websocket, false);
    assert.equal((await info('/cookie_needed_echo')).cookie_needed, true);
  });
});

test('any names make an address of a session, but not these', async () => {
  for (const path of ['/a/a', '/_/_', '/1/1', '/abcdefgh_i-j%20/abcdefg_i-j%20']) {
    const answer = await post(`/echo${path}/xhr`);
    assert.deepEqual([answer.status, answer.body], [200, 'o\n'], path);
  }
  for (const path of ['//', '/a./a', '/a/a.', '/./.', '/', '///'])
    for (const method of ['GET', 'POST']) assert.equal((await ask(server, method, `/echo${path}/xhr`)).status, 404, `${method} ${path}`);
});

test('the server’s part of the address does not matter', async () => {
  const id = randomUUID();
  assert.equal((await post(`/echo/000/${id}/xhr`)).body, 'o\n');
  await send(`/echo/000/${id}`, '["a"]');
  assert.equal((await post(`/echo/999/${id}/xhr`)).body, 'a["a"]\n');
});

test('a session, and a second answer that is too many', async () => {
  const url = session();
  assert.equal((await post(`${url}/xhr`)).body, 'o\n');
  await send(url, '["a"]');
  assert.equal((await post(`${url}/xhr`)).body, 'a["a"]\n');
  assert.equal((await post('/echo/000/bad_session/xhr_send', '["a"]')).status, 404);
  const waiting = await Answer.to(server, 'POST', `${url}/xhr`);
  const second = await post(`${url}/xhr`);
  assert.deepEqual([second.status, second.body], [200, 'c[2010,"Another connection still open"]\n']);
  waiting.close();
});

test('a session that is closed says so for a while, then is forgotten', async () => {
  const url = session('/close');
  assert.equal((await post(`${url}/xhr`)).body, 'o\n');
  for (let i = 0; i < 3; ++i) assert.equal((await post(`${url}/xhr`)).body, 'c[3000,"Go away!"]\n');
  assert.equal((await post(`${url}/xhr_send`, '["a"]')).status, 404);
  for (;;) {
    const { body } = await post(`${url}/xhr`);
    if (body === 'o\n') break;
    assert.equal(body, 'c[3000,"Go away!"]\n');
    await delay(100);
  }
});

test('a session that nobody asks for goes after five seconds', async () => {
  const url = session();
  const began = Date.now();
  assert.equal((await post(`${url}/xhr`)).body, 'o\n');
  while ((await post(`${url}/xhr_send`, '["a"]')).status === 204) await delay(100);
  assert.ok(Date.now() - began > 4_500);
  assert.equal((await post(`${url}/xhr`)).body, 'o\n', 'a new one');
});

test('the cookie that keeps a client at its server', async (t) => {
  const cookie = ({ headers }) => headers['set-cookie'].split(';').map((part) => part.trim().toLowerCase());
  const dummy = ['jsessionid=dummy', 'path=/'];
  assert.equal((await get('/cookie_needed_echo/info')).headers['set-cookie'], undefined);
  await t.test('xhr', async () => {
    assert.deepEqual(cookie(await post(`${session('/cookie_needed_echo')}/xhr`)), dummy);
    const known = await post(`${session('/cookie_needed_echo')}/xhr`, undefined, { Cookie: 'a=b; JSESSIONID=abcdef' });
    assert.deepEqual(cookie(known), ['jsessionid=abcdef', 'path=/']);
  });
  for (const [method, path] of [['POST', 'xhr_streaming'], ['GET', 'eventsource'], ['GET', 'htmlfile?c=%63allback'], ['GET', 'jsonp?c=%63allback']])
    await t.test(path, async () => {
      const answer = await Answer.to(server, method, `${session('/cookie_needed_echo')}/${path}`);
      assert.equal(answer.status, 200);
      assert.deepEqual(cookie(answer), dummy);
      answer.close();
    });
  await t.test('jsonp_send', async () => {
    const url = session('/cookie_needed_echo');
    await get(`${url}/jsonp?c=x`);
    assert.deepEqual(cookie(await post(`${url}/jsonp_send`, '["x"]', { 'Content-Type': 'text/plain' })), dummy);
  });
  await t.test('not where it is not needed', async () => assert.equal((await post(`${session()}/xhr`)).headers['set-cookie'], undefined));
});

test('every character that browsers or servers mangle goes through', async (t) => {
  const range = (pattern, from) => {
    let text = '';
    for (let i = from; i < 0x10000; ++i) if (pattern.test(String.fromCharCode(i))) text += String.fromCharCode(i);
    return text;
  };
  const escaped = (text) => `"${[...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
  await t.test('escaped by the server', async () => {
    // eslint-disable-next-line no-misleading-character-class
    const text = range(/[\u200c-\u200f\u2028-\u202f\u2060-\u206f\ufff0-\uffff]/, 255);
    const url = session();
    await post(`${url}/xhr`);
    await send(url, `["${text}"]`);
    assert.equal((await post(`${url}/xhr`)).body, `a[${escaped(text)}]\n`);
  });
  await t.test('escaped by the client', async () => {
    const text = range(/[\0-\x1f"\\\x7f-\x9f\u00ad\u0300-\u0333\u0600-\u0604\u070f\u17b4\u17b5\u2000-\u20ff\ufeff\ufff0-\uffff]/, 0);
    const url = session();
    await post(`${url}/xhr`);
    await send(url, `[${escaped(text)}]`);
    const { body } = await post(`${url}/xhr`);
    assert.deepEqual(JSON.parse(body.slice(1)), [text]);
  });
  await t.test('what everybody writes', async () => {
    const url = session();
    await post(`${url}/xhr`);
    await send(url, '["여러분 안녕하세요 😀 é"]');
    assert.equal((await post(`${url}/xhr`)).body, 'a["여러분 안녕하세요 😀 é"]\n');
  });
});

test('how sessions end', async (t) => {
  const opened = async (url) => {
    const answer = await Answer.to(server, 'POST', `${url}/xhr_streaming`);
    assert.equal(await answer.chunk(), PRELUDE);
    return answer;
  };
  await t.test('the close frame goes to the answer that is open, and to later ones', async () => {
    const url = session('/close');
    const one = await opened(url);
    assert.equal(await one.chunk(), 'o\n');
    assert.equal(await one.chunk(), 'c[3000,"Go away!"]\n');
    const two = await opened(url);
    assert.equal(await two.chunk(), 'c[3000,"Go away!"]\n');
    assert.deepEqual([await one.chunk(), await two.chunk()], ['', '']);
    one.close();
    two.close();
  });
  await t.test('a second answer is told and ends; when the first one breaks, so does the session', async () => {
    const url = session();
    const one = await opened(url);
    assert.equal(await one.chunk(), 'o\n');
    const two = await opened(url);
    assert.equal(await two.chunk(), 'c[2010,"Another connection still open"]\n');
    assert.equal(await two.chunk(), '');
    two.close();
    one.close();
    const three = await opened(url);
    assert.match(await three.chunk(), /^c\[(1002,"Connection interrupted"|2010,"Another connection still open")\]\n$/);
    three.close();
  });
  await t.test('so with polling', async () => {
    const url = session();
    assert.equal((await post(`${url}/xhr`)).body, 'o\n');
    const waiting = await Answer.to(server, 'POST', `${url}/xhr`);
    assert.equal((await post(`${url}/xhr`)).body, 'c[2010,"Another connection still open"]\n');
    waiting.close();
    for (;;) {
      const { body } = await post(`${url}/xhr`);
      if (body === 'c[1002,"Connection interrupted"]\n') break;
      assert.equal(body, 'c[2010,"Another connection still open"]\n', 'the server may hear of it a moment later');
    }
  });
});

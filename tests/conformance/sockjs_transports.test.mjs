// SPDX-License-Identifier: GPL-3.0-or-later
// What the document of the SockJS protocol 0.3.3 says of each transport over plain HTTP, in our own words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Answer } from '../lib/answer.mjs';
import { assertCors, assertNotCached, assertOptions, assertType, get, post, PRELUDE, send, server, session } from './sockjs_service.mjs';

test('xhr-polling', async (t) => {
  for (const path of ['/xhr', '/xhr_send']) await t.test(`OPTIONS ${path}`, () => assertOptions(`/echo/abc/abc${path}`, 'OPTIONS, POST'));
  await t.test('its answers', async () => {
    const url = session();
    const opened = await post(`${url}/xhr`);
    assert.deepEqual([opened.status, opened.body], [200, 'o\n']);
    assertType(opened, 'application/javascript;charset=UTF-8');
    assertCors(opened);
    assertNotCached(opened);
    const sent = await post(`${url}/xhr_send`, '["x"]');
    assert.deepEqual([sent.status, sent.body], [204, '']);
    assertType(sent, 'text/plain;charset=UTF-8');
    assertCors(sent);
    assertNotCached(sent);
    assert.equal((await post(`${url}/xhr`)).body, 'a["x"]\n');
  });
  await t.test('a session that is not there', async () => assert.equal((await post(`${session()}/xhr_send`, '["x"]')).status, 404));
  await t.test('what is no array of texts', async () => {
    const url = session();
    await post(`${url}/xhr`);
    for (const [body, complaint] of [['["x', 'Broken JSON encoding.'], ['', 'Payload expected.'], ['{}', 'Payload expected.'], ['[1]', 'Payload expected.']]) {
      const answer = await post(`${url}/xhr_send`, body);
      assert.equal(answer.status, 500, body);
      assert.ok(answer.body.includes(complaint), body);
    }
    await send(url, '["a"]');
    assert.equal((await post(`${url}/xhr`)).body, 'a["a"]\n');
  });
  await t.test('any content type', async () => {
    const url = session();
    await post(`${url}/xhr`);
    const types = ['text/plain', 'T', 'application/json', 'application/xml', '', 'application/json; charset=utf-8', 'text/xml; charset=utf-8', 'text/xml'];
    for (const type of types) assert.equal((await post(`${url}/xhr_send`, '["a"]', { 'Content-Type': type })).status, 204);
    assert.equal((await post(`${url}/xhr`)).body, `a[${types.map(() => '"a"').join(',')}]\n`);
  });
  await t.test('the headers that a page wants to send', async () => {
    for (const [wanted, allowed] of [['a, b, c', 'a, b, c'], ['', undefined], [undefined, undefined]]) {
      const answer = await post(`${session()}/xhr`, undefined, wanted === undefined ? {} : { 'Access-Control-Request-Headers': wanted });
      assertCors(answer);
      assert.equal(answer.headers['access-control-allow-headers'], allowed);
    }
  });
  await t.test('a poll waits for what is said', async () => {
    const url = session();
    await post(`${url}/xhr`);
    const waiting = await Answer.to(server, 'POST', `${url}/xhr`);
    await send(url, '["in time"]');
    assert.equal(await waiting.body(), 'a["in time"]\n');
    waiting.close();
  });
});

test('xhr-streaming', async (t) => {
  await t.test('OPTIONS', () => assertOptions('/echo/abc/abc/xhr_streaming', 'OPTIONS, POST'));
  await t.test('frame after frame', async () => {
    const url = session();
    const answer = await Answer.to(server, 'POST', `${url}/xhr_streaming`);
    assert.equal(answer.status, 200);
    assertType(answer, 'application/javascript;charset=UTF-8');
    assertCors(answer);
    assertNotCached(answer);
    assert.equal(await answer.chunk(), PRELUDE);
    assert.equal(await answer.chunk(), 'o\n');
    await send(url, '["x"]');
    assert.equal(await answer.chunk(), 'a["x"]\n');
    answer.close();
  });
  await t.test('ends after so many bytes, and goes on in the next answer', async () => {
    const url = session();
    const answer = await Answer.to(server, 'POST', `${url}/xhr_streaming`);
    await answer.chunk();
    await answer.chunk();
    const message = `"${'x'.repeat(128)}"`;
    for (let i = 0; i < 31; ++i) {
      await send(url, `[${message}]`);
      assert.equal(await answer.chunk(), `a[${message}]\n`);
    }
    assert.equal(await answer.chunk(), '');
    await send(url, '["y"]');
    const next = await Answer.to(server, 'POST', `${url}/xhr_streaming`);
    assert.equal(await next.chunk(), PRELUDE);
    assert.equal(await next.chunk(), 'a["y"]\n');
    next.close();
  });
});

test('eventsource', async (t) => {
  await t.test('frame after frame', async () => {
    const url = session();
    const answer = await Answer.to(server, 'GET', `${url}/eventsource`);
    assert.equal(answer.status, 200);
    assertType(answer, 'text/event-stream;charset=UTF-8');
    assertNotCached(answer);
    assert.equal(await answer.chunk(), '\r\n');
    assert.equal(await answer.chunk(), 'data: o\r\n\r\n');
    await send(url, '["x"]');
    assert.equal(await answer.chunk(), 'data: a["x"]\r\n\r\n');
    await send(url, '["  \\u0000\\n\\r "]');
    assert.equal(await answer.chunk(), 'data: a["  \\u0000\\n\\r "]\r\n\r\n');
    answer.close();
  });
  await t.test('ends after so many bytes', async () => {
    const url = session();
    const answer = await Answer.to(server, 'GET', `${url}/eventsource`);
    await answer.chunk();
    await answer.chunk();
    const message = `"${'x'.repeat(4096)}"`;
    await send(url, `[${message}]`);
    assert.equal(await answer.chunk(), `data: a[${message}]\r\n\r\n`);
    assert.equal(await answer.chunk(), '');
    answer.close();
  });
});

test('htmlfile', async (t) => {
  const head = (callback) => `<!doctype html>
<html><head>
  <meta http-equiv="X-UA-Compatible" content="IE=edge" />
  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
</head><body><h2>Don't panic!</h2>
  <script>
    document.domain = document.domain;
    var c = parent.${callback};
    c.start();
    function p(d) {c.message(d);};
    window.onload = function() {c.stop();};
  </script>`;
  const script = (frame) => `<script>\np(${JSON.stringify(frame)});\n</script>\r\n`;
  await t.test('frame after frame', async () => {
    const url = session();
    const answer = await Answer.to(server, 'GET', `${url}/htmlfile?c=%63allback`);
    assert.equal(answer.status, 200);
    assertType(answer, 'text/html;charset=UTF-8');
    assertNotCached(answer);
    const prelude = await answer.chunk();
    assert.equal(prelude.trim(), head('callback'));
    assert.ok(prelude.length > 1024);
    assert.equal(await answer.chunk(), script('o'));
    await send(url, '["x"]');
    assert.equal(await answer.chunk(), script('a["x"]'));
    answer.close();
  });
  await t.test('no text ends the script that it stands in', async () => {
    const url = session();
    const answer = await Answer.to(server, 'GET', `${url}/htmlfile?c=c`);
    await answer.chunk();
    await answer.chunk();
    await send(url, '["</script><script>alert(1)</script><!--"]');
    const chunk = await answer.chunk();
    assert.equal(chunk.split('</script>').length, 2);
    assert.ok(!chunk.includes('<!--'));
    assert.equal(new Function('p', /<script>\n(.*);\n/.exec(chunk)[1].replace('p(', 'return p('))((frame) => frame),
      'a["</script><script>alert(1)</script><!--"]');
    answer.close();
  });
  await t.test('wants a callback that is a name', async () => {
    const none = await get('/echo/a/a/htmlfile');
    assert.equal(none.status, 500);
    assert.ok(none.body.includes('"callback" parameter required'));
    assert.equal((await get('/echo/a/a/htmlfile?c=alert(1)//')).status, 500);
  });
  await t.test('ends after so many bytes', async () => {
    const url = session();
    const answer = await Answer.to(server, 'GET', `${url}/htmlfile?c=callback`);
    await answer.chunk();
    await answer.chunk();
    const text = 'x'.repeat(4096);
    await send(url, `["${text}"]`);
    assert.equal(await answer.chunk(), script(`a["${text}"]`));
    assert.equal(await answer.chunk(), '');
    answer.close();
  });
});

test('jsonp-polling', async (t) => {
  const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
  await t.test('its answers', async () => {
    const url = session();
    const opened = await get(`${url}/jsonp?c=%63allback`);
    assert.deepEqual([opened.status, opened.body], [200, 'callback("o");\r\n']);
    assertType(opened, 'application/javascript;charset=UTF-8');
    assertNotCached(opened);
    const sent = await post(`${url}/jsonp_send`, 'd=%5B%22x%22%5D', FORM);
    assert.deepEqual([sent.status, sent.body], [200, 'ok']);
    assertType(sent, 'text/plain;charset=UTF-8');
    assertNotCached(sent);
    assert.equal((await get(`${url}/jsonp?c=%63allback`)).body, 'callback("a[\\"x\\"]");\r\n');
  });
  await t.test('wants a callback that is a name', async () => {
    const none = await get('/echo/a/a/jsonp');
    assert.equal(none.status, 500);
    assert.ok(none.body.includes('"callback" parameter required'));
    for (const callback of ['alert(1)//', '%0Aalert', 'a%20b', 'x'.repeat(300)]) assert.equal((await get(`/echo/a/a/jsonp?c=${callback}`)).status, 500);
  });
  await t.test('what is no array of texts', async () => {
    const url = session();
    await get(`${url}/jsonp?c=x`);
    const broken = await post(`${url}/jsonp_send`, 'd=%5B%22x', FORM);
    assert.equal(broken.status, 500);
    assert.ok(broken.body.includes('Broken JSON encoding.'));
    for (const body of ['', 'd=', 'p=p']) {
      const answer = await post(`${url}/jsonp_send`, body, FORM);
      assert.equal(answer.status, 500);
      assert.ok(answer.body.includes('Payload expected.'));
    }
    assert.equal((await post(`${url}/jsonp_send`, 'd=%5B%22b%22%5D', FORM)).body, 'ok');
    assert.equal((await get(`${url}/jsonp?c=x`)).body, 'x("a[\\"b\\"]");\r\n');
  });
  await t.test('a form, or the payload itself', async () => {
    const url = session();
    await get(`${url}/jsonp?c=x`);
    assert.equal((await post(`${url}/jsonp_send`, 'd=%5B%22a+b%2Bc%22%5D', FORM)).body, 'ok');
    assert.equal((await post(`${url}/jsonp_send`, '["%61bc"]', { 'Content-Type': 'text/plain' })).body, 'ok');
    assert.equal((await get(`${url}/jsonp?c=x`)).body, 'x("a[\\"a b+c\\",\\"%61bc\\"]");\r\n');
  });
  await t.test('the end', async () => {
    const url = session('/close');
    assert.equal((await get(`${url}/jsonp?c=x`)).body, 'x("o");\r\n');
    for (let i = 0; i < 2; ++i) assert.equal((await get(`${url}/jsonp?c=x`)).body, 'x("c[3000,\\"Go away!\\"]");\r\n');
  });
});

// SPDX-License-Identifier: GPL-3.0-or-later
// What the document of the SockJS protocol 0.3.3 says, section by section, in our own words.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { Answer, ask } from '../lib/answer.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { startProgram } from '../lib/program.mjs';
import { RawConnection } from '../lib/raw.mjs';

const server = await startProgram('sockjs_services');
const NO_CACHE = 'no-store, no-cache, must-revalidate, max-age=0';
const PRELUDE = `${'h'.repeat(2048)}\n`;

const get = (path, headers) => ask(server, 'GET', path, { headers });
const post = (path, body, headers) => ask(server, 'POST', path, { body, headers });
const session = (service = '/echo') => `${service}/000/${randomUUID()}`;
const send = async (url, body) => {
  const { status, body: answer } = await post(`${url}/xhr_send`, body);
  assert.deepEqual([status, answer], [204, '']);
};

function assertType({ headers }, type) {
  assert.equal(headers['content-type'].replaceAll(' ', ''), type);
}
function assertNotCached({ headers }) {
  assert.equal(headers['cache-control'], NO_CACHE);
  assert.equal(headers.expires, undefined);
  assert.equal(headers['last-modified'], undefined);
}
function assertCached({ headers }) {
  assert.match(headers['cache-control'], /public/);
  assert.match(headers['cache-control'], /max-age=[1-9][0-9]{6}/);
  assert.ok(Date.parse(headers.expires) > Date.now());
}
function assertCors({ headers }, origin) {
  assert.equal(headers['access-control-allow-origin'], origin && origin !== 'null' ? origin : '*');
  assert.equal(headers['access-control-allow-credentials'], 'true');
}
async function assertOptions(path, methods) {
  for (const origin of [undefined, 'test', 'null']) {
    const answer = await ask(server, 'OPTIONS', path, { headers: origin ? { Origin: origin } : {} });
    assert.deepEqual([answer.status, answer.body], [204, '']);
    assertCached(answer);
    assert.ok(Number(answer.headers['access-control-max-age']) > 1_000_000);
    assert.equal(answer.headers['access-control-allow-methods'], methods);
    assertCors(answer, origin);
  }
}

/** A WebSocket whose messages can be waited for. */
class Line extends Mailbox {
  static async open(path, options = {}) {
    const line = new Line(path);
    line.ws = new WebSocket(server.socketUrl + path, options);
    line.closed = new Promise((resolve) => line.ws.on('close', (code) => resolve((line.end({ code }), code))));
    line.ws.on('message', (data) => line.take(data.toString()));
    await new Promise((resolve, reject) => line.ws.on('open', resolve).on('error', reject));
    return line;
  }
  async reads(expected) {
    assert.equal(await this.next(() => true), expected);
  }
}

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

test('what is no WebSocket is told so', async () => {
  const path = '/echo/0/0/websocket';
  const plain = await get(path);
  assert.equal(plain.status, 400);
  assert.match(plain.body, /Can "Upgrade" only to "WebSocket"\./);
  const kept = await get(path, { Upgrade: 'WebSocket', Connection: 'close' });
  assert.equal(kept.status, 400);
  assert.match(kept.body, /"Connection" must be "Upgrade"\./);
  for (const headers of [{ Upgrade: 'WebSocket', Connection: 'Upgrade' }, {}]) {
    const answer = await post(path, undefined, headers);
    assert.deepEqual([answer.status, answer.body, answer.headers['content-type'], answer.headers.allow], [405, '', undefined, 'GET']);
  }
  assert.equal((await get('/disabled_websocket_echo/0/0/websocket')).status, 404);
});

test('WebSockets', async (t) => {
  await t.test('speak in frames', async () => {
    const line = await Line.open(`${session()}/websocket`);
    await line.reads('o');
    line.ws.send('');
    line.ws.send('["a"]');
    await line.reads('a["a"]');
    line.ws.send('"b"');
    await line.reads('a["b"]');
    line.ws.close();
    assert.equal(await line.closed, 1005);
  });
  await t.test('are closed by a frame, then by the WebSocket', async () => {
    const line = await Line.open(`${session('/close')}/websocket`);
    await line.reads('o');
    await line.reads('c[3000,"Go away!"]');
    assert.equal(await line.closed, 1000);
  });
  await t.test('may share a name', async () => {
    const url = `${session()}/websocket`;
    const [one, two] = [await Line.open(url), await Line.open(url)];
    await one.reads('o');
    await two.reads('o');
    one.ws.send('["a"]');
    await one.reads('a["a"]');
    two.ws.send('["b"]');
    await two.reads('a["b"]');
    one.ws.close();
    two.ws.close();
    await Promise.all([one.closed, two.closed]);
    const again = await Line.open(url);
    await again.reads('o');
    again.ws.send('["a"]');
    await again.reads('a["a"]');
    again.ws.close();
  });
  await t.test('end at once for broken JSON', async () => {
    const line = await Line.open(`${session()}/websocket`);
    await line.reads('o');
    line.ws.send('["a');
    assert.equal(await line.closed, 1002);
    assert.deepEqual(line.all, ['o']);
  });
  for (const version of [7, 8, 13])
    await t.test(`of version ${version} are taken`, async () => {
      const answer = await Answer.to(server, 'GET', `${session()}/websocket`, {
        headers: { Upgrade: 'websocket', Connection: 'keep-alive, Upgrade', 'Sec-WebSocket-Version': version,
          'Sec-WebSocket-Origin': 'http://asd', 'Sec-WebSocket-Key': 'x3JJHMbDL1EzLkh9GBhXDw==' },
      });
      assert.equal(answer.status, 101);
      assert.equal(answer.headers['sec-websocket-accept'], 'HSmrc0sMlYUkAGmm5OPpG2HaGWk=');
      assert.equal(answer.headers.connection.toLowerCase(), 'upgrade');
      assert.equal(answer.headers.upgrade.toLowerCase(), 'websocket');
      assert.equal(answer.headers['content-length'], undefined);
      assert.equal(await answer.bytes(3), '\x81\x01o');
      answer.close();
    });
  await t.test('without frames are raw', async () => {
    const line = await Line.open('/echo/websocket');
    line.ws.send('Hello world!\uffff');
    await line.reads('Hello world!\uffff');
    line.ws.close();
    const closed = await Line.open('/close/websocket');
    assert.equal(await closed.closed, 3000);
    assert.deepEqual(closed.all, []);
  });
});

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

test('HTTP/1.0', async (t) => {
  const options = { version: '1.0', headers: { Connection: 'Keep-Alive' } };
  await t.test('a whole answer', async () => {
    const answer = await Answer.to(server, 'GET', '/echo', options);
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(answer.headers['content-length'], '19');
    assert.equal(await answer.body(), 'Welcome to SockJS!\n');
    assert.equal(answer.headers.connection.toLowerCase(), 'keep-alive');
    assert.equal((await answer.next('GET', '/echo')).status, 200);
    answer.close();
  });
  await t.test('one that goes on', async () => {
    const answer = await Answer.to(server, 'POST', `${session('/close')}/xhr_streaming`, options);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(answer.headers['content-length'], undefined);
    assert.equal(await answer.rest(), `${PRELUDE}o\nc[3000,"Go away!"]\n`);
  });
});

test('HTTP/1.1', async (t) => {
  const options = { headers: { Connection: 'Keep-Alive' } };
  await t.test('a whole answer', async () => {
    const answer = await Answer.to(server, 'GET', '/echo', options);
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(await answer.body(), 'Welcome to SockJS!\n');
    assert.ok(['keep-alive', undefined].includes(answer.headers.connection?.toLowerCase()));
    assert.equal((await answer.next('GET', '/echo')).status, 200);
    answer.close();
  });
  await t.test('one that goes on', async () => {
    const answer = await Answer.to(server, 'POST', `${session('/close')}/xhr_streaming`, options);
    assert.equal(answer.headers['transfer-encoding'].toLowerCase(), 'chunked');
    assert.equal(answer.headers['content-length'], undefined);
    for (const chunk of [PRELUDE, 'o\n', 'c[3000,"Go away!"]\n', '']) assert.equal(await answer.chunk(), chunk);
    assert.equal((await answer.next('GET', '/echo')).status, 200);
    answer.close();
  });
});

test('bodies in chunks, as some clients send them', async () => {
  const url = session();
  await post(`${url}/xhr`);
  const chunked = { 'Transfer-Encoding': 'chunked' };
  const raw = async (body) => {
    const { port } = server;
    const connection = await RawConnection.open({ port });
    connection.write(`POST ${url}/xhr_send HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (const piece of body) connection.write(piece);
    const status = await connection.status();
    connection.destroy();
    return status;
  };
  assert.equal(await raw(['3\r\n["', 'a\r', '\n2\r\n"]\r\n0\r\n\r\n']), 204);
  assert.equal((await post(`${url}/xhr`)).body, 'a["a"]\n');
  assert.equal(await raw(['x\r\n']), 400);
  assert.equal(await raw(['FFFFFF\r\n']), 413);
  assert.equal((await ask(server, 'POST', `${url}/xhr`, { body: '0\r\n\r\n', headers: { ...chunked, 'Content-Length': 5 } })).status, 400, 'both lengths');
});

// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { bannerFor } from '../../../resources/web/assets/js/banner.js';
import { I18n, pickLanguage } from '../../../resources/web/assets/js/i18n.js';
import { LANGUAGES } from '../../../resources/web/assets/js/languages.js';
import { linkify } from '../../../resources/web/assets/js/linkify.js';
import { codeFromPath, isCode, normalizeCode } from '../../../resources/web/assets/js/roomcode.js';

const scripts = new URL('../../../resources/web/assets/js/', import.meta.url);
const books = new URL('../../../resources/web/assets/i18n/', import.meta.url);
const load = async (language) => JSON.parse(await readFile(new URL(`${language}.json`, books), 'utf8'));
const ko = await load('ko');

/** What stands in a text, whatever its language says: each {name} once. */
const namesIn = (text) => [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

test('every language has its file, and every file is a language', async () => {
  const files = (await readdir(books)).map((name) => name.replace(/\.json$/, ''));
  assert.deepEqual(files.sort(), Object.keys(LANGUAGES).sort());
});

for (const language of Object.keys(LANGUAGES)) {
  test(`${language} says all that Korean says, in the same order and about the same`, async () => {
    const book = await load(language);
    const about = (texts) => Object.entries(texts).map(([key, text]) => `${key} ${namesIn(text)}`);
    assert.deepEqual(Object.keys(book), Object.keys(ko));
    for (const section of Object.keys(ko)) assert.deepEqual(about(book[section]), about(ko[section]));
    for (const text of Object.values(book).flatMap(Object.values)) {
      const forms = typeof text === 'string' ? [text] : [text.other, ...Object.values(text)];
      assert.ok(forms.every((form) => typeof form === 'string' && form !== ''), JSON.stringify(text));
    }
  });
}

const sourceIn = async (folder) => {
  const names = (await readdir(new URL(folder, scripts))).filter((name) => name.endsWith('.js'));
  return (await Promise.all(names.map((name) => readFile(new URL(`${folder}${name}`, scripts), 'utf8')))).join('\n');
};

test('every text that a page names exists, and every text is named', async () => {
  const named = (source) => [...source.matchAll(/\bt\('([a-z]\w*\.[\w.-]+)'/gi)].map(([, key]) => key);
  const shared = (await sourceIn('./')) + (await sourceIn('views/'));
  const teacher = await sourceIn('teacher/');
  const chat = await sourceIn('chat/');
  const all = Object.assign({}, ...Object.values(ko));
  for (const key of named(shared)) assert.ok(key in all, `no text for ${key}`);
  for (const key of named(teacher)) assert.ok(key in { ...ko.page, ...ko.account, ...ko.teacher }, `no text for ${key}`);
  for (const key of named(chat)) assert.ok(key in { ...ko.page, ...ko.account, ...ko.chat }, `no text for ${key}`);

  const source = [shared, teacher, chat].join('\n');
  const computed = /^(problem|end|carrier|reaction|talk)\.|^room\.(online|away)$|^notice\.\w+More$/;
  for (const key of Object.keys(all)) {
    assert.ok(computed.test(key) || source.includes(`'${key}'`), `nothing says ${key}`);
  }
});

test('the language is the first of the browser that we know', () => {
  assert.equal(pickLanguage(['ko-KR', 'en-US']), 'ko');
  assert.equal(pickLanguage(['fr', 'KO', 'en']), 'ko');
  assert.equal(pickLanguage(['en-GB', 'ko']), 'en');
  assert.equal(pickLanguage(['ja', 'fr-FR']), 'en');
  assert.equal(pickLanguage([]), 'en');
  assert.equal(pickLanguage([null, 'ja-JP'], ['ko', 'ja']), 'ja');
});

test('counts, names and sizes read right', async () => {
  const en = new I18n(['page', 'chat'], load);
  await en.use('en');
  assert.equal(en.t('timeline.new', { count: 1 }), '1 new message');
  assert.equal(en.t('timeline.new', { count: 2 }), '2 new messages');
  assert.equal(en.t('room.leave'), 'Leave', 'a later section comes first');
  assert.equal(en.t('message.onlyOne', { name: '{name} $& {count}' }), 'Only to {name} $& {count}', 'a name is no pattern');
  assert.deepEqual([59, 61].map((seconds) => en.timeLeft(seconds)), ['59 s left', '1 min 1 s left']);
  assert.deepEqual([0, 999, 1500, 234_567, 20_971_520].map((bytes) => en.size(bytes)), ['0 B', '999 B', '1.5 KB', '235 KB', '21 MB']);
  assert.equal(en.time('nonsense'), '');
  assert.equal(en.problem('no_such_code'), en.t('problem.internal'));
});

const pieces = (text) => linkify(text).map(({ text: piece, href }) => (href ? [piece] : piece));

test('addresses become links, and the text stays the text', () => {
  assert.deepEqual(pieces('see https://a.kr/b?c=d#e, then'), ['see ', ['https://a.kr/b?c=d#e'], ', then']);
  assert.deepEqual(pieces('https://a.kr/b를 보세요'), [['https://a.kr/b'], '를 보세요']);
  assert.deepEqual(pieces('https://ko.wikipedia.org/wiki/윤동주 참고'), [['https://ko.wikipedia.org/wiki/윤동주'], ' 참고']);
  assert.deepEqual(pieces('(https://a.kr/x_(y))'), ['(', ['https://a.kr/x_(y)'], ')']);
  assert.deepEqual(pieces('HTTP://A.KR.'), [['HTTP://A.KR'], '.']);
  assert.deepEqual(pieces('no address'), ['no address']);
  assert.deepEqual(linkify(''), []);
});

test('nothing but honest web addresses becomes a link', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<b>',
    'http://',
    'https://bank.example@evil.example/',
    'https://user:pw@evil.example/',
    'file:///etc/passwd',
    'xhttps://a.kr',
  ]) {
    assert.deepEqual(linkify(text), [{ text }], text);
  }
  assert.deepEqual(pieces('https://a.kr/"><script>'), [['https://a.kr/'], '"><script>']);
  assert.deepEqual(pieces('https://a.kr/\u202egnp.exe'), [['https://a.kr/'], '\u202egnp.exe']);
});

test('put together again, the pieces are the text', () => {
  const text = 'a https://x.kr/1, (https://y.kr/(2)) https://z.kr/3입니다…\nhttps://w.kr';
  assert.equal(linkify(text).map((piece) => piece.text).join(''), text);
});

test('a code is read however it was typed', () => {
  for (const typed of ['FTYXPM', 'ftyxpm', ' fty-xpm ', 'FTY XPM', 'ＦＴＹＸＰＭ', 'ㄹ쇼ㅌㅔㅡ']) {
    assert.equal(normalizeCode(typed), 'FTYXPM', typed);
  }
  assert.equal(normalizeCode('값뷁'), 'RKQTQNPFR');
  assert.equal(isCode('FTYXPM'), true);
  for (const wrong of ['', 'FTYXP', 'FTYXPMA', 'FTYXP1', 'ILOQAB', 'ftyxpm']) assert.equal(isCode(wrong), false, wrong);
});

test('the address of a join link names the room', () => {
  assert.equal(codeFromPath('/join/FTYXPM'), 'FTYXPM');
  assert.equal(codeFromPath('/join/fty-xpm/'), 'FTYXPM');
  for (const path of ['/', '/join/', '/join', '/other/FTYXPM', '/join/%E0%A4%A']) assert.equal(codeFromPath(path), '', path);
});

const fine = { line: 'online', wasOnline: true, failures: 0, retryAt: null, why: '', ended: '', hostBack: false, problem: '' };
const told = (status, host = { online: true }, room = { locked: false }) => bannerFor({ ...fine, ...status }, host, room)?.text;

test('the banner tells the most pressing thing, and nothing when all is well', () => {
  assert.equal(told({}), undefined);
  assert.equal(told({}, null), undefined);
  assert.equal(told({}, { online: false }), 'banner.hostAway');
  assert.equal(told({ hostBack: true }), 'banner.hostBack');
  assert.equal(told({}, { online: true }, { locked: true }), 'banner.locked');
  assert.equal(told({ line: 'connecting', wasOnline: false }), 'banner.connecting');
  assert.equal(told({ line: 'waiting', failures: 1, retryAt: 5 }, { online: false }), 'banner.offline');
  assert.equal(told({ line: 'connecting', failures: 1 }), 'banner.offline');
  assert.equal(told({ line: 'waiting', failures: 1, why: 'room_full' }), 'banner.roomFull');
  assert.equal(told({ line: 'ended', ended: 'class_ended' }, { online: false }), 'end.class_ended');
  assert.equal(told({ line: 'ended', ended: 'something new' }), 'end.other');
});

test('only some ends can be undone by a button', () => {
  const button = (ended) => bannerFor({ ...fine, line: 'ended', ended }, null, { locked: false }).action;
  assert.equal(button('replaced'), 'banner.useHere');
  assert.equal(button('kicked'), 'banner.joinAgain');
  assert.equal(button('banned'), 'banner.home');
  assert.equal(button('class_ended'), 'banner.home');
});

test('of two languages that are asked for in a row, the last one is spoken', async () => {
  const waiting = [];
  const i18n = new I18n(['page'], (language) => new Promise((ready) => waiting.push(() => ready({ page: { hello: language } }))));
  const both = [i18n.use('ko'), i18n.use('en')];
  for (const answer of waiting.reverse()) answer();
  await Promise.all(both);
  assert.deepEqual([i18n.language, i18n.t('hello')], ['en', 'en']);
});

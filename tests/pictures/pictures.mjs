// SPDX-License-Identifier: GPL-3.0-or-later
// Makes docs/images from the running programs: a class with the real server, the console under Xvfb and the page in
// Chromium. Run by ./dev pictures.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { enter, openPage, PHONE, startBrowser, waitForBanner } from '../browser/support/browser.mjs';
import { Api, eventually } from '../lib/api.mjs';
import { addUser, cleanEnvironment, removeFolder, Server, temporaryFolder } from '../lib/server.mjs';
import { Socket } from '../lib/socket.mjs';
import { drawing } from './drawing.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const images = `${top}docs/images`;
const CONSOLE = process.env.LECTERN_CONSOLE ?? `${top}build/console/lectern-console`;
const PASSWORD = '사진찍는날2026';
const SIZE = { width: 1240, height: 800 };
const run = promisify(execFile);

const ends = [];
const dataDir = await temporaryFolder('pictures');
ends.push(() => removeFolder(dataDir));

/** An X server of our own; its display, such as ":57". */
async function startDisplay() {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${SIZE.width}x${SIZE.height}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  ends.push(async () => {
    xvfb.kill();
    await once(xvfb, 'exit');
  });
  const [number] = await once(xvfb.stdio[3], 'data');
  return `:${String(number).trim()}`;
}

async function startConsole(display, server, roomId) {
  const child = spawn(
    CONSOLE,
    ['--server', server.url, '--user', 'kim', '--password-stdin', '--room', roomId, '--language', 'ko',
      '-qwindowgeometry', `${SIZE.width}x${SIZE.height}+0+0`],
    {
      env: cleanEnvironment({ DISPLAY: display, WAYLAND_DISPLAY: '', QT_QPA_PLATFORM: 'xcb', HOME: dataDir,
        XDG_CONFIG_HOME: dataDir, XDG_DATA_HOME: dataDir, XDG_RUNTIME_DIR: dataDir, TZ: 'Asia/Seoul', DBUS_SESSION_BUS_ADDRESS: 'disabled:' }),
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  child.stdin.end(`${PASSWORD}\n`);
  ends.push(async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
}

/** The whole display, once it has stopped changing. */
async function still(display) {
  const take = async () =>
    (await run('import', ['-display', display, '-window', 'root', 'png:-'], { encoding: 'buffer', maxBuffer: 1 << 26 })).stdout;
  let before = await take();
  for (let tries = 0; tries < 20; ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const now = await take();
    if (now.equals(before)) break;
    before = now;
  }
  return before;
}

try {
  await addUser(dataDir, { username: 'kim', password: PASSWORD, name: '김선생' });
  const server = await Server.start({ dataDir, flags: ['--drain-seconds', '0', '--public-url', 'http://192.168.0.12:8080'] });
  ends.push(() => server.stop());
  const teacher = await new Api(server).login('kim', PASSWORD);
  const room = await teacher.createRoom({ name: '5학년 1반 과학', talk: 'all' });

  const display = await startDisplay();
  await startConsole(display, server, room.id);
  await eventually(async () => (await teacher.get(`/rooms/${room.id}`)).json.host.online, 'the console in its class', 30_000);

  const say = (text) => teacher.post(`/rooms/${room.id}/messages`, { messageType: 'send', targetType: 'all', message: text });
  const people = [];
  for (const name of ['이서연', '박도윤', '최지우', '정하준', '강서윤', '조은우', '윤하은']) {
    const seat = await teacher.as('').join(room.id, name);
    people.push(await Socket.open(server, { room: room.id, token: seat.token }));
  }
  ends.push(() => Promise.all(people.map((person) => person.drop())));
  await say('여러분 안녕하세요! 오늘은 식물이 양분을 만드는 과정을 알아봅시다.');

  const chromium = await startBrowser();
  ends.push(() => chromium.stop());
  const board = await openPage(chromium.browser, { viewport: { width: 960, height: 600 } });
  await board.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
  const picture = await board.screenshot({ type: 'png' });
  await board.context().close();

  const page = await openPage(chromium.browser, { ...PHONE, locale: 'ko-KR', colorScheme: 'light' });
  await enter(page, server.url, { code: room.id, name: '김민준' });
  await waitForBanner(page, null);
  const name = encodeURIComponent('광합성.png');
  const file = await teacher.post(`/rooms/${room.id}/files?name=${name}`, picture, { 'content-type': 'image/png' });
  await teacher.post(`/rooms/${room.id}/messages`,
    { messageType: 'image', targetType: 'all', message: '그림에서 잎으로 들어가는 것은 무엇인가요?', attachment: { id: file.json.id } });
  await page.waitForSelector('.picture.loaded');
  await people[0].saySafely('빛이랑 이산화탄소요!');
  await people[3].saySafely('물도 들어가요');
  await page.fill('#message', '나오는 건 산소예요');
  await page.click('.send');
  await page.waitForSelector('.message.mine.sent');
  people[5].send({ messageType: 'hand', message: { raised: true } });
  await people[5].next('hand');
  await say('모두 잘 찾았어요. 👏');
  await people[0].next({ messageType: 'send', message: '모두 잘 찾았어요. 👏' });
  await page.getByText('모두 잘 찾았어요').waitFor();

  await mkdir(images, { recursive: true });
  await page.screenshot({ path: `${images}/page.png` });
  await writeFile(`${images}/console.png`, await still(display));
  console.log(`docs/images/page.png and docs/images/console.png are new.`);
} finally {
  for (const end of ends.reverse()) await end();
}

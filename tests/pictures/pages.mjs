// SPDX-License-Identifier: GPL-3.0-or-later
// Makes docs/images/{student,teacher}*.jpg: each state of the pages, on phone and desktop, in both languages, light and dark.
// Run by ./dev pictures.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openPage, startBrowser } from '../browser/support/browser.mjs';
import { addUser, removeFolder, Server, temporaryFolder } from '../lib/server.mjs';
import { chat, teacher } from './accounts.mjs';
import { drawing } from './drawing.mjs';
import { Sheet } from './sheet.mjs';
import { student, studentAtDesk } from './student.mjs';

const images = fileURLToPath(new URL('../../docs/images', import.meta.url));
const account = { username: 'kim', password: '사진찍는날2026' };

const ends = [];
try {
  await mkdir(images, { recursive: true });
  const { browser, stop } = await startBrowser();
  ends.push(stop);
  const board = await openPage(browser, { viewport: { width: 960, height: 600 } });
  await board.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
  const picture = await board.screenshot({ type: 'png' });
  await board.context().close();

  const phone = new Sheet();
  await student(browser, phone, picture);
  await phone.save(browser, `${images}/student.jpg`, { columns: 9, width: 220 });

  const dataDir = await temporaryFolder('pictures');
  ends.push(() => removeFolder(dataDir));
  await addUser(dataDir, { ...account, name: '김선생' });
  const server = await Server.start({ dataDir, flags: ['--drain-seconds', '0', '--public-url', 'http://192.168.0.12:8080'] });
  ends.push(() => server.stop());
  const sheets = { wide: new Sheet(), narrow: new Sheet() };
  await studentAtDesk(browser, sheets.wide, picture);
  await teacher(browser, sheets, server, account, picture);
  await chat(browser, sheets, server, account);
  await sheets.wide.save(browser, `${images}/desktop.jpg`, { columns: 3, width: 480 });
  await sheets.narrow.save(browser, `${images}/teacher-phone.jpg`, { columns: 6, width: 220 });
  console.log('docs/images/student.jpg, desktop.jpg and teacher-phone.jpg are new.');
} finally {
  for (const end of ends.reverse()) await end();
}

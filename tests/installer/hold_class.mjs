// SPDX-License-Identifier: GPL-3.0-or-later
// node hold_class.mjs URL USER PASSWORD: a class against a server somewhere; ends with 0 once all was heard.
// With a room's code as fourth argument only looks for what was said there.
import assert from 'node:assert/strict';
import { Api } from '../lib/api.mjs';
import { Socket } from '../lib/socket.mjs';

const [url, username, password, code] = process.argv.slice(2);
const server = { url, socketUrl: url.replace('http', 'ws') };
const anyone = new Api(server);
const teacher = await anyone.login(username, password);

if (code) {
  const messages = (await teacher.get(`/rooms/${code}/messages`)).json;
  assert.deepEqual(messages.map(({ message }) => message), ['여러분 안녕하세요', '']);
  const picture = await teacher.root('GET', messages[1].attachment.url);
  assert.equal(picture.text, 'the words of a page');
} else {
  const room = await teacher.createRoom();
  const host = await Socket.open(server, { room: room.id, token: teacher.token });
  const seat = await anyone.join(room.id, '민준');
  const student = await Socket.open(server, { room: room.id, token: seat.token });
  host.say('여러분 안녕하세요');
  await student.next((frame) => frame.message === '여러분 안녕하세요');
  const file = await teacher.post(`/rooms/${room.id}/files?name=page.txt`, 'the words of a page', { 'content-type': 'text/plain' });
  assert.equal(file.status, 201, file.text);
  host.send({ messageType: 'file', message: '', attachment: { id: file.json.id } });
  await student.next((frame) => frame.messageType === 'file');
  const metrics = (await anyone.root('GET', '/metrics')).text;
  assert.match(metrics, /process_start_time_seconds \d{9,}/);
  console.log(room.id);
}
process.exit(0);

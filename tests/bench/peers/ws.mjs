// SPDX-License-Identifier: GPL-3.0-or-later
// node ws.mjs PORT: the "ws" package and the usual loop; a text at /room/N goes to everyone there.
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
server.on('connection', (socket, { url }) => {
  if (!rooms.has(url)) rooms.set(url, new Set());
  const room = rooms.get(url).add(socket);
  socket.on('error', () => {}); // it closes by itself
  socket.on('close', () => room.delete(socket));
  socket.on('message', (text, binary) => room.forEach((other) => other.send(text, { binary })));
});

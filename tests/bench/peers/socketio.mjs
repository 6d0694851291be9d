// SPDX-License-Identifier: GPL-3.0-or-later
// node socketio.mjs PORT [REDIS_URL]: Socket.IO; the event "say" goes to everyone in the room of the query.
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const [port, redis] = process.argv.slice(2);
const io = new Server({ transports: ['websocket'], maxHttpBufferSize: 16 << 20, serveClient: false });
if (redis) {
  const publisher = createClient({ url: redis });
  const subscriber = publisher.duplicate();
  await Promise.all([publisher.connect(), subscriber.connect()]);
  io.adapter(createAdapter(publisher, subscriber));
}
io.on('connection', (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on('say', (message) => io.to(room).emit('say', message));
});
const http = createServer();
io.attach(http);
http.listen({ host: '127.0.0.1', port: Number(port), backlog: 4096 });

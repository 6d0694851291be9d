// SPDX-License-Identifier: GPL-3.0-or-later
// bun bun.mjs PORT: Bun's own WebSocket server (uWebSockets); a text at /room/N is published there.
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.argv[2]),
  fetch(request, server) {
    const room = new URL(request.url).pathname;
    return server.upgrade(request, { data: { room } }) ? undefined : new Response('a WebSocket was expected', { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    idleTimeout: 0,
    maxPayloadLength: 16 << 20,
    backpressureLimit: 64 << 20,
    open: (socket) => socket.subscribe(socket.data.room),
    message: (socket, text) => server.publish(socket.data.room, text),
  },
});

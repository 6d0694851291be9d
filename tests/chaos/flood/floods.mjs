// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody does who wants a server to be slow. Each flood is told `{ host, port, tokens, roomId }` and a tally to
// count in, and is given a turn every TURN_MS.
import { connect } from 'node:net';
import { WebSocket } from 'ws';

export const TURN_MS = 10;
const HELD = 3_000; // connections that a flooder holds: more than the suite's server takes in all
const OPENED_A_TURN = 20; // 2,000 a second

/** So many connections at a time, each new one opened as one of them ends. */
class Held {
  #sockets = new Set();

  constructor(target, tally, most, onOpen) {
    Object.assign(this, { target, tally, most, onOpen });
  }

  get all() {
    return [...this.#sockets];
  }

  topUp() {
    for (let i = 0; i < OPENED_A_TURN && this.#sockets.size < this.most; ++i) this.#open();
  }

  #open() {
    const socket = connect(this.target.port, this.target.host);
    this.#sockets.add(socket);
    socket.on('connect', () => {
      this.tally.count('opened');
      this.onOpen?.(socket);
    });
    socket.on('data', (data) => {
      for (const [, status] of data.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3})/g)) this.tally.count(status);
      socket.emit('answered');
    });
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.tally.count('ended');
    });
  }
}

/** A request that comes byte by byte and never ends. */
function slow(target, tally, beginning, more) {
  const held = new Held(target, tally, HELD, (socket) => socket.write(beginning));
  let turn = 0;
  return () => {
    held.topUp();
    const share = ++turn % 100; // each of them once a second
    held.all.forEach((socket, i) => { if (i % 100 === share && socket.readyState === 'open') socket.write(more); });
  };
}

function slowHead(target, tally) {
  return slow(target, tally, 'GET / HTTP/1.1\r\nHost: lectern\r\n', 'X-A: b\r\n');
}

function slowBody(target, tally) {
  return slow(target, tally, 'POST /api/v1/login HTTP/1.1\r\nHost: lectern\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n', ' ');
}

/** Opened and torn, as fast as they come, and a thousand held for nothing. */
function connections(target, tally) {
  const held = new Held(target, tally, 1_000);
  return () => {
    held.all.slice(0, OPENED_A_TURN).forEach((socket) => socket.resetAndDestroy());
    held.topUp();
  };
}

/** Codes of rooms, tried one after another on fifty lines. */
function codes(target, tally) {
  const ask = (socket) => {
    const code = Array.from({ length: 6 }, () => 'ABCDEFGHJKMNPRSTUVWXYZ'[Math.floor(Math.random() * 22)]).join('');
    const body = '{"name":"민준"}';
    socket.write(`POST /api/v1/rooms/${code}/join HTTP/1.1\r\nHost: lectern\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const ready = [];
  const held = new Held(target, tally, 50, (socket) => {
    ready.push(socket);
    socket.on('answered', () => ready.push(socket));
  });
  return () => {
    held.topUp();
    for (const socket of ready.splice(0, 10)) if (socket.writable) ask(socket); // a thousand a second at most
  };
}

/** Students whose frames are as long as frames may be, more of them than they may send, and some that are too long. */
function frames(target, tally) {
  const text = JSON.stringify({ messageType: 'send', targetType: 'all', message: '가'.repeat(21_000) });
  const sockets = new Map();
  const open = (token) => {
    const socket = new WebSocket(`ws://${target.host}:${target.port}/ws?room=${target.roomId}`, ['lectern.v1'], { headers: { authorization: `Bearer ${token}` } });
    sockets.set(token, socket);
    socket.on('open', () => tally.count('opened'));
    socket.on('unexpected-response', (_, answer) => {
      tally.count(String(answer.statusCode));
      socket.emit('close');
    });
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => {
      tally.count('ended');
      sockets.delete(token);
    });
  };
  let turn = 0;
  return () => {
    ++turn;
    for (const token of target.tokens) if (!sockets.has(token)) open(token);
    for (const socket of sockets.values()) {
      if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > 1e6) continue;
      socket.send(turn % 500 === 0 ? text + text : text); // the second is longer than limits.frame: it ends the connection
      tally.count('frames');
    }
  };
}

export const FLOODS = { 'slow-head': slowHead, 'slow-body': slowBody, connections, codes, frames };

// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody does who wants a server to be slow. Each flood is told `{ host, port, tokens, roomId }` and a tally to
// count in, and is given a turn every TURN_MS.
import { connect } from 'node:net';
import { WebSocket } from 'ws';

export const TURN_MS = 10;
const HELD = 2_400; // connections that a flooder holds: more than the suite's server takes in all
const OPENED_A_TURN = 30; // 3,000 a second
const BURST = 1_000;
const BURST_TURNS = 50; // from one to the next
const ASKING = 50; // lines on which codes are tried

/** So many connections at a time, each new one opened as one of them ends. */
class Held {
  #sockets = new Set();

  constructor(target, tally, most, onOpen) {
    Object.assign(this, { target, tally, most, onOpen });
  }

  get all() {
    return [...this.#sockets];
  }

  topUp(atOnce = OPENED_A_TURN) {
    for (let i = 0; i < atOnce && this.#sockets.size < this.most; ++i) this.#open();
  }

  tear() {
    this.all.forEach((socket) => socket.resetAndDestroy());
    this.#sockets.clear();
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

/** A thousand opened at once, for nothing, and torn for the next thousand. */
function connections(target, tally) {
  const held = new Held(target, tally, BURST);
  let turn = 0;
  return () => {
    if (++turn % BURST_TURNS !== 1) return;
    held.tear();
    held.topUp(BURST);
  };
}

/** Codes of rooms, tried one after another. */
function codes(target, tally) {
  const ask = (socket) => {
    const code = Array.from({ length: 6 }, () => 'ABCDEFGHJKMNPRSTUVWXYZ'[Math.floor(Math.random() * 22)]).join('');
    const body = '{"name":"민준"}';
    socket.write(`POST /api/v1/rooms/${code}/join HTTP/1.1\r\nHost: lectern\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const ready = [];
  const held = new Held(target, tally, ASKING, (socket) => {
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

/**
 * `begin`: gives what is done at each turn. `lines`: how many must have been opened for it to be at its height. The first
 * three are those of a short run.
 */
export const FLOODS = {
  'slow-head': { begin: slowHead, lines: HELD },
  'slow-body': { begin: slowBody, lines: HELD },
  connections: { begin: connections, lines: BURST },
  codes: { begin: codes, lines: ASKING },
  frames: { begin: frames, lines: 1 },
};

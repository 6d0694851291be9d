// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of every server, as arguments of lectern-bench; `figure` is what counts in it.
const CPU = { key: 'cpu_us_per_delivery', unit: 'µs of CPU per delivery', better: 'lower', perFloor: true };
const THROUGHPUT = { key: 'mb_per_s', unit: 'MB/s', better: 'higher' };
const CONNECTS = { key: 'connects_per_s', unit: 'people let in a second', better: 'higher' };

export const MEMORY = { key: 'kib_per_connection', unit: 'KiB per idle connection', better: 'lower' };

const IDLE_ROOMS = 334; // of 30

export const SCENARIOS = [
  { name: 'S1w1', about: '30 people, one message at a time', args: ['--window', '1'], figure: CPU },
  { name: 'S1', about: '30 people, 16 messages under way', args: ['--window', '16'], figure: CPU },
  { name: 'S2', about: '1,000 people, 50 messages/s', args: ['--people', '1000', '--rate', '50'], figure: CPU },
  { name: 'S3', about: '200 rooms of 30, 2 messages/s in each', args: ['--rooms', '200', '--rate', '2'], figure: CPU },
  { name: 'S4a', about: '30 people, 100 messages/s', args: ['--rate', '100'], figure: CPU },
  {
    name: 'S4b',
    about: 'the same beside 10,020 idle people in rooms of 30',
    args: ['--rate', '100', '--idle-rooms', String(IDLE_ROOMS)],
    figure: CPU,
    also: MEMORY,
  },
  { name: 'S5', about: '256 KiB messages to 30, two under way', args: ['--size', '262144', '--window', '2'], figure: THROUGHPUT },
  { name: 'S6', about: '5,000 people come into 200 rooms', run: 'connect', args: ['--rooms', '200', '--people', '25'], figure: CONNECTS },
];

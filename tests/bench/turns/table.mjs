// SPDX-License-Identifier: GPL-3.0-or-later
// Medians, spreads and ratios of many runs, as Markdown. A run: { round, scenario, server, floor, figures } or
// { …, failed }; `floor` is the mean of the one before and the one after.
import { MEMORY, SCENARIOS } from './scenarios.mjs';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How far the runs lie apart, in parts of the median. */
export function spread(values) {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}

function number(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const percent = (value) => `${Math.round(100 * value)} %`;
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map((_, i) => (i ? '---:' : '---'))), ...rows.map(row)].join('\n');

/** A run's value of a figure; what is CPU time per delivery is comparable between runs in floors only. */
function comparable(run, figure) {
  return figure.perFloor ? run.figures[figure.key] / run.floor : run.figures[figure.key];
}

/** A server's figure as a multiple of the reference's in the same round: the median over the rounds, or NaN. */
export function ratio(runs, reference, figure) {
  const pairs = runs.flatMap((run) => {
    const other = reference.find(({ round }) => round === run.round);
    return other ? [comparable(run, figure) / comparable(other, figure)] : [];
  });
  return pairs.length ? median(pairs) : NaN;
}

/** Bun where it was measured, else ws. */
export function referenceOf(runs) {
  return runs.some(({ server, failed }) => server === 'Bun' && !failed) ? 'Bun' : 'ws';
}

function scenarioTable(scenario, runs, reference) {
  const { figure } = scenario;
  const of = (server) => runs.filter((run) => run.server === server && !run.failed);
  const servers = [...new Set(runs.map(({ server }) => server))];
  const connects = scenario.run === 'connect';
  const fixed = connects
    ? [['CPU µs/person', 'cpu_us_per_connection'], ['idle CPU %', 'idle_cpu'], [MEMORY.unit, MEMORY.key]]
    : [['p50 ms', 'p50_ms'], ['p99 ms', 'p99_ms'], ['deliveries/s', 'deliveries_per_s'], ['server CPU %', 'server_cpu'],
      ['generator busy %', 'generator_busy'], ['other CPU %', 'other_cpu']];
  const head = ['', figure.unit, 'spread', ...(figure.perFloor ? ['in floors'] : []), `of ${reference}`, ...fixed.map(([label]) => label)];
  const rows = servers.map((server) => {
    const good = of(server);
    if (!good.length) return [server, 'failed', ...head.slice(2).map(() => '')];
    const values = good.map(({ figures }) => figures[figure.key]);
    const floors = figure.perFloor ? [number(median(good.map((run) => comparable(run, figure))))] : [];
    return [server, number(median(values)), percent(spread(values)), ...floors, number(ratio(good, of(reference), figure)),
      ...fixed.map(([, key]) => number(median(good.map(({ figures }) => figures[key]))))];
  });
  return `### ${scenario.name}: ${scenario.about}\n\n${table(head, rows)}\n`;
}

function overview(runs, reference) {
  const servers = [...new Set(runs.map(({ server }) => server))];
  const columns = SCENARIOS.flatMap((scenario) => [
    { scenario, figure: scenario.figure, label: scenario.name },
    ...(scenario.also ? [{ scenario, figure: scenario.also, label: 'KiB/idle' }] : []),
  ]).filter(({ scenario }) => runs.some((run) => run.scenario === scenario.name));
  const rows = servers.map((server) => [
    server,
    ...columns.map(({ scenario, figure }) => {
      const of = (name) => runs.filter((run) => run.scenario === scenario.name && run.server === name && !run.failed);
      const good = of(server);
      if (!good.length) return '–';
      const value = number(median(good.map(({ figures }) => figures[figure.key])));
      return figure === MEMORY ? value : `${value} (${number(ratio(good, of(reference), figure))})`;
    }),
  ]);
  const head = columns.map(({ figure, label }) => `${label}${figure === MEMORY ? '' : `, ${figure.unit.split(' ')[0]}`}`);
  return table(['', ...head], rows);
}

/** Idle people's price: S4b in floors, as a multiple of S4a in the same round. */
function idlePrice(runs) {
  const rows = [...new Set(runs.map(({ server }) => server))].flatMap((server) => {
    const of = (name) => runs.filter((run) => run.scenario === name && run.server === server && !run.failed);
    const price = ratio(of('S4b'), of('S4a'), SCENARIOS[0].figure);
    return Number.isFinite(price) ? [[server, number(price)]] : [];
  });
  return rows.length ? `### S4: with 10,020 idle people against without\n\n${table(['', 'CPU per delivery, times'], rows)}\n` : '';
}

export function report(runs) {
  const reference = referenceOf(runs);
  const parts = SCENARIOS.map((scenario) => [scenario, runs.filter((run) => run.scenario === scenario.name)])
    .filter(([, those]) => those.length)
    .map(([scenario, those]) => scenarioTable(scenario, those, reference));
  const failures = runs.filter(({ failed }) => failed).map(({ server, scenario, failed }) => `- ${server}, ${scenario}: ${failed}`);
  return [`In brackets: as a multiple of ${reference}.\n`, overview(runs, reference), '', ...parts, idlePrice(runs),
    ...(failures.length ? ['Failed:\n', ...failures, ''] : [])].join('\n');
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard, the alerts and the page for operators speak of metrics and labels that a live server has, and of all of them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { House } from '../lib/house.mjs';
import { Metrics } from '../lib/metrics.mjs';

const read = (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

const house = await House.open({ redis: true });
const { host } = await house.classroom();
await host.saySafely('안녕');
const live = await Metrics.of(house.server);

/** Sample name → the labels that its samples have. */
const known = new Map();
for (const { name, labels } of live.samples) known.set(name, new Set([...(known.get(name) ?? []), ...Object.keys(labels)]));

const SCRAPED = ['instance', 'job']; // Prometheus puts these on everything

/** Every metric that a PromQL expression names, with each label that it matches or groups it by. */
function checkExpression(expression) {
  const named = [...expression.matchAll(/\b((?:lectern|process)_[a-z_]+)(?:\{([^}]*)\})?/g)];
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names]) => names.split(',').map((name) => name.trim()));
  for (const [, name, matchers = ''] of named) {
    assert.ok(known.has(name), `${name} is unknown: ${expression}`);
    const matched = [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label]) => label);
    for (const label of [...matched, ...grouped])
      assert.ok(SCRAPED.includes(label) || known.get(name).has(label), `${name} has no label ${label}: ${expression}`);
  }
  return named.map(([, name]) => name);
}

const familyOf = (sample) => sample.replace(/_(bucket|sum|count)$/, '');

test('the check knows a wrong name and a wrong label', () => {
  assert.deepEqual(checkExpression('sum by (type) (rate(lectern_messages_total{job="x"}[5m]))'), ['lectern_messages_total']);
  assert.throws(() => checkExpression('rate(lectern_message_total[5m])'));
  assert.throws(() => checkExpression('sum by (room) (lectern_people)'));
  assert.throws(() => checkExpression('lectern_connections{protocol="native"}'));
});

test('the dashboard asks for what there is, and for all of it', async () => {
  const dashboard = JSON.parse(await read('installer/grafana/lectern.json'));
  const asked = new Set();
  const check = (expression) => {
    const names = checkExpression(expression);
    assert.ok(names.length > 0, expression);
    for (const name of names) asked.add(familyOf(name));
  };
  for (const panel of dashboard.panels)
    for (const { expr } of panel.targets ?? []) check(expr);
  for (const { expr } of dashboard.annotations.list) check(expr);
  for (const { definition = '' } of dashboard.templating.list) checkExpression(definition);
  assert.deepEqual([...live.families.keys()].filter((name) => !asked.has(name)), []);
  const ids = dashboard.panels.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'each panel has an id of its own');
});

test('so do the alerts', async () => {
  const rules = await read('installer/prometheus/lectern.rules.yml');
  const expressions = [...rules.matchAll(/^ +expr: (?:>-\n((?: {10}.+\n)+)|(.+)\n)/gm)].map(([, folded, line]) => folded ?? line);
  assert.equal(expressions.length, rules.match(/- alert:/g).length);
  for (const expression of expressions) checkExpression(expression);
});

test('the page for operators lists them all, as what they are', async () => {
  const page = await read('docs/operations.md');
  const rows = [...page.matchAll(/^\| `((?:lectern|process)_[a-z_]+)`(.*?) \| (\w+) \|/gm)];
  const listed = new Map(rows.map(([, name, labels, type]) => [name, { type, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label) }]));
  assert.deepEqual([...listed.keys()].sort(), [...live.families.keys()].sort());
  for (const [name, { type, samples }] of live.families) {
    const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)).filter((label) => label !== 'le'));
    assert.deepEqual(listed.get(name), { type, labels: [...labels] }, name);
  }
});

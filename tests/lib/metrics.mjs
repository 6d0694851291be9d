// SPDX-License-Identifier: GPL-3.0-or-later
// Prometheus' text format 0.0.4, read as strictly as its description is written: what is odd is an error.
// https://prometheus.io/docs/instrumenting/exposition_formats/
import assert from 'node:assert/strict';

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;
const TYPES = ['counter', 'gauge', 'histogram'];

function labelsOf(text) {
  const labels = {};
  for (let rest = text; rest; ) {
    const [all, name, value] = LABEL.exec(rest) ?? assert.fail(`odd labels: {${text}}`);
    assert.ok(!(name in labels), `twice the label ${name}: {${text}}`);
    labels[name] = value.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c));
    rest = rest.slice(all.length);
  }
  return labels;
}

function number(text) {
  if (text === '+Inf') return Infinity;
  assert.match(text, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/, `odd value ${text}`);
  return Number(text);
}

const seriesOf = (labels) => JSON.stringify(Object.entries(labels).sort());

function checkHistogram(family) {
  const series = new Map();
  for (const { name, labels, value } of family.samples) {
    const { le, ...others } = labels;
    const key = seriesOf(others);
    const one = series.get(key) ?? series.set(key, { buckets: [] }).get(key);
    if (name === `${family.name}_bucket`) one.buckets.push({ le: number(le), value });
    else one[name.slice(family.name.length + 1)] = value;
  }
  for (const { buckets, count, sum } of series.values()) {
    assert.equal(typeof sum, 'number', `${family.name} has no sum`);
    assert.equal(buckets.at(-1)?.le, Infinity, `${family.name} has no bucket for all`);
    assert.equal(buckets.at(-1).value, count, `${family.name}: the last bucket holds all`);
    buckets.reduce((before, bucket) => {
      assert.ok(bucket.le > before.le && bucket.value >= before.value, `${family.name}: buckets grow`);
      return bucket;
    });
  }
}

function checkFamily(family) {
  assert.ok(family.help, `${family.name} has no help`);
  assert.ok(TYPES.includes(family.type), `${family.name}: odd type ${family.type}`);
  assert.equal(family.type === 'counter', family.name.endsWith('_total'), `${family.name} is a ${family.type}`);
  const endings = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
  const seen = new Set();
  for (const { name, labels, value } of family.samples) {
    assert.ok(endings.some((ending) => name === family.name + ending), `${name} stands in ${family.name}`);
    const key = name + seriesOf(labels);
    assert.ok(!seen.has(key), `twice ${key}`);
    seen.add(key);
    if (family.type !== 'gauge') assert.ok(value >= 0, `${name} is ${value}`);
  }
  if (family.type === 'histogram') checkHistogram(family);
}

/** A page taken apart. `families`: name → `{ name, help, type, samples: [{ name, labels, value }] }`. */
export class Metrics {
  families = new Map();

  constructor(text) {
    assert.ok(text.endsWith('\n'), 'the page ends with a line end');
    let family;
    for (const line of text.slice(0, -1).split('\n')) {
      const [, kind, name, rest] = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line) ?? [];
      if (kind === 'HELP') {
        assert.ok(!this.families.has(name), `twice ${name}`);
        family = { name, help: rest, samples: [] };
        this.families.set(name, family);
      } else if (kind === 'TYPE') {
        assert.equal(family?.name, name, `the type of ${name} follows its help`);
        assert.equal(family.type, undefined, `twice the type of ${name}`);
        family.type = rest;
      } else {
        const [, sample, labels = '', value] = SAMPLE.exec(line) ?? assert.fail(`odd line: ${line}`);
        assert.ok(family?.type, `${sample} before its type`);
        family.samples.push({ name: sample, labels: labelsOf(labels), value: number(value) });
      }
    }
    for (const one of this.families.values()) checkFamily(one);
  }

  /** What this server tells now. */
  static async of(server) {
    const answer = await fetch(new URL('/metrics', server.url));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    return new Metrics(await answer.text());
  }

  get samples() {
    return [...this.families.values()].flatMap(({ samples }) => samples);
  }

  /** The samples of that name with these labels, added up. */
  sum(name, labels = {}) {
    const fits = (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value);
    const found = this.samples.filter(fits);
    assert.ok(found.length > 0, `no ${name} with ${JSON.stringify(labels)}`);
    return found.reduce((total, { value }) => total + value, 0);
  }
}

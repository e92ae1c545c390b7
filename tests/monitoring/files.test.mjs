// What promtool does not look at: that rules and plots are over metrics that there are, and that each alert leads to advice.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { known, metricsOf } from './metrics.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(`${root}${path}`, 'utf8');
const rules = readdirSync(`${root}deploy/prometheus/rules`).map((file) => read(`deploy/prometheus/rules/${file}`)).join('\n');
const dashboard = JSON.parse(read('deploy/grafana/analytics.json'));
const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

/** The expressions of rule files that hold them in one line, or in a block. */
function expressionsOf(text) {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const [, indent, rest] = /^(\s*)expr: (.*)$/.exec(line) ?? [];
    if (rest === undefined) return [];
    if (rest !== '|') return [rest];
    const end = lines.findIndex((next, index) => index > at && next.trim() && !next.startsWith(`${indent}  `));
    return [lines.slice(at + 1, end).join('\n')];
  });
}

const anchors = new Set([...read('deploy/RUNBOOK.md').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
  heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')));

test('names of metrics are found in PromQL', () => {
  assert.deepEqual(
    metricsOf('sum by (le, http_route) (rate(a_seconds_bucket{http_route=~"/b|c", x!="d"}[5m])) > on (slo) 14.4 * b_total offset 15m and slo:x:y or vector(0)'),
    ['a_seconds', 'b_total']);
});

test('every metric that a rule names is one that there is', () => {
  const expressions = expressionsOf(rules);
  assert.equal(expressions.length, rules.match(/^\s*(- )?(record|alert): /gm).length);
  assert.deepEqual(expressions.flatMap(metricsOf).filter((name) => !known.has(name)), []);
});

test('every metric that the dashboard names is one that there is, or that a rule records', () => {
  assert.ok(queries.length > 20);
  assert.deepEqual(queries.flatMap(metricsOf).filter((name) => !known.has(name)), []);
  const recorded = new Set([...rules.matchAll(/record: (\S+)/g)].map(([, name]) => name));
  for (const [name] of queries.join('\n').matchAll(/\bslo:[\w:]+/g)) assert.ok(recorded.has(name), name);
});

test('every metric of ours is on the dashboard', () => {
  const shown = new Set(queries.flatMap(metricsOf));
  assert.deepEqual([...known].filter((name) => name.startsWith('analytics_') && !shown.has(name)), []);
});

test('no rule or plot about acceptance counts images, which are answered 200 whatever becomes of their event', () => {
  for (const expr of [...expressionsOf(rules), ...queries]) assert.ok(!expr.includes('pixel'), expr);
});

test("the dashboard's queries are PromQL", () => {
  const work = mkdtempSync(`${tmpdir()}/analytics-queries-`);
  try {
    const plain = queries.map((expr) => expr.replaceAll('$__rate_interval', '5m'));
    // JSON is YAML.
    writeFileSync(`${work}/queries.yml`, JSON.stringify({ groups: [{ name: 'dashboard', rules: plain.map((expr, index) => ({ record: `query:${index}`, expr })) }] }));
    execFileSync('promtool', ['check', 'rules', '--lint=none', `${work}/queries.yml`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    rmSync(work, { recursive: true });
  }
});

test('no panel lies over another, and each has a name of its own', () => {
  const taken = new Set();
  for (const { gridPos: { x, y, w, h }, title } of dashboard.panels) {
    assert.ok(x + w <= 24, title);
    for (let column = x; column < x + w; column++) {
      for (let line = y; line < y + h; line++) {
        assert.ok(!taken.has(`${column} ${line}`), title);
        taken.add(`${column} ${line}`);
      }
    }
  }

  assert.equal(new Set(dashboard.panels.map(({ id }) => id)).size, dashboard.panels.length);
  assert.equal(new Set(dashboard.panels.map(({ title }) => title)).size, dashboard.panels.length);
});

test('every alert leads to a part of the runbook that is there', () => {
  const alerts = rules.match(/^\s*- alert: /gm).length;
  const leads = [...rules.matchAll(/runbook: deploy\/RUNBOOK\.md#(\S+)/g)].map(([, anchor]) => anchor);
  assert.equal(leads.length, alerts);
  for (const anchor of leads) assert.ok(anchors.has(anchor), `${anchor} of ${[...anchors].join(' ')}`);
});

test('every alert has a test of its own', () => {
  const tests = ['objectives', 'symptoms'].map((name) => read(`tests/monitoring/${name}.test.yml`)).join('\n');
  for (const [, name] of rules.matchAll(/alert: (\S+)/g)) {
    assert.match(tests, new RegExp(`alertname: ${name}\\s+eval_time: \\S+\\s+exp_alerts:\\s+- exp_labels`), name);
  }
});

test('what takes events is the same in every rule', () => {
  const routes = new Set([...`${rules}\n${queries.join('\n')}`.matchAll(/http_route=~"([^"]+)"/g)].map(([, route]) => route));
  assert.equal(routes.size, 1);
});

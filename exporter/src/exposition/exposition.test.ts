import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { Gauge, Registry } from 'prom-client';
import { measures } from '#measures/index.ts';
import type { Statistic } from '#measures/measure.ts';
import { createExposition } from './exposition.ts';
import { promtool, withPromtool } from './promtool.fixture.ts';
import type { MeasureRow, Snapshot } from './snapshot.ts';
import type { SourceStatus } from '#domain/source-status.ts';

const measure = (name: string, family: string, statistics: readonly Statistic[]): MeasureRow['measure'] => ({
  name,
  family,
  statistics,
  definition: `What ${name} is: "quoted", and a \\ too.`,
});
const leadTime = measure('change_lead_time', 'waymark_dora_change_lead_time_seconds', ['p50', 'p90']);
const undeployed = measure('undeployed_changes', 'waymark_undeployed_changes', ['value']);

const snapshot: Snapshot = {
  measures: [
    {
      measure: leadTime,
      team: 'check"out\n',
      window: '28d',
      statistic: 'p50',
      sample: { value: 3600.5, n: 12, low: 1800, high: 7200, leftOut: 0, complete: true },
    },
    {
      measure: leadTime,
      team: 'check"out\n',
      window: '28d',
      statistic: 'p90',
      sample: { value: 90000, n: 12, low: 7, high: 8, leftOut: 0, complete: true },
    },
    { measure: undeployed, team: 'search', statistic: 'value', sample: { value: 0, n: 0, leftOut: 0, complete: true } },
  ],
  coverage: [{ kind: 'changes_deployed', team: 'search', ratio: 0.75 }],
  incidents: [
    { team: 'search', openAge: 90.5 },
    { team: 'till', expectation: 3600 },
  ],
  limits: [{ team: 'search', items: 12 }],
};
const sources: readonly SourceStatus[] = [
  {
    name: 'checkout-git',
    type: 'git',
    interval: 300_000,
    up: false,
    pulling: false,
    lastSuccessAt: 1_790_000_000_500,
    lastPullDuration: 1250,
    usage: {
      requests: 24,
      limit: 5000,
      remaining: 0,
      resetAt: 1_790_000_003_000,
      credentialExpiresAt: 1_790_000_100_000,
      backfill: 0.5,
    },
    errors: { unavailable: 2 },
    items: { commit: 1200, change: 40 },
    skipped: {},
  },
  {
    name: 'new',
    type: 'git',
    interval: 300_000,
    pulling: true,
    usage: { requests: 0, backfill: 0.25 },
    finishesAt: 1_790_000_600_000,
    errors: { unavailable: 0 },
    items: {},
    skipped: {},
  },
];

const exposition = () => {
  const made = createExposition({ version: '1.2.3', sources: () => sources });
  made.update(snapshot);
  return made;
};
const text = async (openMetrics: boolean, from = exposition()) =>
  (await from.scrape({ openMetrics, gzip: false })).body.toString();
const ours = (metrics: string) => metrics.split('\n').filter((line) => line.startsWith('waymark_'));

test('each value has its labels, its n and the interval of its first statistic', async () => {
  expect(ours(await text(false))).toEqual([
    String.raw`waymark_dora_change_lead_time_seconds{team="check\"out\n",window="28d",statistic="p50"} 3600.5`,
    String.raw`waymark_dora_change_lead_time_seconds{team="check\"out\n",window="28d",statistic="p90"} 90000`,
    'waymark_undeployed_changes{team="search"} 0',
    String.raw`waymark_samples{measure="change_lead_time",team="check\"out\n",window="28d"} 12`,
    'waymark_samples{measure="undeployed_changes",team="search"} 0',
    String.raw`waymark_interval{measure="change_lead_time",team="check\"out\n",window="28d",bound="low"} 1800`,
    String.raw`waymark_interval{measure="change_lead_time",team="check\"out\n",window="28d",bound="high"} 7200`,
    'waymark_coverage_ratio{kind="changes_deployed",team="search"} 0.75',
    'waymark_open_incident_age_seconds{team="search"} 90.5',
    'waymark_open_incident_expectation_seconds{team="till"} 3600',
    'waymark_flow_load_limit_items{team="search"} 12',
    'waymark_build_info{version="1.2.3"} 1',
    'waymark_source_up{source="checkout-git"} 0',
    'waymark_source_interval_seconds{source="checkout-git"} 300',
    'waymark_source_interval_seconds{source="new"} 300',
    'waymark_source_last_success_timestamp_seconds{source="checkout-git"} 1790000000.5',
    'waymark_source_pull_duration_seconds{source="checkout-git"} 1.25',
    'waymark_source_requests_total{source="checkout-git"} 24',
    'waymark_source_requests_total{source="new"} 0',
    'waymark_source_rate_limit{source="checkout-git"} 5000',
    'waymark_source_rate_limit_remaining{source="checkout-git"} 0',
    'waymark_source_rate_limit_reset_timestamp_seconds{source="checkout-git"} 1790000003',
    'waymark_source_backfill_ratio{source="checkout-git"} 0.5',
    'waymark_source_backfill_ratio{source="new"} 0.25',
    'waymark_source_backfill_end_timestamp_seconds{source="new"} 1790000600',
    'waymark_credential_expiry_timestamp_seconds{source="checkout-git"} 1790000100',
    'waymark_source_errors_total{source="checkout-git",reason="unavailable"} 2',
    'waymark_source_errors_total{source="new",reason="unavailable"} 0',
    'waymark_source_items_total{source="checkout-git",kind="commit"} 1200',
    'waymark_source_items_total{source="checkout-git",kind="change"} 40',
  ]);
});

test('a family without a sample is left out whole', async () => {
  const metrics = await text(false);
  expect(metrics).not.toContain('waymark_source_skipped_items_total');
  expect(await text(false, createExposition({ version: '1', sources: () => [] }))).not.toContain('waymark_samples');
});

test('both dialects say the same of us; OpenMetrics names counters without _total and marks the end', async () => {
  const metrics = await text(true);
  expect(ours(metrics)).toEqual(ours(await text(false)));
  expect(metrics).toContain('# TYPE waymark_source_items counter\n');
  expect(metrics).toMatch(/[^\n]\n# EOF\n$/);
  expect(metrics.match(/# EOF/g)).toHaveLength(1);
  expect(metrics).not.toMatch(/^$\n/m);
});

test('a scrape in one dialect leaves the other as it was', async () => {
  const both = exposition();
  await text(true, both);
  expect(await text(false, both)).toContain('# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total ');
});

test.each([false, true])('gzip is one stream that holds the same families (OpenMetrics: %s)', async (openMetrics) => {
  const { body, contentType } = await exposition().scrape({ openMetrics, gzip: true });
  const metrics = gunzipSync(body).toString();
  expect(ours(metrics)).toEqual(ours(await text(openMetrics)));
  expect(metrics).toContain('process_resident_memory_bytes ');
  expect(contentType).toBe(
    openMetrics
      ? 'application/openmetrics-text; version=1.0.0; charset=utf-8'
      : 'text/plain; version=0.0.4; charset=utf-8'
  );
  // Nothing follows the first stream's trailer: its last four bytes are the length of the text.
  expect(body.readUInt32LE(body.length - 4)).toBe(Buffer.byteLength(metrics));
});

test('an update replaces what was there, series that ended included', async () => {
  const changing = exposition();
  await text(false, changing);
  changing.update({ measures: snapshot.measures.slice(2), coverage: [], incidents: [], limits: [] });
  const metrics = await text(false, changing);
  expect(metrics).not.toContain('waymark_dora_change_lead_time_seconds');
  expect(metrics).toContain('waymark_undeployed_changes{team="search"} 0');
});

withPromtool('promtool check metrics is silent, with every measure that there is', async () => {
  const all = createExposition({ version: '1.2.3', sources: () => sources });
  const sample = { value: 1, n: 6, low: 0, high: 2, leftOut: 0, complete: true };
  const rows = measures.flatMap((measure) =>
    measure.statistics.map((statistic) => ({ measure, team: 'search', window: '28d', statistic, sample }))
  );
  all.update({ measures: rows, coverage: snapshot.coverage, incidents: snapshot.incidents, limits: snapshot.limits });
  expect(ours(await text(false, all)).length).toBeGreaterThan(measures.length * 4);
  expect(await promtool(['check', 'metrics'], await text(false, all))).toEqual({ code: 0, output: '' });
});

withPromtool('Prometheus reads the OpenMetrics text', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'waymark-openmetrics-'));
  try {
    // The loader is the strict parser that promtool has; it asks for a time on each sample.
    const file = join(directory, 'metrics.om');
    await writeFile(file, (await text(true)).replace(/^([^#].*)$/gm, '$1 1790000000'));
    const load = ['tsdb', 'create-blocks-from', 'openmetrics', file, join(directory, 'data')];
    await promisify(execFile)('promtool', load);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('a cached scrape costs at most a fifth of a live one', async () => {
  const many = createExposition({ version: '1', sources: () => [] });
  const sample = { value: 1, n: 5, low: 1, high: 2, leftOut: 0, complete: true };
  const rows = Array.from({ length: 5000 }, (_, index) => ({
    measure: leadTime,
    team: `team-${index}`,
    window: '28d',
    statistic: 'p50' as const,
    sample: { ...sample, value: index + 0.25 },
  }));
  many.update({ measures: rows, coverage: [], incidents: [], limits: [] });
  expect(ours(await text(true, many))).toHaveLength(20_001);
  const live = new Registry();
  const gauge = new Gauge({ name: 'live', help: 'x', labelNames: ['measure', 'team', 'window'], registers: [live] });
  for (let index = 0; index < 20_000; index++) {
    gauge.set({ measure: 'change_lead_time', team: `team-${index}`, window: '28d' }, index + 0.25);
  }
  const cost = await fastest(() => live.metrics());
  for (const gzip of [false, true]) {
    expect(await fastest(() => many.scrape({ openMetrics: true, gzip }))).toBeLessThan(cost / 5);
  }
}, 60_000);

async function fastest(run: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    await run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { found, withParts } from './parts.ts';
import { startPrometheus } from './prometheus.ts';
import { exampleConfig, exampleNow, writeExample } from './worked-example.ts';
import { project, ready, serve, type Server, until } from './waymark.ts';

const golden = resolve(import.meta.dirname, 'golden/metrics.txt');
const hour = 3600;
const day = 24 * hour;

/** What differs from run to run: the process's own health and how long a pull took. */
const ownHealth = /^(# (HELP|TYPE) )?(process_|nodejs_|waymark_source_pull_duration_seconds)/;

function rawStatus(url: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('a git history becomes DORA', () => {
  let server: Server;
  beforeAll(async () => {
    const { directory, file } = project(exampleConfig(writeExample()));
    server = await serve(['-c', file, '--now', exampleNow], { cwd: directory });
    await ready(server);
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  const get = async (path: string): Promise<unknown> => (await fetch(server.url + path)).json();

  test('/metrics is the golden text', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => !ownHealth.test(line));
    if (!existsSync(golden) || process.env['UPDATE_GOLDEN'] === 'true') writeFileSync(golden, lines.join('\n'));
    expect(lines.join('\n')).toBe(readFileSync(golden, 'utf8'));
  });

  withParts(['promtool'])('promtool', () => {
    test('check metrics is silent', async () => {
      const input = await (await fetch(`${server.url}/metrics`)).text();
      expect(
        execFileSync(found('promtool') ?? '', ['check', 'metrics'], { input, encoding: 'utf8', stdio: 'pipe' })
      ).toBe('');
    });
  });

  withParts(['prometheus'])('a real Prometheus', () => {
    test('scrapes it and answers PromQL with the hand-worked numbers', async () => {
      const prometheus = await startPrometheus([new URL(server.url).host]);
      try {
        await until('the first scrape', async () =>
          (await prometheus.query('up == 1')).length > 0 ? true : undefined
        );
        const value = async (promql: string): Promise<number> => Number((await prometheus.query(promql))[0]?.value[1]);
        const shop = '{team="shop",window="28d"}';
        const lead = (statistic: string): string =>
          `waymark_dora_change_lead_time_seconds{team="shop",window="28d",statistic="${statistic}"}`;
        expect(await value(`waymark_dora_deployment_frequency_per_day${shop}`)).toBeCloseTo(3 / 28, 12);
        expect(await value(lead('p50'))).toBe(2 * day);
        expect(await value(lead('p75'))).toBe(3.25 * day);
        expect(await value(lead('p90'))).toBeCloseTo(3.7 * day, 6);
        expect(await value(`waymark_dora_change_fail_ratio${shop}`)).toBeCloseTo(1 / 3, 12);
        expect(await value(`waymark_dora_deployment_rework_ratio${shop}`)).toBeCloseTo(1 / 3, 12);
        expect(
          await value(`waymark_dora_failed_deployment_recovery_time_seconds{team="shop",window="28d",statistic="p50"}`)
        ).toBe(36 * hour);
        expect(await value('waymark_undeployed_changes{team="shop"}')).toBe(1);
        expect(await value('waymark_undeployed_change_age_seconds{team="shop",statistic="max"}')).toBe(day);
        expect(await value('waymark_samples{measure="change_lead_time",team="shop",window="28d"}')).toBe(4);
        expect(await value('waymark_coverage_ratio{kind="changes_deployed",team="shop"}')).toBeCloseTo(5 / 6, 12);
        expect(await value('waymark_source_up{source="shop-git"}')).toBe(1);
        expect((await prometheus.query(`waymark_dora_change_fail_ratio{team="shop",window="7d"}`)).length).toBe(0);
      } finally {
        await prometheus.stop();
      }
    }, 60_000);
  });

  test('the API explains the numbers: the facts behind them', async () => {
    const { items: changes } = (await get('/api/v1/changes?team=shop')) as { items: Record<string, unknown>[] };
    expect(changes.map(({ kind, number, basis, first_commit_at }) => [kind, number, basis, first_commit_at])).toEqual([
      ['commit', undefined, 'direct', '2026-03-30T00:00:00Z'],
      ['commit', undefined, 'direct', '2026-03-15T00:00:00Z'],
      ['pull', 2, 'pr_commits', '2026-03-10T00:00:00Z'],
      ['commit', undefined, 'direct', '2026-03-03T00:00:00Z'],
      ['pull', 1, 'pr_commits', '2026-03-01T00:00:00Z'],
      ['commit', undefined, 'direct', '2026-01-01T00:00:00Z'],
    ]);
    const { items } = (await get('/api/v1/deployments?team=shop')) as { items: Record<string, unknown>[] };
    expect(
      items.map(({ version, changes: n, kind, failed, failed_because, recovered_at }) => [
        version,
        n,
        kind,
        failed,
        failed_because,
        recovered_at,
      ])
    ).toEqual([
      ['1.2.1', 1, 'remediation', false, undefined, undefined],
      ['1.2.0', 1, 'regular', true, 'revert', '2026-03-15T12:00:00Z'],
      ['1.1.0', 2, 'regular', false, undefined, undefined],
      ['1.0.0', 1, 'regular', false, undefined, undefined],
    ]);
  });

  test('the past by month and by trailing window is the same function', async () => {
    const points = (await get(
      '/api/v1/series?measure=change_lead_time&team=shop&from=2026-01-01T00:00:00Z&to=2026-04-01T00:00:00Z&step=month'
    )) as {
      points: Record<string, unknown>[];
    };
    expect(points.points).toMatchObject([{ time: '2026-03-01T00:00:00Z', value: 2 * day, n: 4 }]);
    const trailing = (await get(
      '/api/v1/series?measure=deployment_frequency&team=shop&from=2026-03-14T00:00:00Z&to=2026-03-16T00:00:00Z&window=7d'
    )) as {
      points: Record<string, unknown>[];
    };
    expect(trailing.points).toMatchObject([
      { time: '2026-03-14T00:00:00Z', n: 1 },
      { time: '2026-03-15T00:00:00Z', n: 2 },
    ]);
  });

  test('what is wrong is said and changes nothing', async () => {
    const answer = await fetch(
      `${server.url}/api/v1/series?measure=velocity&team=shop&from=2026-01-01T00:00:00Z&to=2026-04-01T00:00:00Z&step=month`
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    // fetch would resolve the dots itself; Grafana's proxy passes them on as they are.
    expect(await rawStatus(server.url, '/api/%2e%2e/metrics')).toBe(404);
  });
});

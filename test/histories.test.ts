import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { all, project, ready, serve, type Server } from './waymark.ts';

/**
 * Four real histories against truth tables made by another program (README.md beside them has every definition).
 * The data lies beside the project, not in it; without it there is nothing to compare with.
 */
const data = resolve(import.meta.dirname, '../../shared/data/histories');
const suite = existsSync(data) ? describe : describe.skip;
if (!existsSync(data)) console.warn('skipped: real histories against their truth tables (the shared data is not here)');

type Component = {
  readonly bundle: string;
  readonly component: string;
  readonly tags: string;
  readonly first: boolean;
};
const plain = '^v?(\\d+)\\.(\\d+)\\.(\\d+)$';
const components: readonly Component[] = [
  { bundle: 'prom-client', component: 'main', tags: plain, first: true },
  { bundle: 'express', component: 'main', tags: plain, first: true },
  { bundle: 'helm', component: 'main', tags: plain, first: true },
  ...['kustomize', 'api', 'kyaml'].map((component, index) => ({
    bundle: 'kustomize',
    component,
    tags: `^${component}/v(\\d+)\\.(\\d+)\\.(\\d+)$`,
    first: index === 0,
  })),
];
const scopes = ['reachable', 'all'] as const;
const cases = components.flatMap((component) => scopes.map((scope) => ({ ...component, scope })));
const from = '2020-01-01T00:00:00Z';
const to = '2025-01-01T00:00:00Z';

type Row = Readonly<Record<string, string>>;
function table(file: string): Row[] {
  const [head = '', ...lines] = readFileSync(join(data, file), 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])));
}
const seconds = (time: string | undefined): number => Date.parse(time ?? '') / 1000;
const repositoryOf = (c: { bundle: string; component: string; scope: string }): string =>
  `${c.bundle}-${c.component}-${c.scope}`;

type Change = {
  sha: string;
  number?: number;
  first_commit_at: string;
  merged_at: string;
  deployed_at?: string;
  deployment?: string;
  basis: string;
};
type Deployment = { id: string; version: string; sha: string; finished_at: string; outcome: string; changes: number };
type Point = { time: string; value: number; n: number };

/** Hours with the table's four decimals; a value that lies exactly between two of them may be written as either. */
function rounded(value: number | undefined, table: string): string {
  if (value === undefined) return '';
  return table !== '' && Math.abs(value / 3600 - Number(table)) <= 0.00005 + 1e-9 ? table : (value / 3600).toFixed(4);
}

suite('real histories against their truth tables', () => {
  let server: Server | undefined;
  const mirrors = mkdtempSync(join(tmpdir(), 'waymark-histories-'));

  beforeAll(async () => {
    for (const bundle of new Set(components.map((c) => c.bundle)))
      execFileSync('git', ['clone', '--quiet', '--mirror', join(data, `${bundle}.bundle`), join(mirrors, bundle)], {
        stdio: 'ignore',
      });
    const yaml = JSON.stringify({
      listen: '127.0.0.1:0',
      lead_time_from: 'merge',
      sources: cases.map((c) => ({
        git: join(mirrors, c.bundle),
        name: repositoryOf(c),
        repository: repositoryOf(c),
        deployments: { tags: c.tags, scope: c.scope },
      })),
      teams: cases.map((c) => ({ team: repositoryOf(c), owns: [{ repository: repositoryOf(c) }] })),
    });
    const { directory, file } = project(yaml);
    server = await serve(['-c', file, '--now', '2026-01-01T00:00:00Z'], { cwd: directory });
    await ready(server);
  }, 300_000);

  afterAll(async () => {
    await server?.stop();
    rmSync(mirrors, { recursive: true, force: true });
  });

  const address = (): string => {
    if (!server) throw new Error('the server has not started');
    return server.url;
  };
  const list = <T>(
    path: string,
    repository: string,
    range: { from?: string; to?: string } = { from, to }
  ): Promise<T[]> =>
    all<T>(
      new URL(`${address()}/api/v1/${path}?${new URLSearchParams({ repository, limit: '1000', ...range }).toString()}`)
    );
  const series = async (measure: string, team: string): Promise<Point[]> => {
    const query = new URLSearchParams({ measure, team, from, to, step: 'month' });
    const answer = await fetch(`${address()}/api/v1/series?${query.toString()}`);
    return ((await answer.json()) as { points: Point[] }).points;
  };
  const monthOf = (time: string | undefined): string => (time ?? '').slice(0, 7);

  test.each(cases)('$bundle $component $scope: every deployment', async (c) => {
    const expected = table(`${c.bundle}/deployments.csv`).filter(
      (row) => row['component'] === c.component && row['scope'] === c.scope
    );
    const found = await list<Deployment>('deployments', repositoryOf(c));
    const key = (sha: string | undefined, time: number, changes: unknown): string =>
      `${sha?.slice(0, 12)} ${time} ${String(changes)}`;
    expect(found.map((d) => key(d.sha, seconds(d.finished_at), d.changes)).sort()).toEqual(
      expected.map((row) => key(row['commit'], Number(row['deployed_unix']), row['changes'])).sort()
    );
  });

  test.each(cases.filter((c) => c.first))(
    '$bundle $component $scope: the first deployment of every change',
    async (c) => {
      const expected = table(`${c.bundle}/changes.csv`);
      const found = await list<Change>('changes', repositoryOf(c));
      const line = (sha: string | undefined, merged: unknown, deployed: unknown): string =>
        `${sha?.slice(0, 12)} ${String(merged)} ${String(deployed)}`;
      expect(
        found
          .map((change) =>
            line(change.sha, seconds(change.merged_at), change.deployed_at ? seconds(change.deployed_at) : '')
          )
          .sort()
      ).toEqual(expected.map((row) => line(row['commit'], row['committer_unix'], row[`first_unix_${c.scope}`])).sort());
    }
  );

  test.each(cases.filter((c) => c.first && c.scope === 'all'))(
    '$bundle: the first commit of every pull request',
    async (c) => {
      const found = new Map(
        (await list<Change>('changes', repositoryOf(c), {})).map((change) => [change.sha.slice(0, 12), change])
      );
      const rows = table(`${c.bundle}/pull_requests.csv`).filter((row) => row['first_author_unix'] !== '');
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map((row) => `${row['pr']} ${seconds(found.get(row['commit'] ?? '')?.first_commit_at)}`)).toEqual(
        rows.map((row) => `${row['pr']} ${row['first_author_unix']}`)
      );
    }
  );

  test.each(cases.filter((c) => c.first && c.scope === 'all'))(
    '$bundle: coding and deploy of every pull request add up to its lead time, and the stages to the same sums',
    async (c) => {
      const changes = (await list<Change>('changes', repositoryOf(c), {})).flatMap((change) => {
        if (change.deployed_at === undefined) return [];
        const coding = seconds(change.merged_at) - seconds(change.first_commit_at);
        const deploy = seconds(change.deployed_at) - seconds(change.merged_at);
        return [{ ...change, coding, deploy, deployed_at: change.deployed_at }];
      });
      const bySha = new Map(changes.map((change) => [change.sha.slice(0, 12), change]));
      const rows = table(`${c.bundle}/pull_requests.csv`).filter((row) => row['lead_first_commit_h'] !== '');
      expect(rows.length).toBeGreaterThan(0);
      const lead = ({ commit = '', lead_first_commit_h: hours = '' }: Row): string => {
        const change = bySha.get(commit);
        return rounded(change && change.coding + change.deploy, hours);
      };
      expect(rows.map((row) => `${row['pr']} ${lead(row)}`)).toEqual(
        rows.map((row) => `${row['pr']} ${row['lead_first_commit_h']}`)
      );

      const counted = changes.filter(
        ({ coding, deploy, deployed_at: at }) => coding >= 0 && deploy >= 0 && at >= from && at < to
      );
      const query = new URLSearchParams({
        measure: 'change_stage_share',
        by: 'stage',
        team: repositoryOf(c),
        from,
        to,
      });
      const answer = await fetch(`${address()}/api/v1/series?${query.toString()}&step=month`);
      const { items } = (await answer.json()) as {
        items: { stage: string; points: (Point & { numerator: number })[] }[];
      };
      const sums = items.map(({ stage, points }) => [
        stage,
        points.reduce((sum, { n }) => sum + n, 0),
        Math.round(points.reduce((sum, { numerator }) => sum + numerator, 0)),
      ]);
      const sum = (stage: 'coding' | 'deploy'): number => counted.reduce((all, change) => all + change[stage], 0);
      // A git history knows no reviews.
      expect(sums).toEqual([
        ['coding', counted.length, sum('coding')],
        ['pickup', 0, 0],
        ['review', 0, 0],
        ['deploy', counted.length, sum('deploy')],
      ]);
    }
  );

  test.each(cases)('$bundle $component $scope: monthly counts and medians', async (c) => {
    const rows = table('monthly.csv').filter(
      (row) => row['repo']?.endsWith(`/${c.bundle}`) && row['component'] === c.component && row['scope'] === c.scope
    );
    expect(rows).toHaveLength(60);
    const deployments = new Map(
      (await series('deployment_frequency', repositoryOf(c))).map((p) => [monthOf(p.time), p.n])
    );
    const lead = new Map((await series('change_lead_time', repositoryOf(c))).map((p) => [monthOf(p.time), p]));
    const ours = rows.map(({ month = '', lead_committer_median_h: hours = '' }) => {
      const point = lead.get(month);
      return `${month} ${deployments.get(month) ?? 0} ${point?.n ?? 0} ${rounded(point?.value, hours)}`;
    });
    expect(ours).toEqual(
      rows.map(
        (row) =>
          `${row['month']} ${row['deployments']} ${row['changes_deployed']} ${row['lead_committer_median_h'] ?? ''}`
      )
    );
  });
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { addToken } from './fake-github/build-access.ts';
import { githubState } from './fake-github/build.ts';
import { addDeployment } from './fake-github/build-delivery.ts';
import { loadGit } from './fake-github/load-git.ts';
import { startFakeGithub, type FakeGithub } from './fake-github/start.ts';
import { exampleConfig, exampleNow, writeExample } from './worked-example.ts';
import { all, project, ready, serve, type Server } from './waymark.ts';

const minute = 60_000;
const data = resolve(import.meta.dirname, '../../shared/data/histories');
const withHistories = existsSync(data) ? test.each : test.skip.each;

const open: FakeGithub[] = [];
afterAll(async () => {
  await Promise.all(open.map((github) => github.close()));
});

type Deployment = { sha: string; finished_at: string; version: string };
type Change = { sha: string; number?: number; first_commit_at: string; merged_at: string; deployed_at?: string };

/** A fake GitHub that holds one git history, deployed to production when and where the git path says. */
async function githubOf(mirror: string, deployments: readonly Deployment[]): Promise<FakeGithub> {
  const state = githubState();
  const repository = await loadGit(state, 'acme/shop', mirror);
  for (const { sha, finished_at, version } of [...deployments].reverse()) {
    const at = Date.parse(finished_at);
    const statuses = [{ state: 'success', at }] as const;
    addDeployment(state, repository, { sha, ref: version, environment: 'production', at, statuses: [...statuses] });
  }
  addToken(state, 'secret');
  const github = await startFakeGithub({ state });
  open.push(github);
  return github;
}

function githubConfig(github: FakeGithub, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    listen: '127.0.0.1:0',
    sources: [
      {
        github: 'acme/shop',
        name: 'github',
        api_url: github.url,
        token_env: 'GITHUB_TOKEN',
        deployments: { environments: ['production'] },
        ...more,
      },
    ],
    teams: [{ team: 'shop', owns: [{ repository: 'acme/shop' }] }],
  });
}

async function serving<T>(yaml: string, now: string, use: (server: Server) => Promise<T>): Promise<T> {
  const { directory, file } = project(yaml);
  const server = await serve(['-c', file, '--now', now], { cwd: directory, env: { GITHUB_TOKEN: 'secret' } });
  try {
    await ready(server);
    return await use(server);
  } finally {
    await server.stop();
  }
}

type Seen = { readonly changes: string[]; readonly deployments: Deployment[]; readonly gauges: string[] };

/** What both ways must agree on: which changes, when each began, was merged and was first deployed, and the numbers. */
async function seen(server: Server): Promise<Seen> {
  const list = <T>(path: string): Promise<T[]> =>
    all<T>(new URL(`${server.url}/api/v1/${path}?repository=acme/shop&limit=1000`));
  const changes = await list<Change>('changes');
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return {
    changes: unambiguous(changes).map(({ sha, number, ...times }) =>
      JSON.stringify([sha, number, times.merged_at, times.first_commit_at, times.deployed_at])
    ),
    deployments: await list<Deployment>('deployments'),
    gauges: text.split('\n').filter((line) => delivery.test(line)),
  };
}

/**
 * Backports and reverts repeat a pull request's number in their subject. Git alone takes each for that pull request;
 * GitHub knows which commit its merge made. Such commits are left out of the comparison, by their sha.
 */
const repeated = new Set<string>();
function unambiguous(changes: readonly Change[]): Change[] {
  const named = new Map<number, number>();
  for (const { number } of changes) if (number !== undefined) named.set(number, (named.get(number) ?? 0) + 1);
  for (const { sha, number } of changes) if (number !== undefined && (named.get(number) ?? 0) > 1) repeated.add(sha);
  return changes.filter(({ sha }) => !repeated.has(sha)).sort((a, b) => (a.sha < b.sha ? -1 : 1));
}

/** Git knows no reviews, so stages, sizes and what is open are those of the API alone. */
const delivery =
  /^waymark_(dora|changes_per|undeployed|samples\{measure="(deployment|change_lead|change_fail|failed|changes_per|undeployed))/;
describe('the same history by git and by the API', () => {
  test.each([true, false])(
    'gives the same changes, first deployments and numbers (with a clone: %p)',
    async (clone) => {
      const mirror = writeExample();
      const byGit = await serving(exampleConfig(mirror), exampleNow, seen);
      const github = await githubOf(mirror, byGit.deployments);
      const byApi = await serving(githubConfig(github, { clone }), exampleNow, seen);
      expect([byApi.changes, byApi.gauges]).toEqual([byGit.changes, byGit.gauges]);
      expect(byGit.changes).toHaveLength(6);
      expect(github.violations).toEqual([]);
      expect(github.requests.mistakes).toEqual([]);
    },
    minute
  );

  const names = ['prom-client', 'express', 'helm', 'kustomize'];
  withHistories(names.flatMap((name) => [true, false].map((clone): [string, boolean] => [name, clone])))(
    '%s (with a clone: %p)',
    async (name, clone) => {
      const mirror = join(mkdtempSync(join(tmpdir(), 'waymark-github-')), `${name}.git`);
      execFileSync('git', ['clone', '--quiet', '--mirror', join(data, `${name}.bundle`), mirror], { stdio: 'ignore' });
      const now = '2026-01-01T00:00:00Z';
      const tags = name === 'kustomize' ? '^kustomize/v(\\d+)\\.(\\d+)\\.(\\d+)$' : '^v?(\\d+)\\.(\\d+)\\.(\\d+)$';
      const git = exampleConfig(mirror, {
        sources: [{ git: mirror, name: 'git', repository: 'acme/shop', deployments: { tags } }],
      });
      const byGit = await serving(git, now, seen);
      const github = await githubOf(mirror, byGit.deployments);
      const byApi = await serving(githubConfig(github, { clone }), now, seen);
      expect(differences(byApi.changes, byGit.changes)).toEqual([]);
      expect(byApi.changes).toHaveLength(byGit.changes.length);
      expect(byApi.changes.length).toBeGreaterThan(500);
    },
    5 * minute
  );
});

/** The first few lines that only one of them has: thousands would tell no more. */
function differences(ours: readonly string[], theirs: readonly string[]): string[] {
  const [left, right] = [new Set(ours), new Set(theirs)];
  return [...ours.filter((line) => !right.has(line)), ...theirs.filter((line) => !left.has(line))].slice(0, 10);
}

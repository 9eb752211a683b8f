import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addToken } from './fake-github/build-access.ts';
import { addDeployment, addRun } from './fake-github/build-delivery.ts';
import { addEvent } from './fake-github/build-events.ts';
import { mergePull } from './fake-github/build-merge.ts';
import { addPull, addReview } from './fake-github/build-work.ts';
import { addRepository, githubState, pushToDefault } from './fake-github/build.ts';
import { startFakeGithub, type FakeGithub } from './fake-github/start.ts';
import type { GithubState } from './fake-github/state.ts';
import { project, ready, serve, type Server } from './waymark.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 5, 30);
/** So many hours before now. */
const ago = (hours: number): number => now - hours * hour;

type PullRequest = {
  readonly committed: number;
  readonly opened: number;
  /** When it left draft; became one again before each but the first. */
  readonly ready?: readonly number[];
  readonly reviewed?: number;
  readonly merged?: number;
  readonly deployed?: number;
  readonly author?: string;
};

/** A history of 20 days, worked out by hand; all times are hours before now. */
function world(): GithubState {
  const state = githubState();
  addToken(state, 'secret');
  const shop = addRepository(state, 'acme/shop');
  const deploy = (sha: string, hours: number): void => {
    const statuses = [{ state: 'success', at: ago(hours) } as const];
    addDeployment(state, shop, { sha, ref: 'main', environment: 'production', at: ago(hours), statuses });
  };
  const pull = ({ committed, opened, ready: left = [], reviewed, merged, deployed, author }: PullRequest): void => {
    const [first] = left;
    const made = addPull(state, shop, {
      openedAt: ago(opened),
      commits: [{ at: ago(committed) }],
      ...(first !== undefined && { draft: ago(first) }),
      ...(author !== undefined && { author }),
    });
    for (const hours of left.slice(1)) {
      addEvent(state, made, { kind: 'convert_to_draft', at: ago(hours + 1) });
      addEvent(state, made, { kind: 'ready_for_review', at: ago(hours) });
    }
    if (reviewed !== undefined) addReview(state, made, { at: ago(reviewed), by: 'dev-2' });
    if (merged !== undefined) mergePull(state, shop, made, { at: ago(merged) });
    if (deployed !== undefined) deploy(made.mergeSha ?? '', deployed);
  };
  const root = pushToDefault(shop, { at: ago(500) }).sha;
  deploy(root, 499);
  // Two drafts: 40 hours of coding, 4 of pickup, 6 of review, 10 to production.
  pull({ committed: 400, opened: 395, ready: [390, 360], reviewed: 356, merged: 350, deployed: 340 });
  // Reviewed before it was ready: 10, 0, 10, 10.
  pull({ committed: 300, opened: 295, ready: [290], reviewed: 292, merged: 280, deployed: 270 });
  // Nobody reviewed it: 2, none, 4, 4.
  pull({ committed: 250, opened: 248, merged: 244, deployed: 240 });
  // Pushed directly: 4 and 6.
  deploy(pushToDefault(shop, { at: ago(230), committedAt: ago(226) }).sha, 220);
  // Reviewed after its merge: 4, none, 6, 10.
  pull({ committed: 200, opened: 196, reviewed: 188, merged: 190, deployed: 180 });
  pull({ committed: 171, opened: 170, merged: 160, deployed: 150, author: 'renovate[bot]' });
  pull({ committed: 101, opened: 100 });
  pull({ committed: 91, opened: 90, author: 'renovate[bot]' });

  const attempt = (from: number, to: number, conclusion: 'success' | 'failure' | 'cancelled') =>
    ({ startedAt: ago(from), updatedAt: ago(to), conclusion }) as const;
  const run = (attempts: readonly ReturnType<typeof attempt>[], at: number): void =>
    void addRun(state, shop, { workflow: 'CI', sha: root, at: ago(at), attempts });
  run([attempt(300, 299, 'failure'), attempt(299, 297, 'success')], 300);
  run([attempt(200, 199, 'failure')], 200);
  run([attempt(195, 194, 'cancelled')], 195);
  return state;
}

let github: FakeGithub | undefined;
let server: Server | undefined;
beforeAll(async () => {
  const state = world();
  const [shop] = state.repositories;
  if (shop) {
    const sha = pushToDefault(shop, { at: ago(60) }).sha;
    const attempts = [{ startedAt: ago(50), updatedAt: ago(49), conclusion: 'success' }] as const;
    addRun(state, shop, { workflow: 'CI', sha, at: ago(50), attempts: [...attempts] });
  }
  github = await startFakeGithub({ state });
  const { directory, file } = project(
    JSON.stringify({
      listen: '127.0.0.1:0',
      sources: [
        {
          github: 'acme/shop',
          name: 'github',
          api_url: github.url,
          token_env: 'GITHUB_TOKEN',
          clone: false,
          deployments: { environments: ['production'] },
          ci: { workflows: ['*'] },
        },
      ],
      teams: [{ team: 'shop', owns: [{ repository: 'acme/shop' }] }],
    })
  );
  const time = new Date(now).toISOString();
  server = await serve(['-c', file, '--now', time], { cwd: directory, env: { GITHUB_TOKEN: 'secret' } });
  await ready(server);
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await github?.close();
});

const url = (): string => {
  if (!server) throw new Error('the server has not started');
  return server.url;
};

test('GitHub gives changes with all stages, reviews, what is open, and CI, as worked out by hand', async () => {
  const text = await (await fetch(`${url()}/metrics`)).text();
  const values = new Map(
    text.split('\n').map((line): [string, number] => [line.replace(/ \S+$/, ''), Number(/ (\S+)$/.exec(line)?.[1])])
  );
  const value = (family: string, labels = ''): number | undefined =>
    values.get(`waymark_${family}{team="shop"${labels}}`);
  const window = ',window="28d"';
  const median = `${window},statistic="p50"`;
  const stage = (name: string): number | undefined => value('change_stage_seconds', `,stage="${name}"${median}`);
  const share = (name: string): number => (value('change_stage_share_ratio', `,stage="${name}"${window}`) ?? NaN) * 130;

  expect(value('change_cycle_time_seconds', median)).toBe((20 * hour) / 1000);
  expect(['coding', 'pickup', 'review', 'deploy'].map((name) => (stage(name) ?? NaN) / 3600)).toEqual([4, 2, 6, 10]);
  const shares = ['coding', 'pickup', 'review', 'deploy'].map((name) => Number(share(name).toFixed(9)));
  expect(shares).toEqual([60, 4, 26, 40]);
  expect(value('change_unreviewed_ratio', window)).toBe(0.5);
  expect(value('change_review_rounds', median)).toBe(1);
  expect(value('change_size_lines', median)).toBe(4);
  expect(value('open_changes')).toBe(1);
  expect(value('open_change_age_seconds', ',statistic="max"')).toBe(100 * 3600);
  expect(value('ci_runs_per_day', window)).toBeCloseTo(5 / 28, 12);
  expect(value('ci_success_ratio', window)).toBe(0.5);
  expect(value('ci_rerun_ratio', window)).toBe(0.5);
  expect(value('ci_duration_seconds', median)).toBe(3600);
  // 299 to 297, and 199 to 49 hours before now.
  expect(value('ci_recovery_time_seconds', median)).toBe(((2 + 150) / 2) * 3600);
  expect([github?.violations, github?.requests.mistakes]).toEqual([[], []]);
});

test('the stages of a team, and which takes most', async () => {
  const answer = await fetch(`${url()}/api/v1/stages?team=shop`);
  // Five changes in two weeks are too few for an interval, so there is no share, no median and no verdict.
  expect(await answer.json()).toMatchObject({
    team: 'shop',
    stages: [
      { stage: 'coding', share: { n: 5 }, now: { n: 5 }, verdict: 'too_little_data' },
      { stage: 'pickup', now: { n: 2 } },
      { stage: 'review', now: { n: 4 } },
      { stage: 'deploy', now: { n: 5 } },
    ],
  });
});

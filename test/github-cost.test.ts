import { afterAll, describe, expect, test } from '@jest/globals';
import { addToken } from './fake-github/build-access.ts';
import { addRepository, githubState, pushToDefault } from './fake-github/build.ts';
import { addPull } from './fake-github/build-work.ts';
import { startFakeGithub, type FakeGithub } from './fake-github/start.ts';
import type { GithubState } from './fake-github/state.ts';
import { busyGithub, type MergeMethod } from './github-busy.ts';
import { project, run } from './waymark.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2025, 0, 6);
const open: FakeGithub[] = [];
afterAll(() => Promise.all(open.map((github) => github.close())));

async function collecting(state: GithubState, more: object = {}) {
  addToken(state, 'secret');
  const github = await startFakeGithub({ state });
  open.push(github);
  const { directory, file } = project(
    JSON.stringify({
      sources: [
        {
          github: 'acme',
          name: 'github',
          api_url: github.url,
          token_env: 'GITHUB_TOKEN',
          deployments: { environments: ['production'] },
          incidents: { labels: ['incident'] },
          ...more,
        },
      ],
      teams: [{ team: 'shop', owns: [{ repository: 'acme/shop' }] }],
    })
  );
  const collect = () => run(['collect', '-c', file], { cwd: directory, env: { GITHUB_TOKEN: 'secret' } });
  return { github, collect };
}

/** git's own requests count against no budget of GitHub's API. */
const costs = ({ requests, points }: FakeGithub) => ({
  requests: requests.count('rest') + requests.count('graphql'),
  points,
});

describe('a whole first pull of 1,000 pull requests', () => {
  const withinBudget = async (method: MergeMethod, facts: number, more: object) => {
    const { github, collect } = await collecting(await busyGithub(method), more);
    const { code, stdout } = await collect();
    expect({ code, last: stdout.trim().split('\n').at(-1) }).toEqual({ code: 0, last: `github: ${facts} facts` });
    expect(github.violations).toEqual([]);
    const { requests, points } = costs(github);
    expect({ requests, points, within: requests <= 24 && points <= 60 }).toMatchObject({ within: true });
    return { requests, points };
  };

  test.each(['merge', 'squash'] as const)(
    'with a clone, 200 deployments and 10 incidents (%s)',
    async (method) => {
      expect(await withinBudget(method, 5212, { clone: true })).toEqual({ requests: 16, points: 57 });
    },
    5 * minute
  );

  test(
    'by the API alone, as many commits on the default branch',
    async () => {
      const only = { clone: false, deployments: undefined, incidents: undefined };
      expect(await withinBudget('squash', 3002, only)).toEqual({ requests: 24, points: 53 });
    },
    5 * minute
  );

  test(
    'by the API alone, three times as many commits: a request more for a hundred, and no point',
    async () => {
      const { github, collect } = await collecting(await busyGithub('merge'), { clone: false });
      expect((await collect()).code).toBe(0);
      expect(costs(github)).toEqual({ requests: 47, points: 57 });
      expect(github.requests.byOperation()).toMatchObject({ 'rest repos/list-commits': 31 });
    },
    5 * minute
  );
});

test(
  'a sweep of 200 unchanged repositories costs at most 200 points',
  async () => {
    const state = githubState();
    for (let n = 0; n < 200; n++) {
      const repository = addRepository(state, `acme/r${n}`);
      pushToDefault(repository, { at: start });
      addPull(state, repository, { openedAt: start + hour, merged: { at: start + 2 * hour } });
    }
    const { github, collect } = await collecting(state, { clone: false });
    expect((await collect()).code).toBe(0);
    github.requests.reset();
    expect((await collect()).code).toBe(0);
    expect(costs(github)).toEqual({ requests: 6, points: 10 });
  },
  5 * minute
);

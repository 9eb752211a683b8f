import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { addToken } from './fake-github/build-access.ts';
import { addRepository, githubState, pushToDefault } from './fake-github/build.ts';
import { addDeployment } from './fake-github/build-delivery.ts';
import { addIssue, addLabel, addPull, addReview } from './fake-github/build-work.ts';
import { loadGit } from './fake-github/load-git.ts';
import { startFakeGithub, type FakeGithub } from './fake-github/start.ts';
import type { GithubState } from './fake-github/state.ts';
import { type HistoryCommit, writeHistory } from './git-history.ts';
import { project, run } from './waymark.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2025, 0, 6);
const count = 1000;
const open: FakeGithub[] = [];
afterAll(() => Promise.all(open.map((github) => github.close())));

/** A thousand pull requests of two commits each, one every six hours, merged in one of two ways. */
function writeMirror(method: 'merge' | 'squash'): string {
  const directory = join(mkdtempSync(join(tmpdir(), 'waymark-cost-')), 'shop.git');
  const commits: HistoryCommit[] = [{ id: 'c0', message: 'begin', committed: (start - day) / 1000 }];
  const refs: Record<string, string> = { 'refs/heads/main': `c${count}` };
  for (let n = 1; n <= count; n++) {
    const at = (start + n * 6 * hour) / 1000;
    const base = `c${n - 1}`;
    commits.push({ id: `a${n}`, parents: [base], message: 'work', committed: at - 7200 });
    commits.push({ id: `b${n}`, parents: [`a${n}`], message: 'work', committed: at - 3600 });
    refs[`refs/pull/${n}/head`] = `b${n}`;
    commits.push(
      method === 'merge'
        ? { id: `c${n}`, parents: [base, `b${n}`], message: `Merge pull request #${n} from x/y`, committed: at }
        : { id: `c${n}`, parents: [base], message: `change (#${n})`, committed: at }
    );
  }
  writeHistory(directory, { commits, refs });
  return directory;
}

/** Each reviewed and labelled, a few with more reviews than a page has; every fifth deployed, every hundredth an incident. */
async function busy(method: 'merge' | 'squash'): Promise<GithubState> {
  const state = githubState();
  const repository = await loadGit(state, 'acme/shop', writeMirror(method));
  for (const [number, pull] of repository.pulls) {
    const merged = pull.mergedAt ?? 0;
    for (let n = number % 400 === 0 ? 120 : 2; n > 0; n--)
      addReview(state, pull, { at: merged - n * minute, by: 'dev-3' });
    addLabel(state, repository, pull, 'feature', merged - hour);
    if (number % 5 === 0) {
      const [sha, at] = [pull.mergeSha ?? '', merged + hour];
      addDeployment(state, repository, { sha, at, statuses: [{ state: 'success', at }] });
    }
    if (number % 100 === 0)
      addIssue(state, repository, {
        number: count + number,
        openedAt: merged + 2 * hour,
        closedAt: merged + 3 * hour,
        labels: ['incident'],
      });
  }
  return state;
}

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
  const withinBudget = async (method: 'merge' | 'squash', facts: number, more: object) => {
    const { github, collect } = await collecting(await busy(method), more);
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
      const { github, collect } = await collecting(await busy('merge'), { clone: false });
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

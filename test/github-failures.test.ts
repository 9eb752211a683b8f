import { expect, test } from '@jest/globals';
import { addToken } from './fake-github/build-access.ts';
import { addDeployment } from './fake-github/build-delivery.ts';
import { addIssue, addPull, type PullOptions } from './fake-github/build-work.ts';
import { addRepository, githubState, pushToDefault } from './fake-github/build.ts';
import { startFakeGithub } from './fake-github/start.ts';
import { organisationConfig } from './github-organisation.ts';
import { all, project, ready, serve } from './waymark.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.UTC(2026, 0, 5);

type Deployment = {
  readonly finished_at: string;
  readonly kind: string;
  readonly failed_because?: string;
  readonly recovered_at?: string;
};

test(
  'a hotfix, a rollback and an incident that names its cause mark the deployments that failed',
  async () => {
    const state = githubState();
    addToken(state, 'secret');
    const repository = addRepository(state, 'acme/shop');
    pushToDefault(repository, { at: start - day });
    const merge = (on: number, more: Partial<PullOptions> = {}) =>
      addPull(state, repository, { openedAt: start + on * day, merged: { at: start + on * day + minute }, ...more });
    const deploy = (on: number, sha = '') => {
      const at = start + on * day + 60 * minute;
      addDeployment(state, repository, { sha, at, statuses: [{ state: 'success', at }] });
    };
    deploy(1, merge(1).mergeSha);
    const broken = merge(2);
    deploy(2, broken.mergeSha);
    const hotfix = merge(3, { labels: ['hotfix'], body: `Fixes PR ${broken.number}` });
    deploy(3, hotfix.mergeSha);
    deploy(4, merge(4).mergeSha);
    deploy(5, hotfix.mergeSha);
    const cause = merge(6);
    deploy(6, cause.mergeSha);
    addIssue(state, repository, {
      openedAt: start + 9 * day,
      closedAt: start + 10 * day,
      labels: ['incident'],
      body: `All is slow.\n\ncaused by: #${cause.number}\n`,
    });

    const github = await startFakeGithub({ state });
    const { directory, file } = project(organisationConfig(github));
    const env = { GITHUB_TOKEN: 'secret' };
    const server = await serve(['-c', file, '--now', '2026-02-01T00:00:00Z'], { cwd: directory, env });
    try {
      await ready(server);
      const found = await all<Deployment>(new URL(`${server.url}/api/v1/deployments?repository=acme/shop&limit=100`));
      const at = (text: string) => (Date.parse(text) - start) / day;
      const told = found.map(({ finished_at, kind, failed_because, recovered_at }) => [
        Math.floor(at(finished_at)),
        ...[kind, failed_because, recovered_at && Math.floor(at(recovered_at))],
      ]);
      expect(told.sort(([a], [b]) => Number(a) - Number(b))).toEqual([
        [1, 'regular', undefined, undefined],
        [2, 'regular', 'hotfix', 3],
        [3, 'remediation', undefined, undefined],
        [4, 'regular', 'rollback', 5],
        [5, 'rollback', undefined, undefined],
        [6, 'regular', 'link', 10],
      ]);
    } finally {
      await server.stop();
      await github.close();
    }
  },
  2 * minute
);

import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { second } from '#domain/window.ts';
import { commitsBetween, commitsFrom } from './compare.ts';
import { named, recorded, recording, replay, suite } from './recordings.fixture.ts';
import { workflowRuns, workflows } from './rest.ts';
import { all, movedClock, never, start, testClient } from './server.fixture.ts';

const call = { about: 'what was recorded', signal: never };
const anything = z.unknown();
const get = async (...names: readonly string[]) => {
  const server = await replay(...names);
  const clock = movedClock();
  const client = testClient(server.url, clock);
  const { path, query } = recording(names[0]!).request;
  const ask = () => client.get(`GET ${path}`, query, anything, call);
  return { server, clock, client, ask };
};

suite('recorded limits', () => {
  const after = 'limits/AbuseLimitHandlerTest-testHandler-Wait-3.json';
  const limits = named('limits').filter((name) => name !== after);

  /** What the answer itself says: seconds from now, a date, or the end of the hour's budget; else a minute. */
  function told(name: string): number {
    const { response, relative_times: times = [] } = recording(name);
    const { 'retry-after': wait, 'x-ratelimit-remaining': remaining } = response.headers;
    const offset = (header: string) => times.find(({ where }) => where === `header ${header}`)?.offset_s ?? NaN;
    if (wait !== undefined) return /^\d+$/.test(wait) ? Number(wait) : offset('retry-after');
    return remaining === '0' ? offset('x-ratelimit-reset') : 60;
  }

  test('there are seventeen', () => {
    expect(limits).toHaveLength(17);
  });

  test.each(limits.length > 0 ? limits : ['none'])('%s is waited out as long as it says', async (name) => {
    const { clock, client, ask } = await get(name, after);
    await ask();
    expect(clock.slept).toEqual([(told(name) + 1) * second]);
    expect(client.usage()).toMatchObject({ requests: 2, core: { remaining: 4922 } });
  });
});

suite('recorded refusals', () => {
  test.each([
    ...[
      'GHRepositoryTest-getPermission-7',
      'RepositoryTrafficTest-testGetTrafficStatsAccessFailureDueToInsufficientPermissions-3',
    ].map((name) => [`forbidden/${name}`, 'unauthorized', 1] as const),
    ['not-found/RequesterRetryTest-testInputStreamFailureExceptions-4', 'not_found', 1],
    ['unauthorized/AppTest-testCredentialValid-3', 'unauthorized', 1],
    ['server-error/GitHubTest-testCatchServiceDownException-3', 'unavailable', 4],
    ['workflow-runs/GHWorkflowRunTest-testDelete-8', 'not_found', 1],
  ] as const)('%s is %s', async (name, reason, requests) => {
    const { clock, client, ask } = await get(`${name}.json`);
    await expect(ask()).rejects.toMatchObject({ reason });
    expect(client.usage().requests).toBe(requests);
    expect(clock.slept).toEqual([]);
  });

  test('a GraphQL error is told without its words, which name a person', async () => {
    const name = 'graphql/GHPullRequestTest-enablePullRequestAutoMergeFailure-5.json';
    expect(JSON.stringify(recorded(name))).toContain('person-32');
    const server = await replay(name);
    const failed = testClient(server.url).query({ text: 'query Q { id }', answer: anything }, {}, call);
    await expect(failed).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(failed).rejects.not.toThrow(/person|email/);
  });
});

suite('recorded answers', () => {
  test('a renamed repository is followed to where it is', async () => {
    const names = [
      'GHContentIntegrationTest-testGetFileContentWithNonAsciiPath-4',
      'GHContentIntegrationTest-testGetRepository-3',
    ];
    const { server, ask } = await get(...names.map((name) => `renamed/${name}.json`));
    expect((await ask()).data).toMatchObject({ id: 40_763_577 });
    expect(server.asked.map(({ path }) => path).at(-1)).toBe('/repositories/40763577');
  });

  test('one that has not changed is known, by the tag that came with it', async () => {
    const names = ['4', '5', '6'].map(
      (step) => `not-modified/OkHttpConnectorTest-OkHttpConnector-Cache-MaxAgeDefault-Zero-${step}.json`
    );
    const { server, client, ask } = await get(...names);
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(await ask()).toEqual(first);
    expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([
      ...[undefined, 'W/"295ae3430c604f3d10b6eb145fe511b5"', 'W/"295ae3430c604f3d10b6eb145fe511b5"'],
    ]);
    expect(client.usage().core).toMatchObject({ remaining: 4968 });
  });

  test('commits between two, in two pages', async () => {
    const pages = ['5', '6'].map((step) => `compare/GHRepositoryTest-listCommitsBetweenPaginated-${step}.json`);
    const server = await replay(...pages);
    const found = await commitsBetween(
      testClient(server.url),
      'hub4j-test-org/github-api',
      'e46a9f3',
      '8051615',
      never
    );
    const whole = recorded('compare/GHRepositoryTest-listCommitsBetween-4.json') as {
      commits: { sha: string; parents: { sha: string }[] }[];
    };
    expect(found?.map(({ sha, parents }) => [sha, parents])).toEqual(
      whole.commits.map(({ sha, parents }) => [sha, parents.map((parent) => parent.sha)])
    );
    expect(found).toHaveLength(9);
    expect(server.asked.at(-1)?.path).toMatch(/^\/repositories\/206888201\/compare\/.*page=2$/);
  });

  test('commits of a branch, in two pages', async () => {
    const server = await replay(
      'commits-list/CommitTest-testQueryCommits-12.json',
      'commits-list/CommitTest-testQueryCommits-14.json'
    );
    const pages = await all(commitsFrom(testClient(server.url), 'jenkinsci/jenkins', 'main', start, never));
    expect(pages.map(({ length }) => length)).toEqual([100, 66]);
    expect(pages[0]?.[0]).toEqual({
      ...{ sha: '1cccddb22e305397151b2b7b87b4b47d74ca337b', parents: expect.any(Array), message: expect.any(String) },
      ...{ authoredAt: Date.parse('2008-01-30T09:00:09Z'), committedAt: Date.parse('2008-01-30T09:00:09Z') },
    });
    expect(JSON.stringify(pages)).not.toMatch(/person-\d/);
  });

  test('workflows, and runs of five years', async () => {
    const server = await replay('workflows/GHWorkflowTest-testListWorkflows-2.json');
    const repository = { nameWithOwner: 'hub4j-test-org/GHWorkflowTest' };
    expect(await workflows(testClient(server.url), repository, never)).toMatchObject([
      { id: '6817859', name: 'test-workflow' },
    ]);
    const lists = named('workflow-runs').filter((name) => 'workflow_runs' in (recorded(name) as object));
    for (const name of lists) {
      const { workflow_runs: runs, total_count: total } = recorded(name) as RunList;
      const listed = await replay(name);
      // Some were asked for with a small page: the next one was not recorded.
      const first = await workflowRuns(testClient(listed.url), { repository, from: start, signal: never }).next();
      expect(first.value).toMatchObject({ total, nodes: runs.map(({ id }) => ({ id: String(id) })) });
      expect(JSON.stringify(first.value)).not.toMatch(/person-\d/);
    }
    expect(lists.length).toBeGreaterThan(8);
  });
});

type RunList = { readonly workflow_runs: readonly { readonly id: number }[]; readonly total_count: number };

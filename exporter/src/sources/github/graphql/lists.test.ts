import { describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { costOf, githubSdl } from '../points.fixture.ts';
import { all, type Asked, list, never, type Reply, start, serve, testClient } from '../server.fixture.ts';
import { deployments, deploymentsById } from './deployments.ts';
import { probe } from './probe.ts';
import { pulls } from './pulls.ts';
import { repositories } from './repositories.ts';

const repository = { id: 'R_1', nameWithOwner: 'acme/checkout' };
const time = new Date(start).toISOString();
const data = (value: unknown): Reply => ({ body: { data: value } });

const pullBody = (number: number, more: object = {}) => ({
  ...{
    id: `PR_${number}`,
    number,
    url: 'https://example.org/pull',
    title: 'change',
    body: '',
    state: 'MERGED',
    isDraft: false,
  },
  ...{ createdAt: time, updatedAt: new Date(start - number * 1000).toISOString(), closedAt: time, mergedAt: time },
  ...{ baseRefName: 'main', headRefName: 'topic', headRefOid: 'b', additions: 1, deletions: 2, milestone: null },
  author: { __typename: 'User', login: 'ada' },
  mergeCommit: { oid: 'c', authoredDate: time, committedDate: time },
  reviews: list([{ state: 'APPROVED', submittedAt: time, author: null }]),
  timelineItems: list([]),
  labels: list([{ name: 'bug' }]),
  closingIssuesReferences: list([]),
  commits: list([]),
  ...more,
});
const order = { field: 'UPDATED_AT', direction: 'DESC' } as const;
const parts = { files: false };
const longer = (after: string) => ({ pageInfo: { hasNextPage: true, endCursor: after } });

/** Serves `count` pull requests; `of` makes each, `rest` answers for the lists that are longer than their page. */
function pullServer(count: number, of: (number: number) => object, rest: (asked: Asked) => unknown = () => ({})) {
  return serve((asked) => {
    if (asked.query.startsWith('query Rest')) return data(rest(asked));
    const from = Number(asked.variables['after'] ?? 0);
    const until = Math.min(count, from + Number(asked.variables['first']));
    const nodes = Array.from({ length: until - from }, (_, index) => of(from + index));
    const pageInfo = { hasNextPage: until < count, endCursor: String(until) };
    return data({ node: { pullRequests: { totalCount: count, pageInfo, nodes } } });
  });
}

describe('pull requests', () => {
  test('page by page, each with the cursor that stands for it', async () => {
    const server = await pullServer(250, (number) => pullBody(number));
    const client = testClient(server.url);
    const pages = await all(pulls(client, { repository, order, parts, signal: never }));
    expect(pages.map(({ nodes, cursor, last, total }) => [nodes.length, cursor, last, total])).toEqual([
      [100, '100', false, 250],
      [100, '200', false, 250],
      [50, '250', true, 250],
    ]);
    const [rest] = await all(pulls(client, { repository, order, parts, after: '200', signal: never }));
    expect(rest?.nodes.map(({ number }) => number)).toEqual(pages[2]?.nodes.map(({ number }) => number));
  });

  test('end where nothing after is wanted', async () => {
    const server = await pullServer(200, (number) => pullBody(number));
    const done = ({ updatedAt }: { updatedAt: number }) => updatedAt < start - 30_000;
    const pages = await all(
      pulls(testClient(server.url), { repository, order, parts, first: 25, done, signal: never })
    );
    expect(pages.map(({ nodes, last }) => [nodes.length, last])).toEqual([
      [25, false],
      [25, true],
    ]);
    expect(server.asked).toHaveLength(2);
  });

  test('lists longer than their page are read to their end, many in one query', async () => {
    const review = { state: 'COMMENTED', submittedAt: time, author: { __typename: 'Bot', login: 'x' } };
    const server = await pullServer(
      200,
      (number) => pullBody(number, number % 50 === 0 ? { reviews: list([review], longer('r1')) } : {}),
      ({ query }) => {
        const asked = [...query.matchAll(/(n\d+): node\(id: "(PR_\d+)"\).*after: "(r\d)"/g)];
        const answer = asked.map(([, name, id, after]) => {
          const more = id === 'PR_50' && after === 'r1' ? longer('r2') : {};
          return [name, { reviews: list([review, review], more) }];
        });
        return Object.fromEntries(answer) as unknown;
      }
    );
    const pages = await all(pulls(testClient(server.url), { repository, order, parts, signal: never }));
    const nodes = pages.flatMap((page) => page.nodes);
    expect(nodes.filter(({ number }) => number % 50 === 0).map(({ reviews }) => reviews.nodes.length)).toEqual([
      ...[3, 5, 3, 3],
    ]);
    expect(nodes).toHaveLength(200);
    // Two pages, one query for the rest of four lists, one more for the longest.
    expect(server.asked).toHaveLength(4);
  });

  test('the rest of fifty lists is one query of one point', async () => {
    const server = await pullServer(
      60,
      (number) => pullBody(number, { commits: list([], longer('c1')) }),
      ({ query }) =>
        Object.fromEntries([...query.matchAll(/(n\d+): node/g)].map(([, name]) => [name, { commits: list([]) }]))
    );
    await all(pulls(testClient(server.url), { repository, order, parts, signal: never }));
    const rest = server.asked.map(({ query }) => query).filter((query) => query.startsWith('query Rest'));
    expect(rest.map((query) => query.split(': node(').length - 1)).toEqual([50, 10]);
    const schema = githubSdl();
    for (const query of rest) {
      expect(validate(schema, parse(query))).toEqual([]);
      expect(costOf(schema, query).points).toBe(1);
    }
  });

  test('a page that GitHub cannot give in time is asked for in halves', async () => {
    let seen: unknown[] = [];
    const server = await serve((asked) => {
      seen = [...seen, asked.variables['first']];
      if (Number(asked.variables['first']) > 30) return { status: 502, body: '<html>' };
      return data({ node: { pullRequests: list([pullBody(1)]) } });
    });
    const pages = await all(pulls(testClient(server.url), { repository, order, parts, signal: never }));
    expect(pages).toHaveLength(1);
    expect(seen).toEqual([100, 100, 50, 50, 25]);
  });

  test.each([
    ['createdAt', { createdAt: null }],
    ['mergedAt', { mergedAt: 'yesterday' }],
    ['reviews', { reviews: undefined }],
  ])('a wrong %s is told by its path, not by its value', async (field, wrong) => {
    const server = await pullServer(1, (number) => pullBody(number, wrong));
    const failed = all(pulls(testClient(server.url), { repository, order, parts, signal: never }));
    await expect(failed).rejects.toMatchObject({ reason: 'unexpected_response' });
    await expect(failed).rejects.toThrow(`node.pullRequests.nodes.0.${field}`);
    await expect(failed).rejects.not.toThrow(/yesterday|ada/);
  });

  test('the same page for ever is an end', async () => {
    const server = await serve(() =>
      data({ node: { pullRequests: { ...list([pullBody(1)]), pageInfo: { hasNextPage: true, endCursor: 'same' } } } })
    );
    const failed = all(pulls(testClient(server.url), { repository, order, parts, signal: never }));
    await expect(failed).rejects.toThrow(/for ever/);
    expect(server.asked).toHaveLength(2);
  });
});

describe('repositories', () => {
  const body = { id: 'R_1', nameWithOwner: 'acme/checkout', url: 'https://example.org', isArchived: false };
  const full = {
    ...body,
    ...{ isDisabled: false, isEmpty: true, isFork: false, createdAt: time, pushedAt: null, defaultBranchRef: null },
  };

  test('of an owner; what the credential may not see is counted', async () => {
    const server = await serve(() => ({
      body: {
        data: { repositoryOwner: { repositories: list([full, null]) } },
        errors: [{ type: 'FORBIDDEN', message: '', path: ['repositoryOwner', 'repositories', 'nodes', 1] }],
      },
    }));
    const [page] = await all(repositories(testClient(server.url), 'acme', never));
    expect(page).toMatchObject({ nodes: [{ id: 'R_1' }], skipped: [{ reason: 'forbidden', count: 1 }], last: true });
    expect(server.asked[0]?.variables).toEqual({ login: 'acme', first: 100 });
  });

  test('one alone', async () => {
    const server = await serve(() => data({ repository: full }));
    const [page] = await all(repositories(testClient(server.url), 'acme/checkout', never));
    expect(page?.nodes).toMatchObject([{ nameWithOwner: 'acme/checkout' }]);
    expect(server.asked[0]?.variables).toEqual({ owner: 'acme', name: 'checkout' });
  });

  test('of nobody', async () => {
    const server = await serve(() => data({ repositoryOwner: null }));
    await expect(all(repositories(testClient(server.url), 'acme', never))).rejects.toMatchObject({
      reason: 'not_found',
    });
  });
});

test('deployments by their ids, without those that have gone', async () => {
  const body = {
    ...{ id: 'DE_1', commitOid: 'a', environment: 'production', task: 'deploy', ref: null },
    ...{ createdAt: time, updatedAt: time, statuses: list([{ state: 'SUCCESS', createdAt: time, logUrl: null }]) },
  };
  const server = await serve(({ query }) =>
    query.includes('DeploymentsById')
      ? {
          body: {
            data: { nodes: [body, null] },
            errors: [{ type: 'NOT_FOUND', message: '', path: ['nodes', 1] }],
          },
        }
      : data({ node: { deployments: list([body]) } })
  );
  const client = testClient(server.url);
  const { nodes, skipped } = await deploymentsById(client, ['DE_1', 'DE_2'], never);
  expect(nodes.map(({ id }) => id)).toEqual(['DE_1']);
  expect(skipped).toEqual([{ reason: 'not_found', count: 1 }]);
  const [page] = await all(deployments(client, { repository, direction: 'ASC', signal: never }));
  expect(page?.nodes).toEqual(nodes);
});

test('200 repositories are probed by four requests', async () => {
  const server = await serve(({ variables }) =>
    data({
      nodes: (variables['ids'] as string[]).map((id) => ({
        ...{ id, nameWithOwner: `acme/${id}`, defaultBranchRef: null },
        pullRequests: { nodes: [{ id: 'PR_1', updatedAt: time }] },
      })),
    })
  );
  const ids = Array.from({ length: 200 }, (_, index) => `R_${index}`);
  const parts = { issues: false, deployments: false, releases: false };
  const found = await all(probe(testClient(server.url), ids, parts, never));
  expect(found.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(ids);
  expect(server.asked).toHaveLength(4);
});

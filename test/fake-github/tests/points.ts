import { describe, expect, test } from '@jest/globals';
import { githubSchema } from '../graphql/schema.ts';
import { queryCost } from '../points.ts';

const cost = (query: string, variables = {}) => queryCost(githubSchema(), query, variables);

describe('the points of a query', () => {
  test("GitHub's worked example of points: 5,101 fetches are 51 points", () => {
    const query = `{ viewer { login repositories(first: 100) { edges { node { id
      issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }`;
    expect(cost(query)).toMatchObject({ fetches: 5101, points: 51 });
  });

  test("GitHub's worked example of nodes: 22,060", () => {
    const query = `{ viewer {
      repositories(first: 50) { edges { repository: node { name
        pullRequests(first: 20) { edges { pullRequest: node { title
          comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
        issues(first: 20) { totalCount edges { issue: node { title bodyHTML
          comments(first: 10) { edges { comment: node { bodyHTML } } } } } } } } }
      followers(first: 10) { edges { follower: node { login } } } } }`;
    expect(cost(query)).toMatchObject({ nodes: 22_060 });
  });

  test('49 pull requests with three inner connections cost 1 point, 100 cost 3', () => {
    const query = `query ($n: Int = 49) { repository(owner: "a", name: "b") { pullRequests(first: $n) { nodes {
      commits(first: 20) { nodes { id } } reviews(first: 20) { nodes { id } } timelineItems(last: 10) { nodes { id } }
    } } } }`;
    expect(cost(query)).toMatchObject({ fetches: 148, points: 1 });
    expect(cost(query, { n: 100 })).toMatchObject({ fetches: 301, points: 3 });
  });

  test('fragments count where they are used, the same field twice counts once', () => {
    const query = `query { repository(owner: "a", name: "b") { ...twice ...twice issues(first: 10) { totalCount } } }
      fragment twice on Repository { issues(first: 10) { nodes { labels(first: 5) { totalCount } } } }`;
    expect(cost(query).connections.map(({ path, fetches }) => [path, fetches])).toEqual([
      ['repository.issues', 1],
      ['repository.issues.nodes.labels', 10],
    ]);
  });

  test('nodes(ids:) multiplies what hangs under it', () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequest { commits(first: 100) { totalCount } } } }`;
    expect(cost(query, { ids: ['a', 'b', 'c'] })).toMatchObject({ fetches: 3, nodes: 300, points: 1 });
  });
});

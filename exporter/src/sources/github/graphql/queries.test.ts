import { describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { associatedQuery } from '../direct.ts';
import { costOf, githubSdl } from '../points.fixture.ts';
import { deploymentsByIdQuery, deploymentsQuery } from './deployments.ts';
import { issueQuery, issuesQuery } from './issues.ts';
import { probeQuery, probeSize } from './probe.ts';
import { recent } from '../pull-changes.ts';
import { pageSize, pullQuery, pullsQuery } from './pulls.ts';
import { releaseQuery, releasesQuery, tagsQuery } from './releases.ts';
import { repositoriesQuery, repositoryQuery } from './repositories.ts';

const schema = githubSdl();
const ids = (count: number) => Array.from({ length: count }, (_, index) => `R_${index}`);
const plain = { files: false };
const whole = { files: true };
const everything = { issues: true, deployments: true, releases: true };

describe('each query', () => {
  test.each<[string, string, Record<string, unknown>, number]>([
    ['repositories', repositoriesQuery.text, { first: 100 }, 1],
    ['repository', repositoryQuery.text, {}, 1],
    ['pulls', pullsQuery(plain).text, { first: pageSize(plain) }, 5],
    ['pulls with files', pullsQuery(whole).text, { first: pageSize(whole) }, 5],
    ['pulls since the last pull', pullsQuery(whole).text, { first: recent }, 1],
    ['deployments', deploymentsQuery.text, { first: 100 }, 1],
    ['deployments by id', deploymentsByIdQuery.text, { ids: ids(100) }, 1],
    ['releases', releasesQuery.text, { first: 100 }, 1],
    ['tags', tagsQuery.text, { first: 100 }, 1],
    ['incidents', issuesQuery({ body: true, work: false, projects: false }).text, { first: 100 }, 2],
    ['work items', issuesQuery({ body: false, work: true, projects: true }).text, { first: 82 }, 2],
    ['one pull', pullQuery(whole).text, {}, 1],
    ['one issue', issueQuery({ body: true, work: true, projects: true }).text, {}, 1],
    ['one release', releaseQuery.text, {}, 1],
    ['pulls by commit', associatedQuery(ids(100)).text, {}, 1],
    ['probe', probeQuery(everything).text, { ids: ids(probeSize) }, 2],
    [
      'probe of pulls only',
      probeQuery({ issues: false, deployments: false, releases: false }).text,
      { ids: ids(50) },
      1,
    ],
  ])('%s is one that GitHub understands, at its price', (_, text, variables, points) => {
    expect(validate(schema, parse(text))).toEqual([]);
    const cost = costOf(schema, text, variables);
    expect(cost.points).toBe(points);
    expect(cost.nodes).toBeLessThan(500_000);
    expect(text).toContain('rateLimit { cost limit remaining resetAt }');
  });

  test('1,000 pull requests stay within 24 requests and 60 points, with room for 4 completions', () => {
    for (const parts of [plain, whole]) {
      const requests = Math.ceil(1000 / pageSize(parts)) + 4;
      const points = 5 * Math.ceil(1000 / pageSize(parts)) + 4;
      expect([requests, points].map((each, index) => each <= [24, 60][index]!)).toEqual([true, true]);
    }
  });

  test('one more of a page would cost a point more; 100 is GitHub’s limit', () => {
    expect(costOf(schema, pullsQuery(whole).text, { first: recent + 1 }).points).toBe(2);
    expect(costOf(schema, pullsQuery(whole).text, { first: pageSize(whole) + 1 }).points).toBe(6);
  });
});

describe('the calculator agrees with the examples of GitHub’s documentation', () => {
  test('51 points', () => {
    const text = `query { viewer { repositories(first: 100) { edges { node { issues(first: 50) { edges { node {
      labels(first: 60) { edges { node { name } } } } } } } } } } }`;
    expect(costOf(schema, text)).toMatchObject({ fetches: 5101, points: 51 });
  });

  test('22,060 nodes', () => {
    const text = `query { viewer {
      repositories(first: 50) { edges { repository: node { name
        pullRequests(first: 20) { edges { pullRequest: node { title
          comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
        issues(first: 20) { totalCount edges { issue: node { title bodyHTML
          comments(first: 10) { edges { comment: node { bodyHTML } } } } } } } } }
      followers(first: 10) { edges { follower: node { login } } } } }`;
    expect(costOf(schema, text)).toMatchObject({ nodes: 22_060 });
  });
});

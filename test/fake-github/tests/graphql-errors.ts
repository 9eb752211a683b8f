import { describe, expect, test } from '@jest/globals';
import { addPull } from '../build-work.ts';
import { start, startWorld } from './world.fixture.ts';

const repository = (fields: string) => `query Home { repository(owner: "acme", name: "checkout") { ${fields} } }`;

describe('GraphQL errors', () => {
  test.each([
    ['no bound', 'issues { nodes { number } }', 'MISSING_PAGINATION_BOUNDARIES'],
    ['more than 100', 'issues(first: 101) { nodes { number } }', 'EXCESSIVE_PAGINATION'],
    ['no cursor of ours', 'issues(first: 1, after: "abc") { nodes { number } }', 'INVALID_CURSOR_ARGUMENTS'],
    ['no such number', 'pullRequest(number: 99) { id }', 'NOT_FOUND'],
    [
      'more than 500,000 nodes',
      'pullRequests(first: 100) { nodes { reviews(first: 100) { nodes { comments(first: 100) { totalCount } } } } }',
      'MAX_NODE_LIMIT_EXCEEDED',
    ],
  ])('%s is an error of GitHub’s kind', async (_, fields, type) => {
    const { ask } = await startWorld();
    expect((await ask(repository(fields))).errors).toMatchObject([{ type }]);
  });

  test('a count needs no bound', async () => {
    const { ask } = await startWorld();
    expect((await ask(repository('issues { totalCount }'))).data).toEqual({
      repository: { issues: { totalCount: 0 } },
    });
  });

  test('a query that the schema does not know, and a field that the fake does not model, are violations', async () => {
    const { github, ask } = await startWorld();
    expect((await ask(repository('inventedField'))).errors?.[0]?.message).toContain('inventedField');
    expect((await ask(repository('stargazerCount'))).errors?.[0]?.message).toContain('does not model');
    expect(github.violations).toHaveLength(2);
  });

  test('nodes by id: one bad id is one null and one error', async () => {
    const { github, repository: home, ask } = await startWorld();
    addPull(github.state, home, { openedAt: start });
    const { data } = await ask(repository('id pullRequest(number: 1) { id }'));
    const { id, pullRequest } = data?.['repository'] as { id: string; pullRequest: { id: string } };
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on PullRequest { number } } }';
    const answer = await ask(query, { ids: [id, 'nonsense', pullRequest.id] });
    expect(answer.data).toEqual({ nodes: [{ id }, null, { id: pullRequest.id, number: 1 }] });
    expect(answer.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { graphql } from '@octokit/graphql';
import { addDeployment, addRelease, addStatus } from '../build-delivery.ts';
import { reopenItem } from '../build-events.ts';
import { addIssue, addLabel, addPull } from '../build-work.ts';
import { addTag, pushToDefault } from '../build.ts';
import { day, problems, start, startWorld } from './world.fixture.ts';

const repository = (fields: string, variables = '') =>
  `query Home ${variables} { repository(owner: "acme", name: "checkout") { ${fields} } }`;

describe('GraphQL', () => {
  test('a pull request shows what happened to it', async () => {
    const world = await startWorld();
    const { github } = world;
    addIssue(github.state, world.repository, { openedAt: start, type: 'Bug' });
    addPull(github.state, world.repository, {
      openedAt: start,
      author: 'renovate[bot]',
      commits: [{ at: start - day }, { at: start - day / 2 }],
      draft: start + 1000,
      labels: ['enhancement'],
      milestone: 'Q3 2024',
      closes: [1],
      fork: 'deleted',
      project: { title: 'Road', fields: { Objective: { choice: 'faster' }, Note: { text: 'x' } } },
      reviews: [{ at: start + 2000, by: null, state: 'CHANGES_REQUESTED' }],
      merged: { at: start + day },
    });
    const ask = graphql.defaults({ baseUrl: github.url, headers: { authorization: 'token secret' } });
    const answer = await ask<{ repository: { pullRequest: Record<string, unknown> } }>(
      repository(`pullRequest(number: 2) {
        fullDatabaseId state isDraft mergedAt headRepository { name } author { __typename login ... on User { id } }
        commits(first: 10) { totalCount nodes { commit { authoredDate author { user { login } } } } }
        reviews(first: 1) { nodes { author { login } state submittedAt } }
        labels(first: 5) { nodes { name } } milestone { title } additions changedFiles
        closingIssuesReferences(first: 1) { nodes { number issueType { name } state stateReason } }
        projectItems(first: 1) { nodes { project { title } fieldValueByName(name: "Objective") {
          ... on ProjectV2ItemFieldSingleSelectValue { name } } } }
        timelineItems(first: 10, itemTypes: [READY_FOR_REVIEW_EVENT, LABELED_EVENT, CLOSED_EVENT]) { totalCount filteredCount
          nodes { __typename ... on LabeledEvent { label { name } createdAt } ... on ReadyForReviewEvent { createdAt } } }
      }`)
    );
    expect(answer.repository.pullRequest).toMatchObject({
      state: 'MERGED',
      isDraft: false,
      mergedAt: '2024-03-02T00:00:00Z',
      headRepository: null,
      author: { __typename: 'Bot', login: 'renovate' },
      commits: {
        totalCount: 2,
        nodes: [{ commit: { authoredDate: '2024-02-29T00:00:00Z', author: { user: null } } }, {}],
      },
      reviews: { nodes: [{ author: null, state: 'CHANGES_REQUESTED', submittedAt: '2024-03-01T00:00:02Z' }] },
      labels: { nodes: [{ name: 'enhancement' }] },
      milestone: { title: 'Q3 2024' },
      additions: 6,
      changedFiles: 1,
      closingIssuesReferences: {
        nodes: [{ number: 1, issueType: { name: 'Bug' }, state: 'CLOSED', stateReason: 'COMPLETED' }],
      },
      projectItems: { nodes: [{ project: { title: 'Road' }, fieldValueByName: { name: 'faster' } }] },
      timelineItems: {
        filteredCount: 3,
        nodes: [
          { __typename: 'LabeledEvent', label: { name: 'enhancement' }, createdAt: '2024-03-01T00:00:00Z' },
          { __typename: 'ReadyForReviewEvent', createdAt: '2024-03-01T00:00:01Z' },
          { __typename: 'ClosedEvent' },
        ],
      },
    });
    expect(Number(answer.repository.pullRequest['fullDatabaseId'])).toBeGreaterThan(2 ** 32);
    expect(problems(github)).toEqual([]);
  });

  test('pages by opaque cursors miss nothing when items move between two pages', async () => {
    const { github, repository: home, ask } = await startWorld();
    for (let n = 0; n < 10; n++) addPull(github.state, home, { openedAt: start + n * day });
    const query = repository(
      `pullRequests(first: 4, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount nodes { number } pageInfo { hasNextPage endCursor } }`,
      '($after: String)'
    );
    const seen: number[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await ask(query, { after });
      const { pullRequests } = data?.['repository'] as {
        pullRequests: { nodes: { number: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      seen.push(...pullRequests.nodes.map((pull) => pull.number));
      ({ hasNextPage: more, endCursor: after } = pullRequests.pageInfo);
      addPull(github.state, home, { openedAt: start + 100 * day });
    }
    expect(seen).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test('deployments, releases, refs and history', async () => {
    const { github, repository: home, ask } = await startWorld();
    const { sha } = pushToDefault(home, { at: start, message: 'second\n\nbody' });
    for (const at of [start, start + day]) {
      addDeployment(github.state, home, {
        sha,
        at,
        environment: 'production-eu',
        statuses: [{ state: 'success', at }],
      });
    }
    addRelease(github.state, home, { tag: 'v1', sha, publishedAt: start + day });
    addTag(home, 'v2', sha, start + 2 * day);
    const { data, errors } = await ask(
      repository(`deployments(first: 5, orderBy: { field: CREATED_AT, direction: ASC }) { nodes {
          state latestStatus { state } commitOid environment statuses(first: 5) { nodes { state createdAt } } } }
        releases(first: 5) { nodes { tagName publishedAt createdAt tagCommit { oid } } }
        refs(refPrefix: "refs/tags/", first: 5) { nodes { name target { __typename oid ... on Tag { tagger { date } } } } }
        defaultBranchRef { name target { ... on Commit { history(first: 2) { totalCount nodes { messageHeadline parents(first: 2) { totalCount } } } } } }`)
    );
    expect(errors).toBeUndefined();
    expect(data?.['repository']).toMatchObject({
      deployments: {
        nodes: [
          {
            state: 'INACTIVE',
            latestStatus: { state: 'INACTIVE' },
            statuses: { nodes: [{ state: 'INACTIVE' }, { state: 'SUCCESS' }] },
          },
          { state: 'ACTIVE', latestStatus: { state: 'SUCCESS' } },
        ],
      },
      releases: { nodes: [{ tagName: 'v1', publishedAt: '2024-03-02T00:00:00Z', createdAt: '2024-03-01T00:00:00Z' }] },
      refs: {
        nodes: [
          { name: 'v1', target: { __typename: 'Commit' } },
          { name: 'v2', target: { __typename: 'Tag' } },
        ],
      },
      defaultBranchRef: {
        name: 'main',
        target: { history: { totalCount: 2, nodes: [{ messageHeadline: 'second' }, {}] } },
      },
    });
    expect(problems(github)).toEqual([]);
  });

  test('what changes between two questions shows in the second', async () => {
    const { github, repository: home, ask } = await startWorld();
    const { sha } = pushToDefault(home, { at: start });
    const issue = addIssue(github.state, home, { openedAt: start, closedAt: start + day });
    const deployment = addDeployment(github.state, home, {
      sha,
      at: start,
      statuses: [{ state: 'in_progress', at: start }],
    });
    const query = repository(`issue(number: 1) { state updatedAt labels(first: 1) { nodes { name } } }
      deployments(first: 1) { nodes { state updatedAt } }`);
    const before = await ask(query);
    reopenItem(github.state, issue, start + 2 * day);
    addLabel(github.state, home, issue, 'incident', start + 3 * day);
    addStatus(github.state, home, deployment, 'success', start + day);
    expect(before.data?.['repository']).toEqual({
      issue: { state: 'CLOSED', updatedAt: '2024-03-02T00:00:00Z', labels: { nodes: [] } },
      deployments: { nodes: [{ state: 'IN_PROGRESS', updatedAt: '2024-03-01T00:00:00Z' }] },
    });
    expect((await ask(query)).data?.['repository']).toEqual({
      issue: { state: 'OPEN', updatedAt: '2024-03-04T00:00:00Z', labels: { nodes: [{ name: 'incident' }] } },
      deployments: { nodes: [{ state: 'ACTIVE', updatedAt: '2024-03-02T00:00:00Z' }] },
    });
  });
});

import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { hour } from '#domain/window.ts';
import { batchStatements } from '#pipeline/batch.ts';
import type { GithubClient } from '#sources/github/client.ts';
import { type RepositoryName, pulls } from '#sources/github/graphql/pulls.ts';
import { readAnswer } from '#sources/github/failure.ts';
import { pullFacts } from '#sources/github/pull-changes.ts';
import { readingOf } from '#sources/github/reading.ts';
import { githubSchema } from '#sources/github/schema.ts';
import { openStore } from '#store/open.ts';
import { timed } from './compare.ts';
import type { Case } from './measured.ts';

const pages = 200;
const pageSize = 100;
const rounds = 3;
const start = Date.UTC(2025, 0, 1);
const repository: RepositoryName = { id: 'R_1', nameWithOwner: 'acme/shop' };
const origin = { repository: 'acme/shop', url: 'https://github.com/acme/shop', branch: 'main', split: false };
const reading = readingOf(githubSchema.parse({ github: 'acme/shop', token_env: 'TOKEN' }));

/** Pages of pull requests as GitHub sends them, from the text of an answer to durable facts; no network. */
export const githubFacts: Case = async (report, directory) => {
  const texts = Array.from({ length: pages }, (_, page) => JSON.stringify({ data: pageOf(page) }));
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const database = await openStore({ directory: join(directory, `store-${round}`) });
    let facts = 0;
    const time = await timed(async () => {
      const { signal } = new AbortController();
      const order = { field: 'UPDATED_AT', direction: 'DESC' } as const;
      for await (const { nodes } of pulls(answering(texts), { repository, order, parts: { files: false }, signal })) {
        const batch = { facts: nodes.flatMap((pull) => pullFacts(pull, origin, reading)), cursor: String(facts) };
        await database.write(batchStatements('github', batch, 1));
        facts += batch.facts.length;
      }
    });
    await database.close();
    assert.equal(facts, 2 * pages * pageSize);
    if (round > 0) rates.push((facts / time) * 1000);
  }
  report({
    name: 'github_facts_per_second',
    value: rates.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0,
    unit: 'facts/s',
    goal: null,
    better: 'higher',
    detail: `median of ${rounds}; ${pages * pageSize} pull requests, each a change and a proposal, a batch for ${pageSize}`,
  });
};

/** Gives one text after the other; only lists are asked for. */
function answering(texts: readonly string[]): Pick<GithubClient, 'query'> & GithubClient {
  const refuse = (): never => {
    throw new Error('only pages of pull requests are answered');
  };
  let page = 0;
  return {
    query: (query, _, { about }) => {
      const { data } = JSON.parse(texts[page++] ?? '{}') as { data: unknown };
      return Promise.resolve({ data: readAnswer(query.answer, data, about), skipped: [] });
    },
    get: refuse,
    token: refuse,
    usage: refuse,
  };
}

function pageOf(page: number) {
  const nodes = Array.from({ length: pageSize }, (_, index) => pullOf(page * pageSize + index + 1));
  const pageInfo = { hasNextPage: page < pages - 1, endCursor: String(page) };
  return { node: { pullRequests: { totalCount: pages * pageSize, pageInfo, nodes } } };
}

/** Two commits, two reviews, two labels, an issue. */
function pullOf(number: number) {
  const at = (hours: number) => new Date(start + (number + hours) * hour).toISOString();
  const list = (...nodes: readonly object[]) => ({ pageInfo: { hasNextPage: false, endCursor: null }, nodes });
  const sha = (name: string) => `${name}${String(number)}`.padStart(40, '0');
  const by = (login: string) => ({ __typename: 'User', login });
  const review = (hours: number, state: string) => ({
    ...{ state, submittedAt: at(hours), author: by('reviewer'), commit: { oid: sha('b') } },
  });
  return {
    ...{ id: `PR_${number}`, number, url: `${origin.url}/pull/${number}`, title: 'Improve it', body: 'Because.' },
    ...{ state: 'MERGED', isDraft: false, createdAt: at(0), updatedAt: at(30), closedAt: at(30), mergedAt: at(30) },
    ...{ baseRefName: 'main', headRefName: 'topic', headRefOid: sha('b'), additions: 40, deletions: 8 },
    ...{ author: by('author'), milestone: null },
    mergeCommit: { oid: sha('c'), authoredDate: at(30), committedDate: at(30) },
    reviews: list(review(20, 'COMMENTED'), review(28, 'APPROVED')),
    timelineItems: list({ __typename: 'ReadyForReviewEvent', createdAt: at(2) }),
    labels: list({ name: 'feature' }, { name: 'checkout' }),
    closingIssuesReferences: list({
      id: `I_${number}`,
      number: number + 1e6,
      repository: { nameWithOwner: 'acme/shop' },
    }),
    commits: list(...['a', 'b'].map((name) => ({ commit: { oid: sha(name), authoredDate: at(-1) } }))),
  };
}

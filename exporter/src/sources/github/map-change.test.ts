import { describe, expect, test } from '@jest/globals';
import {
  ada,
  at,
  commit,
  grace,
  list,
  margaret,
  origin,
  persons,
  pull,
  reading,
  renovate,
  review,
  sha,
} from './answers.fixture.ts';
import type { PullAnswer } from './graphql/pulls.ts';
import { changeFact } from './map-change.ts';
import { proposalFact } from './map-proposal.ts';

const change = (changed: Partial<PullAnswer> = {}, entry: object = {}) =>
  changeFact(pull(changed), origin, reading(entry));

test('a merged pull request is a change, without anybody and without its title', () => {
  const fact = change();
  expect(fact).toEqual({
    fact: 'change',
    repository: 'acme/checkout',
    id: 'PR_7',
    kind: 'pull',
    number: 7,
    sha: sha(100),
    authoredAt: at(12),
    firstCommitAt: at(9),
    openedAt: at(10),
    reviewRounds: 0,
    lines: 25,
    labels: [],
    workItems: [],
    mergedAt: at(12),
    bot: false,
    url: 'https://github.test/acme/checkout/pull/7',
  });
  for (const person of persons) expect(JSON.stringify(fact)).not.toContain(person);
});

test('what is open, was closed, or has lost its commit is no change', () => {
  expect(change({ mergedAt: null })).toBeUndefined();
  expect(change({ mergeCommit: null })).toBeUndefined();
});

describe('firstCommitAt', () => {
  test('is the earliest authored time, also after the opening', () => {
    expect(change({ commits: list(commit(1, 11), commit(2, 10.5)) })?.firstCommitAt).toBe(at(10.5));
  });
  test('is what it is, however long before the opening: the clone says the same', () => {
    expect(change({ commits: list(commit(1, -300), commit(2, 9)) })?.firstCommitAt).toBe(at(-300));
  });
  test('is absent where no commit is known', () => {
    expect(change({ commits: list() })).not.toHaveProperty('firstCommitAt');
  });
});

describe('readyAt', () => {
  const ready = (...days: number[]) =>
    change({
      timelineItems: list(...days.map((each) => ({ __typename: 'ReadyForReviewEvent', createdAt: at(each) }))),
    });
  test('is the last time before the merge', () => {
    expect(ready(10.2, 11, 13)?.readyAt).toBe(at(11));
  });
  test('is absent where it never was a draft', () => {
    expect(ready()).not.toHaveProperty('readyAt');
    const back = list({ __typename: 'ConvertToDraftEvent', createdAt: at(11) });
    expect(change({ timelineItems: back })).not.toHaveProperty('readyAt');
  });
});

describe('reviews', () => {
  test('of bots, of the author, of after the merge and those not handed in count for nothing', () => {
    const pending = { ...review(10.1, grace), submittedAt: null };
    const reviews = list(review(10.2, renovate), review(10.3, ada), pending, review(13, grace, 'APPROVED'));
    expect(change({ reviews })).toMatchObject({ reviewRounds: 0 });
    expect(change({ reviews })).not.toHaveProperty('firstReviewAt');
  });
  test('are found beyond a hundred of bots', () => {
    const bots = Array.from({ length: 120 }, (_, n) => review(10 + n / 1000, renovate));
    expect(change({ reviews: list(...bots, review(11, grace, 'APPROVED')) })).toMatchObject({
      ...{ firstReviewAt: at(11), approvedAt: at(11), reviewRounds: 1 },
    });
  });
  test('before it was ready count', () => {
    const timelineItems = list({ __typename: 'ReadyForReviewEvent', createdAt: at(11) });
    expect(change({ timelineItems, reviews: list(review(10.5, grace)) })?.firstReviewAt).toBe(at(10.5));
  });
  test('make a round for each commit that others looked at anew', () => {
    const reviews = list(
      review(10.1, grace, 'CHANGES_REQUESTED', 1),
      review(10.2, margaret, 'COMMENTED', 1),
      review(11, grace, 'COMMENTED', 2),
      review(11.1, grace, 'APPROVED', null),
      review(11.2, margaret, 'APPROVED', 2)
    );
    expect(change({ reviews })).toMatchObject({ firstReviewAt: at(10.1), approvedAt: at(11.1), reviewRounds: 2 });
  });
  test('of a deleted account count, unless the author is deleted, too', () => {
    const reviews = list(review(11, null));
    expect(change({ reviews })?.firstReviewAt).toBe(at(11));
    expect(change({ reviews, author: null })).not.toHaveProperty('firstReviewAt');
  });
});

test.each([
  ['a bot by its type', renovate, {}, true],
  ['a bot by its name', { __typename: 'User', login: 'deploy[bot]' }, {}, true],
  ['a bot by the configuration', { __typename: 'User', login: 'acme-release' }, { bots: ['acme-*'] }, true],
  ['an app called as in REST', { __typename: 'User', login: 'tool' }, { bots: ['tool[bot]'] }, true],
  ['a person', ada, { bots: ['acme-*'] }, false],
  ['a deleted account', null, { bots: ['*'] }, false],
])('%s', (_, author, entry, bot) => {
  expect(change({ author }, entry)?.bot).toBe(bot);
  expect(proposalFact(pull({ author }), origin, reading(entry)).bot).toBe(bot);
});

test('lines are those of files that people write', () => {
  const files = list(
    { path: 'src/a.ts', additions: 3, deletions: 1 },
    { path: 'package-lock.json', additions: 900, deletions: 400 }
  );
  expect(change({ files }, { generated: ['**/package-lock.json'] })?.lines).toBe(4);
  expect(changeFact(pull({ files }), { ...origin, split: true }, reading())?.paths).toEqual([
    'src/a.ts',
    'package-lock.json',
  ]);
});

test('labels, milestone and closed issues', () => {
  expect(
    change({
      labels: list({ name: 'objective:faster' }),
      milestone: { title: 'Q3 checkout' },
      closingIssuesReferences: list({ id: 'I_9', number: 9, repository: { nameWithOwner: 'acme/checkout' } }),
    })
  ).toMatchObject({ labels: ['objective:faster'], milestone: 'Q3 checkout', workItems: ['I_9'] });
});

test.each([
  ['Reverts acme/checkout#12', 'Revert "x"', 'topic', 12],
  ['Reverts #12\n\nIt was slow.', 'x', 'topic', 12],
  ['Because of alarms.\nreverts: #12', 'x', 'topic', 12],
  ['', 'Revert "x"', 'revert-12-topic', 12],
  ['', 'x', 'revert-12-topic', undefined],
  ['Reverts acme/other#12', 'x', 'topic', undefined],
  ['It never reverts anything, see #12', 'x', 'topic', undefined],
])('%j, %j from %s reverts %s', (body, title, headRefName, number) => {
  expect(change({ body, title, headRefName })?.revertsNumber).toBe(number);
});

function issueNamed(number: number) {
  return { id: `I_${number}`, number, repository: { nameWithOwner: 'acme/checkout' } };
}
const hot = list({ name: 'hotfix' });
test.each<[Partial<PullAnswer>, number | undefined]>([
  [{ labels: hot, body: 'Fixes #3.' }, 3],
  [{ labels: list({ name: 'Type: Hot-Fix' }), body: 'This fixes PR 3' }, 3],
  [{ headRefName: 'hotfix/login', body: 'fixed acme/checkout#3' }, 3],
  [{ headRefName: 'hotfix-login', title: 'Fix https://github.test/acme/checkout/pull/3' }, 3],
  [{ labels: hot, body: 'Fixes #9 and\nfixes #3', closingIssuesReferences: list(issueNamed(9)) }, 3],
  [{ labels: hot, body: 'Fixes acme/other#3, fixes https://github.test/acme/other/pull/4' }, undefined],
  [{ labels: hot, body: 'See #3; prefixes #4; fixes 5' }, undefined],
  [{ body: 'Fixes #3' }, undefined],
  [{ labels: list({ name: 'not-a-hotfixture' }), body: 'Fixes #3' }, undefined],
])('%j mends %s', (changed, number) => {
  expect(change(changed)?.mendsNumber).toBe(number);
});

test('a proposal has an end when it is merged or closed', () => {
  const proposal = (changed: Partial<PullAnswer>) => proposalFact(pull(changed), origin, reading());
  expect(proposal({})).toEqual({
    fact: 'proposal',
    repository: 'acme/checkout',
    id: 'PR_7',
    number: 7,
    openedAt: at(10),
    closedAt: at(12),
    workItems: [],
    bot: false,
    url: 'https://github.test/acme/checkout/pull/7',
  });
  expect(proposal({ mergedAt: null, closedAt: at(11) }).closedAt).toBe(at(11));
  expect(proposal({ mergedAt: null, closedAt: null })).not.toHaveProperty('closedAt');
});

import { expect, test } from '@jest/globals';
import { change, commit, nothing } from './history.fixture.ts';
import { type LinkInput, link } from './link.ts';

function origin(id: string, input: Partial<LinkInput>): unknown {
  const { basis, firstCommitAt } = link({ ...nothing, ...input }).origins.find((each) => each.id === id) ?? {};
  return [basis, firstCommitAt];
}

// main a, b, then the merge m of the branch p, q, r that left at a.
const merged = [
  commit('a', '', 1),
  commit('b', 'a', 2),
  commit('p', 'a', 6),
  commit('q', 'p', 5),
  commit('r', 'q', 7),
  commit('m', 'b r', 10),
];
const line = [change('a', 1), change('b', 2), change('m', 10, { number: 7 })];

test('a merge began with the earliest authored commit of its branch, which need not be the lowest', () => {
  expect(origin('change m', { commits: merged, changes: line })).toEqual(['pr_commits', 5]);
  expect(origin('change m', { commits: merged, changes: line, pullHeads: [{ number: 7, sha: 'r' }] })).toEqual([
    'pr_commits',
    5,
  ]);
});

test('a known head goes before what the merge shows', () => {
  const commits = [...merged, commit('h', 'a', 3)];
  expect(origin('change m', { commits, changes: line, pullHeads: [{ number: 7, sha: 'h' }] })).toEqual([
    'pr_commits',
    3,
  ]);
});

test('a head with nothing of its own, or that is unknown, gives way to the other parents', () => {
  for (const sha of ['a', 'unknown']) {
    expect(origin('change m', { commits: merged, changes: line, pullHeads: [{ number: 7, sha }] })).toEqual([
      'pr_commits',
      5,
    ]);
  }
});

test('a merge of several branches takes them all', () => {
  const commits = [commit('a', '', 1), commit('p', 'a', 8), commit('q', 'a', 4), commit('m', 'a p q', 10)];
  expect(origin('change m', { commits, changes: [change('a', 1), change('m', 10, { number: 1 })] })).toEqual([
    'pr_commits',
    4,
  ]);
});

test('main merged into the branch adds nothing of main', () => {
  const commits = [
    commit('a', '', 1),
    commit('b', 'a', 2),
    commit('p', 'a', 6),
    commit('q', 'p b', 7),
    commit('m', 'b q', 9),
  ];
  expect(
    origin('change m', { commits, changes: [change('a', 1), change('b', 2), change('m', 9, { number: 1 })] })
  ).toEqual(['pr_commits', 6]);
});

// The branch p, q became the squash commit s; t is a later change.
const squashed = [
  commit('a', '', 1),
  commit('p', 'a', 3),
  commit('q', 'p', 4),
  commit('s', 'a', 10),
  commit('t', 's', 12),
];
const squashes = [change('a', 1), change('s', 10, { number: 3, authoredAt: 9 }), change('t', 12)];

test('a squash began with its branch where the head is known, else only the merge is', () => {
  expect(origin('change s', { commits: squashed, changes: squashes, pullHeads: [{ number: 3, sha: 'q' }] })).toEqual([
    'pr_commits',
    3,
  ]);
  expect(origin('change s', { commits: squashed, changes: squashes })).toEqual(['merge_only', 9]);
});

test('what counts as there before is what the first parent reaches, not what the tip does', () => {
  // Later the same branch is merged as well: at the squash its commits were still its own.
  const commits = [...squashed, commit('m', 't q', 20)];
  const changes = [...squashes, change('m', 20)];
  expect(origin('change s', { commits, changes, pullHeads: [{ number: 3, sha: 'q' }] })).toEqual(['pr_commits', 3]);
  // And a second change that names the number after that merge has nothing of its own left.
  const again = [...commits, commit('u', 'm', 30)];
  const named = [...changes, change('u', 30, { number: 3 })];
  expect(origin('change u', { commits: again, changes: named, pullHeads: [{ number: 3, sha: 'q' }] })).toEqual([
    'merge_only',
    30,
  ]);
});

test('a number that several changes name gives its head to each', () => {
  const commits = [...squashed, commit('u', 't', 30)];
  const input = {
    commits,
    changes: [...squashes, change('u', 30, { number: 3 })],
    pullHeads: [{ number: 3, sha: 'q' }],
  };
  expect(origin('change s', input)).toEqual(['pr_commits', 3]);
  expect(origin('change u', input)).toEqual(['pr_commits', 3]);
});

test('a commit pushed directly is its own origin, and a source that knows is believed', () => {
  expect(origin('change t', { commits: squashed, changes: squashes })).toEqual(['direct', 12]);
  const given = [change('s', 10, { number: 3, firstCommitAt: -4 })];
  expect(origin('change s', { commits: squashed, changes: given, pullHeads: [{ number: 3, sha: 'q' }] })).toEqual([
    'pr_commits',
    -4,
  ]);
});

test('without its commit in the graph a pull request has its merge only, and is counted', () => {
  const input = {
    ...nothing,
    commits: squashed,
    changes: [change('?', 8, { number: 3 })],
    pullHeads: [{ number: 3, sha: 'q' }],
  };
  expect(origin('change ?', input)).toEqual(['merge_only', 8]);
  expect(link(input).skipped).toEqual([{ reason: 'change of an unknown commit', count: 1 }]);
});

test('commits of the line between two known changes were there before the later one', () => {
  // Only the pull requests are known: x was pushed directly, and the branch of s starts from it.
  const commits = [commit('a', '', 1), commit('x', 'a', 2), commit('p', 'x', 5), commit('s', 'x', 9)];
  const changes = [change('a', 1, { number: 1 }), change('s', 9, { number: 2 })];
  expect(origin('change s', { commits, changes, pullHeads: [{ number: 2, sha: 'p' }] })).toEqual(['pr_commits', 5]);
});

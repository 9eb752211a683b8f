import { expect, test } from '@jest/globals';
import { pullNumber, revertedCommits } from './message.ts';

test.each([
  ['Merge pull request #12 from ada/branch\n\nfix', 2, 12],
  ['fix the basket (#34)\n\n* one\n* two', 1, 34],
  ['fix the basket (#34)', 2, 34],
  ['Revert "fix the basket (#34)" (#35)\n\nThis reverts commit 0123456.', 1, 35],
  ['Revert "fix the basket (#34)"', 1, undefined],
  ['fix (#34) the basket', 1, undefined],
  ['fix the basket\n\nas asked (#34)', 1, undefined],
  ["Merge branch 'x' into 'main'\n\nfix\n\nSee merge request group/sub/project!56", 2, 56],
  ['fix\n\nSee merge request !56', 1, undefined],
  ['Merged in ada/branch (pull request #78)\n\nfix', 2, 78],
  ['Merged PR 90: fix', 1, 90],
  ["Merge branch 'main' of host", 2, undefined],
  ['fix (#12345678901234567890)', 1, undefined],
  ['', 1, undefined],
])('%j with %i parents is pull request %s', (message, parents, number) => {
  expect(pullNumber(message, parents)).toBe(number);
});

test('reverts are lines that say so, each once', () => {
  const sha = '0123456789abcdef0123456789abcdef01234567';
  expect(revertedCommits(`Revert "x"\n\nThis reverts commit ${sha}.\n\n  This reverts commit ${sha}.`)).toEqual([sha]);
  expect(revertedCommits(`x\n\nThis reverts commit ${sha}, reversing\nchanges made to fedcba9.`)).toEqual([sha]);
  expect(revertedCommits('x\n\nThis reverts commit abcdef0\nThis reverts commit 0abcdef')).toEqual([
    'abcdef0',
    '0abcdef',
  ]);
  expect(revertedCommits('x\n\n> This reverts commit abcdef0')).toEqual([]);
  expect(revertedCommits('x\n\nThis reverts commit abc')).toEqual([]);
  expect(revertedCommits('x')).toEqual([]);
});

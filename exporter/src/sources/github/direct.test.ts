import { expect, test } from '@jest/globals';
import { at, sha } from './answers.fixture.ts';
import { lineThrough } from './compare.ts';
import { unclaimed } from './direct.ts';

/** A line of commits, newest first; each is [name, author day, number of parents]. */
function lineOf(...commits: readonly (readonly [number, number, number])[]) {
  return commits.map(([name, days, parents]) => ({
    ...{ sha: sha(name), parents: Array.from({ length: parents }, (_, n) => sha(1000 + n)) },
    ...{ authoredAt: at(days), committedAt: at(50) },
  }));
}
const names = (commits: readonly { sha: string }[]) => commits.map((each) => parseInt(each.sha, 16));

test('what a pull request names was not pushed directly', () => {
  const merges = new Map([[sha(2), [at(1)]]]);
  expect(names(unclaimed(lineOf([3, 3, 1], [2, 2, 1], [1, 1, 1]), merges))).toEqual([3, 1]);
});

test('the commits of a rebase all belong to it, and no more of the same time', () => {
  const merges = new Map([[sha(4), [at(2), at(3), at(4)]]]);
  const line = lineOf([5, 9, 1], [4, 4, 1], [3, 3, 1], [2, 2, 1], [1, 2, 1]);
  expect(names(unclaimed(line, merges))).toEqual([5, 1]);
});

test('a merge claims itself only: its commits are beside the line', () => {
  const merges = new Map([[sha(3), [at(2), at(3)]]]);
  expect(names(unclaimed(lineOf([3, 3, 2], [2, 2, 1], [1, 1, 1]), merges))).toEqual([2, 1]);
});

test('a squash claims itself only: it was authored when it was merged', () => {
  const merges = new Map([[sha(3), [at(1), at(2)]]]);
  expect(names(unclaimed(lineOf([3, 3, 1], [2, 2, 1], [1, 1, 1]), merges))).toEqual([2, 1]);
});

test('a line follows first parents, whatever the order of what is known', () => {
  const commit = (name: number, ...parents: number[]) => ({
    ...{ sha: sha(name), parents: parents.map(sha), authoredAt: at(0), committedAt: at(0), message: '' },
  });
  const commits = [commit(1, 9), commit(4, 3, 2), commit(2, 1), commit(3, 1)];
  expect(names(lineThrough(commits, sha(4)))).toEqual([4, 3, 1]);
  expect(lineThrough(commits, sha(7))).toEqual([]);
});

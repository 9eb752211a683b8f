import { expect, test } from '@jest/globals';
import { goal } from './goal.fixture.ts';
import { goalAsOf, targetRevisions } from './revisions.ts';

const revisions = [
  { from: 10, goal: goal({ target: 1 }) },
  { from: 20, goal: goal({ target: 1, why: 'other words' }) },
  { from: 30, goal: goal({ target: 2 }) },
];

test('the target on a graph is the one that held then', () => {
  expect([5, 10, 29, 30].map((time) => goalAsOf(revisions, time)?.target)).toEqual([1, 1, 1, 2]);
  expect(goalAsOf([], 5)).toBeUndefined();
});

test('other words change no target', () => {
  expect(targetRevisions(revisions).map(({ from }) => from)).toEqual([10, 30]);
});

import { expect, test } from '@jest/globals';
import { changeReviewRounds } from './change-review-rounds.ts';
import { changeSize } from './change-size.ts';
import { changeUnreviewed } from './change-unreviewed.ts';
import type { MeasureOptions } from './measure.ts';
import { sliceOf } from './slice.fixture.ts';

const options: MeasureOptions = { leadTimeFrom: 'first_commit', bots: 'out' };
const slice = sliceOf({
  pulls: [
    { merged: 10, lines: 120, rounds: 2, reviewed: 5 },
    { merged: 20, lines: 0, rounds: 0 },
    { merged: 30, lines: 9, rounds: 1, reviewed: 31 }, // reviewed after the merge
    { merged: 40, lines: 3, rounds: 0, bot: true },
    { merged: 50 }, // of a git history: nothing is known
    { merged: 60, lines: 7, rounds: 3, reviewed: 60 }, // reviewed with the merge
  ],
});

test('change size: lines by merge time; a change of no lines is 0, one of unknown size is not there', () => {
  const { at, value } = changeSize.observe(slice, options);
  expect([...at]).toEqual([10, 20, 30, 60]);
  expect([...value]).toEqual([120, 0, 9, 7]);
  expect([...changeSize.observe(slice, { ...options, bots: 'in' }).value]).toEqual([120, 0, 9, 3, 7]);
});

test('review rounds: of changes that were reviewed at all', () => {
  const { at, value } = changeReviewRounds.observe(slice, options);
  expect([...at]).toEqual([10, 30, 60]);
  expect([...value]).toEqual([2, 1, 3]);
});

test('unreviewed changes: no review up to the merge; only where reviews are known', () => {
  const { at, part } = changeUnreviewed.observe(slice, options);
  expect([...at]).toEqual([10, 20, 30, 60]);
  expect([...part]).toEqual([0, 1, 1, 0]);
  expect([...changeUnreviewed.observe(slice, { ...options, bots: 'in' }).part]).toEqual([0, 1, 1, 1, 0]);
});

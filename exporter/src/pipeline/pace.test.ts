import { expect, test } from '@jest/globals';
import { pace } from './pace.ts';

test('by the pace since the first step', () => {
  const finish = pace();
  expect(finish({ done: 40, total: 100 }, 1000)).toBeUndefined();
  // 10 of the 60 in a second: 50 more take five.
  expect(finish({ done: 50, total: 100 }, 2000)).toBe(7000);
  expect(finish({ done: 100, total: 100 }, 5000)).toBe(5000);
});

test('nothing while nothing moves, neither the work nor a frozen clock', () => {
  const finish = pace();
  finish({ done: 0, total: 10 }, 1000);
  expect(finish({ done: 0, total: 10 }, 2000)).toBeUndefined();
  expect(finish({ done: 5, total: 10 }, 1000)).toBeUndefined();
  expect(finish({ done: 11, total: 10 }, 3000)).toBeUndefined();
});

import { expect, test } from '@jest/globals';
import { itemStarts } from './item-starts.ts';

test('work on an item starts with the first pull request that names it', () => {
  const openings = [
    { openedAt: 30, workItems: ['a', 'b'] },
    { openedAt: 10, workItems: ['b'] },
    { openedAt: 20, workItems: ['b', 'b'] },
    { openedAt: 5, workItems: [] },
  ];
  expect(itemStarts(openings)).toEqual([
    { item: 'a', startedAt: 30 },
    { item: 'b', startedAt: 10 },
  ]);
  expect(itemStarts([])).toEqual([]);
});

import { describe, expect, test } from '@jest/globals';
import { flowEffectiveObjectives } from './flow-effective-objectives.ts';
import { flowObjectiveChangeShare } from './flow-objective-change-share.ts';
import { flowObjectiveShare } from './flow-objective-share.ts';
import { objectivesOf, said } from './flow.fixture.ts';

const options = { objectives: objectivesOf('a', 'b', 'c', 'd') };
const names = ['a', 'b', 'c', 'd', 'unlinked'];
const window = { from: 0, to: 1000 };
/** So many finished items of each objective, the fifth of none. */
const finished = (...counts: readonly number[]) => ({
  items: counts.flatMap((count, objective) => Array.from({ length: count }, (_, end) => ({ end, objective }))),
});

describe('share of an objective', () => {
  test('of the finished items, with what serves none', () => {
    const facts = finished(3, 0, 1, 0, 4);
    const shares = names.map((group) => said(flowObjectiveShare, facts, window, { group, options }));
    expect(shares.map((sample) => sample?.value)).toEqual([0.375, 0, 0.125, 0, 0.5]);
    expect(shares[0]).toMatchObject({ numerator: 3, denominator: 8 });
  });

  test('of the merged changes, bots only where they count', () => {
    const changeWork = [
      { merged: 1, objective: 0 },
      { merged: 2, objective: 4 },
      { merged: 3, objective: 4, bot: true },
    ];
    const share = (group: string, bots: 'in' | 'out') =>
      said(flowObjectiveChangeShare, { changeWork }, window, { group, options: { ...options, bots } })?.value;
    expect([share('a', 'out'), share('unlinked', 'out'), share('b', 'out')]).toEqual([0.5, 0.5, 0]);
    expect(share('unlinked', 'in')).toBeCloseTo(2 / 3);
  });

  test('no objectives configured, no value', () => {
    const changeWork = [{ merged: 1 }];
    for (const measure of [flowObjectiveShare, flowObjectiveChangeShare]) {
      expect(said(measure, { ...finished(3), changeWork }, window, { group: 'unlinked' })).toBeUndefined();
    }
    expect(said(flowEffectiveObjectives, finished(3), window)).toBeUndefined();
  });
});

describe('effective objectives', () => {
  test.each([
    [[7, 2, 1], 2.23],
    [[4, 3, 2, 1], 3.6],
    [[5, 5, 5, 5], 4],
    [[9], 1],
    [[7, 2, 1, 0, 90], 2.23], // what serves none is not an objective
  ])('%j items', (counts, expected) => {
    const sample = said(flowEffectiveObjectives, finished(...counts), window, { options });
    expect(sample?.value).toBeCloseTo(expected, 2);
    expect(sample?.n).toBe(counts.slice(0, 4).reduce((sum, count) => sum + count, 0));
  });

  test('of its window only, and nothing where nothing in it served one', () => {
    const items = [
      { end: 1, objective: 0 },
      { end: 10, objective: 1 },
      { end: 11, objective: 1 },
      { end: 20, objective: 4 },
    ];
    expect(said(flowEffectiveObjectives, { items }, { from: 10, to: 21 }, { options })).toMatchObject({
      value: 1,
      n: 2,
    });
    expect(said(flowEffectiveObjectives, { items }, { from: 12, to: 21 }, { options })).toBeUndefined();
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RankTree, firstAtLeast } from './rank-tree.ts';
import { presentAt, rollingWithin, slicedWithin } from './rolling.ts';
import type { Ordered } from './statistics.ts';

const all = ({ n, at }: Ordered) => Array.from({ length: n }, (_, k) => at(k));
/** Reads through the object, as a tree needs its own `this`. */
const values = (ordered: Ordered) => all({ n: ordered.n, at: (k) => ordered.at(k) });

describe('firstAtLeast', () => {
  test('finds the first of equal ones, and the length beyond the last', () => {
    const sorted = Float64Array.of(1, 3, 3, 5);
    expect([0, 1, 2, 3, 4, 5, 6].map((value) => firstAtLeast(sorted, value))).toEqual([0, 0, 1, 1, 3, 3, 4]);
    expect(firstAtLeast(new Float64Array(), 1)).toBe(0);
  });
});

describe('RankTree', () => {
  test('knows the k-th smallest of what is in it, ties too', () => {
    const tree = new RankTree(Float64Array.of(30, 10, 20, 10));
    for (const index of [0, 1, 2, 3]) tree.add(index);
    expect(values(tree)).toEqual([10, 10, 20, 30]);
    tree.remove(1);
    tree.remove(0);
    expect(values(tree)).toEqual([10, 20]);
  });

  test('of nothing holds nothing', () => {
    expect(new RankTree(new Float64Array()).n).toBe(0);
  });
});

const observations = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -5, max: 20 })), { maxLength: 60 })
  .map((rows) => rows.sort(([a], [b]) => a - b));
const forward = fc
  .array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 9 }), fc.nat({ max: 9 })), { maxLength: 30 })
  .map((steps) => {
    let from = -10;
    let to = -10;
    return steps.map(([start, onward, further]) => {
      from = Math.min(from + onward, to + start);
      to = Math.max(to + further, from);
      return { from, to };
    });
  });

test('rolling windows hold exactly what slicing and sorting finds', () => {
  fc.assert(
    fc.property(observations, forward, (rows, windows) => {
      const at = Float64Array.from(rows, ([time]) => time);
      const value = Float64Array.from(rows, ([, size]) => size);
      const rolling = rollingWithin(at, value);
      const sliced = slicedWithin(at, value);
      for (const window of windows) expect(values(rolling(window))).toEqual(values(sliced(window)));
    })
  );
});

test('what is present at many instants is what a look at each of them finds', () => {
  const spans = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 20 }), fc.boolean()), { maxLength: 40 });
  fc.assert(
    fc.property(spans, (rows) => {
      const from = Float64Array.from(rows, ([begin]) => begin);
      const to = Float64Array.from(rows, ([begin, length, open]) => (open ? Infinity : begin + length));
      const windows = Array.from({ length: 64 }, (_, time) => ({ from: time, to: time }));
      const rolling = presentAt(from, to, windows);
      const single = presentAt(from, to, []);
      for (const { to: time } of windows) expect(values(rolling(time))).toEqual(values(single(time)));
    })
  );
});

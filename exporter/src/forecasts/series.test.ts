import { expect, test } from '@jest/globals';
import { seriesOf, slotsOf } from './series.ts';
import { countsOf, start, weeksOf } from './weeks.fixture.ts';
import { weekLength } from './scale.ts';

const at = (weeks: number): number => start + weeks * weekLength;

test('weeks without data, or provisional, are gaps; the series ends with the last whole week', () => {
  const [first, second, third] = weeksOf([1, 2, 3]);
  if (!first || !second || !third) throw new Error('three weeks');
  const weeks = [first, third, { ...second, from: at(3), to: at(4), complete: false }];
  const { y, known } = seriesOf(slotsOf(weeks, at(5.9), 'identity'), 'identity');
  expect([...y]).toEqual([1, NaN, 3, NaN, NaN]);
  expect(known).toEqual([0, 2]);
});

test('an hour more or less, where the clocks change, moves no week', () => {
  const weeks = weeksOf([1, 2, 3]).map((week, index) =>
    index === 0 ? week : { ...week, from: week.from - 3_600_000 }
  );
  const shifted = weeks.map((week) => ({ ...week, to: week.to - 3_600_000 }));
  expect([...seriesOf(slotsOf(shifted, at(3) - 3_600_000, 'identity'), 'identity').y]).toEqual([1, 2, 3]);
});

test('merged weeks: counts are spread, a median stands in the last', () => {
  const merged = { ...weeksOf([6])[0], from: at(0), to: at(3), value: 2 / 7, n: 6, complete: true };
  const counts = seriesOf(slotsOf([merged], at(3), 'sqrt'), 'sqrt');
  expect([...counts.y].map((y) => y * y - 3 / 8)).toEqual([2, 2, 2].map((count) => expect.closeTo(count, 9)));
  expect([...seriesOf(slotsOf([merged], at(3), 'identity'), 'identity').y]).toEqual([NaN, NaN, 2 / 7]);
});

test('what comes after now is not read', () => {
  expect(slotsOf(countsOf([1, 2, 3, 4]), at(2), 'sqrt')).toHaveLength(2);
  expect(slotsOf([], at(2), 'sqrt')).toEqual([]);
});

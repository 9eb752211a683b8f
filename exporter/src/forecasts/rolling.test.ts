import { expect, test } from '@jest/globals';
import { windowWeeks } from './ahead.ts';
import { horizons, roll } from './rolling.ts';
import { slotsOf } from './series.ts';
import { countsOf, normals, start } from './weeks.fixture.ts';
import { weekLength } from './scale.ts';

const normal = normals(3);
const weeks = countsOf(Array.from({ length: 45 }, () => Math.max(0, Math.round(5 + 3 * normal()))));
const slots = (length: number) => slotsOf(weeks.slice(0, length), start + length * weekLength, 'sqrt');

test('every week from the twentieth on is asked as far as it is known what came', () => {
  const { pasts } = roll(slots(45), 'sqrt', windowWeeks, 1);
  expect(horizons.map((steps) => pasts.filter((past) => past.steps === steps).length)).toEqual([25, 22, 18, 13]);
  expect(pasts[0]?.origin).toBe(20);
});

test('a forecast of the past knows nothing of what came later', () => {
  const short = roll(slots(35), 'sqrt', windowWeeks, 1).pasts;
  const long = roll(slots(45), 'sqrt', windowWeeks, 1).pasts;
  expect(short.length).toBeGreaterThan(30);
  for (const past of short) {
    const same = long.find(({ origin, steps }) => origin === past.origin && steps === past.steps);
    expect([same?.plain, same?.widened, same?.naive]).toEqual([past.plain, past.widened, past.naive]);
    expect(same?.actual).toBeCloseTo(past.actual, 9);
  }
});

test('what came is the window of the weeks that came', () => {
  const { pasts } = roll(slots(45), 'sqrt', windowWeeks, 1);
  const past = pasts.find(({ origin, steps }) => origin === 30 && steps === 8);
  const came = weeks.slice(34, 38).reduce((sum, { value }) => sum + value, 0) / 4;
  expect(past?.scale.value(past.actual)).toBeCloseTo(came, 9);
});

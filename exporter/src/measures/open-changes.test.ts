import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { evaluate } from './evaluate.ts';
import type { MeasureOptions } from './measure.ts';
import { openChangeAge } from './open-change-age.ts';
import { openChanges } from './open-changes.ts';
import { sliceOf } from './slice.fixture.ts';

const options: MeasureOptions = { leadTimeFrom: 'first_commit', bots: 'out' };
const slice = sliceOf({
  proposals: [
    { opened: 1 * day },
    { opened: 2 * day, closed: 5 * day },
    { opened: 3 * day, closed: 4 * day },
    { opened: 3 * day, bot: true },
  ],
});
const at = (time: number) => ({ from: time, to: time });
const context = { now: 10 * day, coverage: slice.coverage };

test('how many are open just before an instant, then and now alike', () => {
  const times = [1, 2, 3, 3.5, 4.5, 6].map((time) => at(time * day));
  const samples = evaluate(openChanges, openChanges.observe(slice, options), times, context);
  expect(samples.map(({ value }) => value?.value)).toEqual([0, 1, 2, 3, 2, 1]);
  const withBots = openChanges.observe(slice, { ...options, bots: 'in' });
  expect(evaluate(openChanges, withBots, [at(6 * day)], context)[0]?.value?.value).toBe(2);
});

test('how old they are; nothing open, no value', () => {
  const observations = openChangeAge.observe(slice, options);
  const [none, three] = evaluate(openChangeAge, observations, [at(day), at(3.5 * day)], context);
  expect(none).toEqual({});
  expect(three?.max).toEqual({ value: 2.5 * 86_400, n: 3, leftOut: 0, complete: true });
  expect(three?.p50?.value).toBe(1.5 * 86_400);
});

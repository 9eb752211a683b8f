import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { due, goal, start } from './goal.fixture.ts';
import { milestonesOf, usualMilestones } from './milestones.ts';

const hours = (value: number): number => value * 3600;

test('a goal of 90 days: 30, 60, 90; a shorter one has the same thirds', () => {
  expect(usualMilestones(start, due).map(({ at }) => (at - start) / day)).toEqual([30, 60, 90]);
  expect(usualMilestones(start, start + 30 * day).map(({ at }) => (at - start) / day)).toEqual([10, 20, 30]);
});

test('20, 55 and 100 % of the way from 55 to 50 hours, and how each stands', () => {
  const at = (time: number): number | undefined => (time < start + 45 * day ? hours(53.9) : hours(53));
  const inputs = { better: 'lower', baseline: hours(55), now: start + 70 * day, valueAt: at } as const;
  expect(milestonesOf(goal(), inputs)).toEqual([
    { at: start + 30 * day, share: 0.2, value: hours(54), state: 'reached' },
    { at: start + 60 * day, share: 0.55, value: hours(52.25), state: 'not_reached' },
    { at: due, share: 1, value: hours(50), state: 'ahead' },
  ]);
});

test('without a baseline, or without data, nothing is claimed', () => {
  const inputs = { better: 'lower', now: start + 40 * day, valueAt: () => undefined } as const;
  expect(milestonesOf(goal(), inputs).map(({ state, value }) => [state, value])).toEqual([
    ['no_data', undefined],
    ['ahead', undefined],
    ['ahead', undefined],
  ]);
  expect(milestonesOf(goal(), { ...inputs, baseline: hours(55) })[0]).toMatchObject({ state: 'no_data' });
});

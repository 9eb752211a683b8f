import { expect, test } from '@jest/globals';
import type { CountedGoal } from './tree.ts';
import { objectiveTree, pathToRoot } from './tree.ts';

const objectives = [
  { objective: 'grow' },
  { objective: 'faster', parent: 'grow' },
  { objective: 'safer', parent: 'grow' },
  { objective: 'sooner', parent: 'faster' },
];
const counted = (objective: string, start: number, due: number, status: CountedGoal['status']): CountedGoal => ({
  objective,
  start,
  due,
  status,
});

test('every goal resolves to a root', () => {
  expect(pathToRoot('sooner', objectives)).toEqual(['sooner', 'faster', 'grow']);
  expect(pathToRoot('grow', objectives)).toEqual(['grow']);
  expect(pathToRoot('nowhere', objectives)).toEqual(['nowhere']);
});

test('an objective counts its goals and those below it', () => {
  const goals = [
    counted('sooner', 0, 100, 'on_track'),
    counted('faster', 0, 100, 'at_risk'),
    counted('safer', 60, 100, 'no_data'),
    counted('faster', 0, 20, 'stretch_met'),
    counted('faster', 0, 29, 'learned'),
    counted('faster', 0, 30, 'missed'),
    counted('aside', 0, 25, 'met_at_a_cost'),
  ];
  expect(objectiveTree(objectives, goals, { now: 50, lastQuarter: { from: 10, to: 30 } })).toEqual([
    {
      objective: 'grow',
      active: 2,
      onCourse: 1,
      now: { on_track: 1, at_risk: 1 },
      lastQuarter: { stretch_met: 1, learned: 1 },
      lastQuarterText: '1 of 2 met, 1 learned',
    },
    {
      objective: 'faster',
      parent: 'grow',
      active: 2,
      onCourse: 1,
      now: { on_track: 1, at_risk: 1 },
      lastQuarter: { stretch_met: 1, learned: 1 },
      lastQuarterText: '1 of 2 met, 1 learned',
    },
    {
      objective: 'safer',
      parent: 'grow',
      active: 0,
      onCourse: 0,
      now: {},
      lastQuarter: {},
      lastQuarterText: 'none was due',
    },
    {
      objective: 'sooner',
      parent: 'faster',
      active: 1,
      onCourse: 1,
      now: { on_track: 1 },
      lastQuarter: {},
      lastQuarterText: 'none was due',
    },
    {
      objective: 'aside',
      active: 0,
      onCourse: 0,
      now: {},
      lastQuarter: { met_at_a_cost: 1 },
      lastQuarterText: '0 of 1 met, 1 at a cost',
    },
  ]);
});

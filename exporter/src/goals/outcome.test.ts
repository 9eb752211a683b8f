import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '#domain/window.ts';
import type { TeamEntry } from '#domain/record.ts';
import { lessonsOf } from './lesson.ts';
import { endingOf, type OutcomeInputs } from './outcome.ts';

const due = 1000 * day;
const base: OutcomeInputs = {
  value: 47,
  target: 50,
  stretch: 45,
  better: 'lower',
  due,
  moved: true,
  guardrails: [true],
  lessons: [],
};
const lesson = (days: number) => ({ cause: 'c', nextStep: 'n', recordedAt: due + days * day });

describe('at the due date', () => {
  test.each([
    ['the worked example: 47 of 50, stretch 45', {}, { outcome: 'met' }],
    ['exactly the target', { value: 50 }, { outcome: 'met' }],
    ['the stretch', { value: 45 }, { outcome: 'stretch_met' }],
    ['beyond the target, where there is no stretch', { value: 1, stretch: undefined }, { outcome: 'met' }],
    ['a move that is no signal', { moved: false }, { outcome: 'met_within_noise' }],
    ['the stretch by a move that is no signal', { value: 44, moved: false }, { outcome: 'met_within_noise' }],
    ['a guardrail broke', { guardrails: [true, false] }, { outcome: 'met_at_a_cost' }],
    ['a guardrail broke, and within noise', { guardrails: [false], moved: false }, { outcome: 'met_at_a_cost' }],
    ['a guardrail of which nothing is known', { guardrails: [undefined] }, { outcome: 'met' }],
    ['not reached', { value: 50.1 }, { outcome: 'missed', examined: false }],
    ['not reached, and a guardrail broke', { value: 51, guardrails: [false] }, { outcome: 'missed', examined: false }],
    ['not reached, the lesson on the last day', { value: 51, lessons: [lesson(30)] }, { outcome: 'learned' }],
    ['not reached, the lesson too late', { value: 51, lessons: [lesson(31)] }, { outcome: 'missed', examined: false }],
    ['reached: a lesson changes nothing', { lessons: [lesson(1)] }, { outcome: 'met' }],
    ['higher is better', { better: 'higher', target: 45, stretch: 46 }, { outcome: 'stretch_met' }],
    ['no data', { value: undefined }, undefined],
  ] as const)('%s', (_, changes, ending) => {
    expect(endingOf({ ...base, ...changes })).toEqual(ending);
  });

  test('a better value never ends worse', () => {
    const order = ['missed', 'met', 'stretch_met'];
    const rank = (value: number): number => order.indexOf(endingOf({ ...base, value })?.outcome ?? '');
    const value = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(rank(Math.min(a, b))).toBeGreaterThanOrEqual(rank(Math.max(a, b)));
      })
    );
  });
});

describe('lessons', () => {
  const entry = (recordedAt: number, rest: Partial<TeamEntry> = {}): TeamEntry =>
    ({
      id: String(recordedAt),
      team: 'a',
      kind: 'outcome',
      goal: 'g',
      at: recordedAt,
      recordedAt,
      cause: 'why',
      nextStep: 'then',
      ...rest,
    }) as TeamEntry;

  test('those of the goal, whole, and written by then; ascending', () => {
    const entries = [
      entry(3, { learned: 'much' }),
      entry(2),
      entry(9),
      entry(1, { goal: 'other' }),
      entry(4, { nextStep: undefined } as unknown as Partial<TeamEntry>),
      { id: 'n', team: 'a', kind: 'note', note: 'cause', text: 'x', goal: 'g', at: 1, recordedAt: 1 } as const,
    ];
    expect(lessonsOf('g', entries, 5)).toEqual([
      { cause: 'why', nextStep: 'then', recordedAt: 2 },
      { cause: 'why', nextStep: 'then', learned: 'much', recordedAt: 3 },
    ]);
  });
});

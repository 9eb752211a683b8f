import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { evidenceOf } from './evidence.ts';
import { due, goal, start } from './goal.fixture.ts';
import { guardrailsOf } from './guardrails.ts';
import { milestonesOf } from './milestones.ts';
import { nextOf, type NextInputs } from './next.ts';

const baseline = 55 * 3600;
const inputs = (now: number, changes: Partial<NextInputs> = {}): NextInputs => ({
  now,
  timeZone: 'UTC',
  status: 'on_track',
  lessons: [],
  guardrails: guardrailsOf(goal(), () => 0.4),
  milestones: milestonesOf(goal(), { better: 'lower', baseline, now, valueAt: () => 54 * 3600 }),
  probability: 0.52,
  weeks: 30,
  stale: false,
  ...changes,
});
const lesson = { cause: 'c', nextStep: 'Deploy twice a week.', recordedAt: due + day };

test.each([
  ['before the start', inputs(start - 1), 'Starts on 1 Jul.'],
  ['on track', inputs(start + 31 * day), 'Next milestone: 52.3 h by 30 Aug.'],
  ['near the end', inputs(due - 1), 'Target: 50 h by 29 Sep.'],
  [
    'at risk',
    inputs(start, { status: 'at_risk' }),
    'Next milestone: 54 h by 31 Jul; what would raise the chance (chance 52 %)?',
  ],
  [
    'off track',
    inputs(start, { status: 'off_track', probability: 0.1 }),
    'Ask whether the plan still fits, or the goal (chance 10 %); due on 29 Sep.',
  ],
  ['too early', inputs(start, { status: 'no_data', weeks: 5 }), 'Too early to say: 5 of 12 weeks gathered.'],
  [
    'a silent source',
    inputs(start, { status: 'no_data', stale: true }),
    'Its source is silent: nothing can be said until it reports again.',
  ],
  [
    'a broken guardrail comes before all',
    inputs(start, { guardrails: guardrailsOf(goal(), () => 0.05) }),
    'Look at the guardrail first: Deployment frequency 0.05 a day, but at least 0.1 a day is allowed.',
  ],
  [
    'missed, a lesson can still be written',
    inputs(due, { ending: { outcome: 'missed', examined: false } }),
    'Write what was learned by 29 Oct: the cause, and the next step.',
  ],
  [
    'missed, and nobody wrote',
    inputs(due + 40 * day, { ending: { outcome: 'missed', examined: false } }),
    'Nobody wrote what was learned: take it into the next review.',
  ],
  [
    'learned',
    inputs(due + 2 * day, { ending: { outcome: 'learned' }, lessons: [lesson] }),
    'Next step: Deploy twice a week.',
  ],
])('what comes next: %s', (_, given, sentence) => {
  expect(nextOf(goal(), given)).toBe(sentence);
});

test('what it is based on, line by line', () => {
  const text = evidenceOf(goal({ hypothesis: 'If we review sooner, then …' }), {
    now: start + 31 * day,
    timeZone: 'Europe/Berlin',
    value: { value: 52.4 * 3600, n: 41, low: 44 * 3600, high: 61 * 3600 },
    baseline: { value: baseline, n: 60, from: start - 28 * day, to: start },
    guardrails: guardrailsOf(goal(), () => 0.4),
    probability: 0.52,
    stretchProbability: 0.2,
    next: 'Next milestone: 52.3 h by 30 Aug.',
    objectives: ['Faster', 'Grow'],
  }).map(({ label, text: line }) => `${label}: ${line}`);
  expect(text).toEqual([
    'Now: 52.4 h, 95 % interval 44 to 61 h, n 41',
    'Baseline: 55 h, frozen from 3 Jun to 1 Jul, n 60',
    'Target: 50 h by 29 Sep',
    'Stretch: 45 h by 29 Sep',
    'Chance: 52 % of the target, 20 % of the stretch',
    'Guardrail: Deployment frequency 0.4 a day, at least 0.1 a day is allowed',
    'Why: customers wait',
    'Hypothesis: If we review sooner, then …',
    'Objective: Faster → Grow',
    'Next: Next milestone: 52.3 h by 30 Aug.',
  ]);
});

test('with nothing known it says so', () => {
  const next = 'x';
  const lines = evidenceOf(goal(), { now: start, timeZone: 'UTC', guardrails: [], next, objectives: ['Faster'] });
  expect(lines.slice(0, 2).map(({ text }) => text)).toEqual([
    'no data',
    'none yet: it is frozen from the data when the goal starts',
  ]);
});

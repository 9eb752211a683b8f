import type { Goal } from '#domain/goal.ts';
import type { GoalState } from '#goals/goal-state.ts';
import type { Insights, SignalRecord } from './insights.ts';

const day = 86_400_000;

const goal: Goal = {
  id: 'checkout-lead-time',
  team: 'checkout',
  objective: 'faster',
  why: 'customers wait',
  title: 'Changes reach customers within a day',
  by: { measure: 'change_lead_time' },
  window: 28 * day,
  target: 86_400,
  stretch: 64_800,
  kind: 'committed',
  start: Date.UTC(2026, 6, 1),
  due: Date.UTC(2026, 9, 1),
  guardrails: [{ measure: 'change_fail_rate', floor: 0.15 }],
  milestones: [{ at: Date.UTC(2026, 7, 1), share: 0.2 }],
};

const goalState: GoalState = {
  goal,
  unit: 'seconds',
  better: 'lower',
  baseline: { value: 115_200, n: 40, from: Date.UTC(2026, 5, 3), to: Date.UTC(2026, 6, 1) },
  value: { value: 90_000, n: 30, low: 80_000, high: 100_000 },
  status: 'at_risk',
  progress: 0.875,
  grade: 0.875,
  probability: 0.52,
  stretchProbability: 0.2,
  forecast: [{ time: Date.UTC(2026, 9, 1), low: 70_000, middle: 85_000, high: 99_000 }],
  guardrails: [
    { measure: 'change_fail_rate', floor: 0.15, value: 0.1, text: 'Change fail rate below 15 %', holds: true },
  ],
  milestones: [{ at: Date.UTC(2026, 7, 1), share: 0.2, value: 109_440, state: 'reached' }],
  next: 'Milestone 2 of 3 on 31 Aug',
  evidence: [{ label: 'Why', text: 'customers wait' }],
  warnings: [{ check: 'no_guardrail', text: 'no guardrail' }],
  history: {
    status: [{ time: Date.UTC(2026, 7, 3), status: 'at_risk' }],
    probability: [{ time: Date.UTC(2026, 7, 3), target: 0.5, stretch: 0.2 }],
  },
  revisions: [{ from: Date.UTC(2026, 6, 1), goal }],
};

const signal: SignalRecord = {
  id: 'checkout:ci_duration:worse:2026-08-03',
  team: 'checkout',
  measure: 'ci_duration',
  direction: 'worse',
  rule: 'limit',
  since: Date.UTC(2026, 7, 3),
  seenAt: Date.UTC(2026, 7, 10),
  before: 780,
  after: 1140,
  text: '13 → 19 min since 3 Aug',
  question: 'What changed in the tests?',
};

/** What the house says of one team, and what was posted. */
export const insights: Insights = {
  summary: () =>
    Promise.resolve({
      headline: { goals: 1, on_course: 0, better: 0, worse: 1, waiting: 1, oldest_waiting_seconds: 864_000 },
      measures: [
        {
          measure: 'change_lead_time',
          windows: { '28d': { value: 90_000, n: 30, low: 80_000, high: 100_000 } },
          usual: { lower: 60_000, centre: 90_000, upper: 140_000 },
          verdict: 'no_clear_change',
          n: 13,
          text: 'no clear change',
        },
      ],
    }),
  goals: () => Promise.resolve([goalState]),
  signals: () => Promise.resolve([signal]),
  objectives: () =>
    Promise.resolve([
      {
        objective: 'faster',
        title: 'Ship weekly',
        plannedShare: 0.35,
        share: 0.3,
        goals: { active: 1, onCourse: 0, now: { at_risk: 1 }, lastQuarter: {}, lastQuarterText: 'none due' },
      },
    ]),
  organisation: () =>
    Promise.resolve({
      goalsByWeek: [{ time: Date.UTC(2026, 7, 3), counts: { at_risk: 1 } }],
      verdicts: [{ measure: 'change_lead_time', better: 0, worse: 0, no_clear_change: 1, too_little_data: 0 }],
      sentences: [{ topic: 'goals', text: 'Of 1 goal …', evidence: { text: 'by its value' } }],
    }),
  annotations: () =>
    Promise.resolve([
      {
        id: 'incident:1',
        time: Date.UTC(2026, 7, 3),
        timeEnd: Infinity,
        kind: 'incident',
        layer: 'happened',
        title: 'Incident, still open',
        text: 'no deployment is known to have caused it',
        tags: ['incident'],
        team: 'checkout',
      },
    ]),
  forecast: () =>
    Promise.resolve({ p50: Date.UTC(2026, 9, 1), reliable: true, because: 'the last 12 weeks were steady' }),
  benchmarks: () => Promise.resolve({ items: [], nearest: [] }),
  records: () => Promise.resolve({ items: [] }),
  record: (posted) => {
    const at = posted.at ?? Date.UTC(2026, 8, 1);
    return Promise.resolve({ entry: { ...posted, id: 'r1', recordedAt: Date.UTC(2026, 8, 1), at } });
  },
  looked: () => undefined,
};

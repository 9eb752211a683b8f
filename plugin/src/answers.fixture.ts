import type {
  Annotations,
  Benchmarks,
  Catalog,
  CatalogEntry,
  Changes,
  Deployments,
  Goal,
  Investment,
  Items,
  Objectives,
  Organisation,
  Series,
  SeriesBy,
  SeriesPoint,
  Signals,
  Stages,
  Summary,
  TeamRecords,
  Teams,
} from '@waymark/exporter/contract';

/** What an exporter would answer of a small organisation, typed by its contract. Now is 2026-11-23 12:00 UTC. */
export const now = Date.parse('2026-11-23T12:00:00Z');

const words = { definition: '', why: '', how_to_read: '', ask_next: '', guardrail: '' };
const hours = { unit: 'suffix: h', scale: 1 / 3600, decimals: 1 };
const percent = { unit: 'percentunit', scale: 1, decimals: 1 };

export const leadTime: CatalogEntry = {
  name: 'change_lead_time',
  family: 'waymark_dora_change_lead_time_seconds',
  title: 'Change lead time',
  short_title: 'Lead time',
  unit: 'seconds',
  display: hours,
  better: 'lower',
  kind: 'durations',
  statistics: ['p50', 'p75', 'p90'],
  ...words,
};
export const failRate: CatalogEntry = {
  name: 'change_fail_rate',
  family: 'waymark_dora_change_fail_ratio',
  title: 'Change fail rate',
  short_title: 'Fail rate',
  unit: 'ratio',
  display: percent,
  better: 'lower',
  kind: 'ratio',
  statistics: ['value'],
  ...words,
};
export const frequency: CatalogEntry = {
  name: 'deployment_frequency',
  family: 'waymark_dora_deployment_frequency_per_day',
  title: 'Deployment frequency',
  short_title: 'Deployments',
  unit: 'per_day',
  display: { unit: 'suffix: a day', scale: 1, decimals: 2 },
  better: 'higher',
  kind: 'rate',
  statistics: ['value'],
  ...words,
};
export const flowTime: CatalogEntry = {
  ...leadTime,
  name: 'flow_time',
  family: 'waymark_flow_time_seconds',
  title: 'Flow time',
  short_title: 'Flow time',
  by: { label: 'type', values: ['feature', 'defect'], whole: true },
};
export const catalog: Catalog = { items: [frequency, leadTime, failRate, flowTime] };

export const teams: Teams = {
  items: [
    { team: 'checkout', repositories: ['acme/checkout'], services: ['checkout-api'], objectives: ['sooner'] },
    { team: 'ledger', repositories: ['acme/ledger'], services: ['ledger'], objectives: [] },
    { team: 'search, and more', repositories: ['acme/search'], services: ['search'], objectives: [] },
  ],
};

/** Daily points of a trailing window, in hours; the last two are provisional. */
function daily(from: string, values: readonly number[]): SeriesPoint[] {
  return values.map((value, index) => ({
    time: new Date(Date.parse(from) + index * 86_400_000).toISOString(),
    value: value * 3600,
    n: 90 + index,
    low: (value - 2) * 3600,
    high: (value + 3) * 3600,
    complete: index < values.length - 2,
  }));
}

export const leadTimeSeries: Series = {
  measure: 'change_lead_time',
  unit: 'seconds',
  points: daily('2026-11-16T00:00:00Z', [24, 23, 22, 21, 20, 20, 20]),
};
export const leadTimeWeeks: Series = {
  measure: 'change_lead_time',
  unit: 'seconds',
  points: [
    { time: '2026-11-02T00:00:00.000Z', value: 30 * 3600, n: 20, complete: true },
    { time: '2026-11-09T00:00:00.000Z', value: 18 * 3600, n: 22, complete: true, signal: 'better' },
    { time: '2026-11-16T00:00:00.000Z', value: 20 * 3600, n: 21, complete: false },
  ],
  usual: [{ from: '2026-08-03T00:00:00.000Z', lower: 27 * 3600, centre: 40 * 3600, upper: 55 * 3600 }],
};
export const flowTimeByType: SeriesBy = {
  measure: 'flow_time',
  unit: 'seconds',
  items: [
    { type: 'feature', points: daily('2026-11-20T00:00:00Z', [120, 130, 140]) },
    { type: 'defect', points: daily('2026-11-20T00:00:00Z', [30, 30, 30]) },
  ],
};
export const shares: SeriesBy = {
  measure: 'change_stage_share',
  unit: 'ratio',
  items: (['coding', 'pickup', 'review', 'deploy'] as const).map((stage, index) => ({
    stage,
    points: [{ time: '2026-11-20T00:00:00.000Z', value: [0.2, 0.3, 0.1, 0.4][index] ?? 0, n: 40, complete: true }],
  })),
};

export const goal: Goal = {
  id: 'checkout-lead-time',
  team: 'checkout',
  title: 'Changes reach customers within a day',
  why: 'Renewals depend on it',
  objective: 'sooner',
  measure: 'change_lead_time',
  unit: 'seconds',
  display: hours,
  better: 'lower',
  window_seconds: 28 * 86_400,
  kind: 'committed',
  baseline: { value: 32 * 3600, n: 80 },
  target: 24 * 3600,
  stretch: 18 * 3600,
  start: '2026-08-17T00:00:00.000Z',
  due: '2026-12-31T00:00:00.000Z',
  value: 20 * 3600,
  n: 91,
  low: 19 * 3600,
  high: 23 * 3600,
  status: 'on_track',
  progress: 1.5,
  probability: 0.83,
  stretch_probability: 0.4,
  forecast: [
    { time: '2026-11-30T00:00:00.000Z', low: 18 * 3600, middle: 20 * 3600, high: 22 * 3600 },
    { time: '2026-12-31T00:00:00.000Z', low: 15 * 3600, middle: 18.5 * 3600, high: 22 * 3600 },
  ],
  guardrails: [
    { measure: 'change_fail_rate', floor: 0.15, value: 0.1, text: 'Change fail rate below 15%', holds: true },
  ],
  milestones: [
    { time: '2026-10-01T00:00:00.000Z', share: 0.25, value: 30 * 3600, state: 'reached' },
    { time: '2026-12-31T00:00:00.000Z', share: 1, value: 24 * 3600, state: 'ahead' },
  ],
  next: 'Milestone 3 of 3 on 1 Dec',
  evidence: [
    { label: 'Measure', text: 'Change lead time, 28 days' },
    { label: 'Now', text: '20 h (95%: 19 h to 23 h, n 91)' },
  ],
  warnings: [],
  history: {
    status: [
      { time: '2026-08-17T00:00:00.000Z', status: 'no_data' },
      { time: '2026-09-07T00:00:00.000Z', status: 'at_risk' },
      { time: '2026-10-05T00:00:00.000Z', status: 'on_track' },
    ],
    probability: [
      { time: '2026-10-05T00:00:00.000Z', target: 0.55, stretch: 0.2 },
      { time: '2026-11-16T00:00:00.000Z', target: 0.83, stretch: 0.4 },
    ],
  },
  revisions: [
    { from: '2026-08-17T00:00:00.000Z', target: 26 * 3600, stretch: 18 * 3600, due: '2026-12-31T00:00:00.000Z' },
    { from: '2026-09-14T00:00:00.000Z', target: 24 * 3600, stretch: 18 * 3600, due: '2026-12-31T00:00:00.000Z' },
  ],
};
export const young: Goal = {
  ...goal,
  id: 'ledger-frequency',
  team: 'ledger',
  title: 'Release every week',
  objective: 'cheaper',
  measure: 'deployment_frequency',
  unit: 'per_day',
  display: frequency.display,
  better: 'higher',
  target: 0.2,
  stretch: 0.3,
  value: 0.18,
  status: 'no_data',
  probability: undefined,
  forecast: undefined,
  baseline: undefined,
  due: '2027-01-31T00:00:00.000Z',
  next: '6 of 12 weeks gathered',
  milestones: [],
  history: { status: [], probability: [] },
  revisions: [],
};
export const missed: Goal = {
  ...goal,
  id: 'checkout-ci',
  title: 'CI answers within 10 minutes',
  status: 'missed',
  outcome: 'missed',
  target: 600,
  value: 780,
  due: '2026-09-30T00:00:00.000Z',
};
export const learned: Goal = {
  ...missed,
  id: 'checkout-releases',
  title: 'Release three times every two days',
  status: 'learned',
  outcome: 'learned',
  due: '2026-06-30T00:00:00.000Z',
  lesson: {
    cause: 'The browser tests take the time.',
    next_step: 'Split them.',
    recorded_at: '2026-07-02T09:00:00.000Z',
  },
};

export const summary: Summary = {
  team: 'checkout',
  headline: { goals: 3, on_course: 1, better: 1, worse: 2, waiting: 2, oldest_waiting_seconds: 9.4 * 86_400 },
  measures: [
    {
      measure: 'deployment_frequency',
      windows: {
        '7d': { value: 2.6, n: 18 },
        '28d': { value: 2.14, n: 60, low: 1.6, high: 2.7 },
        '90d': { value: 2.1, n: 190 },
      },
      usual: { lower: 0, centre: 0.9, upper: 1.8 },
      verdict: 'better',
      n: 60,
      text: '0.6 → 2.1 a day since 10 Aug',
    },
    {
      measure: 'change_lead_time',
      windows: {
        '7d': { value: 20 * 3600, n: 20 },
        '28d': { value: 20 * 3600, n: 91, low: 19 * 3600, high: 23 * 3600 },
        '90d': { value: 21 * 3600, n: 260 },
      },
      verdict: 'better',
      n: 91,
      text: '36 → 20 h since 24 Aug',
    },
    {
      measure: 'change_fail_rate',
      windows: { '90d': { value: 0.13, n: 8 } },
      verdict: 'too_little_data',
      n: 5,
      text: '',
    },
  ],
};

export const signals: Signals = {
  items: [
    {
      id: 's1',
      team: 'checkout',
      measure: 'change_lead_time',
      direction: 'better',
      rule: 'limit',
      since: '2026-08-24T00:00:00.000Z',
      before: 36 * 3600,
      after: 20 * 3600,
      text: '36 → 20 h since 24 Aug',
      question: 'Keep it: what made it happen?',
      answered_at: '2026-09-01T00:00:00.000Z',
    },
    {
      id: 's2',
      team: 'checkout',
      measure: 'ci_duration',
      direction: 'worse',
      rule: 'limit',
      since: '2026-10-19T00:00:00.000Z',
      before: 780,
      after: 1140,
      text: '13 → 19 min since 19 Oct',
      question: 'What changed in the browser tests?',
      waiting_seconds: 9.4 * 86_400,
    },
  ],
};

export const stages: Stages = {
  team: 'checkout',
  takes_most: 'pickup',
  stages: [
    {
      stage: 'coding',
      share: { n: 91, value: 0.25 },
      now: { n: 91, value: 3.7 * 3600, low: 3.1 * 3600, high: 5.1 * 3600 },
      before: { n: 200, value: 4.9 * 3600 },
      verdict: 'no_clear_change',
    },
    {
      stage: 'deploy',
      share: { n: 91, value: 0.2 },
      now: { n: 91, value: 3.7 * 3600, low: 3.3 * 3600, high: 4.3 * 3600 },
      before: { n: 200, value: 26.1 * 3600 },
      verdict: 'better',
    },
    { stage: 'review', now: { n: 3 }, verdict: 'too_little_data' },
  ],
};

export const changes: Changes = {
  items: [
    {
      id: 'c1',
      kind: 'pull',
      number: 7,
      repository: 'acme/checkout',
      sha: 'aaaaaaaaaa',
      first_commit_at: '2026-11-01T00:00:00.000Z',
      merged_at: '2026-11-01T20:00:00.000Z',
      deployed_at: '2026-11-02T00:00:00.000Z',
      basis: 'pr_commits',
      url: 'https://example.org/7',
    },
    {
      id: 'c2',
      kind: 'commit',
      repository: 'acme/checkout',
      sha: 'bbbbbbbbbb',
      first_commit_at: '2026-11-01T00:00:00.000Z',
      merged_at: '2026-11-01T00:00:00.000Z',
      deployed_at: '2026-11-01T06:00:00.000Z',
      basis: 'direct',
    },
    {
      id: 'c3',
      kind: 'pull',
      number: 8,
      repository: 'acme/checkout',
      sha: 'cc',
      first_commit_at: '2026-11-20T00:00:00.000Z',
      merged_at: '2026-11-20T01:00:00.000Z',
      basis: 'pr_commits',
    },
    {
      id: 'c4',
      kind: 'pull',
      number: 9,
      repository: 'acme/checkout',
      sha: 'dd',
      first_commit_at: '2026-11-01T00:00:00.000Z',
      merged_at: '2026-11-01T01:00:00.000Z',
      deployed_at: '2026-11-02T00:00:00.000Z',
      basis: 'pr_commits',
      bot: true,
    },
  ],
};

const deployment = {
  repository: 'acme/checkout',
  environment: 'production',
  sha: 'aa',
  started_at: '2026-11-11T08:00:00.000Z',
  outcome: 'success' as const,
  kind: 'regular' as const,
  changes: 3,
};
export const deployments: Deployments = {
  items: [
    {
      ...deployment,
      id: 'd1',
      service: 'checkout-api',
      version: 'v4.1.6',
      finished_at: '2026-11-11T08:22:27.000Z',
      failed: true,
      failed_because: 'revert',
      recovered_at: '2026-11-11T09:40:27.000Z',
      url: 'https://example.org/d1',
    },
    {
      ...deployment,
      id: 'd2',
      service: 'checkout-api',
      version: 'v4.2.0',
      finished_at: '2026-11-18T14:44:46.000Z',
      failed: true,
      failed_because: 'rollback',
    },
    {
      ...deployment,
      id: 'd3',
      service: 'checkout-web',
      version: 'v1.0.0',
      finished_at: '2026-11-19T14:44:46.000Z',
      failed: false,
    },
  ],
};

export const items: Items = {
  items: [
    {
      id: 'acme/checkout#16697',
      repository: 'acme/checkout',
      type: 'risk',
      started_at: '2026-11-18T00:00:00.000Z',
      blocked: false,
      age_seconds: 5.5 * 86_400,
      expectation_seconds: 16.4 * 86_400,
    },
    {
      id: 'acme/checkout#16490',
      repository: 'acme/checkout',
      type: 'feature',
      started_at: '2026-10-03T00:00:00.000Z',
      blocked: true,
      age_seconds: 51.5 * 86_400,
      expectation_seconds: 16.4 * 86_400,
      url: 'https://example.org/16490',
    },
    { id: 'acme/checkout#1', repository: 'acme/checkout', type: 'debt', blocked: false, age_seconds: 900 * 86_400 },
  ],
};

export const benchmarks: Benchmarks = {
  items: [
    {
      measure: 'change_lead_time',
      edition: 'DORA 2025',
      value: 20 * 3600,
      group: 'Between one hour and one day',
      top_share: 0.33,
      groups: [],
      verified: true,
      source: 'https://example.org/dora',
      licence: 'CC BY 4.0',
      label: 'Context, not a target.',
    },
  ],
  nearest: [],
};

export const records: TeamRecords = {
  items: [
    {
      id: 'r1',
      kind: 'decision',
      team: 'checkout',
      recorded_at: '2026-11-10T10:00:00.000Z',
      at: '2026-11-10T10:00:00.000Z',
      title: 'Watch CI duration',
      decision: 'watch',
      review_at: '2026-11-20T00:00:00.000Z',
    },
    {
      id: 'r2',
      kind: 'intervention',
      team: 'checkout',
      recorded_at: '2026-11-12T10:00:00.000Z',
      at: '2026-11-12T10:00:00.000Z',
      title: 'Split the release train',
      effect: { verdict: 'better', text: '36 → 21 h' },
      url: 'https://example.org/board',
    },
  ],
};

export const objectives: Objectives = {
  items: [
    {
      objective: 'cheaper',
      title: 'Changing the shop gets cheaper',
      priority: 4,
      share: 0.17,
      goals: { active: 0, on_course: 0, now: {}, last_quarter: {}, last_quarter_text: 'none due' },
    },
    {
      objective: 'sooner',
      title: 'Customers get improvements every week',
      why: 'Renewals depend on it',
      priority: 1,
      planned_share: 0.35,
      share: 0.39,
      goals: {
        active: 2,
        on_course: 1,
        now: { on_track: 1, no_data: 1 },
        last_quarter: { met: 1, learned: 1 },
        last_quarter_text: '1 of 2 met, 1 learned',
      },
    },
  ],
};

export const organisation: Organisation = {
  goals_by_week: [
    { time: '2026-11-09T00:00:00.000Z', counts: { on_track: 2, at_risk: 1, stretch_met: 1, met: 1 } },
    { time: '2026-11-16T00:00:00.000Z', counts: { on_track: 3, missed: 1, learned: 2, no_data: 1 } },
  ],
  verdicts: [
    { measure: 'change_lead_time', better: 1, worse: 1, no_clear_change: 3, too_little_data: 1 },
    { measure: 'flow_time', better: 0, worse: 0, no_clear_change: 6, too_little_data: 0 },
  ],
  sentences: [
    {
      topic: 'sooner',
      text: 'In 1 of 6 teams changes really reach customers sooner.',
      evidence: { text: '5 of 6 teams', url: '/d/waymark-dora' },
    },
    { topic: 'help', text: 'One goal has a chance of 7%.', evidence: { text: 'n 41' } },
  ],
};

export const investment: Investment = {
  points: [
    {
      time: '2026-11-09T00:00:00.000Z',
      shares: [
        { objective: 'sooner', share: 0.6, items: 6 },
        { objective: 'unlinked', share: 0.4, items: 4 },
      ],
    },
    { time: '2026-11-16T00:00:00.000Z', shares: [{ objective: 'sooner', share: 1, items: 3 }] },
  ],
};

export const annotations: Annotations = {
  items: [
    {
      id: 'a1',
      time: '2026-11-10T00:00:00.000Z',
      time_end: '2026-11-10T00:00:00.000Z',
      kind: 'failed_deployment',
      layer: 'happened',
      title: 'v4.1.6 failed',
      text: 'A change <b>was reverted</b>',
      tags: ['checkout-api'],
      team: 'checkout',
      url: 'https://example.org/d1',
    },
    {
      id: 'a2',
      time: '2026-11-11T00:00:00.000Z',
      time_end: '2026-11-11T04:00:00.000Z',
      kind: 'incident',
      layer: 'happened',
      title: 'Incident',
      text: 'Open for 4 h',
      tags: [],
      team: 'checkout',
    },
  ],
};

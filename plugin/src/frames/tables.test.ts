import { describe, expect, test } from '@jest/globals';
import type { DataFrame } from '@grafana/data';
import * as given from '../answers.fixture';
import { benchmarksFrame } from './benchmarks';
import { evidenceFrame } from './evidence';
import { failuresFrame, itemsFrame } from './facts';
import { goalsFrame, pastGoalsFrame } from './goals';
import { numbersFrame } from './numbers';
import { objectivesFrame, sentencesFrame, verdictsFrame } from './organisation';
import { recordsFrame } from './records';
import { signalsFrame } from './signals';
import { stepsFrame } from './stages';

/** The rows as a reader sees them, by column. */
function rows({ fields, length }: DataFrame): Record<string, unknown>[] {
  return Array.from({ length }, (_, row) => Object.fromEntries(fields.map(({ name, values }) => [name, values[row]])));
}
const field = (frame: DataFrame, name: string) => {
  const found = frame.fields.find((one) => one.name === name);
  if (found === undefined)
    throw new Error(`no column ${name}; there are: ${frame.fields.map(({ name }) => name).join(', ')}`);
  return found;
};

describe('goals', () => {
  const course = given.leadTimeSeries;

  test('the one that is due first comes first, with now and target in one unit', () => {
    const frame = goalsFrame([{ goal: given.young }, { goal: given.goal, course }], 'together');
    expect(rows(frame)).toMatchObject([
      {
        Goal: 'Changes reach customers within a day',
        Status: '● on track',
        Chance: 0.83,
        'Now / target': '20 h / 24 h',
        Due: Date.parse('2026-12-31T00:00:00Z'),
        Next: 'Milestone 3 of 3 on 1 Dec',
        url: '/d/waymark-goals?var-team=checkout&var-goal=checkout-lead-time',
      },
      { Goal: 'Release every week', Status: '… no data', Chance: null, 'Now / target': '0.18 a day / 0.2 a day' },
    ]);
  });

  test('the course is a small line of its own, and nothing without points', () => {
    const [first, second] = field(
      goalsFrame([{ goal: given.goal, course }, { goal: given.young }], 'apart'),
      'Course'
    ).values;
    expect(first).toMatchObject({ value: 20, length: 7 });
    expect(second).toBeNull();
  });

  test('over all teams they are told by objective, and no team is named', () => {
    const frame = goalsFrame(
      [
        { goal: given.goal, objective: 'Sooner' },
        { goal: given.young, objective: 'Cheaper' },
      ],
      'objectives'
    );
    expect(field(frame, 'Objective').values).toEqual(['Cheaper', 'Sooner']);
    expect(frame.fields.map(({ name }) => name)).not.toContain('Team');
    expect(frame.fields.map(({ name }) => name)).not.toContain('Next');
  });

  test('a status has its word, glyph and colour, and the link reads a column that is not shown', () => {
    const frame = goalsFrame([{ goal: given.goal }], 'together');
    expect(field(frame, 'Status').config.mappings?.[0]?.options).toMatchObject({ '● on track': { color: '#5794F2' } });
    expect(field(frame, 'Goal').config.links).toEqual([{ title: 'Open the goal', url: '${__data.fields.url}' }]);
    expect(field(frame, 'url').config.custom).toMatchObject({ hidden: true, hideFrom: { viz: true } });
  });

  test('no goal is said in words, not by headers alone', () => {
    expect(rows(goalsFrame([], 'together'))).toEqual([
      expect.objectContaining({ Goal: null, Status: null, 'Now / target': 'No goal is being worked on' }),
    ]);
  });

  test('a goal that was missed asks for the lesson, one that was learned from tells it', () => {
    const learned = { ...given.learned, lesson: { ...given.learned.lesson!, learned: 'Caching moved little' } };
    expect(field(pastGoalsFrame([learned, given.missed]), 'Learned').values).toEqual([
      'Write what was learned',
      'Caching moved little',
    ]);
    expect(field(pastGoalsFrame([given.learned]), 'Learned').values).toEqual([
      'The browser tests take the time. Next: Split them.',
    ]);
  });
});

describe('signals', () => {
  test('what waits comes first, with how long it has waited', () => {
    expect(rows(signalsFrame(given.signals.items, given.catalog))).toMatchObject([
      { Change: '▼ worse', Measure: 'ci_duration', Waiting: '9 days', Question: 'What changed in the browser tests?' },
      {
        Change: '▲ better',
        Measure: 'Change lead time',
        Waiting: 'answered',
        url: '/d/waymark-dora?var-team=checkout',
      },
    ]);
  });

  test('nothing unusual is an answer', () => {
    expect(field(signalsFrame([], given.catalog), 'What the data say').values).toEqual([
      'Nothing beyond the usual in 13 weeks',
    ]);
  });
});

test('numbers: windows side by side, sure of what, from how much', () => {
  const [frequency, leadTime, failRate] = given.summary.measures;
  const frame = numbersFrame(
    [
      { entry: given.frequency, standing: frequency! },
      { entry: given.leadTime, standing: leadTime!, course: given.leadTimeSeries },
      { entry: given.failRate, standing: failRate! },
    ],
    'checkout'
  );
  expect(rows(frame)).toMatchObject([
    {
      Measure: 'Deployment frequency',
      '7 days': '2.6 a day',
      '28 days': '2.1 a day',
      '90 days': '2.1 a day',
      '95% sure it lies in': '1.6 a day to 2.7 a day',
      From: '60 deployments',
      'Usual range': '0 a day to 1.8 a day',
      Change: '▲ better',
    },
    { '28 days': '20 h', '95% sure it lies in': '19 h to 23 h', From: '91 changes', 'Usual range': '–' },
    { '7 days': 'too little', '28 days': 'too little', '90 days': '13%', Change: '… too little data' },
  ]);
});

test('steps: both medians on one scale', () => {
  const frame = stepsFrame(given.stages);
  expect(field(frame, 'Median now').config.max).toBeCloseTo(26.1);
  expect(field(frame, 'Half a year ago').config.max).toBeCloseTo(26.1);
  expect(rows(frame)).toMatchObject([
    { Step: 'coding', '95% sure, now': '3.1 to 5.1 h (n 91)', Change: '= no clear change' },
    { Step: 'wait for deploy', Change: '▲ better' },
    { Step: 'review', 'Median now': null, '95% sure, now': 'too little data (n 3)' },
  ]);
});

test('failures: the latest first, each with why it counts', () => {
  const frame = failuresFrame(given.deployments.items);
  expect(rows(frame)).toMatchObject([
    { Deployment: 'checkout-api v4.2.0', 'Why it counts': 'rolled back', 'Recovered in': 'not known' },
    { Deployment: 'checkout-api v4.1.6', 'Why it counts': 'a change of it was reverted', 'Recovered in': '78 min' },
  ]);
  expect(failuresFrame(given.deployments.items, 1).length).toBe(1);
});

test('items: the oldest first; orange from the age that few reach; the backlog is not in progress', () => {
  const frame = itemsFrame(given.items.items);
  expect(rows(frame)).toMatchObject([
    { Item: 'acme/checkout#16490', Kind: 'feature · blocked', Age: 51.5, Usual: '85 of 100 take at most 17 d' },
    { Item: 'acme/checkout#16697', Kind: 'risk', Age: 5.5 },
  ]);
  expect(field(frame, 'Age').config.thresholds?.steps).toEqual([
    { value: -Infinity, color: '#5794F2' },
    { value: 16.4, color: '#FF9830' },
  ]);
});

test('records: the latest first, and whether it is time to look again', () => {
  expect(rows(recordsFrame(given.records.items, given.now))).toMatchObject([
    { Kind: 'intervention', Record: 'Split the release train', 'Effect found': '36 → 21 h' },
    { Kind: 'decision', Record: 'Watch CI duration (watch)', 'Effect found': 'due' },
  ]);
});

test('benchmarks: in the words of the survey, with its source', () => {
  const frame = benchmarksFrame(given.benchmarks, given.catalog);
  expect(rows(frame)).toMatchObject([
    {
      Measure: 'Change lead time',
      'Here, 90 days': '20 h',
      'Answer group of the survey': 'Between one hour and one day',
    },
  ]);
  expect(frame.meta?.notices).toEqual([
    { severity: 'info', text: 'Context, not a target. DORA 2025: https://example.org/dora (CC BY 4.0).' },
  ]);
});

test('objectives: by priority', () => {
  expect(rows(objectivesFrame(given.objectives))).toMatchObject([
    {
      Objective: 'Customers get improvements every week',
      'Goals on course': '1 of 2, 1 too early',
      'Last quarter': '1 of 2 met, 1 learned',
      'Share of finished work': 0.39,
      Planned: '35%',
    },
    { Objective: 'Changing the shop gets cheaper', 'Goals on course': 'no goal', Planned: '–' },
  ]);
});

test('verdicts: how many teams, of the measures that are asked for', () => {
  expect(rows(verdictsFrame(given.organisation, ['change_lead_time', 'unknown'], given.catalog))).toEqual([
    { Measure: 'Lead time', 'really better': 1, 'no clear change': 3, 'really worse': 1, 'too little data': 1 },
  ]);
});

test('sentences: Markdown, with a link where there is one', () => {
  expect(field(sentencesFrame(given.organisation), 'Sentence').values).toEqual([
    '**Sooner.** In 1 of 6 teams changes really reach customers sooner. ([evidence](/d/waymark-dora "5 of 6 teams"))',
    '**What may need help.** One goal has a chance of 7%. (n 41)',
  ]);
});

test('evidence: label and text', () => {
  expect(rows(evidenceFrame(given.goal))[1]).toEqual({
    About: 'Now',
    'What is known': '20 h (95%: 19 h to 23 h, n 91)',
  });
});

import { describe, expect, test } from '@jest/globals';
import { createTheme, FieldType, getDisplayProcessor, type DataFrame } from '@grafana/data';
import * as given from '../answers.fixture';
import { annotationsFrame } from './annotations';
import { changesFrame } from './facts';
import { headlineFrame } from './headline';
import { chanceFrame, statusHistoryFrames } from './history';
import { goalCountsFrame, investmentFrame } from './organisation';
import { progressFrames } from './progress';
import { partsOf, plainFrames, spanText, trendFrames } from './series';
import { stagesFrame } from './stages';
import { tileFrame } from './tile';

const day = 86_400_000;
const fieldsOf = (frames: readonly DataFrame[]) => frames.flatMap(({ fields }) => fields);
const named = (frames: readonly DataFrame[], name: string) => {
  const found = fieldsOf(frames).find((field) => field.name === name);
  if (found === undefined)
    throw new Error(
      `no field ${name}; there are: ${fieldsOf(frames)
        .map(({ name }) => name)
        .join(', ')}`
    );
  return found;
};
const frameOf = (frames: readonly DataFrame[], name: string) =>
  frames.find(({ fields }) => fields.some((field) => field.name === name))!;

describe('a trend', () => {
  const frames = trendFrames(given.leadTime, 'last 28 days', given.leadTimeSeries, given.leadTimeWeeks);

  test('the complete days are solid, the last ones share a point with them', () => {
    expect(named(frames, 'Change lead time, last 28 days').values).toEqual([24, 23, 22, 21, 20]);
    const provisional = frameOf(frames, 'provisional');
    expect(provisional.fields.map(({ values }) => values)).toEqual([
      [20, 21, 22].map((date) => Date.UTC(2026, 10, date)),
      [20, 20, 20],
    ]);
  });

  test('ink is neutral and in one unit; n is for the tooltip alone', () => {
    expect(named(frames, 'Change lead time, last 28 days').config).toMatchObject({
      unit: 'suffix:h',
      color: { mode: 'fixed', fixedColor: 'text' },
      custom: { lineWidth: 3 },
    });
    expect(named(frames, 'n, last 28 days').config.custom.hideFrom).toEqual({
      viz: true,
      legend: true,
      tooltip: false,
    });
    expect(named(frames, 'n, last 28 days').values).toEqual([90, 91, 92, 93, 94]);
  });

  test('the interval is a band between two edges', () => {
    expect(named(frames, '95% interval').config.custom).toMatchObject({ fillBelowTo: 'interval, low', lineWidth: 0 });
    expect(named(frames, 'interval, low').values).toEqual([22, 21, 20, 19, 18]);
  });

  test('single weeks are dots, those that signal a change are big and coloured, the running week is none', () => {
    expect(frameOf(frames, 'each week').fields.map(({ values }) => values)).toEqual([
      [Date.UTC(2026, 10, 2) + 3.5 * day],
      [30],
    ]);
    expect(named(frames, 'signal: better').values).toEqual([18]);
    expect(named(frames, 'signal: better').config.color).toEqual({ mode: 'fixed', fixedColor: '#5794F2' });
    expect(fieldsOf(frames).map(({ name }) => name)).not.toContain('signal: worse');
  });

  test('the usual range is that of a week', () => {
    expect(named(frames, 'usual range of a week').values).toEqual([55, 55]);
    expect(named(frames, 'usual range of a week, lower').values).toEqual([27, 27]);
  });

  test('a day without a value is a gap', () => {
    const [first, , ...rest] = given.leadTimeSeries.points;
    const holed = trendFrames(
      given.leadTime,
      'last 28 days',
      { ...given.leadTimeSeries, points: [first!, ...rest] },
      undefined
    );
    expect(named(holed, 'Change lead time, last 28 days').values).toEqual([24, null, 22, 21, 20]);
  });

  test('too short a history says so', () => {
    const [frame] = trendFrames(given.leadTime, 'last 28 days', { ...given.leadTimeSeries, points: [] }, undefined);
    expect(frame?.meta?.notices).toEqual([
      { severity: 'info', text: 'Too little data in this range: no change lead time can be told.' },
    ]);
  });
});

test('parts are lines of their own in one unit', () => {
  const frames = plainFrames(given.flowTime, partsOf(given.flowTimeByType));
  expect(named(frames, 'feature').values).toEqual([5, 5 + 10 / 24, 5 + 20 / 24].map((days) => expect.closeTo(days)));
  expect(named(frames, 'defect').config.unit).toBe('suffix:d');
  expect(spanText({ step: 'month' })).toBe('each month');
  expect(spanText({})).toBe('last 28 days');
});

describe('progress', () => {
  const range = { from: Date.parse('2026-10-01T00:00:00Z'), to: Date.parse('2027-01-15T00:00:00Z') };
  const frames = progressFrames(given.goal, 'Change lead time', given.leadTimeSeries, given.leadTimeWeeks, range);

  test('the zone of the target is on its good side', () => {
    const { thresholds, custom } = named(frames, 'Change lead time, last 28 days').config;
    expect(custom.thresholdsStyle).toEqual({ mode: 'area' });
    expect(thresholds?.steps).toEqual([
      { value: -Infinity, color: 'rgba(87, 148, 242, 0.10)' },
      { value: 24, color: 'transparent' },
    ]);
    const higher = progressFrames(
      given.young,
      'Deployment frequency',
      { ...given.leadTimeSeries, points: [] },
      undefined,
      range
    );
    expect(named(higher, 'Deployment frequency, last 28 days').config.thresholds?.steps).toEqual([
      { value: -Infinity, color: 'transparent' },
      { value: 0.2, color: 'rgba(87, 148, 242, 0.10)' },
    ]);
  });

  test('the target goes from start to due, steps where it was revised, and has points inside the range', () => {
    const { fields } = frameOf(frames, 'target 24 h');
    expect(fields.map(({ values }) => values)).toEqual([
      [Date.UTC(2026, 7, 17), Date.UTC(2026, 8, 14), range.from, Date.UTC(2026, 11, 31)],
      [26, 24, 24, 24],
    ]);
    expect(named(frames, 'stretch 18 h').values).toEqual([18, 18, 18, 18]);
  });

  test('the expected path goes from the baseline through the milestones to the target', () => {
    expect(named(frames, 'expected path').values).toEqual([32, 30, 24]);
  });

  test('the forecast opens from the last value', () => {
    expect(named(frames, 'forecast low').values).toEqual([20, 18, 15]);
    expect(named(frames, 'forecast, 8 of 10').values).toEqual([20, 22, 22]);
    expect(named(frames, 'forecast, middle').values).toEqual([20, 20, 18.5]);
    expect(named(frames, 'forecast, 8 of 10').config.custom).toMatchObject({
      fillBelowTo: 'forecast low',
      fillOpacity: 28,
    });
  });

  test('a goal without enough history, and one measured by PromQL, say so', () => {
    const [young] = progressFrames(given.young, '', { ...given.leadTimeSeries, points: [] }, undefined, range);
    expect(young?.meta?.notices).toEqual([{ severity: 'info', text: '6 of 12 weeks gathered' }]);
    const [promql] = progressFrames(
      { ...given.goal, warnings: [{ check: 'n', text: 'n is small' }] },
      '',
      undefined,
      undefined,
      range
    );
    expect(promql?.meta?.notices?.map(({ severity }) => severity)).toEqual(['info', 'info']);
  });
});

describe('history of a goal', () => {
  test('the chance over zones', () => {
    const frame = chanceFrame(given.goal);
    expect(named([frame], 'chance of target').values).toEqual([0.55, 0.83]);
    expect(named([frame], 'chance of target').config.thresholds?.steps.map(({ value }) => value)).toEqual([
      -Infinity,
      0.4,
      0.7,
    ]);
    expect(chanceFrame(given.young).meta?.notices?.[0]?.text).toContain('6 of 12 weeks gathered');
  });

  test('states end at now, as the panel paints the last one on', () => {
    const [frame, ...rest] = statusHistoryFrames([given.goal, given.young], given.now);
    expect(rest).toEqual([]);
    expect(frame?.fields.map(({ values }) => values)).toEqual([
      [...given.goal.history.status.map(({ time }) => Date.parse(time)), given.now],
      ['… no data', '◐ at risk', '● on track', null],
    ]);
  });
});

describe('a headline', () => {
  const text = (part: Parameters<typeof headlineFrame>[1], change = {}) => {
    const frame = headlineFrame({ ...given.summary, headline: { ...given.summary.headline, ...change } }, part);
    const [field] = frame.fields;
    const { text } = getDisplayProcessor({ field: field!, theme: createTheme() })(field?.values[0]);
    return [text, field?.config.color?.fixedColor];
  };
  test.each([
    ['goals', {}, '1 of 3', 'text'],
    ['goals', { goals: 0 }, 'no goal set', 'text'],
    ['changes', {}, '1 better, 2 worse', 'text'],
    ['changes', { better: 0 }, '2 worse', 'text'],
    ['changes', { better: 0, worse: 0 }, 'nothing unusual', 'text'],
    ['waiting', {}, '2, oldest 9 days', '#FF9830'],
    ['waiting', { oldest_waiting_seconds: 5000 }, '2, oldest 1 hour', '#FF9830'],
    ['waiting', { waiting: 0 }, 'nothing', 'text'],
  ] as const)('%s %j: %s', (part, change, expected, color) => {
    expect(text(part, change)).toEqual([expected, color]);
  });
});

describe('a tile', () => {
  const shared = { window: '28d', team: 'checkout', now: given.now, points: given.leadTimeSeries.points };

  test('ends in the value of now; verdict and n are its name', () => {
    const frame = tileFrame({ ...shared, entry: given.leadTime, standing: given.summary.measures[1] });
    const value = named([frame], 'Lead time');
    expect(value.values.at(-1)).toBe(20);
    expect(value.config).toMatchObject({
      displayName: '▲ really better · n 91',
      unit: 'suffix:h',
      color: { fixedColor: '#5794F2' },
      min: 0,
      max: expect.closeTo(26.4),
    });
  });

  test('without enough data there is no value, and no older one in its place', () => {
    const frame = tileFrame({ ...shared, entry: given.failRate, standing: given.summary.measures[2] });
    expect(named([frame], 'Fail rate').values).toEqual([null]);
    expect(named([frame], 'Fail rate').config).toMatchObject({ displayName: 'n 5', noValue: 'too little data' });
  });
});

test('changes: a dot each that was delivered, by no bot; what waits is told', () => {
  const frame = changesFrame(given.changes.items);
  expect(named([frame], 'hours to production').values).toEqual([6, 24]);
  expect(named([frame], 'change').values).toEqual(['acme/checkout@bbbbbbb', 'acme/checkout#7']);
  expect(frame.meta?.notices?.[0]?.text).toBe('1 change merged and not delivered yet: without a dot.');
});

test('shares of time, in the colours of work and waiting', () => {
  const frame = stagesFrame(given.shares);
  expect(frame.fields.slice(1).map(({ name, values }) => [name, values])).toEqual([
    ['coding', [0.2]],
    ['wait for review', [0.3]],
    ['review', [0.1]],
    ['wait for deploy', [0.4]],
  ]);
});

test('goals by status: ten statuses as six bars', () => {
  const frame = goalCountsFrame(given.organisation);
  expect(frame.fields.slice(1).map(({ name, values }) => [name, values])).toEqual([
    ['met', [2, 0]],
    ['on track', [2, 3]],
    ['at risk', [1, 0]],
    ['off track', [0, 0]],
    ['missed or learned', [0, 3]],
    ['too early', [0, 1]],
  ]);
});

test('investment: by the titles of objectives, what serves none in grey', () => {
  const frame = investmentFrame(given.investment, given.objectives);
  expect(named([frame], 'Customers get improvements every week').values).toEqual([0.6, 1]);
  expect(named([frame], 'not linked to an objective').values).toEqual([0.4, null]);
  expect(named([frame], 'not linked to an objective').config.color).toEqual({ mode: 'fixed', fixedColor: '#8e8e8e' });
});

test('events always have an end; their text is no HTML but for the link', () => {
  const frame = annotationsFrame(given.annotations.items, false);
  expect(named([frame], 'timeEnd').type).toBe(FieldType.time);
  expect(named([frame], 'timeEnd').values).toEqual([Date.UTC(2026, 10, 10), Date.UTC(2026, 10, 11, 4)]);
  expect(named([frame], 'tags').values).toEqual([['failed deployment', 'checkout-api'], ['incident']]);
  const [first] = named([frame], 'text').values as string[];
  expect(first).toContain('A change &lt;b&gt;was reverted&lt;');
  expect(first).toContain('<a href="https:');
});

test('the time of one goal is a region, those of several are moments', () => {
  const set = { ...given.annotations.items[1]!, kind: 'goal_set' as const };
  const ends = (regions: boolean) => named([annotationsFrame([set], regions)], 'timeEnd').values;
  expect(ends(true)).toEqual([Date.parse(set.time_end)]);
  expect(ends(false)).toEqual([Date.parse(set.time)]);
});

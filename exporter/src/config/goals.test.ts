import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import picomatch from 'picomatch';
import { day, hour } from '#domain/window.ts';
import type { Config } from './config.ts';
import { loadConfig } from './load.ts';
import { ConfigError } from './problems.ts';
import { gitType } from './source-types.fixture.ts';

const main = `time_zone: Europe/Berlin
sources:
  - { git: ., repository: acme/checkout }
teams:
  - { team: checkout, owns: [{ repository: acme/checkout }] }
  - { team: search, time_zone: America/New_York, owns: [{ repository: acme/checkout }] }
objectives:
  - { objective: grow, title: Grow }
  - { objective: faster, title: Faster, parent: grow }
`;
/** The example of the public surface. */
const example = `- id: checkout-lead-time
  team: checkout
  objective: faster
  why: customers wait
  measure: change_lead_time
  window: 28d
  baseline: { value: 55h }
  target: 50h
  stretch: 45h
  kind: committed
  start: 2026-07-01
  due: 2026-10-01
  guardrails: [{ measure: deployment_frequency, floor: 0.1 }]
`;

function load(files: Record<string, string>, demo?: { goals: unknown }): Config {
  const at = new Map(Object.entries(files).map(([name, text]) => [resolve('etc', name), text]));
  const readFile = (path: string): string => {
    const text = at.get(path);
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  };
  const listFiles = (directory: string, pattern: string): string[] =>
    [...at.keys()].filter((path) => picomatch(resolve(directory, pattern))(path));
  const options = { types: [gitType], env: {}, readFile, listFiles, ...(demo && { demo }) };
  return loadConfig('etc/waymark.yaml', options).config;
}
const inFiles = (goals: Record<string, string>): Config =>
  load({ 'waymark.yaml': `${main}goals: goals/*.yaml\n`, ...goals });
const one = (text: string): Config => inFiles({ 'goals/a.yaml': text });

function problems(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** The example with some of its lines written otherwise, or left out. */
function but(lines: Record<string, string | undefined>, text = example): string {
  return Object.entries(lines).reduce((result, [key, value]) => {
    const line = new RegExp(`^(?:- |  )${key}: .*\\n`, 'm');
    return value === undefined ? result.replace(line, '') : result.replace(line, `  ${key}: ${value}\n`);
  }, text);
}

test('the example of the public surface is read whole, in the unit of its measure and the zone of its team', () => {
  const { goals } = one(example);
  expect(goals).toEqual([
    {
      id: 'checkout-lead-time',
      team: 'checkout',
      objective: 'faster',
      why: 'customers wait',
      title: 'Change lead time: 50 h',
      by: { measure: 'change_lead_time' },
      window: 28 * day,
      baseline: { value: 55 * 3600 },
      target: 50 * 3600,
      stretch: 45 * 3600,
      kind: 'committed',
      start: Date.parse('2026-06-30T22:00:00Z'),
      due: Date.parse('2026-09-30T22:00:00Z'),
      guardrails: [{ measure: 'deployment_frequency', floor: 0.1 }],
      milestones: [
        { at: Date.parse('2026-07-31T14:00:00Z'), share: 0.2 },
        { at: Date.parse('2026-08-31T06:00:00Z'), share: 0.55 },
        { at: Date.parse('2026-09-30T22:00:00Z'), share: 1 },
      ],
    },
  ]);
});

test('milestones of ninety days are at 30, 60 and 90 days', () => {
  const [goal] = one(but({ start: '2026-01-01T00:00:00Z', due: '2026-04-01T00:00:00Z' })).goals;
  const start = goal?.start ?? NaN;
  expect(goal?.milestones.map(({ at, share }) => [(at - start) / day, share])).toEqual([
    [30, 0.2],
    [60, 0.55],
    [90, 1],
  ]);
});

test('one goal, a list, the list in place and that of the demo go through the same door', () => {
  const single = example.replace('- ', '  ').replace(/^ {2}/gm, '');
  const id = (config: Config): string[] => config.goals.map((goal) => goal.id);
  expect(id(one(single))).toEqual(['checkout-lead-time']);
  expect(id(inFiles({ 'goals/b.yaml': '# none yet\n', 'goals/a.yaml': example }))).toEqual(['checkout-lead-time']);
  expect(id(load({ 'waymark.yaml': `${main}goals:\n${example.replace(/^/gm, '  ').trimEnd()}\n` }))).toEqual([
    'checkout-lead-time',
  ]);
  const demo = { teams: [{ team: 'checkout', owns: [{ repository: 'a' }] }], goals: [{ id: 'x' }] };
  expect(problems(() => load({ 'waymark.yaml': '' }, demo))[0]).toBe(
    'etc/waymark.yaml:1:1: goals[0].why: is missing; it needs text'
  );
});

test('what is written otherwise: units, times, milestones, PromQL', () => {
  const text = `id: orders
team: search
objective: grow
why: they left
title: Fewer carts are lost
promql: 'sum(rate(orders_failed[28d])) / sum(rate(orders[28d]))'
unit: ratio
better: lower
window: 4w
target: 2.5 %
baseline: { value: 0.04, n: 900, window: 13w }
kind: learning
start: 2026-03-01
due: 2026-05-01T12:00:00+02:00
milestones: [{ at: 2026-04-01, share: 50% }, { at: 7d, share: 0.1 }]
review: 2w
owner: search
sponsor: Head of sales
hypothesis: If we ask less, then more is bought, because few have their number at hand
`;
  const goals = load({
    'waymark.yaml': `${main.replace('sources:', 'sources:\n  - prometheus: http://p:9090')}goals: goals/*.yaml\n`,
    'goals/a.yaml': text,
  }).goals;
  const start = Date.parse('2026-03-01T05:00:00Z');
  expect(goals).toMatchObject([
    {
      title: 'Fewer carts are lost',
      by: { promql: 'sum(rate(orders_failed[28d])) / sum(rate(orders[28d]))', unit: 'ratio', better: 'lower' },
      window: 28 * day,
      target: 0.025,
      baseline: { value: 0.04, n: 900, window: 91 * day },
      start,
      due: Date.parse('2026-05-01T10:00:00Z'),
      milestones: [
        { at: start + 7 * day, share: 0.1 },
        { at: Date.parse('2026-04-01T04:00:00Z'), share: 0.5 },
      ],
      review: 14 * day,
      owner: 'search',
      sponsor: 'Head of sales',
    },
  ]);
  expect(goals[0]?.milestones[1]?.at).toBe(start + 31 * day - hour);
});

test('a measure that is neither better high nor low says which way this team means', () => {
  const text = but({ measure: 'flow_velocity', baseline: undefined, stretch: undefined, target: '4' });
  expect(one(`${text}  better: higher\n`).goals[0]?.by).toEqual({ measure: 'flow_velocity', better: 'higher' });
  expect(problems(() => one(text))).toEqual([
    'etc/goals/a.yaml:5:12: [0].measure: is neither better high nor low by itself; say which this team means, by better',
  ]);
  expect(problems(() => one(`${example}  better: higher\n`))).toEqual([
    'etc/goals/a.yaml:14:11: [0].better: must be lower, as for everyone',
  ]);
});

describe('mistakes are told in the very file', () => {
  test('what is missing, why first', () => {
    expect(problems(() => one('- {}\n'))).toEqual([
      'etc/goals/a.yaml:1:3: [0].why: is missing; it needs text',
      'etc/goals/a.yaml:1:3: [0].id: is missing; it needs text',
      'etc/goals/a.yaml:1:3: [0].team: is missing; it needs text',
      'etc/goals/a.yaml:1:3: [0].objective: is missing; it needs text',
      'etc/goals/a.yaml:1:3: [0].target: is missing; it needs a number, or text as in 50h or 12%',
      'etc/goals/a.yaml:1:3: [0].start: is missing; it needs text',
      'etc/goals/a.yaml:1:3: [0].due: is missing; it needs text',
    ]);
  });

  test.each([
    [{ team: 'chekout' }, '2:9: [0].team: no such team; did you mean "checkout"?'],
    [{ objective: 'other' }, '3:14: [0].objective: no such objective; allowed: grow, faster'],
    [{ measure: 'change_leadtime' }, '5:12: [0].measure: no such measure; did you mean "change_lead_time"?'],
    [
      { measure: 'change_stage' },
      '5:12: [0].measure: has a value for each stage only, none for all together; choose another measure',
    ],
    [{ measure: undefined }, '1:3: [0].measure: is missing; it needs a measure of the catalog, or promql'],
    [{ window: '28 days' }, '6:11: [0].window: must be a duration, as in 7d, 28d or 13w'],
    [{ target: '12%' }, '8:11: [0].target: this measure counts in seconds, not in percent: give a number'],
    [{ target: 'fast' }, "8:11: [0].target: must be a number in the measure's unit, or text as in 30m, 50h, 7d, 12%"],
    [{ target: '-5' }, '8:11: [0].target: must not be below 0'],
    [{ target: '60h', stretch: '45h' }, '8:11: [0].target: must be below the baseline, as lower is better'],
    [{ stretch: '52h' }, '9:12: [0].stretch: must be below the target, as lower is better'],
    [{ kind: 'moonshot' }, '10:9: [0].kind: must be one of: committed, aspirational, learning'],
    [
      { start: '2026-02-30' },
      '11:10: [0].start: must be a date, as in 2026-07-01, or a time, as in 2026-07-01T09:00:00Z',
    ],
    [{ due: '2026-07-01' }, '12:8: [0].due: must be after start'],
    [
      { guardrails: '[{ measure: change_fail_rat, floor: 0.1 }]' },
      '13:27: [0].guardrails[0].measure: no such measure; did you mean "change_fail_rate"?',
    ],
    [
      { guardrails: '[{ measure: change_fail_rate, floor: 12 }]' },
      '13:52: [0].guardrails[0].floor: must be a share from 0 to 1, or text as in 12%',
    ],
    [
      { guardrails: '[{ measure: change_lead_time, floor: 1h }]' },
      '13:27: [0].guardrails[0].measure: must be another measure than that of the goal',
    ],
    [
      { guardrails: '[{ measure: ci_runs, floor: 1 }]' },
      '13:27: [0].guardrails[0].measure: is neither better high nor low, so no value of it is the worst allowed; choose another',
    ],
    [
      { why: 'ask ann@example.org' },
      '4:8: [0].why: names no person: leave out e-mail addresses and @mentions, name a team or a role',
    ],
  ])('%j', (lines, told) => {
    expect(problems(() => one(but(lines)))).toEqual([`etc/goals/a.yaml:${told}`]);
  });

  test('an unknown key, PromQL without all that it needs', () => {
    const told = problems(() => one(`${but({ measure: undefined })}  promql: up\n  sponser: CTO\n`));
    expect(told).toEqual([
      expect.stringContaining('a.yaml:14:3: [0].sponser: unknown key; did you mean "sponsor"? allowed: why, id, team'),
    ]);
    expect(problems(() => one(`${but({ measure: undefined })}  promql: up\n`))).toEqual([
      'etc/goals/a.yaml:1:3: [0].unit: is missing; PromQL needs it, as in seconds, ratio or orders',
      'etc/goals/a.yaml:1:3: [0].better: is missing; PromQL needs it: lower or higher',
      'etc/goals/a.yaml:13:11: [0].promql: needs a Prometheus to ask: add { prometheus: ADDRESS } to sources',
    ]);
  });

  test('an id twice, in two files; broken YAML; those of the configuration beside them', () => {
    const files = { 'goals/a.yaml': example, 'goals/b.yaml': but({ team: 'nobody' }), 'goals/c.yaml': 'id: "x\n' };
    expect(problems(() => inFiles(files))).toEqual([
      'etc/goals/b.yaml:1:7: [0].id: the same as in etc/goals/a.yaml:1; each may be there once',
      'etc/goals/b.yaml:2:9: [0].team: no such team; allowed: checkout, search',
      expect.stringMatching(/^etc\/goals\/c\.yaml:\d+:\d+: /),
    ]);
    const bad = `${main}bots: maybe\ngoals: goals/*.yaml\n`;
    expect(problems(() => load({ 'waymark.yaml': bad, 'goals/a.yaml': but({ due: '2020-01-01' }) }))).toEqual([
      'etc/waymark.yaml:10:7: bots: must be one of: in, out',
      'etc/goals/a.yaml:12:8: [0].due: must be after start',
    ]);
  });

  test('in the list in place they stand among the others, each once', () => {
    const place = but({ due: '2020-01-01' }).replace(/^/gm, '  ').trimEnd();
    expect(problems(() => load({ 'waymark.yaml': `${main}bots: in\ngoals:\n${place}\nbots: maybe\n` }))).toEqual([
      'etc/waymark.yaml:23:10: goals[0].due: must be after start',
      expect.stringContaining('this key is there twice'),
      'etc/waymark.yaml:25:7: bots: must be one of: in, out',
    ]);
  });

  test('what is not a goal; a file that is not there', () => {
    expect(problems(() => one('7\n'))).toEqual(['etc/goals/a.yaml:1:1: (file): must be a map of keys, not a number']);
    expect(
      problems(() =>
        loadConfig('etc/waymark.yaml', {
          types: [gitType],
          env: {},
          readFile: (path) => {
            if (path === resolve('etc/waymark.yaml')) return `${main}goals: goals.yaml\n`;
            throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
          },
        })
      )
    ).toEqual(['etc/goals.yaml:1:1: (file): the file cannot be read (ENOENT); the configuration names it under goals']);
  });
});

test('what is to be said of a goal later is said at its place', () => {
  const config = one(example);
  expect(config.goalProblem('checkout-lead-time', 'is hard')).toEqual({
    file: 'etc/goals/a.yaml',
    line: 1,
    column: 3,
    path: '[0]',
    message: 'is hard',
  });
});

import { describe, expect, test } from '@jest/globals';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';
import type { Signal } from './signal.ts';
import { questionOf, signalText, valueText, verdictText } from './words.ts';

const reader = { now: Date.parse('2026-11-26T12:00Z'), timeZone: 'Europe/Berlin' };
const minute = 60;
const signal: Signal = {
  measure: 'change_lead_time',
  direction: 'worse',
  rule: 'limit',
  // Monday 19 October in Berlin
  since: Date.parse('2026-10-18T22:00Z'),
  seenAt: Date.parse('2026-10-25T23:00Z'),
  before: 13 * minute,
  after: 19 * minute,
};
const said = (unit: Measure['unit'], before: number, after: number) =>
  signalText({ unit }, { ...signal, before, after }, reader);

describe('what the data say', () => {
  test('13 → 19 min since 19 Oct', () => {
    expect(signalText({ unit: 'seconds' }, signal, reader)).toBe('13 → 19 min since 19 Oct');
  });

  test('over: from and to; another year is named', () => {
    const until = Date.parse('2026-11-01T23:00Z');
    expect(signalText({ unit: 'seconds' }, { ...signal, until }, reader)).toBe('13 → 19 min from 19 Oct to 2 Nov');
    const since = Date.parse('2025-09-08T00:00Z');
    expect(signalText({ unit: 'seconds' }, { ...signal, since }, reader)).toBe('13 → 19 min since 8 Sep 2025');
  });

  test.each([
    ['seconds', 40, 95, '40 → 95 s'],
    ['seconds', 5400, 10_800, '1.5 → 3 h'],
    ['seconds', 86_400, 5 * 86_400, '1 → 5 days'],
    ['ratio', 0.08, 0.19, '8 → 19 %'],
    ['per_day', 3.1, 1.2, '3.1 → 1.2 a day'],
    ['per_day', 5 / 7, 2 / 7, '5 → 2 a week'],
    ['per_day', 3 / 28, 1 / 28, '3 → 1 in 4 weeks'],
    ['items_per_week', 12, 19, '12 → 19 items a week'],
    ['lines', 120, 80, '120 → 80 lines'],
    // far apart
    ['seconds', 40 * 60, 5 * 86_400, '40 min → 5 days'],
    ['items_per_week', 3, 0, '3 → 0 items a week'],
    // enough digits to tell them apart
    ['seconds', 13.2 * 60, 13.4 * 60, '13.2 → 13.4 min'],
  ] as const)('%s: %d and %d', (unit, before, after, text) => {
    expect(said(unit, before, after)).toBe(`${text} since 19 Oct`);
  });

  test('one value', () => {
    expect(valueText('ratio', 0.125)).toBe('13 %');
    expect(valueText('seconds', 7.2 * 3600)).toBe('7.2 h');
  });
});

describe('the last 13 weeks', () => {
  const change = { before: 780, after: 1140, low: -60, high: 700, n: 13 };

  test('no clear change is a normal sentence', () => {
    expect(verdictText({ unit: 'seconds', better: 'lower' }, { verdict: 'no_clear_change', n: 13, change })).toBe(
      'no clear change · 19 min'
    );
  });

  test('a clear one, better or worse or neither', () => {
    const clear = { ...change, low: 60 };
    const text = '13 → 19 min in the last 13 weeks';
    expect(verdictText({ unit: 'seconds', better: 'lower' }, { verdict: 'worse', n: 13, change: clear })).toBe(text);
    expect(
      verdictText({ unit: 'seconds', better: 'neither' }, { verdict: 'no_clear_change', n: 13, change: clear })
    ).toBe(text);
  });

  test('too little data says how little', () => {
    expect(verdictText({ unit: 'seconds', better: 'lower' }, { verdict: 'too_little_data', n: 5 })).toBe(
      'too little data · n 5'
    );
  });
});

describe('every measure has one question for each direction, in plain words that blame nobody', () => {
  const jargon =
    /\b(sigma|variance|deviations?|p-value|significan\w*|percentile|quantile|median|outliers?|baseline|regression|correlat\w*|stochastic|chart|limits?|XmR|MTTR|KPIs?|leverage|synerg\w*|utili[sz]ation)\b/i;
  const blame =
    /\b(who|whose|whom|blame|fault|guilty|culprit|careless|lazy|neglect\w*|should have|failed to|bad|poor|wrong|people|person)\b/i;

  test.each(measures.map((measure): [string, Measure] => [measure.name, measure]))('%s', (_, measure) => {
    for (const direction of ['better', 'worse'] as const) {
      const question = questionOf(measure, direction);
      expect(question).toMatch(/^[A-Z][^?.!]*\?$/);
      expect(question).not.toMatch(jargon);
      expect(question).not.toMatch(blame);
    }
  });
});

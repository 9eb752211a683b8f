import { describe, expect, test } from '@jest/globals';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';
import type { Signal } from './signal.ts';
import { questionOf, signalText, verdictText } from './words.ts';

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

  test('in the words of the measure', () => {
    const changes = { before: 0.08, after: 0.19 };
    expect(signalText({ unit: 'ratio' }, { ...signal, ...changes }, reader)).toBe('8 → 19 % since 19 Oct');
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

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarSteps, periods, periodStart } from './calendar.ts';
import { day, hour } from './window.ts';

const at = (text: string) => Date.parse(text);
const starts = (found: readonly { from: number }[]) => found.map(({ from }) => new Date(from).toISOString());

describe('periods', () => {
  test('days of Europe/Berlin have 23 and 25 hours when the clocks change', () => {
    const spring = periods('day', { from: at('2026-03-27T23:00Z'), to: at('2026-03-31T00:00Z') }, 'Europe/Berlin');
    expect(starts(spring)).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
    expect(spring.map(({ from, to }) => (to - from) / hour)).toEqual([24, 23, 24, 24]);
    const [autumn] = periods('day', { from: at('2026-10-24T22:00Z'), to: at('2026-10-25T22:00Z') }, 'Europe/Berlin');
    expect(autumn).toEqual({ from: at('2026-10-24T22:00Z'), to: at('2026-10-25T23:00Z'), days: 1 });
  });

  test('an ISO week of Europe/Berlin with the change has 167 hours and seven days', () => {
    const [week] = periods('week', { from: at('2026-03-22T23:00Z'), to: at('2026-03-23T00:00Z') }, 'Europe/Berlin');
    expect(week).toEqual({ from: at('2026-03-22T23:00Z'), to: at('2026-03-29T22:00Z'), days: 7 });
  });

  test('the first ISO week of 2026 begins in 2025, and its last one ends in 2027', () => {
    const weeks = periods('week', { from: at('2025-12-28T00:00Z'), to: at('2027-01-05T00:00Z') }, 'UTC');
    expect(starts(weeks)[0]).toBe('2025-12-29T00:00:00.000Z');
    expect(starts(weeks).at(-2)).toBe('2026-12-28T00:00:00.000Z');
    expect(starts(weeks).at(-1)).toBe('2027-01-04T00:00:00.000Z');
    expect(weeks).toHaveLength(54); // 2026 has 53 ISO weeks
  });

  test('a leap February has 29 days, and a leap day is one', () => {
    const months = periods('month', { from: at('2024-01-01T00:00Z'), to: at('2024-04-01T00:00Z') }, 'UTC');
    expect(months.map(({ days }) => days)).toEqual([31, 29, 31]);
    const [leap] = periods('day', { from: at('2024-02-29T00:00Z'), to: at('2024-02-29T12:00Z') }, 'UTC');
    expect(leap).toEqual({ from: at('2024-02-29T00:00Z'), to: at('2024-03-01T00:00Z'), days: 1 });
  });

  test('months and quarters begin at midnight of the zone, in summer time and in winter time', () => {
    const quarters = periods(
      'quarter',
      { from: at('2025-12-31T23:00Z'), to: at('2026-12-31T00:00Z') },
      'Europe/Berlin'
    );
    expect(starts(quarters)).toEqual([
      '2025-12-31T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
      '2026-06-30T22:00:00.000Z',
      '2026-09-30T22:00:00.000Z',
    ]);
    expect(quarters.map(({ days }) => days)).toEqual([90, 91, 92, 92]);
  });

  test('only periods that start in the range, its end left out', () => {
    const range = { from: at('2026-01-01T00:00:00.001Z'), to: at('2026-03-01T00:00Z') };
    expect(starts(periods('month', range, 'UTC'))).toEqual(['2026-02-01T00:00:00.000Z']);
    expect(periods('month', { from: range.to, to: range.to }, 'UTC')).toEqual([]);
  });

  test('a day whose midnight the clocks jump over begins with its first moment', () => {
    // Cairo, 25 April 2025: 00:00 became 01:00 of summer time
    const [friday] = periods('day', { from: at('2025-04-24T22:00Z'), to: at('2025-04-24T23:00Z') }, 'Africa/Cairo');
    expect(friday).toEqual({ from: at('2025-04-24T22:00Z'), to: at('2025-04-25T21:00Z'), days: 1 });
  });

  test('a day that has two midnights begins with the first', () => {
    // Havana, 1 November 2026: 01:00 became 00:00
    const [sunday] = periods('day', { from: at('2026-11-01T04:00Z'), to: at('2026-11-01T05:00Z') }, 'America/Havana');
    expect(sunday).toEqual({ from: at('2026-11-01T04:00Z'), to: at('2026-11-02T05:00Z'), days: 1 });
  });

  test('a date that a zone left out is no day', () => {
    const found = periods('day', { from: at('2011-12-29T10:00Z'), to: at('2012-01-01T00:00Z') }, 'Pacific/Apia');
    expect(starts(found)).toEqual(['2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z']);
  });

  test('times before 1970', () => {
    expect(periods('month', { from: at('1969-02-01T00:00Z'), to: at('1969-02-02T00:00Z') }, 'UTC')).toEqual([
      { from: at('1969-02-01T00:00Z'), to: at('1969-03-01T00:00Z'), days: 28 },
    ]);
  });

  test('an unknown zone is refused', () => {
    expect(() => periods('day', { from: 0, to: day }, 'Europe/Nowhere')).toThrow(RangeError);
  });

  test('in every zone they follow each other without a gap, and each holds its own start', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.constantFrom(...calendarSteps),
        fc.constantFrom(...zones),
        fc.integer({ min: at('1975-01-01T00:00Z'), max: at('2030-01-01T00:00Z') }),
        (step, zone, from) => {
          const found = periods(step, { from, to: from + 200 * day }, zone);
          found.forEach((period, index) => {
            expect(period.from).toBe(found[index - 1]?.to ?? period.from);
            expect(periodStart(step, period.from, zone)).toBe(period.from);
            expect(periodStart(step, period.to - 1, zone)).toBe(period.from);
          });
        }
      ),
      { numRuns: 60 }
    );
  });
});

test('periodStart finds the period around an instant', () => {
  expect(periodStart('week', at('2027-01-01T12:00Z'), 'UTC')).toBe(at('2026-12-28T00:00Z'));
  expect(periodStart('quarter', at('2024-02-29T12:00Z'), 'America/New_York')).toBe(at('2024-01-01T05:00Z'));
});

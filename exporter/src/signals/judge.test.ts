import { describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { changeFailRate } from '#measures/change-fail-rate.ts';
import { changeLeadTime } from '#measures/change-lead-time.ts';
import { deploymentFrequency } from '#measures/deployment-frequency.ts';
import { failedDeploymentRecoveryTime } from '#measures/failed-deployment-recovery-time.ts';
import { flowVelocity } from '#measures/flow-velocity.ts';
import { judge } from './judge.ts';
import { deployments, judged, leadTimes, monday, week, weekOf } from './judge.fixture.ts';
import { binomial, normal, poisson, random } from './random.fixture.ts';

/** Hours that go up and down by a fifth around a level. */
const steady = (level: number, weeks: number) =>
  Array.from({ length: weeks }, (_, index) => level * ([1, 1.2, 0.9, 1.1, 0.85][index % 5] ?? 1));
const seen = ({ signals }: ReturnType<typeof judged>) =>
  signals.map(({ direction, rule, since, seenAt, until }) => ({
    direction,
    rule,
    since: weekOf(since),
    seenAt: weekOf(seenAt),
    ...(until !== undefined && { until: weekOf(until) }),
  }));

describe('weekly medians', () => {
  test('a quiet year has no signal, limits that grow surer and then stay, and no clear change', () => {
    const found = judged(changeLeadTime, leadTimes(steady(10, 52)), 52);
    expect(found.signals).toEqual([]);
    expect(found.verdict).toBe('no_clear_change');
    expect(found.n).toBe(13);
    // learned from 8, 12, 16, 20 and 26 weeks; drawn from the first week on
    expect(found.usual.map(({ from }) => weekOf(from))).toEqual([0, 12, 16, 20, 26]);
    const { lower = NaN, centre = NaN, upper = NaN } = found.usual.at(-1) ?? {};
    expect(centre / 3600).toBeCloseTo(10, 0);
    expect(Math.log(upper / centre)).toBeCloseTo(Math.log(centre / lower), 8);
  });

  test('twice as long since week 30: worse, until now, and marked', () => {
    const facts = leadTimes([...steady(10, 30), ...steady(40, 10)]);
    const found = judged(changeLeadTime, facts, 40);
    expect(seen(found)).toEqual([{ direction: 'worse', rule: 'limit', since: 30, seenAt: 31 }]);
    const [signal] = found.signals;
    expect(signal?.before).toBe(found.usual.at(-1)?.centre);
    expect((signal?.after ?? NaN) / 3600).toBeCloseTo(40, -0.5);
    expect(found.weeks.filter((each) => each.signal === 'worse').map(({ from }) => weekOf(from))).toEqual(
      Array.from({ length: 10 }, (_, index) => 30 + index)
    );
    expect(found.verdict).toBe('worse');
    expect(found.change?.low).toBeGreaterThan(0);
  });

  test('a quarter of it: better; over when a week is back on the other side', () => {
    const facts = leadTimes([...steady(10, 30), ...steady(2.5, 3), ...steady(12, 7)]);
    expect(seen(judged(changeLeadTime, facts, 40))).toEqual([
      { direction: 'better', rule: 'limit', since: 30, seenAt: 31, until: 33 },
    ]);
  });

  test('eight weeks on one side are a note, from the first of them', () => {
    const facts = leadTimes([...steady(10, 30), ...Array<number>(10).fill(11)]);
    expect(seen(judged(changeLeadTime, facts, 40))).toEqual([
      { direction: 'worse', rule: 'run', since: 30, seenAt: 38 },
    ]);
  });

  test('a note is not over with one week on the other side', () => {
    const facts = leadTimes([...steady(10, 30), ...Array<number>(9).fill(11), 9, 11, 11, 9, 9, 11]);
    expect(seen(judged(changeLeadTime, facts, 45))).toEqual([
      { direction: 'worse', rule: 'run', since: 30, seenAt: 38, until: 43 },
    ]);
  });

  test('seven complete weeks: neither limits nor signals, however far the eighth goes', () => {
    const found = judged(changeLeadTime, leadTimes([...steady(10, 7), 500]), 8);
    expect(found).toMatchObject({ signals: [], usual: [], verdict: 'too_little_data' });
  });

  test('a running week is not judged', () => {
    const facts = leadTimes([...steady(10, 30), 400]);
    expect(judged(changeLeadTime, facts, 30, { at: 5 * day }).signals).toEqual([]);
    expect(judged(changeLeadTime, facts, 31).signals).toHaveLength(1);
  });

  test('the same in minutes as in hours', () => {
    const hours = [...steady(10, 30), ...steady(30, 6)];
    const slow = judged(changeLeadTime, leadTimes(hours.map((value) => value * 60)), 36);
    const fast = judged(changeLeadTime, leadTimes(hours), 36);
    expect(seen(slow)).toEqual(seen(fast));
    slow.usual.forEach(({ upper }, index) => {
      expect(upper / (fast.usual[index]?.upper ?? NaN)).toBeCloseTo(60, 6);
    });
  });

  test('what was said at a time is still said of it later', () => {
    const hours = [...steady(10, 12), 90, ...steady(10, 9), ...steady(45, 6), ...steady(9, 20), ...steady(2, 5)];
    const facts = leadTimes(hours);
    const whole = judged(changeLeadTime, facts, hours.length);
    expect(whole.signals.length).toBeGreaterThan(2);
    for (let now = 0; now < hours.length; now++) {
      const then = judged(changeLeadTime, facts, now);
      const known = leadTimes(hours.slice(0, now));
      expect(then).toEqual(judged(changeLeadTime, known, now));
      expect(seen(then).map(({ since, rule, direction }) => ({ since, rule, direction }))).toEqual(
        seen(whole)
          .filter(({ seenAt }) => seenAt <= now)
          .map(({ since, rule, direction }) => ({ since, rule, direction }))
      );
      expect(whole.usual.slice(0, then.usual.length)).toEqual(then.usual);
      expect(whole.weeks.slice(0, then.weeks.length)).toEqual(then.weeks);
    }
  });
});

describe('whatever gives the alarm, what was said at a time is still said of it later', () => {
  const next = random(5);
  const weeks = 70;
  const times = (index: number) => (index >= 30 && index < 45 ? 0.2 : index >= 60 ? 3 : 1);
  const counts = (mean: number) => Array.from({ length: weeks }, (_, index) => poisson(next, mean * times(index)));
  const failed = (of: readonly number[]) => of.map((count, index) => binomial(next, count, 0.15 * times(index)));
  const [often, seldom, many] = [counts(6), counts(1), Array<number>(weeks).fill(12)];
  const rebases = [{ at: week(50), from: week(30) }];

  test.each([
    ['counts', deploymentFrequency, often, []],
    ['gaps', deploymentFrequency, seldom, []],
    ['trials', changeFailRate, many, failed(many)],
  ] as const)('%s', (_, measure, each, bad) => {
    const facts = (known: number) => deployments(each.slice(0, known), bad.slice(0, known));
    const ids = ({ signals }: ReturnType<typeof judged>, until: number) =>
      signals
        .filter(({ seenAt }) => seenAt <= until)
        .map(({ direction, rule, since, seenAt }) => ({ direction, rule, since, seenAt }));
    const whole = judged(measure, facts(weeks), weeks, { rebases });
    expect(whole.signals.length).toBeGreaterThan(1);
    for (let now = 9; now < weeks; now += 3) {
      const then = judged(measure, facts(now), now, { rebases });
      expect(judged(measure, facts(weeks), now, { rebases })).toEqual(then);
      expect(ids(then, Infinity)).toEqual(ids(whole, week(now)));
    }
  });
});

describe('limits are only set anew by a decision', () => {
  const facts = leadTimes([...steady(10, 30), ...steady(40, 30)]);

  test('without one the new level stays a signal for good', () => {
    expect(seen(judged(changeLeadTime, facts, 60))).toEqual([
      { direction: 'worse', rule: 'limit', since: 30, seenAt: 31 },
    ]);
  });

  test('with one the signal ends, and the new limits come from what was measured since', () => {
    const rebases = [{ at: week(40), from: week(30) }];
    const found = judged(changeLeadTime, facts, 60, { rebases });
    expect(seen(found)).toEqual([{ direction: 'worse', rule: 'limit', since: 30, seenAt: 31, until: 40 }]);
    const [last] = found.usual.slice(-1);
    expect((last?.centre ?? NaN) / 3600).toBeCloseTo(40, -0.5);
    expect(found.usual.map(({ from }) => weekOf(from))).toEqual([0, 12, 16, 20, 26, 40, 42, 46, 50, 56]);
  });

  test('a decision of the future is not known yet', () => {
    const rebases = [{ at: week(40), from: week(30) }];
    expect(judged(changeLeadTime, facts, 39, { rebases })).toEqual(judged(changeLeadTime, facts, 39));
  });

  test('one is proposed when the cause is written, the change is to last and has lasted eight weeks', () => {
    const cause = { at: week(30), kind: 'cause', written: true, lasting: true } as const;
    const proposal = (weeks: number, explanations: readonly Parameters<typeof Object.assign>[0][]) =>
      judged(changeLeadTime, facts, weeks, { explanations: explanations as (typeof cause)[] }).proposal;
    expect(proposal(38, [cause])).toEqual({ at: week(38), from: week(30) });
    expect(proposal(37, [cause])).toBeUndefined();
    expect(proposal(38, [])).toBeUndefined();
    expect(proposal(38, [{ ...cause, written: false }])).toBeUndefined();
    expect(proposal(38, [{ ...cause, lasting: false }])).toBeUndefined();
    expect(judged(changeLeadTime, leadTimes(steady(10, 50)), 50, { explanations: [cause] }).proposal).toBeUndefined();
    const rebases = [{ at: week(38), from: week(30) }];
    expect(judged(changeLeadTime, facts, 50, { explanations: [cause], rebases }).proposal).toBeUndefined();
  });
});

describe('counts', () => {
  const usual = [5, 7, 4, 6, 8, 5, 6, 4, 7, 5];
  const many = (weeks: number) => Array.from({ length: weeks }, (_, index) => usual[index % 10] ?? 0);

  test('weeks without a deployment are a signal where six are usual', () => {
    const found = judged(deploymentFrequency, deployments([...many(30), 0, 0, ...many(8)]), 40);
    expect(seen(found)).toEqual([{ direction: 'worse', rule: 'limit', since: 30, seenAt: 31, until: 33 }]);
    expect((found.signals[0]?.before ?? NaN) * 7).toBeCloseTo(5.7, 0);
    // 0, 0 and 5 in three weeks
    expect(found.signals[0]?.after).toBeCloseTo(5 / 21, 10);
  });

  test('three times as many are good news', () => {
    const found = judged(deploymentFrequency, deployments([...many(30), ...many(13).map((count) => count * 3)]), 43);
    expect(seen(found)).toMatchObject([{ direction: 'better', rule: 'limit', since: 30 }]);
    expect(found.verdict).toBe('better');
  });
});

describe('fewer than two a week: the times between them', () => {
  const often = (weeks: number) => Array.from({ length: weeks }, (_, index) => [1, 2, 1, 1, 0][index % 5] ?? 0);

  test('a long silence is a signal while it lasts', () => {
    const facts = deployments([...often(30), ...Array<number>(12).fill(0)]);
    const found = judged(deploymentFrequency, facts, 42);
    expect(seen(found)).toMatchObject([{ direction: 'worse', rule: 'gap' }]);
    const [signal] = found.signals;
    // since the last deployment; seen before the end
    expect(weekOf(signal?.since ?? NaN)).toBeGreaterThan(28);
    expect(weekOf(signal?.since ?? NaN)).toBeLessThan(29);
    expect(signal?.seenAt).toBeLessThan(week(42));
    expect(signal?.until).toBeUndefined();
    expect(signal?.after).toBe(0);
    // the week in which it was first too long
    const [marked] = found.weeks.filter((each) => each.signal === 'worse');
    expect(marked?.from).toBeLessThan(signal?.seenAt ?? NaN);
    expect(marked?.to).toBeGreaterThanOrEqual(signal?.seenAt ?? NaN);
    expect(judged(deploymentFrequency, facts, 42, { at: -1 }).signals[0]?.seenAt).toBe(signal?.seenAt);
  });

  test('what is usual is that of 28 days: none is, for a team of one a week', () => {
    const found = judged(deploymentFrequency, deployments(often(30)), 30);
    const { lower = NaN, centre = NaN, upper = NaN } = found.usual.at(-1) ?? {};
    expect(centre * 7).toBeCloseTo(1, 0);
    expect(lower * 28).toBeGreaterThanOrEqual(0);
    expect(lower * 28).toBeLessThanOrEqual(1);
    expect(upper * 28).toBeGreaterThan(8);
    expect(upper * 28).toBeLessThan(14);
  });
});

describe('ratios', () => {
  const ten = (weeks: number) => Array<number>(weeks).fill(10);
  const one = (weeks: number) => Array<number>(weeks).fill(1);

  test('one of ten, then five of ten: worse as soon as four weeks hold too many', () => {
    const facts = deployments(ten(40), [...one(30), ...Array<number>(10).fill(5)]);
    const found = judged(changeFailRate, facts, 41);
    // 4 of 40 are usual; 8 of 40 are not rare yet, 12 of 40 are
    expect(seen(found)).toEqual([{ direction: 'worse', rule: 'ratio', since: 28, seenAt: 32 + 3 / 7 }]);
    expect(found.signals[0]).toMatchObject({ before: 0.1 });
    expect(found.verdict).toBe('worse');
    expect(found.n).toBe(130);
  });

  test('what is usual is that of 28 days', () => {
    const [last] = judged(changeFailRate, deployments(ten(40), one(40)), 41).usual.slice(-1);
    // so many of 40 that neither tail is 1 % or less: 0 to 9
    expect(last).toMatchObject({ lower: 0, centre: 0.1, upper: 0.225 });
  });

  test('fewer than thirty trials teach nothing; more weeks of them do', () => {
    expect(judged(changeFailRate, deployments(one(28)), 29).usual).toEqual([]);
    expect(judged(changeFailRate, deployments(one(60)), 61).usual).toHaveLength(1);
  });

  test('twice as many failures as usual are no signal for a team of three deployments a week', () => {
    const usual = Array.from({ length: 36 }, (_, index) => (index % 3 === 0 ? 1 : 0));
    const facts = deployments(Array<number>(40).fill(3), [...usual, 1, 1, 0, 1]);
    expect(judged(changeFailRate, facts, 41).signals).toEqual([]);
  });
});

test('recovery: one point a failure', () => {
  const facts = (minutes: readonly number[]) => ({
    deployments: minutes.map((took, index) => {
      const at = week(index) + day;
      return { at, failed: true, recovered: at + took * 60_000 };
    }),
  });
  const usual = [30, 45, 20, 60, 35, 25, 50, 40, 30, 55, 28, 36, 44, 33];
  const found = judged(failedDeploymentRecoveryTime, facts([...usual, 900]), 16);
  expect(seen(found)).toMatchObject([{ direction: 'worse', rule: 'limit' }]);
  expect(found.signals[0]?.since).toBe(week(14) + day + 900 * 60_000);
  expect(judged(failedDeploymentRecoveryTime, facts([...usual.slice(0, 11), 900]), 13).signals).toEqual([]);
});

test('a measure that is better neither way has what is usual, but no signal and no direction', () => {
  const items = Array.from({ length: 60 }, (_, index) => (index < 47 ? 6 + (index % 3) : 20)).flatMap((count, index) =>
    Array.from({ length: count }, (_, nth) => ({ start: week(index), end: week(index) + (nth + 1) * 3_600_000 }))
  );
  const found = judged(flowVelocity, { items }, 60);
  expect(found).toMatchObject({ signals: [], verdict: 'no_clear_change' });
  expect(found.change?.low).toBeGreaterThan(0);
  expect(found.usual.at(-1)?.centre).toBeCloseTo(7, 0);
});

test('no facts: nothing to say', () => {
  expect(judged(changeLeadTime, {}, 0)).toMatchObject({
    weeks: [],
    usual: [],
    signals: [],
    verdict: 'too_little_data',
    n: 0,
  });
  expect(monday).toBe(week(0));
});

describe('weeks of which it is known what happened to them', () => {
  const next = random(2026);
  const labels = { better: 0.5, no_clear_change: 1, worse: 2 } as const;
  const verdicts = Object.entries(labels).map(([label, times]) => {
    const counts = { better: 0, no_clear_change: 0, worse: 0, too_little_data: 0 };
    for (let series = 0; series < 60; series++) {
      const hours = Array.from(
        { length: 39 },
        (_, index) => (index < 26 ? 20 : 20 * times) * Math.exp(0.4 * normal(next))
      );
      counts[judged(changeLeadTime, leadTimes(hours), 39).verdict]++;
    }
    return [label, counts] as const;
  });

  test.each(verdicts)('%s', (label, counts) => {
    const { better, worse, too_little_data: unknown } = counts;
    expect(unknown).toBe(0);
    if (label === 'no_clear_change') expect(better + worse).toBeLessThanOrEqual(2);
    else {
      // half or twice as long is found in more than nine of ten, and never taken for its opposite
      expect(counts[label as 'better' | 'worse']).toBeGreaterThan(54);
      expect(label === 'better' ? worse : better).toBe(0);
    }
  });
});

test('says too little data where no source has ended a pull', () => {
  const empty = { at: new Float64Array(), value: new Float64Array(), leftOutAt: new Float64Array() };
  const coverage = { from: NaN, until: NaN, firstFactAt: NaN, knows: new Set<never>() };
  const verdict = judge(changeLeadTime, empty, { now: Date.UTC(2026, 0, 1), coverage }, { timeZone: 'UTC' });
  expect(verdict).toMatchObject({ weeks: [], signals: [], verdict: 'too_little_data', n: 0 });
});

test('equal weeks lie on no side of their mean, whatever its last digit', () => {
  const { signals, verdict } = judged(changeLeadTime, leadTimes(Array.from({ length: 45 }, () => 7.3)), 45);
  expect(signals).toEqual([]);
  expect(verdict).toBe('no_clear_change');
});

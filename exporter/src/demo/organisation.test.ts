import { describe, expect, test } from '@jest/globals';
import type { Fact } from '#domain/facts.ts';
import { day, hour } from '#domain/window.ts';
import { type Era, eraOf } from './era.ts';
import { delivery, factsOf } from './organisation.ts';
import { networkOutage } from './outages.ts';
import { teams } from './teams.ts';
import { itemsOf } from './work.ts';

/** A year of months: each begins on another weekday, and the turn of the year is there. */
const eras = Array.from({ length: 12 }, (_, month) => eraOf(Date.UTC(2026, month, 1)));
const habitsOf = (name: string) => {
  const habits = teams.find(({ team }) => team === name);
  if (!habits) throw new Error(`no team ${name}`);
  return habits;
};
const isA =
  <Kind extends Fact['fact']>(kind: Kind) =>
  (fact: Fact): fact is Extract<Fact, { fact: Kind }> =>
    fact.fact === kind;
const checkout = habitsOf('checkout');
const weekday = (time: number): number => new Date(time).getUTCDay();
/** Each six hours of an era's month and the two months after it. */
const looks = ({ month }: Era): number[] => Array.from({ length: 90 * 4 }, (_, index) => month + index * 6 * hour);

test('there are six teams, the first of which is checkout', () => {
  expect(teams.map(({ team }) => team)).toEqual(['checkout', 'payments', 'search', 'identity', 'messaging', 'loyalty']);
});

test('the same month gives the same facts, another month gives others', () => {
  const [first, second] = [eraOf(Date.UTC(2026, 4, 1)), eraOf(Date.UTC(2026, 5, 1))];
  const told = (era: Era): string => JSON.stringify([factsOf('code', era), factsOf('work', era)]);
  const text = told(first);
  expect(told(eraOf(Date.UTC(2026, 4, 30, 23))) === text).toBe(true);
  expect(told(second) === text).toBe(false);
});

test('the history is 18 months long, and weekends are quiet', () => {
  for (const era of eras.slice(0, 2)) {
    const changes = factsOf('code', era).filter(isA('change'));
    const times = changes.map(({ mergedAt }) => mergedAt);
    expect(Math.min(...times) - era.from).toBeLessThan(4 * day);
    expect(era.month - era.from).toBe(548 * day);
    const quiet = times.filter((time) => weekday(time) === 0 || weekday(time) === 6);
    expect(quiet.length / times.length).toBeLessThan(0.02);
  }
});

describe.each(eras)('checkout has something to show at any time of the month $month and the two after it', (era) => {
  const { merges, releases } = delivery(checkout, era);
  const times = looks(era);
  const without = (there: (now: number) => boolean): string[] =>
    times.filter((now) => !there(now)).map((now) => new Date(now).toISOString());

  test('a change that waits for its release', () => {
    const waits = (now: number): boolean => {
      const last = releases.findLast(({ at, isRollback }) => at <= now && !isRollback);
      return merges.some(({ at }) => at <= now && at > (last?.holds.at ?? 0));
    };
    expect(without(waits)).toEqual([]);
  });

  test('a failed release that was mended within four weeks', () => {
    const mended = releases.filter(({ isPatch, isRollback }) => isPatch || isRollback);
    expect(without((now) => mended.some(({ at }) => at <= now && at > now - 28 * day))).toEqual([]);
  });

  test('work in progress', () => {
    const items = itemsOf(factsOf('work', era).filter(isA('work_item'))).filter(({ id }) =>
      id.startsWith('acme/checkout-')
    );
    expect(without((now) => items.some(({ startedAt, endedAt }) => startedAt <= now && endedAt > now))).toEqual([]);
  });
});

test('checkout has a pull request open at any time', () => {
  const [era] = eras;
  if (!era) throw new Error('there is no month');
  const proposals = factsOf('code', era)
    .filter(isA('proposal'))
    .filter(({ repository }) => repository === checkout.repository);
  const open = (now: number): boolean =>
    proposals.some(({ openedAt, closedAt = Infinity }) => openedAt <= now && closedAt > now);
  expect(looks(era).filter((now) => !open(now))).toEqual([]);
});

test('two teams share one repository, each with its service and its folder', () => {
  const facts = factsOf('code', eraOf(Date.UTC(2026, 6, 1))).filter(({ repository }) => repository === 'acme/platform');
  const paths = facts.filter(isA('change')).flatMap((change) => change.paths ?? ['']);
  expect(new Set(paths)).toEqual(new Set(['services/identity/main.ts', 'services/messaging/main.ts']));
  const services = facts.filter(isA('deployment')).map(({ service }) => service);
  expect(new Set(services)).toEqual(new Set(['identity', 'messaging']));
  // One line of commits holds the changes of both.
  const commits = facts.filter(isA('commit'));
  expect(commits.filter(({ parents }) => parents.length === 0)).toHaveLength(1);
  expect(new Set(commits.map(({ sha }) => sha)).size).toBe(paths.length);
});

test('loyalty began two weeks before the month: within it, too little to judge', () => {
  for (const era of eras) {
    const { merges } = delivery(habitsOf('loyalty'), era);
    expect(merges[0]?.at).toBeGreaterThanOrEqual(era.month - 14 * day);
    expect(merges[0]?.at).toBeLessThan(era.month - 7 * day);
  }
});

test('the outage of the network is nobody’s change: no release within the day before it', () => {
  for (const era of eras) {
    const { openedAt, resolvedAt } = networkOutage(era);
    expect(openedAt).toBeGreaterThan(era.month - 6 * 7 * day);
    expect(resolvedAt).toBeLessThan(era.month);
    for (const team of ['checkout', 'payments']) {
      const { releases } = delivery(habitsOf(team), era);
      expect(releases.filter(({ at }) => at < openedAt && at >= openedAt - day)).toEqual([]);
    }
  }
});

test('messaging has an incident that nobody has closed, beside enough that ended to say what is usual', () => {
  for (const era of eras.slice(0, 6)) {
    const { outages } = delivery(habitsOf('messaging'), era);
    const [open, ...others] = outages.filter(({ resolvedAt }) => resolvedAt === undefined);
    expect(others).toEqual([]);
    expect(era.month - (open?.openedAt ?? 0)).toBeGreaterThan(0);
    expect(era.month - (open?.openedAt ?? 0)).toBeLessThanOrEqual(7 * day);
    const recent = outages.filter(({ resolvedAt = 0 }) => resolvedAt > era.month - 91 * day && resolvedAt < era.month);
    expect(recent.length).toBeGreaterThanOrEqual(6);
  }
});

import { describe, expect, test } from '@jest/globals';
import type { Fact } from '#domain/facts.ts';
import { day, hour } from '#domain/window.ts';
import { type Era, eraOf } from './era.ts';
import { delivery, factsOf } from './organisation.ts';
import { networkOutage } from './outages.ts';
import { teams } from './teams.ts';

/** The first days of two years of months: each month, each weekday and the turn of the year is there. */
const eras = Array.from({ length: 24 }, (_, month) => eraOf(Date.UTC(2026, month, 1)));
const habitsOf = (name: string) => {
  const habits = teams.find(({ team }) => team === name);
  if (!habits) throw new Error(`no team ${name}`);
  return habits;
};
const isA =
  <Kind extends Fact['fact']>(kind: Kind) =>
  (fact: Fact): fact is Extract<Fact, { fact: Kind }> =>
    fact.fact === kind;
const weekday = (time: number): number => new Date(time).getUTCDay();
/** Each six hours of an era's month and the two months after it. */
const looks = ({ month }: Era): number[] => Array.from({ length: 90 * 4 }, (_, index) => month + index * 6 * hour);

test('there are six teams, the first of which is checkout', () => {
  expect(teams.map(({ team }) => team)).toEqual(['checkout', 'payments', 'search', 'identity', 'messaging', 'loyalty']);
});

test('the same month gives the same facts, another month gives others', () => {
  const [first, second] = [eraOf(Date.UTC(2026, 4, 1)), eraOf(Date.UTC(2026, 5, 1))];
  expect(factsOf('code', first)).toEqual(factsOf('code', eraOf(Date.UTC(2026, 4, 30, 23))));
  expect(factsOf('code', first)).not.toEqual(factsOf('code', second));
});

test('the history is 18 months long, and weekends are quiet', () => {
  for (const era of eras.slice(0, 4)) {
    const changes = factsOf('code', era).filter(isA('change'));
    const times = changes.map(({ mergedAt }) => mergedAt);
    expect(Math.min(...times) - era.from).toBeLessThan(4 * day);
    expect(era.month - era.from).toBe(548 * day);
    const quiet = times.filter((time) => weekday(time) === 0 || weekday(time) === 6);
    expect(quiet.length / times.length).toBeLessThan(0.02);
  }
});

describe('checkout has something in every measure at any time', () => {
  test.each(eras)('in the month from $month on', (era) => {
    const { merges, releases } = delivery(habitsOf('checkout'), era);
    const work = factsOf('work', era)
      .filter(isA('work_item'))
      .filter(({ repository, labels }) => repository === 'acme/checkout-board' && !labels.includes('epic'));
    for (const now of looks(era)) {
      const last = releases.findLast(({ at, isRollback }) => at <= now && !isRollback);
      const waiting = merges.filter(({ at }) => at <= now && at > (last?.holds.at ?? 0));
      expect(waiting.length).toBeGreaterThan(0);
      const inWork = work.filter(
        ({ startedAt = Infinity, finishedAt, cancelledAt }) =>
          startedAt <= now && (finishedAt ?? cancelledAt ?? Infinity) > now
      );
      expect(inWork.length).toBeGreaterThan(0);
    }
  });
});

test('checkout mends a failed release every four weeks at least, and has a pull request open', () => {
  for (const era of eras.slice(0, 12)) {
    const facts = factsOf('code', era).filter(({ repository }) => repository === 'acme/checkout');
    const proposals = facts.filter(isA('proposal'));
    const mended = delivery(habitsOf('checkout'), era).releases.filter(
      ({ isPatch, isRollback }) => isPatch || isRollback
    );
    for (const now of looks(era).slice(0, 31 * 4)) {
      expect(mended.some(({ at }) => at <= now && at > now - 28 * day)).toBe(true);
      expect(proposals.some(({ openedAt, closedAt = Infinity }) => openedAt <= now && closedAt > now)).toBe(true);
    }
  }
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
    expect(era.month - (open?.openedAt ?? 0)).toBeLessThanOrEqual(7 * day);
    const recent = outages.filter(({ resolvedAt = 0 }) => resolvedAt > era.month - 91 * day && resolvedAt < era.month);
    expect(recent.length).toBeGreaterThanOrEqual(6);
  }
});

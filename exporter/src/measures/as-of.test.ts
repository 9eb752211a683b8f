import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemTypes } from '#domain/facts.ts';
import { day } from '#domain/window.ts';
import { evaluate, isInstant } from './evaluate.ts';
import { objectivesOf } from './flow.fixture.ts';
import { groupsOf } from './groups.ts';
import { measures } from './index.ts';
import type { Measure, MeasureOptions } from './measure.ts';
import { sliceOf } from './slice.fixture.ts';

const options: MeasureOptions = { leadTimeFrom: 'first_commit', bots: 'out', objectives: objectivesOf('a', 'b') };
const time = fc.integer({ min: 1, max: 100 });
const pair = fc.tuple(time, time).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const outcome = fc.constantFrom('success', 'failure', 'cancelled');

const history = fc.record({
  changes: fc.array(
    fc.tuple(pair, time, time).map(([[merged, deployed], ready, reviewed]) => ({
      merged,
      deployed,
      firstCommit: 0,
      ready: Math.min(ready, merged),
      ...(reviewed <= merged && { reviewed }),
    })),
    { maxLength: 12 }
  ),
  proposals: fc.array(
    pair.map(([opened, closed]) => ({ opened, closed })),
    { maxLength: 12 }
  ),
  pulls: fc.array(
    fc.tuple(time, time, fc.nat(3)).map(([merged, lines, rounds]) => ({ merged, lines, rounds })),
    { maxLength: 12 }
  ),
  runs: fc.array(
    fc.tuple(pair, outcome).map(([[started, at], is]) => ({ started, at, outcome: is })),
    { maxLength: 12 }
  ),
  items: fc.array(
    fc
      .tuple(pair, fc.constantFrom('end', 'cancelled'), fc.constantFrom(...itemTypes), fc.nat(2), fc.boolean())
      .map(([[start, ended], how, type, objective, started]) => ({
        ...(started && { start }),
        ended,
        how,
        facts: {
          type,
          objective,
          unplanned: objective === 1,
          ...(started && { blocked: Math.floor((ended - start) / 2) }),
        },
      })),
    { maxLength: 12 }
  ),
});
type History = typeof history extends fc.Arbitrary<infer Of> ? Of : never;

/** What is known at a moment of all that happens: nothing that is yet to come, and no end that is. */
function knownAt({ changes, proposals, pulls, runs, items }: History, now: number): ReturnType<typeof sliceOf> {
  const merged = changes.filter((change) => change.merged < now);
  return sliceOf({
    changes: merged.filter(({ deployed }) => deployed < now).toSorted((a, b) => a.deployed - b.deployed),
    waiting: merged
      .filter(({ deployed }) => deployed >= now)
      .map((change) => change.merged)
      .sort((a, b) => a - b),
    proposals: proposals
      .filter(({ opened }) => opened < now)
      .map(({ opened, closed }) => ({ opened, ...(closed < now && { closed }) }))
      .toSorted((a, b) => a.opened - b.opened),
    pulls: pulls.filter((pull) => pull.merged < now).toSorted((a, b) => a.merged - b.merged),
    runs: runs.filter(({ at }) => at < now).toSorted((a, b) => a.at - b.at),
    changeWork: pulls
      .filter((pull) => pull.merged < now)
      .toSorted((a, b) => a.merged - b.merged)
      .map(({ merged, rounds }) => ({ merged, objective: rounds % 3 })),
    items: items
      .filter(({ start, ended }) => (start ?? ended) < now)
      .map(({ start, ended, how, facts }) => ({
        ...facts,
        ...(start !== undefined && { start }),
        ...(ended < now && { [how]: ended }),
      })),
  });
}

test.each((measures as readonly Measure[]).map((measure): [string, Measure] => [measure.name, measure]))(
  '%s: its history is what was shown then, whatever came later',
  (_, measure) => {
    fc.assert(
      fc.property(history, time, (facts, then) => {
        const window = { from: isInstant(measure) ? then : then - 30, to: then };
        const shown = (slice: ReturnType<typeof sliceOf>, now: number) =>
          groupsOf(measure, options).map((group) =>
            evaluate(measure, measure.observe(slice, options, group), [window], { now, coverage: slice.coverage })
          );
        const atTheTime = shown(knownAt(facts, then), then);
        const complete = { complete: expect.any(Boolean) };
        expect(shown(knownAt(facts, 200 * day), 200 * day)).toEqual(
          atTheTime.map((samples) =>
            samples.map((byStatistic) =>
              Object.fromEntries(
                Object.entries(byStatistic).map(([statistic, sample]) => [statistic, { ...sample, ...complete }])
              )
            )
          )
        );
      })
    );
  }
);

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hour } from '#domain/window.ts';
import { changeCycleTime } from './change-cycle-time.ts';
import { changeStageShare } from './change-stage-share.ts';
import { changeStage } from './change-stage.ts';
import { eachChange, wholeOf } from './change-stages.ts';
import { evaluate } from './evaluate.ts';
import { stages } from './groups.ts';
import type { MeasureOptions } from './measure.ts';
import { sliceOf } from './slice.fixture.ts';

const options: MeasureOptions = { leadTimeFrom: 'first_commit', bots: 'out' };
type Change = NonNullable<Parameters<typeof sliceOf>[0]['changes']>[number];

/** Times in hours. */
function hours(change: Change): Change {
  const { deployed, merged, firstCommit, ready, reviewed, ...rest } = change;
  return {
    ...rest,
    deployed: deployed * hour,
    merged: merged * hour,
    ...(firstCommit !== undefined && { firstCommit: firstCommit * hour }),
    ...(ready !== undefined && { ready: ready * hour }),
    ...(reviewed !== undefined && { reviewed: reviewed * hour }),
  };
}
/** Coding, pickup, review and deploy in hours; NaN: none. Left out: the deployment's hour. */
function spentBy(changes: readonly Change[], chosen: Partial<MeasureOptions> = {}) {
  const spent: number[][] = [];
  const leftOut: number[] = [];
  eachChange(
    sliceOf({ changes: changes.map(hours) }),
    { ...options, ...chosen },
    (_, times) => spent.push([...times].map((time) => time / hour)),
    (at) => leftOut.push(at / hour)
  );
  return { spent, leftOut };
}

describe('the stages of a change', () => {
  test.each<[string, Change, number[]]>([
    ['all four', { firstCommit: 0, ready: 5, reviewed: 7, merged: 10, deployed: 20 }, [5, 2, 3, 10]],
    [
      'drafts are coding: the last time it was ready counts',
      { firstCommit: 0, ready: 9, reviewed: 9, merged: 10, deployed: 20 },
      [9, 0, 1, 10],
    ],
    [
      'a review before it was ready',
      { firstCommit: 0, ready: 8, reviewed: 3, merged: 10, deployed: 20 },
      [8, 0, 2, 10],
    ],
    ['no review: all its open time is review', { firstCommit: 0, ready: 5, merged: 10, deployed: 20 }, [5, NaN, 5, 10]],
    [
      'a review after the merge is none',
      { firstCommit: 0, ready: 5, reviewed: 11, merged: 10, deployed: 20 },
      [5, NaN, 5, 10],
    ],
    [
      'a direct push, or a pull request of a git history',
      { firstCommit: 4, merged: 10, deployed: 20 },
      [6, NaN, NaN, 10],
    ],
    [
      'merged as soon as it was ready, deployed with the merge',
      { firstCommit: 0, ready: 5, merged: 5, deployed: 5 },
      [5, NaN, 0, 0],
    ],
  ])('%s', (_, change, expected) => {
    expect(spentBy([change])).toEqual({ spent: [expected], leftOut: [] });
  });

  test('impossible times take the whole change out, and are counted', () => {
    const changes = [
      { firstCommit: 6, ready: 5, merged: 10, deployed: 11 }, // ready before its first commit
      { firstCommit: 0, ready: 12, merged: 10, deployed: 13 }, // merged before it was ready
      { firstCommit: 0, ready: 5, merged: 15, deployed: 14 }, // deployed before it was merged
      { merged: 10, deployed: 16 }, // no first commit known
    ];
    expect(spentBy(changes)).toEqual({ spent: [], leftOut: [11, 13, 14, 16] });
    const slice = sliceOf({ changes: changes.map(hours) });
    expect(changeCycleTime.observe(slice, options).leftOutAt).toHaveLength(4);
    expect(changeStage.observe(slice, options, 'deploy').leftOutAt).toHaveLength(4);
  });

  test("neither bots' changes nor those of a first deployment belong to it", () => {
    const change = { firstCommit: 0, merged: 1, deployed: 2 };
    const changes = [
      { ...change, bot: true },
      { ...change, baseline: true },
    ];
    expect(spentBy(changes)).toEqual({ spent: [], leftOut: [] });
    expect(spentBy(changes, { bots: 'in' }).spent).toHaveLength(1);
  });

  const time = fc.option(fc.integer({ min: -1e12, max: 2e12 }), { nil: undefined });
  const anyChange = fc
    .record({ deployed: fc.nat(2e12), merged: fc.nat(2e12), firstCommit: time, ready: time, reviewed: time })
    .map(({ deployed, merged, firstCommit, ready, reviewed }) => ({
      deployed,
      merged,
      ...(firstCommit !== undefined && { firstCommit }),
      ...(ready !== undefined && { ready }),
      ...(reviewed !== undefined && { reviewed }),
    }));

  test('of any change they add up to the whole exactly, and none is negative', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        let seen = 0;
        eachChange(
          sliceOf({ changes: [change] }),
          options,
          (at, spent) => {
            seen++;
            expect(wholeOf(spent)).toBe(at - (change.firstCommit ?? NaN));
            expect([...spent].filter((part) => part < 0)).toEqual([]);
          },
          () => seen++
        );
        expect(seen).toBe(1);
      }),
      { numRuns: 500 }
    );
  });

  test('the shares of a window add up to 1, however its changes came', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 20 }), (changes) => {
        const slice = sliceOf({ changes: changes.toSorted((a, b) => a.deployed - b.deployed) });
        const window = { from: 0, to: 1e12 };
        const context = { now: 3e12, coverage: slice.coverage };
        const shares = stages.map(
          (stage) =>
            evaluate(changeStageShare, changeStageShare.observe(slice, options, stage), [window], context)[0]?.value
        );
        const [first] = shares;
        if (first === undefined) expect(shares).toEqual([undefined, undefined, undefined, undefined]);
        else expect(shares.reduce((sum, share) => sum + (share?.value ?? NaN), 0)).toBeCloseTo(1, 9);
      })
    );
  });
});

describe('the measures of stages', () => {
  const changes = [
    { firstCommit: 0, ready: 5, reviewed: 7, merged: 10, deployed: 20 },
    { firstCommit: 15, merged: 16, deployed: 21 },
    { firstCommit: 10, ready: 12, merged: 20, deployed: 24 },
  ].map(hours);
  const slice = sliceOf({ changes });
  const valuesOf = (stage: string, of = slice) => {
    const { at, value } = changeStage.observe(of, options, stage);
    return [...at].map((time, index) => [time / hour, (value[index] ?? NaN) / 3600]);
  };

  test('each stage is over the changes that have it, by the time of their deployment', () => {
    expect(valuesOf('coding')).toEqual([
      [20, 5],
      [21, 1],
      [24, 2],
    ]);
    expect(valuesOf('pickup')).toEqual([[20, 2]]);
    expect(valuesOf('review')).toEqual([
      [20, 3],
      [24, 8],
    ]);
    expect(valuesOf('deploy')).toEqual([
      [20, 10],
      [21, 5],
      [24, 4],
    ]);
  });

  test('the whole is from the first commit to production', () => {
    const { at, value } = changeCycleTime.observe(slice, options);
    expect([...at].map((time) => time / hour)).toEqual([20, 21, 24]);
    expect([...value].map((seconds) => seconds / 3600)).toEqual([20, 6, 14]);
  });

  test('shares are of the total time: 8 of 40 hours are coding, 19 deploy', () => {
    const share = (stage: string) => {
      const context = { now: 100 * hour, coverage: slice.coverage };
      const window = { from: 0, to: 25 * hour };
      return evaluate(changeStageShare, changeStageShare.observe(slice, options, stage), [window], context)[0]?.value;
    };
    expect(share('coding')).toMatchObject({ value: 0.2, n: 3, numerator: 8 * 3600, denominator: 40 * 3600 });
    expect(share('pickup')?.value).toBe(0.05);
    expect(share('review')?.value).toBe(0.275);
    expect(share('deploy')?.value).toBe(0.475);
  });

  test('where no source knows reviews, pickup and review are unknown, not 0', () => {
    const git = sliceOf({ changes: changes.slice(1, 2) }, { knows: new Set(['changes', 'deployments']) });
    expect(valuesOf('review', git)).toEqual([]);
    expect(changeStageShare.observe(git, options, 'review').at).toHaveLength(0);
    expect(changeStageShare.observe(git, options, 'coding').at).toHaveLength(1);
  });
});

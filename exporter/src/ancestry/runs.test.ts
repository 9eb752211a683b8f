import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Run, judgeRuns } from './runs.ts';

const run = (id: string, sha: string, finishedAt: number, outcome: Run['outcome'], more: Partial<Run> = {}): Run => ({
  id,
  workflow: 'build',
  sha,
  attempt: 1,
  finishedAt,
  outcome,
  ...more,
});
const told = (runs: readonly Run[]) =>
  judgeRuns(runs)
    .filter(({ redSince, failedBefore }) => redSince !== undefined || failedBefore)
    .map(({ id, redSince, failedBefore }) => [id, redSince, failedBefore]);

test('the next success ends what the first failure began, on whatever commit', () => {
  const runs = [
    run('1', 'a', 10, 'success'),
    run('2', 'b', 20, 'failure'),
    run('3', 'c', 30, 'failure'),
    run('4', 'd', 40, 'cancelled'),
    run('5', 'd', 50, 'success'),
    run('6', 'e', 60, 'success'),
  ];
  expect(told(runs)).toEqual([['5', 20, false]]);
  expect(told(runs.toReversed())).toEqual([['5', 20, false]]);
});

test('a commit that failed and then passed was run again, once', () => {
  const runs = [
    run('1/1', 'a', 10, 'failure'),
    run('1/2', 'a', 20, 'success', { attempt: 2 }),
    run('2', 'a', 30, 'success'),
    run('3', 'a', 40, 'failure'),
    run('4', 'a', 50, 'success'),
  ];
  expect(told(runs)).toEqual([
    ['1/2', 10, true],
    ['4', 40, true],
  ]);
});

test('each workflow for itself; of the same moment the earlier attempt comes first', () => {
  const runs = [
    run('1', 'a', 10, 'failure', { workflow: 'lint' }),
    run('2', 'a', 20, 'success'),
    run('3/2', 'b', 30, 'success', { attempt: 2 }),
    run('3/1', 'b', 30, 'failure'),
  ];
  expect(told(runs)).toEqual([['3/2', 30, true]]);
});

test('what still fails has no end', () => {
  expect(told([run('1', 'a', 10, 'failure'), run('2', 'a', 20, 'cancelled')])).toEqual([]);
  expect(judgeRuns([run('1', 'a', 10, 'failure')])).toEqual([{ id: '1', failedBefore: false }]);
});

test('what was said of a run stays said, whatever runs come later', () => {
  const outcome = fc.constantFrom('success', 'failure', 'cancelled');
  const anyRun = fc.tuple(fc.constantFrom('a', 'b'), outcome, fc.constantFrom('build', 'lint'));
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 30 }), fc.nat(30), (all, known) => {
      const runs = all.map(([sha, is, workflow], index) => run(`${index}`, sha, index, is, { workflow }));
      expect(judgeRuns(runs.slice(0, known))).toEqual(judgeRuns(runs).slice(0, known));
    })
  );
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstDeployments, inOrder } from './first-deployment.ts';
import { buildGraph } from './graph.ts';
import { commit, deployment } from './history.fixture.ts';
import { findRollbacks } from './rollbacks.ts';

const history = fc
  .array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 15 })
  .chain((steps) => fc.tuple(fc.constant(steps), fc.array(fc.nat(steps.length - 1), { maxLength: 12 })));

test('a rollback is found exactly where the commit is a proper ancestor of the one that ran', () => {
  fc.assert(
    fc.property(history, ([steps, targets]) => {
      const parents = steps.map((list, n) => list.map((step) => n - step).filter((parent) => parent >= 0));
      const reaches = (from: number, to: number): boolean =>
        from === to || (parents[from] ?? []).some((parent) => reaches(parent, to));
      const graph = buildGraph(parents.map((list, n) => commit(`c${n}`, list.map((parent) => `c${parent}`).join(' '))));
      const ordered = inOrder(targets.map((target, n) => deployment(String(n), `c${target}`, n)));
      const expected = targets.flatMap((target, n) => {
        const before = targets[n - 1];
        return before !== undefined && before !== target && reaches(before, target) ? [n] : [];
      });
      const found = findRollbacks(graph, ordered, firstDeployments(graph, ordered));
      expect(found).toEqual(expected.map((fix) => ({ evidence: 'rollback', failed: fix - 1, fix })));
    }),
    { seed: 11 }
  );
});

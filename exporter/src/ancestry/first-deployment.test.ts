import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Deployment, firstDeployments, inOrder } from './first-deployment.ts';
import { type Commit, buildGraph } from './graph.ts';
import { commit, deployment } from './history.fixture.ts';

/** Each commit's first deployment by its version. */
function firsts(commits: readonly Commit[], deployments: readonly Deployment[]): Record<string, string | undefined> {
  const ordered = inOrder(deployments);
  const first = firstDeployments(buildGraph(commits), ordered);
  return Object.fromEntries(commits.map(({ sha }, place) => [sha, ordered[first[place] ?? -1]?.version]));
}

test('a tag on a release branch deploys what it has among its ancestors', () => {
  // main: a b c d; the release branch leaves at b with the cherry-pick x; 2.0 is tagged on main at d.
  const commits = [commit('a'), commit('b', 'a'), commit('c', 'b'), commit('d', 'c'), commit('x', 'b')];
  expect(firsts(commits, [deployment('2.0.0', 'd', 30), deployment('1.0.0', 'x', 20)])).toEqual({
    a: '1.0.0',
    b: '1.0.0',
    x: '1.0.0',
    c: '2.0.0',
    d: '2.0.0',
  });
});

test('a merge of several branches deploys them all', () => {
  const commits = [commit('a'), commit('p', 'a'), commit('q', 'a'), commit('r'), commit('m', 'a p q r'), commit('z')];
  expect(firsts(commits, [deployment('1', 'q', 1), deployment('2', 'm', 2)])).toEqual({
    a: '1',
    q: '1',
    p: '2',
    r: '2',
    m: '2',
    z: undefined,
  });
});

test('of two at the same time the lower version is first, and 1.9 is before 1.10', () => {
  const commits = [commit('a'), commit('b', 'a')];
  expect(firsts(commits, [deployment('1.10.0', 'b', 5), deployment('1.9.0', 'a', 5)])).toEqual({
    a: '1.9.0',
    b: '1.10.0',
  });
  expect(firsts(commits, [deployment('1.10.0', 'a', 5), deployment('1.9.0', 'b', 5)])).toEqual({
    a: '1.9.0',
    b: '1.9.0',
  });
});

test('the time of the deployment decides, not the order of versions or commits', () => {
  const commits = [commit('a', '', 900), commit('b', 'a', -5)];
  expect(firsts(commits, [deployment('1.0', 'a', 50), deployment('2.0', 'b', -10)])).toEqual({ a: '2.0', b: '2.0' });
});

test('the id orders what nothing else does', () => {
  const pair = [deployment('1', 'a', 5, { id: 'y' }), deployment('1', 'a', 5, { id: 'x' })];
  expect(inOrder(pair).map(({ id }) => id)).toEqual(['x', 'y']);
});

test('a deployment of an unknown commit deploys nothing and moves no other', () => {
  expect(firsts([commit('a')], [deployment('1', 'unknown', 1), deployment('2', 'a', 2)])).toEqual({ a: '2' });
});

const history = fc
  .integer({ min: 1, max: 25 })
  .chain((size) =>
    fc.tuple(
      fc.tuple(
        ...Array.from({ length: size }, (_, n) =>
          fc.uniqueArray(fc.nat(Math.max(0, n - 1)), { maxLength: n < 1 ? 0 : 3 })
        )
      ),
      fc.array(fc.tuple(fc.nat(size), fc.integer({ min: -3, max: 3 }), fc.nat(2)), { maxLength: 8 })
    )
  );

test('first deployment equals asking every deployment for all its ancestors', () => {
  fc.assert(
    fc.property(history, ([parents, tags]) => {
      const commits = parents.map((list, n) => commit(`c${n}`, list.map((parent) => `c${parent}`).join(' ')));
      const deployments = tags.map(([target, time, minor], n) =>
        deployment(`1.${minor}`, `c${target}`, time, { id: `d${n}` })
      );
      const ordered = inOrder(deployments);
      const ancestors = commits.map(() => new Set<number>());
      for (const [n, list] of parents.entries()) {
        for (const parent of list) for (const each of ancestors[parent] ?? []) ancestors[n]?.add(each);
        for (const parent of [...list, n]) ancestors[n]?.add(parent);
      }
      const expected = commits.map((_, n) =>
        ordered.findIndex(({ sha }) => ancestors[Number(sha.slice(1))]?.has(n) ?? false)
      );
      expect([...firstDeployments(buildGraph(commits), ordered)]).toEqual(expected);
    })
  );
});

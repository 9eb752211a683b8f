import { describe, expect, test } from '@jest/globals';
import { change, commit, deployment, nothing } from './history.fixture.ts';
import { type LinkInput, link } from './link.ts';

/** What a judged history says of each deployment that is not simply regular: kind, evidence, recovery. */
function verdicts(rules: Partial<LinkInput['rules']>, input: Partial<LinkInput>): Record<string, unknown> {
  const linked = link({ ...nothing, ...input, rules: { ...nothing.rules, ...rules } });
  return Object.fromEntries(
    linked.verdicts.flatMap(({ id, kind, failed, failedBecause, recoveredAt }) => {
      expect(failed).toBe(failedBecause !== undefined);
      return kind === 'regular' && !failed ? [] : [[id, [kind, failedBecause, recoveredAt]]];
    })
  );
}

const commits = [commit('a'), commit('b', 'a'), commit('c', 'b'), commit('d', 'c'), commit('x', 'a')];

/** Deployments of these commits at 10, 20, 30 …, named 1, 2, 3 … */
const acts = (shas: string): LinkInput['deployments'] =>
  Array.from(shas).map((sha, n) => deployment(String(n + 1), sha, 10 * (n + 1)));

describe('rollbacks', () => {
  const judged = (shas: string): Record<string, unknown> =>
    verdicts({ rollbacks: true }, { commits, deployments: acts(shas) });

  test('an older commit takes the deployment before it back', () => {
    expect(judged('aba')).toEqual({ 2: ['regular', 'rollback', 30], 3: ['rollback', undefined, undefined] });
  });

  test('forward, the same again and another branch are none', () => {
    expect(judged('abbcd')).toEqual({});
    expect(judged('abx')).toEqual({});
    expect(judged('xb')).toEqual({});
  });

  test('a rollback of several steps marks the one it replaces; forward again is regular', () => {
    expect(judged('abcac')).toEqual({ 3: ['regular', 'rollback', 40], 4: ['rollback', undefined, undefined] });
  });

  test('a second step back marks the first', () => {
    expect(judged('abcba')).toEqual({
      3: ['regular', 'rollback', 40],
      4: ['rollback', 'rollback', 50],
      5: ['rollback', undefined, undefined],
    });
  });

  test('back to a commit that was never deployed by itself is one as well', () => {
    expect(judged('acb')).toEqual({ 2: ['regular', 'rollback', 30], 3: ['rollback', undefined, undefined] });
  });

  test('services are apart, and an unknown commit says nothing', () => {
    const mixed = [
      deployment('1', 'a', 10, { service: 'api' }),
      deployment('2', 'c', 20, { service: 'web' }),
      deployment('3', 'b', 30, { service: 'api' }),
      deployment('4', 'a', 40, { service: 'web' }),
      deployment('5', 'd', 50),
      deployment('6', 'c', 60),
    ];
    expect(verdicts({ rollbacks: true }, { commits, deployments: mixed })).toEqual({
      2: ['regular', 'rollback', 40],
      4: ['rollback', undefined, undefined],
      5: ['regular', 'rollback', 60],
      6: ['rollback', undefined, undefined],
    });
    expect(judged('b?a')).toEqual({});
  });

  test('a rule that is off says nothing', () => {
    expect(verdicts({}, { commits, deployments: acts('aba') })).toEqual({});
  });
});

describe('reverts', () => {
  const judged = (
    list: LinkInput['commits'],
    line: string,
    tags: LinkInput['deployments'],
    more: Partial<LinkInput['rules']> = {}
  ): Record<string, unknown> => {
    const changes = Array.from(line).map((sha, n) => change(sha, n));
    return verdicts({ reverts: true, ...more }, { commits: list, changes, deployments: tags });
  };
  const reverted = [commit('a'), commit('b', 'a'), commit('c', 'b', 0, ['b']), commit('d', 'c')];

  test('the first deployment of the reverted change failed until the revert is deployed', () => {
    expect(judged(reverted, 'abcd', acts('abcd'))).toEqual({
      2: ['regular', 'revert', 30],
      3: ['remediation', undefined, undefined],
    });
  });

  test('not yet deployed: failed and not recovered', () => {
    expect(judged(reverted, 'abcd', acts('ab'))).toEqual({ 2: ['regular', 'revert', undefined] });
  });

  test('a deployment that carries both shipped nothing bad', () => {
    expect(judged(reverted, 'abcd', acts('ad'))).toEqual({});
    expect(judged(reverted, 'abcd', [])).toEqual({});
  });

  test('each service has its own failure and recovery', () => {
    const tags = [
      deployment('api 1', 'b', 10, { service: 'api' }),
      deployment('web 1', 'b', 20, { service: 'web' }),
      deployment('web 2', 'd', 30, { service: 'web' }),
      deployment('api 2', 'c', 40, { service: 'api' }),
    ];
    expect(judged(reverted, 'abcd', tags)).toEqual({
      'api 1': ['regular', 'revert', 40],
      'web 1': ['regular', 'revert', 30],
      'web 2': ['remediation', undefined, undefined],
      'api 2': ['remediation', undefined, undefined],
    });
  });

  test('a revert of a revert lands the work again and marks nothing', () => {
    const again = [...reverted, commit('e', 'd', 0, ['c'])];
    expect(judged(again, 'abcde', acts('abcde'))).toEqual({
      2: ['regular', 'revert', 30],
      3: ['remediation', undefined, undefined],
    });
  });

  // b is reverted on the branch r, merged as m; then m is reverted on the branch q, merged as n.
  const branches = [
    commit('a'),
    commit('b', 'a'),
    commit('r', 'b', 0, ['b']),
    commit('m', 'b r'),
    commit('q', 'm', 0, ['m']),
    commit('n', 'm q'),
  ];

  test('a revert inside a merge belongs to the merge, and so does its own revert', () => {
    expect(judged(branches, 'abmn', acts('abmn'))).toEqual({
      2: ['regular', 'revert', 30],
      3: ['remediation', undefined, undefined],
    });
  });

  test('a merge with a revert among other work can itself be reverted', () => {
    const work = [...branches.slice(0, 3), commit('w', 'r'), commit('m', 'b w'), ...branches.slice(4)];
    expect(judged(work, 'abmn', acts('abmn'))).toEqual({
      2: ['regular', 'revert', 30],
      3: ['remediation', 'revert', 40],
      4: ['remediation', undefined, undefined],
    });
  });

  test('a change is no revert for what was pushed between it and the change before', () => {
    const pushed = [commit('a'), commit('x', 'a', 0, ['a']), commit('s', 'x'), commit('z', 's', 0, ['s'])];
    expect(judged(pushed, 'asz', acts('sz'))).toEqual({
      1: ['regular', 'revert', 20],
      2: ['remediation', undefined, undefined],
    });
  });

  test('the revert of a merge takes back all that it brought in', () => {
    const merge = [commit('a'), commit('p', 'a'), commit('m', 'a p'), commit('z', 'm', 0, ['m'])];
    expect(judged(merge, 'amz', acts('amz'))).toEqual({
      2: ['regular', 'revert', 30],
      3: ['remediation', undefined, undefined],
    });
  });

  test('what a branch reverts of its own never shipped, and an earlier change reverts no later one', () => {
    const own = [commit('a'), commit('p', 'a'), commit('q', 'p', 0, ['p']), commit('m', 'a q')];
    expect(judged(own, 'am', acts('am'))).toEqual({});
    const early = [commit('a'), commit('b', 'a', 0, ['c']), commit('c', 'b')];
    expect(judged(early, 'abc', acts('abc'))).toEqual({});
  });

  test('ids may be abbreviated or in capitals; unknown and ambiguous ones name nothing and are counted', () => {
    const shas = ['abcdef1000', 'abcdef1999', 'abcdef2000', 'eeeeeee000'] as const;
    const named = (id: string): LinkInput => ({
      ...nothing,
      rules: { ...nothing.rules, reverts: true },
      commits: shas.map((sha, n) => commit(sha, shas[n - 1], 0, n === 3 ? [id] : [])),
      changes: shas.map((sha, n) => change(sha, n)),
      deployments: shas.map((sha, n) => deployment(String(n), sha, n)),
    });
    const failed = (id: string): unknown => link(named(id)).verdicts.flatMap((each) => (each.failed ? [each.id] : []));
    expect(failed('abcdef2')).toEqual(['2']);
    expect(failed('ABCDEF19')).toEqual(['1']);
    expect(failed('abcdef1000')).toEqual(['0']);
    expect(link(named('abcdef2')).skipped).toEqual([]);
    for (const id of ['abcdef1', '1234567']) {
      expect(failed(id)).toEqual([]);
      expect(link(named(id)).skipped).toEqual([{ reason: 'revert of an unknown commit', count: 1 }]);
    }
  });

  test('of several reverts the first that is deployed ends the failure, and each is a remediation', () => {
    const twice = [commit('a'), commit('b', 'a'), commit('c', 'b', 0, ['a']), commit('d', 'c', 0, ['b'])];
    expect(judged(twice, 'abcd', acts('bcd'))).toEqual({
      1: ['regular', 'revert', 20],
      2: ['remediation', undefined, undefined],
      3: ['remediation', undefined, undefined],
    });
  });
});

describe('hotfixes', () => {
  const changes = [change('b', 11, { number: 7 }), change('c', 21, { number: 8, mendsNumber: 7 })];
  const judged = (shas: string, own = changes) => verdicts({}, { commits, changes: own, deployments: acts(shas) });

  test('mark the first deployment of what they mend, and end its failure', () => {
    expect(judged('abcd')).toEqual({ 2: ['regular', 'hotfix', 30], 3: ['remediation', undefined, undefined] });
  });

  test('that wait leave it failing; shipped together nothing failed', () => {
    expect(judged('ab')).toEqual({ 2: ['regular', 'hotfix', undefined] });
    expect(judged('acd')).toEqual({});
  });

  test('are weaker than a revert', () => {
    const both = [...changes, change('d', 31, { number: 9, revertsNumber: 7 })];
    const found = verdicts({ reverts: true }, { commits, changes: both, deployments: acts('abcd') });
    expect(found).toMatchObject({ 2: ['regular', 'revert', 40], 3: ['remediation'], 4: ['remediation'] });
  });

  test('of what is not known, or is later, are counted', () => {
    const early = [change('b', 11, { number: 7, mendsNumber: 8 }), change('c', 21, { number: 8, mendsNumber: 70 })];
    const linked = link({ ...nothing, commits, changes: early, deployments: acts('abcd') });
    expect(linked.skipped).toEqual([{ reason: 'hotfix of an unknown change', count: 2 }]);
    expect(judged('abcd', early)).toEqual({});
  });
});

describe('patches', () => {
  const judged = (
    list: readonly (readonly [string, number])[],
    more: Partial<LinkInput['deployments'][0]> = {}
  ): unknown =>
    verdicts(
      { patchWithin: 100 },
      { commits, deployments: list.map(([version, time]) => deployment(version, 'a', time, more)) }
    );

  test('a higher patch of the same major.minor within the time marks the one before it', () => {
    expect(
      judged([
        ['1.2.0', 0],
        ['1.2.1', 100],
        ['1.3.0', 110],
        ['1.2.10', 120],
        ['1.2.9', 130],
      ])
    ).toEqual({
      '1.2.0': ['regular', 'patch', 100],
      '1.2.1': ['remediation', 'patch', 120],
      '1.2.10': ['remediation', undefined, undefined],
    });
  });

  test('too late, at the same time, another service or a version of two numbers is none', () => {
    expect(
      judged([
        ['1.2.0', 0],
        ['1.2.1', 101],
      ])
    ).toEqual({});
    expect(
      judged([
        ['1.2.0', 0],
        ['1.2.1', 0],
      ])
    ).toEqual({});
    expect(
      judged([
        ['1.2', 0],
        ['1.3', 5],
      ])
    ).toEqual({});
    const services = [deployment('1.2.0', 'a', 0, { service: 'api' }), deployment('1.2.1', 'a', 5, { service: 'web' })];
    expect(verdicts({ patchWithin: 100 }, { commits, deployments: services })).toEqual({});
  });

  test('the earliest higher patch is the fix, also of several before it', () => {
    expect(
      judged([
        ['1.0.0', 0],
        ['1.0.2', 10],
        ['1.0.1', 20],
        ['1.0.3', 30],
      ])
    ).toEqual({
      '1.0.0': ['regular', 'patch', 10],
      '1.0.1': ['regular', 'patch', 30],
      '1.0.2': ['remediation', 'patch', 30],
      '1.0.3': ['remediation', undefined, undefined],
    });
  });
});

test('the strongest evidence says why and when it ended; a rollback is not called a remediation', () => {
  const history = [commit('a'), commit('b', 'a'), commit('c', 'b', 0, ['b'])];
  const input = { commits: history, changes: [change('a', 1), change('b', 2), change('c', 3)] };
  const deployments = [
    deployment('1.0.0', 'a', 10),
    deployment('1.0.1', 'b', 20),
    deployment('1.0.2', 'a', 30),
    deployment('1.0.3', 'c', 40),
  ];
  const rules = { rollbacks: true, reverts: true, patchWithin: 100 };
  expect(verdicts(rules, { ...input, deployments })).toEqual({
    '1.0.0': ['regular', 'patch', 20],
    '1.0.1': ['remediation', 'rollback', 30],
    '1.0.2': ['rollback', 'patch', 40],
    '1.0.3': ['remediation', undefined, undefined],
  });
  expect(verdicts({ ...rules, rollbacks: false }, { ...input, deployments })).toMatchObject({
    '1.0.1': ['remediation', 'revert', 40],
  });
  // The revert waits: the weaker evidence has a recovery, the reason has none.
  expect(verdicts({ ...rules, rollbacks: false }, { ...input, deployments: deployments.slice(0, 3) })).toMatchObject({
    '1.0.1': ['remediation', 'revert', undefined],
  });
});

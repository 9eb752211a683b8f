import { describe, expect, test } from '@jest/globals';
import { change, commit, deployment, nothing } from './history.fixture.ts';
import { type LinkInput, link } from './link.ts';

const base: LinkInput = {
  ...nothing,
  commits: [commit('a'), commit('b', 'a'), commit('c', 'b'), commit('d', 'c')],
  changes: [change('a', 1), change('b', 2, { bot: true }), change('c', 3), change('d', 4)],
};

/** Each row in short: change, service, deployment, baseline. */
const rows = (input: LinkInput): unknown[] =>
  link(input).changeDeployments.map((row) => [row.change.slice(-1), row.service, row.deployment, row.baseline]);

describe('change deployments', () => {
  test('a row holds what measures need', () => {
    const { changeDeployments } = link({ ...base, deployments: [deployment('1', 'a', 10), deployment('2', 'b', 20)] });
    expect(changeDeployments.slice(0, 3)).toEqual([
      {
        change: 'change a',
        service: '',
        firstCommitAt: 1,
        mergedAt: 1,
        bot: false,
        deployment: '1',
        deployedAt: 10,
        baseline: true,
      },
      {
        change: 'change b',
        service: '',
        firstCommitAt: 2,
        mergedAt: 2,
        bot: true,
        deployment: '2',
        deployedAt: 20,
        baseline: false,
      },
      { change: 'change c', service: '', firstCommitAt: 3, mergedAt: 3, bot: false, baseline: false },
    ]);
  });

  test('nothing waits where the source knows no deployments', () => {
    const rules = { ...nothing.rules, deployments: false };
    expect(rows({ ...base, rules })).toEqual([]);
    expect(rows({ ...base, rules, deployments: [deployment('1', 'a', 10)] })).toEqual([['a', '', '1', true]]);
  });

  test("services have rows of their own; '' takes whatever came first", () => {
    const deployments = [
      deployment('web 1', 'b', 30, { service: 'web' }),
      deployment('api 1', 'a', 10, { service: 'api' }),
      deployment('api 2', 'c', 20, { service: 'api' }),
    ];
    expect(rows({ ...base, deployments })).toEqual([
      ['a', '', 'api 1', true],
      ['b', '', 'api 2', false],
      ['c', '', 'api 2', false],
      ['d', '', undefined, false],
      ['a', 'web', 'web 1', true],
      ['b', 'web', 'web 1', true],
      ['c', 'web', undefined, false],
      ['d', 'web', undefined, false],
      ['a', 'api', 'api 1', true],
      ['b', 'api', 'api 2', false],
      ['c', 'api', 'api 2', false],
      ['d', 'api', undefined, false],
    ]);
  });

  test('only successes in production deploy', () => {
    const deployments = [
      deployment('staged', 'd', 10, { production: false, service: 'preview' }),
      deployment('broken', 'd', 20, { outcome: 'failure' }),
      deployment('good', 'b', 30),
    ];
    expect(rows({ ...base, deployments }).map((row) => (row as unknown[])[2])).toEqual([
      'good',
      'good',
      undefined,
      undefined,
    ]);
  });
});

describe('verdicts', () => {
  test('come in the order given, with the changes of each and the first as baseline', () => {
    const deployments = [
      deployment('3', 'd', 30),
      deployment('broken', 'd', 15, { outcome: 'failure' }),
      deployment('staged', 'd', 5, { production: false }),
      deployment('1', 'a', 10),
      deployment('2', 'a', 20),
    ];
    expect(link({ ...base, deployments }).verdicts).toEqual([
      { id: '3', kind: 'regular', changes: 3, baseline: false, failed: false },
      { id: 'broken', kind: 'regular', changes: 0, baseline: false, failed: false },
      { id: 'staged', kind: 'regular', changes: 0, baseline: false, failed: false },
      { id: '1', kind: 'regular', changes: 1, baseline: true, failed: false },
      { id: '2', kind: 'regular', changes: 0, baseline: false, failed: false },
    ]);
  });

  test('a failed deployment and one elsewhere never take part in a rollback', () => {
    const deployments = [
      deployment('1', 'b', 10),
      deployment('broken', 'd', 20, { outcome: 'failure' }),
      deployment('staged', 'd', 30, { production: false }),
      deployment('2', 'c', 40),
    ];
    const { verdicts } = link({ ...base, deployments, rules: { ...nothing.rules, rollbacks: true } });
    expect(verdicts.filter(({ kind, failed }) => failed || kind !== 'regular')).toEqual([]);
  });

  test('counts are those of the own service', () => {
    const deployments = [
      deployment('api 1', 'c', 10, { service: 'api' }),
      deployment('web 1', 'd', 20, { service: 'web' }),
    ];
    expect(link({ ...base, deployments }).verdicts.map(({ changes, baseline }) => [changes, baseline])).toEqual([
      [3, true],
      [4, true],
    ]);
  });

  test('before a commit is known nothing is but baseline', () => {
    const deployments = [deployment('0', 'lost', 5), deployment('1', 'b', 10), deployment('2', 'd', 20)];
    const linked = link({ ...base, deployments });
    expect(linked.verdicts.map(({ changes, baseline }) => [changes, baseline])).toEqual([
      [0, true],
      [2, true],
      [2, false],
    ]);
    expect(linked.changeDeployments.map(({ baseline }) => baseline)).toEqual([true, true, false, false]);
    expect(linked.skipped).toEqual([{ reason: 'deployment of an unknown commit', count: 1 }]);
  });
});

test('an empty repository has nothing', () => {
  expect(link(nothing)).toEqual({ origins: [], changeDeployments: [], verdicts: [], incidents: [], skipped: [] });
});

test('the order of the input does not matter', () => {
  const input: LinkInput = {
    ...base,
    commits: [...base.commits.slice(0, 3), commit('d', 'c', 4, ['b'])],
    deployments: [deployment('1', 'a', 10), deployment('2', 'b', 20), deployment('3', 'd', 20)],
    rules: { deployments: true, rollbacks: true, reverts: true, patchWithin: 5, incidentsWithin: 0 },
  };
  const turned = {
    ...input,
    commits: input.commits.toReversed(),
    changes: input.changes.toReversed(),
    deployments: input.deployments.toReversed(),
  };
  const linked = link(input);
  expect(linked.verdicts[1]).toMatchObject({ failedBecause: 'revert', recoveredAt: 20 });
  expect(link(turned)).toEqual({ ...linked, verdicts: linked.verdicts.toReversed() });
});

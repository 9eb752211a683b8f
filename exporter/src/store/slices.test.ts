import { expect, test } from '@jest/globals';
import type { Coverage, Slice } from '#domain/slice.ts';
import type { Database } from './database.ts';
import { onEachEngine } from './engines.fixture.ts';
import { change, deployment, idOf, shipped, store } from './facts.fixture.ts';
import { writeLinks } from './graph.ts';
import type { Derived } from './links.ts';
import type { OwnedRepository } from './owned.ts';
import { readSlice } from './slices.ts';

const coverage: Coverage = { from: -Infinity, until: 1, firstFactAt: 0, deployments: true };
const verdict = (id: string, more: Partial<Derived['verdicts'][number]> = {}) =>
  ({ id, kind: 'regular', changes: 1, baseline: false, failed: false, ...more }) as const;

/** Columns as lists, the rows by their time. */
function lists({ deployed, waiting, deployments }: Slice): unknown {
  const columns = (group: object) =>
    Object.fromEntries(Object.entries(group).map(([name, column]) => [name, Array.from(column as Float64Array)]));
  return { deployed: columns(deployed), waiting: columns(waiting), deployments: columns(deployments) };
}

/** Merge times tell the changes apart, finish times the deployments. */
async function found(database: Database, owned: readonly OwnedRepository[], since = -Infinity): Promise<unknown> {
  const { deployed, waiting, deployments } = await readSlice(database, owned, since, coverage);
  return {
    deployed: [...deployed.mergedAt],
    waiting: [...waiting.mergedAt],
    deployments: [...deployments.finishedAt],
  };
}

onEachEngine((engine) => {
  test('columns of two repositories, sorted together', async () => {
    const database = await engine.open();
    const other = { repository: 'other' };
    await store(database, [
      deployment('v1', 200),
      deployment('v2', 400),
      deployment('broken', 410, { outcome: 'failure' }),
      deployment('staging', 420, { production: false }),
      deployment('v1', 300, other),
    ]);
    await writeLinks(
      database,
      idOf('r'),
      {
        origins: [],
        changeDeployments: [
          { ...shipped('a', 150, 'v1', 200), baseline: true },
          { ...shipped('b', 390, 'v2', 400), bot: true, firstCommitAt: -7 },
          shipped('c', 500),
        ],
        incidents: [],
        verdicts: [
          verdict('v1', { changes: 5, baseline: true }),
          verdict('v2', { kind: 'remediation', failed: true, failedBecause: 'revert', recoveredAt: 450 }),
        ],
      },
      'x'
    );
    await writeLinks(
      database,
      idOf('other'),
      {
        origins: [],
        changeDeployments: [shipped('a', 250, 'v1', 300), shipped('b', 350)],
        incidents: [],
        verdicts: [verdict('v1', { kind: 'rollback', changes: 0 })],
      },
      'x'
    );
    const both = [{ id: idOf('r') }, { id: idOf('other') }];
    const slice = await readSlice(database, both, -Infinity, coverage);
    expect(lists(slice)).toEqual({
      deployed: {
        deployedAt: [200, 300, 400],
        mergedAt: [150, 250, 390],
        firstCommitAt: [140, 240, -7],
        bot: [0, 0, 1],
        baseline: [1, 0, 0],
      },
      waiting: { mergedAt: [350, 500] },
      deployments: {
        finishedAt: [200, 300, 400],
        recoveredAt: [NaN, NaN, 450],
        failed: [0, 0, 1],
        rework: [0, 1, 1],
        changes: [5, 0, 1],
        baseline: [1, 0, 0],
      },
    });
    expect(slice.coverage).toBe(coverage);
    expect(await found(database, both, 300)).toEqual({
      deployed: [250, 390],
      waiting: [350, 500],
      deployments: [300, 400],
    });
    expect(await found(database, both, 300.5)).toMatchObject({ deployed: [390], deployments: [400] });
    expect(await found(database, both, 450)).toEqual({ deployed: [], waiting: [350, 500], deployments: [400] });
    expect(await found(database, both, 451)).toMatchObject({ deployments: [] });
    expect(await found(database, [])).toEqual({ deployed: [], waiting: [], deployments: [] });
    expect(await found(database, [{ id: 1 }])).toEqual({ deployed: [], waiting: [], deployments: [] });
  });

  /** Two services; `both` touches files of both teams; `x` waits for the service `b` and is deployed in `a`. */
  async function monorepo(): Promise<Database> {
    const database = await engine.open();
    await store(database, [
      change('a1', 10, { paths: ['services/a/main.ts'] }),
      change('both', 20, { paths: ['services/a/.env', 'services/b/main.ts'] }),
      change('b1', 30, { paths: ['services/b/deep/er/main.ts'] }),
      change('none', 40, { paths: [] }),
      change('unknown', 50),
      change('late', 60, { paths: ['services/a/x'] }),
      deployment('a-1', 100, { service: 'a' }),
      deployment('b-1', 110, { service: 'b' }),
      deployment('b-2', 120, { service: 'b' }),
    ]);
    const row = (service: string, id: string, mergedAt: number, by?: string, at?: number) => ({
      ...shipped(id, mergedAt, by, at),
      service,
    });
    await writeLinks(
      database,
      idOf('r'),
      {
        origins: [],
        changeDeployments: [
          row('', 'a1', 10, 'a-1', 100),
          row('', 'both', 20, 'a-1', 100),
          row('', 'b1', 30, 'b-1', 110),
          row('', 'none', 40, 'b-1', 110),
          row('', 'unknown', 50, 'b-2', 120),
          row('', 'late', 60),
          row('a', 'a1', 10, 'a-1', 100),
          row('a', 'both', 20, 'a-1', 100),
          row('a', 'b1', 30),
          row('b', 'a1', 10, 'b-1', 110),
          row('b', 'both', 20, 'b-2', 120),
          row('b', 'b1', 30, 'b-1', 110),
          row('b', 'late', 60),
        ],
        incidents: [],
        verdicts: [verdict('a-1', { failed: true, failedBecause: 'patch', recoveredAt: 130 })],
      },
      'x'
    );
    return database;
  }
  const id = idOf('r');
  const a = ['services/a/**'];
  const b = ['services/b/**'];

  test('a whole repository', async () => {
    const whole = { deployed: [10, 20, 30, 40, 50], waiting: [60], deployments: [100, 110, 120] };
    const database = await monorepo();
    expect(await found(database, [{ id }])).toEqual(whole);
    expect(await found(database, [{ id, service: 'a' }, { id }, { id, paths: b }, { id }])).toEqual(whole);
  });

  test('a service: its deployments, and the changes by its first deployment of them', async () => {
    const database = await monorepo();
    expect(await found(database, [{ id, service: 'a' }])).toEqual({
      deployed: [10, 20],
      waiting: [30],
      deployments: [100],
    });
    expect(await found(database, [{ id, service: 'b' }])).toEqual({
      deployed: [10, 30, 20],
      waiting: [60],
      deployments: [110, 120],
    });
  });

  test('files: the changes that touch one, and the deployments that were the first to ship one of these', async () => {
    const database = await monorepo();
    expect(await found(database, [{ id, paths: a }])).toEqual({
      deployed: [10, 20],
      waiting: [60],
      deployments: [100],
    });
    expect(await found(database, [{ id, paths: b }])).toEqual({
      deployed: [20, 30],
      waiting: [],
      deployments: [100, 110],
    });
    expect(await found(database, [{ id, paths: ['*.md'] }])).toEqual({ deployed: [], waiting: [], deployments: [] });
  });

  test('files and a service: changes by both, deployments by the service', async () => {
    const database = await monorepo();
    expect(await found(database, [{ id, paths: a, service: 'b' }])).toEqual({
      deployed: [10, 20],
      waiting: [60],
      deployments: [110, 120],
    });
  });

  test('several services: a change counts once, by the earliest of their deployments', async () => {
    const database = await monorepo();
    const both = [
      { id, service: 'a' },
      { id, service: 'b' },
    ];
    expect(await found(database, both)).toEqual({
      deployed: [10, 20, 30],
      waiting: [60],
      deployments: [100, 110, 120],
    });
    expect(await found(database, both, 105)).toEqual({ deployed: [30], waiting: [60], deployments: [100, 110, 120] });
    expect(await found(database, both, 131)).toEqual({ deployed: [], waiting: [60], deployments: [] });
  });

  test('a late recovery brings its deployment, not the changes that it shipped long ago', async () => {
    const database = await monorepo();
    expect(await found(database, [{ id, paths: a }], 130)).toEqual({ deployed: [], waiting: [60], deployments: [100] });
    expect(await found(database, [{ id, service: 'a' }], 130)).toEqual({
      deployed: [],
      waiting: [30],
      deployments: [100],
    });
  });
});

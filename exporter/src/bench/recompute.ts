import { strict as assert } from 'node:assert';
import { pullSource } from '#pipeline/collect.ts';
import { type ComputeSettings, neededSince, teamRows } from '#pipeline/compute.ts';
import { linkRepositories } from '#pipeline/link.ts';
import { ownedBy, readStoreState } from '#pipeline/ownership.ts';
import { createSnapshots } from '#pipeline/snapshot.ts';
import { day } from '#domain/window.ts';
import { measures } from '#measures/index.ts';
import type { Database } from '#store/database.ts';
import { readDelivery } from '#store/delivery.ts';
import { factStatements } from '#store/facts.ts';
import { repositoryId } from '#store/repository-id.ts';
import { readSlice } from '#store/slices.ts';
import { compare, fraction, timed } from './compare.ts';
import { factSource, newDeployment, sourceName } from './facts.ts';
import type { Measured } from './measured.ts';
import { everyRepository, now, repositoryAt, size, teams } from './organisation.ts';
import { objectives } from './work-facts.ts';

const settings: ComputeSettings = {
  windows: [7, 28, 90].map((days) => ({ name: `${days}d`, length: days * day })),
  options: { leadTimeFrom: 'first_commit', bots: 'out', objectives },
};
const rounds = 9;

export type Engine = { readonly prefix: string; readonly database: Database; readonly fullGoal: number };

/** 1.7 million facts through the true path: collected, linked, computed as a whole and after one fact more. */
export async function measureFacts(report: (row: Measured) => void, engine: Engine): Promise<void> {
  await measureIngest(report, engine);
  await measureFull(report, engine);
  await measureEvery(report, engine);
  await measureOneFact(report, engine);
  await measureAgain(report, engine);
}

async function measureIngest(report: (row: Measured) => void, { prefix, database }: Engine): Promise<void> {
  let stored = 0;
  const start = performance.now();
  const onProgress = (): void => void (stored = performance.now() - start);
  const facts = await pull(database, everyRepository, onProgress);
  const linked = performance.now() - start - stored;
  const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
  report({
    name: `${prefix}ingest`,
    value: facts / ((stored + linked) / 1000),
    unit: 'facts/s',
    goal: null,
    better: 'higher',
    detail: `${facts} facts: ${seconds(stored)} to store, ${seconds(linked)} to link`,
  });
}

async function measureFull(report: (row: Measured) => void, { prefix, database, fullGoal }: Engine): Promise<void> {
  const source = factSource([]);
  const snapshots = createSnapshots({ database, sources: [source], teams, settings });
  const state = await readStoreState(database, [source]);
  const slices = await Promise.all(
    teams.map(async (team) => {
      const { repositories, coverage } = ownedBy(team, state, [source]);
      return {
        team: team.team,
        slice: await readSlice(database, repositories, neededSince(settings, now), coverage, objectives),
      };
    })
  );
  const overArrays = () => slices.map(({ team, slice }) => teamRows(team, slice, settings, now));
  const comparison = await compare(
    rounds,
    () => timed(() => snapshots.update(now, true)),
    () => timed(overArrays)
  );
  // Both must have done the same work.
  assert.deepEqual(
    snapshots.current().measures,
    overArrays().flatMap(({ measures }) => measures)
  );
  report({
    name: `${prefix}recompute_over_arrays`,
    value: comparison.ratio,
    unit: 'ratio',
    goal: fullGoal,
    better: 'lower',
    detail: fraction(comparison),
  });
}

/** Every measure, with the reading of what it needs, beside the five of DORA alone, with the reading of what they need. */
async function measureEvery(report: (row: Measured) => void, { prefix, database }: Engine): Promise<void> {
  const source = factSource([]);
  const snapshots = createSnapshots({ database, sources: [source], teams, settings });
  const five = measures.filter(({ family }) => family.startsWith('waymark_dora_'));
  const state = await readStoreState(database, [source]);
  const whole = await Promise.all(
    teams.map(async (team) => {
      const { repositories, coverage } = ownedBy(team, state, [source]);
      const slice = await readSlice(database, repositories, neededSince(settings, now), coverage, objectives);
      return { team: team.team, repositories, slice };
    })
  );
  const dora = async (): Promise<void> => {
    await readStoreState(database, [source]);
    for (const { team, repositories, slice } of whole) {
      const delivery = await readDelivery(database, repositories, now - 90 * day);
      teamRows(team, { ...slice, ...delivery }, settings, now, five);
    }
  };
  const comparison = await compare(
    rounds,
    () => timed(() => snapshots.update(now, true)),
    () => timed(dora)
  );
  report({
    name: `${prefix}every_measure_over_dora`,
    value: comparison.ratio,
    unit: 'ratio',
    goal: 3,
    better: 'lower',
    detail: `${fraction(comparison)}, ${measures.length} measures; ${await composition(database)}`,
  });
}

/** Where things happen often they are dearer, so busy repositories come by their share; then the median repository. */
async function measureOneFact(report: (row: Measured) => void, { prefix, database }: Engine): Promise<void> {
  const source = factSource([]);
  const snapshots = createSnapshots({ database, sources: [source], teams, settings });
  await snapshots.update(now, true);
  let given = 0;
  const oneFact = async (repository: number): Promise<void> => {
    const fact = newDeployment(repository, given++);
    await database.write(factStatements((name) => repositoryId(sourceName, name), [fact], 2));
    await linkRepositories(database, source);
    assert.ok(await snapshots.update(now, false));
  };
  const measure = async (name: string, repositoryOf: (round: number) => number): Promise<void> => {
    const comparison = await compare(
      rounds,
      (round) => timed(() => oneFact(repositoryOf(round))),
      () => timed(() => snapshots.update(now, true))
    );
    report({
      name: `${prefix}${name}`,
      value: comparison.ratio,
      unit: 'ratio',
      goal: 1 / 30,
      better: 'lower',
      detail: fraction(comparison),
    });
  };
  await measure('one_fact_over_full', (round) => repositoryAt((round + 0.5) / (rounds + 1)));
  await measure('one_fact_of_median_over_full', () => size.repositories / 2);
}

/** Collects a tenth of the repositories, busy and quiet ones, once more. */
async function measureAgain(report: (row: Measured) => void, { prefix, database }: Engine): Promise<void> {
  const before = await countRows(database);
  await pull(
    database,
    everyRepository.filter((index) => index % 10 === 3)
  );
  const after = await countRows(database);
  report({
    name: `${prefix}rows_from_collecting_twice`,
    value: after - before,
    unit: 'rows',
    goal: 0,
    better: 'lower',
    detail: `${before} rows before`,
  });
}

async function pull(database: Database, repositories: readonly number[], onProgress = () => {}): Promise<number> {
  const { signal } = new AbortController();
  const result = await pullSource(database, factSource(repositories), { now: () => now, signal, onProgress });
  assert.equal(result.outcome, 'done');
  return result.facts;
}

/** How many facts of each kind that the five measures of DORA do not read, so that the ratio can be judged. */
async function composition(database: Database): Promise<string> {
  const kinds = { proposals: 'pull requests', runs: 'runs', work_items: 'work items' };
  const counts = Object.entries(kinds).map(async ([table, name]) => {
    const [row] = await database.rows<{ rows: number }>(`SELECT COUNT(*) AS rows FROM ${table}`);
    return `${row?.rows ?? 0} ${name}`;
  });
  return (await Promise.all(counts)).join(', ');
}

async function countRows(database: Database): Promise<number> {
  const tables = [
    'repositories',
    'commits',
    'changes',
    'deployments',
    'change_deployments',
    'proposals',
    'runs',
    'work_items',
    'item_starts',
  ];
  const sums = tables.map((table) => `(SELECT COUNT(*) FROM ${table})`).join(' + ');
  const [row] = await database.rows<{ rows: number }>(`SELECT ${sums} AS rows`);
  return row?.rows ?? NaN;
}

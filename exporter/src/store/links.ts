import type { ChangeDeployment, ChangeOrigin, DeploymentVerdict, IncidentVerdict } from '#domain/facts.ts';
import type { Statement, Value } from './database.ts';
import { groupBy } from './group-by.ts';
import { upsertStatements } from './upsert.ts';
import type { Table } from './upsert.ts';
import { chunks, numbered, valuesChunks } from './values-list.ts';

/** What the link step derives of one repository. */
export type Derived = {
  readonly origins: readonly ChangeOrigin[];
  readonly changeDeployments: readonly ChangeDeployment[];
  readonly verdicts: readonly DeploymentVerdict[];
  readonly incidents: readonly IncidentVerdict[];
};

/** The first fact is looked for here, so that no look at the repositories has to. */
const done = `UPDATE repositories SET linked = $2, first_fact_at = (SELECT MIN(at) FROM (
    SELECT MIN(merged_at) AS at FROM changes WHERE repository = $1
    UNION ALL SELECT MIN(finished_at) FROM deployments WHERE repository = $1 AND production = 1 AND outcome = 'success'
  ) AS firsts) WHERE id = $1`;

/** Statements in one atomic write: 2,000 rows, so that the process answers in between. */
const statementsPerWrite = 10;

const changeDeployments: Table<ChangeDeployment, number> = {
  name: 'change_deployments',
  key: ['repository', 'service', 'change'],
  columns: {
    repository: (_, repository) => repository,
    service: ({ service }) => service,
    change: ({ change }) => change,
    deployment: ({ deployment }) => deployment ?? null,
    deployed_at: ({ deployedAt }) => deployedAt ?? null,
    merged_at: ({ mergedAt }) => mergedAt,
    first_commit_at: ({ firstCommitAt }) => firstCommitAt,
    bot: ({ bot }) => (bot ? 1 : 0),
    baseline: ({ baseline }) => (baseline ? 1 : 0),
  },
};

/**
 * The writes that bring the stored links from `current` to `derived`, and touch only rows that differ. Each list is one
 * atomic write. The last one records `linked`: after a crash in between it is not there, and the repository is linked anew.
 */
export function linkStatements(repository: number, derived: Derived, current: Derived, linked: string): Statement[][] {
  const deployments = changed(derived.changeDeployments, current.changeDeployments, keyOf);
  const statements: Statement[] = [
    ...deleteStatements(repository, gone(derived.changeDeployments, current.changeDeployments)),
    ...updateStatements(repository, 'changes', changed(derived.origins, current.origins, idOf), [
      ['first_commit_at', 'BIGINT', ({ firstCommitAt }) => firstCommitAt],
      ['basis', 'TEXT', ({ basis }) => basis],
    ]),
    ...upsertStatements(changeDeployments, deployments, () => repository),
    ...updateStatements(repository, 'deployments', changed(derived.verdicts, current.verdicts, idOf), [
      ['kind', 'TEXT', ({ kind }) => kind],
      ['changes', 'BIGINT', ({ changes }) => changes],
      ['baseline', 'INTEGER', ({ baseline }) => (baseline ? 1 : 0)],
      ['failed', 'INTEGER', ({ failed }) => (failed ? 1 : 0)],
      ['failed_because', 'TEXT', ({ failedBecause }) => failedBecause ?? null],
      ['recovered_at', 'BIGINT', ({ recoveredAt }) => recoveredAt ?? null],
    ]),
    ...updateStatements(repository, 'incidents', changed(derived.incidents, current.incidents, idOf), [
      ['evidence', 'TEXT', ({ evidence }) => evidence],
      ['deployment', 'TEXT', ({ deployment }) => deployment ?? null],
    ]),
    [done, [repository, linked]],
  ];
  return chunks(statements, statementsPerWrite);
}

const idOf = ({ id }: { readonly id: string }): string => id;
const keyOf = ({ service, change }: ChangeDeployment): string => `${service}\0${change}`;

function changed<T extends object>(derived: readonly T[], current: readonly T[], key: (item: T) => string): T[] {
  const stored = new Map(current.map((item) => [key(item), item]));
  return derived.filter((item) => !same(item, stored.get(key(item))));
}

/** Equal in every key that either has; an undefined value is an absent one. */
function same<T extends object>(item: T, other: T | undefined): boolean {
  if (other === undefined) return false;
  for (const key in item) if (item[key] !== other[key]) return false;
  for (const key in other) if (!(key in item) && other[key] !== undefined) return false;
  return true;
}

function gone(derived: readonly ChangeDeployment[], current: readonly ChangeDeployment[]): ChangeDeployment[] {
  const kept = new Set(derived.map(keyOf));
  return current.filter((item) => !kept.has(keyOf(item)));
}

function deleteStatements(repository: number, rows: readonly ChangeDeployment[]): Statement[] {
  const services = groupBy(rows, ({ service }) => service);
  return [...services].flatMap(([service, items]) =>
    valuesChunks(items).map((chunk): Statement => [
      `DELETE FROM change_deployments WHERE repository = $1 AND service = $2
        AND change IN (${numbered(3, chunk.length)})`,
      [repository, service, ...chunk.map(({ change }) => change)],
    ])
  );
}

type Column<T> = readonly [name: string, type: 'TEXT' | 'BIGINT' | 'INTEGER', read: (item: T) => Value];

/** Updates rows by id, up to 200 in a statement. */
function updateStatements<T extends { readonly id: string }>(
  repository: number,
  table: string,
  items: readonly T[],
  columns: readonly Column<T>[]
): Statement[] {
  const names = columns.map(([name]) => name);
  const width = columns.length + 1;
  // PostgreSQL takes the columns' types from the first row.
  const first = ['TEXT', ...columns.map(([, type]) => type)].map((type, index) => `CAST($${index + 1} AS ${type})`);
  return valuesChunks(items).map((chunk) => {
    const rest = chunk.slice(1).map((_, index) => `(${numbered(1 + width * (index + 1), width)})`);
    const rows = [`(${first.join(', ')})`, ...rest].join(', ');
    // Without the IN, SQLite goes through all rows of the repository for each statement.
    const sql = `WITH news (id, ${names.join(', ')}) AS (VALUES ${rows})
      UPDATE ${table} SET ${names.map((name) => `${name} = news.${name}`).join(', ')} FROM news
      WHERE ${table}.repository = $${1 + width * chunk.length} AND ${table}.id = news.id
        AND ${table}.id IN (SELECT id FROM news)`;
    return [sql, [...chunk.flatMap((item) => [item.id, ...columns.map(([, , read]) => read(item))]), repository]];
  });
}

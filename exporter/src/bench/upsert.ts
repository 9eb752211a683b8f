import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { ChangeFact } from '#domain/facts.ts';
import type { Statement, Value } from '#store/database.ts';
import { factStatements } from '#store/facts.ts';
import { openStore } from '#store/open.ts';
import { chunks } from '#store/values-list.ts';
import { compare, fraction, timed } from './compare.ts';
import { changesOf } from './facts.ts';
import type { Case } from './measured.ts';

const rounds = 5;
const rowsPerRound = 40_000;
const batchSize = 2000;

/** Facts through the store beside a loop of one prepared statement a row, both in durable transactions of one size. */
export const batchUpsert: Case = async (report, directory) => {
  const ours = await openStore({ directory: join(directory, 'ours') });
  await (await openStore({ directory: join(directory, 'raw') })).close();
  const raw = new Sqlite(join(directory, 'raw', 'store.sqlite'));
  for (const pragma of ['synchronous = FULL', 'cache_size = -65536', 'wal_autocheckpoint = 10000']) raw.pragma(pragma);
  const [[sql]] = statements(changesOf(0, 1));
  const upsert = raw.prepare(sql.replace(/\$\d+/g, '?'));
  const upsertAll = raw.transaction((rows: readonly (readonly Value[])[]) => {
    for (const row of rows) upsert.run(...row);
  });

  const comparison = await compare(
    rounds,
    (round) => {
      const batches = chunks(changesOf(round, rowsPerRound).map(rowOf), batchSize);
      return timed(() => {
        for (const rows of batches) upsertAll.immediate(rows);
      });
    },
    (round) => {
      const batches = chunks(changesOf(round, rowsPerRound), batchSize);
      return timed(async () => {
        for (const facts of batches) await ours.write(statements(facts));
      });
    }
  );
  await ours.close();
  raw.close();
  report({
    name: 'upsert_over_raw_loop',
    value: comparison.ratio,
    unit: 'ratio',
    goal: 0.4,
    better: 'higher',
    detail: `rows per second; ${fraction(comparison)} for ${rowsPerRound} rows`,
  });
};

/** The last one says that the repository has changed. */
function statements(facts: readonly ChangeFact[]): [Statement, ...Statement[]] {
  const [first, ...others] = factStatements(() => 1, facts, 1);
  if (first === undefined) throw new Error('no facts, no statement');
  return [first, ...others];
}

function rowOf(fact: ChangeFact): readonly Value[] {
  return statements([fact])[0][1];
}

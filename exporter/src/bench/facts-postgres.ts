import { openStore } from '#store/open.ts';
import type { Case } from './measured.ts';
import { findPostgres, startPostgres } from './postgres-server.ts';
import { measureFacts } from './recompute.ts';

/** On a real server of its own; where none is installed its rows are left out. */
export const factsOnPostgres: Case = async (report) => {
  const binaries = findPostgres();
  if (binaries === undefined) {
    process.stderr.write("left out: PostgreSQL is not installed (Debian's package postgresql)\n");
    return;
  }
  const server = await startPostgres(binaries);
  try {
    const database = await openStore({ postgres: await server.database() });
    await measureFacts(report, { prefix: 'postgres_', database, fullGoal: 9 });
    await database.close();
  } finally {
    await server.stop();
  }
};

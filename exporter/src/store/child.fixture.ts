/** Another process on the store: `lock` holds a lock, `ingest` writes batches and says which are stored, until killed. */
import { writeSync } from 'node:fs';
import { repositoryStatements } from './coverage.ts';
import { beginPull, cursorStatement, readSourceState } from './cursors.ts';
import type { Database } from './database.ts';
import { change, idOf, source } from './facts.fixture.ts';
import { factStatements } from './facts.ts';
import { type StoreLocation, openStore } from './open.ts';

/** Facts in a batch: more than a statement holds. */
const size = 300;

export type ChildTask = { readonly task: 'lock' | 'ingest'; readonly location: StoreLocation };

async function hold(database: Database): Promise<void> {
  const release = await database.lock('a lock');
  writeSync(1, release === undefined ? 'refused\n' : 'held\n');
  setInterval(() => undefined, 1000);
}

async function ingest(database: Database): Promise<void> {
  const done = Number((await readSourceState(database, source))?.cursor ?? 0);
  const pull = await beginPull(database, source, 0);
  for (let batch = done + 1; ; batch += 1) {
    const facts = Array.from({ length: size }, (_, index) => change(`${batch} ${index}`, batch));
    await database.write([
      ...repositoryStatements(source, [{ name: 'r' }]),
      ...factStatements(idOf, facts, pull),
      cursorStatement(source, String(batch)),
    ]);
    writeSync(1, `${batch}\n`);
  }
}

const { task, location } = JSON.parse(process.argv[2] ?? '') as ChildTask;
const database = await openStore(location);
await (task === 'lock' ? hold : ingest)(database);

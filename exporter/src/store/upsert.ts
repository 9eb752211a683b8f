import type { Statement, Value } from './database.ts';
import { valuesChunks, valuesList } from './values-list.ts';

/** How a thing becomes a row: its columns in order, those of the key among them. */
export type Table<Thing, Context> = {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, (thing: Thing, context: Context) => Value>>;
};

/** Inserts, or updates what is there, up to 200 rows a statement. Of two things with one key the later wins. */
export function upsertStatements<Thing, Context>(
  table: Table<Thing, Context>,
  things: readonly Thing[],
  contextOf: (thing: Thing) => Context
): Statement[] {
  const columns = Object.values(table.columns);
  const keys = table.key.flatMap((name) => table.columns[name] ?? []);
  // One statement must not touch a row twice.
  const rows = new Map<string, Thing>();
  for (const thing of things) {
    const context = contextOf(thing);
    let key = '';
    for (const column of keys) key += `${column(thing, context)}\0`;
    rows.set(key, thing);
  }
  return valuesChunks([...rows.values()]).map((chunk) => {
    const parameters: Value[] = [];
    for (const thing of chunk) {
      const context = contextOf(thing);
      for (const column of columns) parameters.push(column(thing, context));
    }
    return [upsertText(table, chunk.length), parameters];
  });
}

/** Texts of thousands of parameters: dear enough to make that each is made once. */
const texts = new WeakMap<object, Map<number, string>>();

function upsertText(table: Table<never, never>, rows: number): string {
  const known = texts.get(table) ?? new Map<number, string>();
  texts.set(table, known);
  const text = known.get(rows) ?? makeUpsertText(table, rows);
  known.set(rows, text);
  return text;
}

function makeUpsertText({ name, key, columns }: Table<never, never>, rows: number): string {
  const names = Object.keys(columns);
  const set = names
    .filter((column) => !key.includes(column))
    .map((column) => {
      // A pull that lost its lock must not make rows look older than a newer one has seen them.
      const newest = `CASE WHEN excluded.pull > ${name}.pull THEN excluded.pull ELSE ${name}.pull END`;
      return `${column} = ${column === 'pull' ? newest : `excluded.${column}`}`;
    });
  return `INSERT INTO ${name} (${names.join(', ')}) VALUES ${valuesList(rows, names.length)}
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${set.join(', ')}`;
}

import { createHash } from 'node:crypto';
import { z } from 'zod';

/** How far a list that is read newest first has been read. */
const walkSchema = z.strictObject({
  /** Digest of how its facts are made. Another one: it is read anew. */
  made: z.string(),
  /** Everything since then is read; null: since ever. */
  from: z.number().nullable(),
  /** Everything that changed up to then has been given; null: the first walk has not ended. */
  known: z.number().nullable(),
  /** What the probe said when the last walk began: the same again means that nothing happened. */
  seen: z.string().optional(),
  /** Of the walk under way: what it will be known up to, and the page that it has come to. */
  newest: z.number().optional(),
  after: z.string().optional(),
  /** The facts were made in another way before: what this walk does not give is gone. */
  again: z.boolean().optional(),
});
export type Walk = z.output<typeof walkSchema>;

const repositorySchema = z.strictObject({
  /** Its name in the facts. */
  name: z.string(),
  /** Digest of the configuration by which all of an archived repository has been read. */
  archived: z.string().optional(),
  pulls: walkSchema.optional(),
  issues: walkSchema.optional(),
  /** Digest of how deployments are made, once all of them have been given so. */
  ways: z.string().optional(),
  deployments: z
    .strictObject({
      walk: walkSchema.optional(),
      /** Ids of those that had not ended. */
      pending: z.array(z.string()),
      /** When the first of a production environment was made. */
      first: z.number().optional(),
    })
    .optional(),
  releases: z.strictObject({ made: z.string(), seen: z.string() }).optional(),
  runs: z
    .strictObject({
      made: z.string(),
      seen: z.string().optional(),
      /** By workflow: all runs made up to then have been given; and of the walk under way, how far back it has come. */
      workflows: z.record(
        z.string(),
        z.strictObject({
          known: z.number().optional(),
          newest: z.number().optional(),
          before: z.number().optional(),
        })
      ),
      /** Runs that had not ended, with their workflow's name. */
      pending: z.array(z.tuple([z.string(), z.string()])),
    })
    .optional(),
  history: z
    .strictObject({
      made: z.string(),
      seen: z.string().optional(),
      /** Of the default branch: its first-parent line has been given up to here. */
      tip: z.string().nullable(),
      /** In the clone: an object that lists the refs whose commits have been given. */
      refs: z.string().optional(),
    })
    .optional(),
});
export type RepositoryState = z.output<typeof repositorySchema>;

const cursorSchema = z.strictObject({ repositories: z.record(z.string(), repositorySchema) });

/** What has been collected, by the repositories' node ids. */
export type Cursor = Map<string, RepositoryState>;

/** Empty where there is none that can be gone on from: then everything is read. */
export function parseCursor(text: string | undefined): Cursor {
  if (text === undefined) return new Map();
  try {
    return new Map(Object.entries(cursorSchema.safeParse(JSON.parse(text)).data?.repositories ?? {}));
  } catch {
    return new Map();
  }
}

/** The same text for the same state, however it came about. */
export function writeCursor(cursor: Cursor): string {
  return JSON.stringify(cursorSchema.parse({ repositories: Object.fromEntries(cursor) }));
}

export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

import { z } from 'zod';
import { day } from '#domain/window.ts';
import { unlinked } from '#domain/work.ts';
import type { SourceType } from '#sources/source.ts';
import { parseDuration } from './duration.ts';
import { goalForm } from './goal-form.ts';
import { parseListen } from './listen.ts';
import { prometheus, sourceEntry } from './source-entry.ts';
import { timeZone } from './time-zone.ts';
import { notBoth, secretReference, storageText } from './secrets.ts';

const name = z.string().regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,61}[\p{L}\p{N}])?$/u, {
  error: ({ input }) =>
    typeof input === 'string'
      ? 'must be a name of at most 63 letters, digits, spaces, dots, dashes or underscores, with a letter or digit at both ends'
      : undefined,
});
const text = z.string().min(1);
const texts = z.array(text);

const listenForm = "must be host:port, '[IPv6]:port' in quotes, or :port for every address; ports are 0 to 65535";
const listen = z
  .string({ error: () => listenForm })
  .transform((written, context) => {
    const parsed = parseListen(written);
    if (parsed) return parsed;
    context.addIssue(listenForm);
    return z.NEVER;
  })
  .describe('Where to listen, as host:port. Another address than loopback needs auth.read_token_env');

const storage = z
  .union([storageText, z.strictObject({ url_env: text })])
  .describe('A directory (embedded), postgres://host/database with credentials by PG* variables, or { url_env: NAME }');

const trailingWindow = z
  .string()
  .transform((name, context) => {
    const length = parseDuration(name);
    if (length !== undefined && length > 0 && length % day === 0) return { name, length };
    context.addIssue('must be whole days, as in 7d, 28d or 13w');
    return z.NEVER;
  })
  .describe('The length of a trailing window, as in 28d');

const auth = z
  .strictObject({ ...secretReference('read_token'), ...secretReference('write_token') })
  .superRefine(notBoth('read_token', 'write_token'));

const glob = text.regex(/^(?!\.{0,2}\/)/, {
  error: () => 'must start at the root of the repository, without / or ./ before it',
});

const ownership = z.strictObject({
  repository: text.describe('The name that a source gives the repository'),
  paths: z.array(glob).min(1).exactOptional().describe('Only the changes that touch one of these files'),
  service: text.exactOptional().describe('Only the deployments of this service'),
});

const team = z.strictObject({
  team: name,
  load_limit: z.int().min(1).exactOptional().describe('Work in progress agreed by the team, in items'),
  time_zone: timeZone.exactOptional().describe('Weeks and days of this team'),
  owns: z.array(ownership).min(1),
});

const objective = z.strictObject({
  objective: name.refine((given) => given !== unlinked, {
    error: `must be another name: ${unlinked} stands for work that no objective claims`,
  }),
  title: text,
  why: text.exactOptional(),
  parent: name.exactOptional().describe('Another objective; none: a root'),
  priority: z.int().min(1).exactOptional(),
  planned_share: z.number().min(0).max(1).exactOptional(),
  work: z
    .strictObject({ labels: texts.prefault([]), milestones: texts.prefault([]), repositories: texts.prefault([]) })
    .prefault({})
    .describe('Which work serves it; the first match wins'),
});

/** The YAML file. Every key may be left out; what a whole configuration needs is asked by the cross checks. */
function fileSchema<Entry extends z.ZodType, Goal extends z.ZodType>(entry: Entry, goal: Goal) {
  return z.strictObject({
    listen: listen.prefault('127.0.0.1:9790'),
    storage: storage.prefault('./data'),
    time_zone: timeZone.prefault('UTC'),
    windows: z.array(trailingWindow).min(1).prefault(['7d', '28d', '90d']),
    lead_time_from: z.enum(['first_commit', 'merge']).prefault('first_commit'),
    bots: z.enum(['in', 'out']).prefault('out'),
    privacy: z
      .strictObject({ minimum_group: z.int().min(2).prefault(5), titles: z.boolean().prefault(false) })
      .prefault({}),
    auth: auth.prefault({}),
    sources: z.array(entry).prefault([]),
    teams: z.array(team).prefault([]),
    objectives: z.array(objective).prefault([]),
    goals: z
      .union([text, z.array(goal)])
      .prefault([])
      .describe('A glob of files, or a list of goals'),
  });
}

/** The schema that checks and reads a file, with the given kinds of sources. */
export const configSchema = (types: readonly SourceType[]) =>
  // Goals are checked one by one, wherever they are written: goals.ts.
  fileSchema(sourceEntry(types), z.unknown());

/** What the schema makes of a file. */
export type FileContent = z.output<ReturnType<typeof configSchema>>;

/** The JSON schema of the YAML file, for editors. */
export function jsonSchema(types: readonly SourceType[]): Record<string, unknown> {
  const entries = z.union([...types.map(({ schema }) => schema), prometheus]);
  return { ...z.toJSONSchema(fileSchema(entries, goalForm), { io: 'input', unrepresentable: 'any' }) };
}

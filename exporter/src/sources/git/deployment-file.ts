import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { DeploymentFact } from '#domain/facts.ts';
import { SourceError } from '../errors.ts';
import { type Origin, deploymentFact } from '../history/facts.ts';
import { peelToCommits } from '../history/objects.ts';
import type { Repository } from '../history/repository.ts';
import type { Skipped } from '../history/skipped.ts';

const required = ['time', 'sha', 'environment', 'outcome'] as const;

const optional = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));
const iso = z.iso.datetime({ offset: true });
/** ISO 8601 with its zone, or seconds since 1970: a local time would mean another moment on another machine. */
const time = z.string().transform((text, context) => {
  if (/^-?\d{1,12}$/.test(text)) return Number(text) * 1000;
  const read = iso.safeParse(text.replace(' ', 'T'));
  if (read.success) return Date.parse(read.data);
  context.addIssue('time');
  return z.NEVER;
});

const row = z.object({
  time,
  sha: z.string().regex(/^[0-9a-f]{7,64}$/),
  environment: z.string().min(1),
  outcome: z.enum(['success', 'failure']),
  service: optional,
  version: optional,
  id: optional,
  started: optional.pipe(time.optional()),
  url: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
});
type Row = z.output<typeof row>;

/** The text of the file. Throws SourceError where it cannot be read. */
export async function readDeploymentFile(path: string, name: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SourceError(
      'not_found',
      `The deployments file ${name} cannot be read: correct file, which starts beside the configuration file, or make it readable`,
      { cause }
    );
  });
}

/**
 * Deployments that the user records, one a row: time, sha, environment, outcome, and where there is one service,
 * version, id, url, started, in any order. `resolve` tells which commits are part of the collected history. Rows that
 * cannot be read are skipped and counted.
 */
export async function fileDeployments(
  origin: Origin,
  production: string,
  text: string,
  resolve: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  skipped: Skipped
): Promise<DeploymentFact[]> {
  const rows = await readRows(text, skipped);
  const commits = await resolve([...new Set(rows.map(({ sha }) => sha))]);
  const facts = new Map<string, DeploymentFact>();
  for (const { sha: given, ...rest } of rows) {
    const sha = commits.get(given);
    if (sha === undefined) {
      skipped.add('deployment of an unknown commit');
      continue;
    }
    const { environment, service = '', started, url } = rest;
    const version = (rest.version?.match(/\d+/g) ?? []).join('.');
    const id = rest.id ?? [new Date(rest.time).toISOString(), sha, environment, service].join(' ').trimEnd();
    const common = { id, service, environment, production: environment === production, version, sha, at: rest.time };
    const fact = { ...deploymentFact(origin, common), outcome: rest.outcome };
    if (facts.has(id)) skipped.add('deployment row that repeats another');
    else facts.set(id, { ...fact, startedAt: started ?? rest.time, ...(url !== undefined && { url }) });
  }
  return [...facts.values()];
}

async function readRows(text: string, skipped: Skipped): Promise<Row[]> {
  const rows: Row[] = [];
  let header: string[] | undefined;
  const records = parse(text, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: () => {
      skipped.add('deployment row that is no CSV');
    },
  });
  for await (const record of records as AsyncIterable<string[]>) {
    if (header === undefined) {
      header = record.map((name) => name.toLowerCase());
      checkHeader(header);
      continue;
    }
    const cells = Object.fromEntries(header.map((name, index) => [name, record[index] ?? '']));
    const read = row.safeParse({
      ...cells,
      sha: cells['sha']?.toLowerCase(),
      outcome: cells['outcome']?.toLowerCase(),
    });
    if (record.length !== header.length) skipped.add('deployment row with more or fewer cells than the header');
    else if (read.success) rows.push(read.data);
    else skipped.add(`deployment row with a bad ${String(read.error.issues[0]?.path[0])}`);
  }
  return rows;
}

function checkHeader(header: readonly string[]): void {
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length === 0) return;
  throw new SourceError(
    'unexpected_response',
    `The deployments file has no column ${missing.join(', ')}: its first line must name ${required.join(',')}`
  );
}

/** Whole ids of the commits that are among `tips` or their ancestors, by the ids as given, whole or abbreviated. */
export async function resolveCommits(
  repository: Repository,
  ids: readonly string[],
  tips: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const commits = await peelToCommits(repository, ids);
  const found = ids.flatMap((id, index): [string, string][] => {
    const sha = commits[index];
    return sha === undefined ? [] : [[id, sha]];
  });
  const outside = await repository.text(
    ['rev-list', '--stdin'],
    [...found.map(([, sha]) => sha), ...tips.map((tip) => `^${tip}`)]
  );
  const unreachable = new Set(outside.split('\n'));
  return new Map(found.filter(([, sha]) => !unreachable.has(sha)));
}

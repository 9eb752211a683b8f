import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Deployment } from '#ancestry/first-deployment.ts';
import { deployment, list, origin, reading } from './answers.fixture.ts';
import { deploymentFact } from './map-deployment.ts';

/**
 * Somebody else's inputs and expected tables for the arithmetic of DORA (README.md beside them: origin, rules, and where
 * our definitions differ). They lie beside the project, not in it.
 */
export const answerKey = resolve(import.meta.dirname, '../../../../../shared/data/dora-answer-key');
export const suite = existsSync(answerKey) ? describe : describe.skip;
if (suite === describe.skip) console.warn('skipped: the answer key for DORA arithmetic (the shared data is not here)');

export type Row = Readonly<Record<string, string>>;

/** The rows of a table; none where it is not here. */
export function table(path: string): Row[] {
  if (suite === describe.skip) return [];
  return parse(readFileSync(resolve(answerKey, path)), { columns: true, bom: true });
}

/** Two spellings, UTC where none is named: `2023-4-10 6:51:47`, `2023-04-10T06:51:47.000+00:00`. */
export function time(text = ''): number {
  const [year = 0, month = 0, date = 0, ...rest] = text
    .replace(/(\.\d+)?\+00:00$/, '')
    .split(/[-T :]/)
    .map(Number);
  return Date.UTC(year, month - 1, date, ...rest);
}

/** Rows of deployments of the one project that the key judges. */
export const ofProject = (rows: readonly Row[]) => rows.filter(({ cicd_scope_id: scope }) => scope !== 'cicd3');

/** The environments that are production in the key. */
export const inProduction = reading({ deployments: { environments: ['PRODUCTION', 'github-pages'] } });

/** One row of deployments as GitHub would tell it, by our mapper. */
export function deployed(row: Row): Deployment {
  const { id = '', commit_sha: commitOid = '', environment = '', result = '' } = row;
  const end = { state: result, createdAt: time(row['finished_date'] ?? row['started_date']), logUrl: null };
  const answer = deployment({ id, commitOid, environment, createdAt: time(row['started_date']), statuses: list(end) });
  return deploymentFact(answer, origin, inProduction)!;
}

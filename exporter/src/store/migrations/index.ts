import { facts } from './0001-facts.ts';
import { githubAndFlow } from './0002-github-and-flow.ts';
import { stagesAndRuns } from './0004-stages-and-runs.ts';
import { goalsAndRecords } from './0005-goals-and-records.ts';
import { hotfixes } from './0007-hotfixes.ts';
import { looksAndLimits } from './0006-looks-and-limits.ts';
import { work } from './0003-work.ts';

export type Migration = { readonly version: number; readonly statements: readonly string[] };

/** Every layout change in order, one SQL text for both engines. A released one is never edited: add the next. */
export const migrations: readonly Migration[] = [
  { version: 1, statements: facts },
  { version: 2, statements: githubAndFlow },
  { version: 3, statements: work },
  { version: 4, statements: stagesAndRuns },
  { version: 5, statements: goalsAndRecords },
  { version: 6, statements: looksAndLimits },
  { version: 7, statements: hotfixes },
];

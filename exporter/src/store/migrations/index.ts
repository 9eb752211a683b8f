import { facts } from './0001-facts.ts';
import { githubAndFlow } from './0002-github-and-flow.ts';

export type Migration = { readonly version: number; readonly statements: readonly string[] };

/** Every layout change in order, one SQL text for both engines. A released one is never edited: add the next. */
export const migrations: readonly Migration[] = [
  { version: 1, statements: facts },
  { version: 2, statements: githubAndFlow },
];

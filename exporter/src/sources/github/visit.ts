import type { Fact, FactKind } from '#domain/facts.ts';
import type { Batch, SourceEnvironment } from '../source.ts';
import type { GithubClient } from './client.ts';
import type { RepositoryState } from './cursor.ts';
import type { ProbeAnswer } from './graphql/probe.ts';
import type { RepositoryAnswer } from './graphql/repositories.ts';
import type { Origin, Reading } from './reading.ts';

/** One repository in one pull. */
export type Visit = {
  readonly client: GithubClient;
  readonly reading: Reading;
  readonly environment: SourceEnvironment;
  readonly origin: Origin;
  readonly repository: RepositoryAnswer;
  /** What last changed there; absent where that could not be asked. */
  readonly probe: ProbeAnswer | undefined;
  readonly now: number;
  readonly signal: AbortSignal;
  /** Where it has come to. A step changes it together with the facts that it gives. */
  state: RepositoryState;
};

/** What is stored at once, with the state as it is then. */
export type Step = {
  readonly facts: readonly Fact[];
  /** Kinds of which this pull has given all that there are. */
  readonly sweep?: readonly FactKind[];
  readonly skipped?: NonNullable<Batch['skipped']>;
  /** How much of the first collection of this repository has been read, 0 to 1. */
  readonly share?: number;
};

const batchSize = 2000;

/** Cuts what is too much for one batch. The state stands for the last one only. */
export function* inBatches(facts: readonly Fact[]): Generator<readonly Fact[], void, undefined> {
  for (let start = 0; start < facts.length; start += batchSize) yield facts.slice(start, start + batchSize);
}

import type { z } from 'zod';
import type { SourceUsage } from '#domain/source-status.ts';
import type { Fact, FactKind, Knowledge, LinkRules } from '#domain/facts.ts';

/** One step of a pull. The pipeline stores it whole, in one atomic write, or not at all. */
export type Batch = {
  readonly facts: readonly Fact[];
  /** The cursor that stands for everything given so far; a later pull that starts from it misses nothing. */
  readonly cursor?: string;
  /** Facts of this kind that this pull has not given are gone at the origin (force push, deleted tag). */
  readonly sweep?: readonly { readonly repository: string; readonly fact: FactKind }[];
  /** From when the repository's facts are complete; -Infinity where its whole history is. */
  readonly complete?: readonly { readonly repository: string; readonly from: number; readonly url?: string }[];
  /** What could not be read, by reason; counted, never dropped in silence. */
  readonly skipped?: readonly { readonly reason: string; readonly count: number }[];
  readonly progress?: { readonly done: number; readonly total: number };
  /** Of a delivery: something has changed that only a pull can read, so one should begin now. */
  readonly due?: boolean;
};

export type PullContext = {
  /** What the last stored batch said; undefined on the first pull. */
  readonly cursor: string | undefined;
  /** Now, in milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
};

/** The outer world in, facts out. A source writes nothing: the pipeline stores what it gives. */
export interface Source {
  /** Unique in the configuration; the `source` label. */
  readonly name: string;
  readonly rules: LinkRules;
  /** What it is able to tell, as it is configured. */
  readonly knows: ReadonlySet<Knowledge>;
  /** Milliseconds from the end of one pull to the start of the next. */
  readonly interval: number;
  /** Batches of about 2,000 facts. Throws SourceError; what was given before stays. */
  pull(context: PullContext): AsyncIterable<Batch>;
  /**
   * Facts of one signed delivery; nothing where it is of no interest. A fact given here equals the same fact of a pull.
   * Throws SourceError `unauthorized` where the signature is wrong; undefined: this source takes no deliveries.
   */
  readonly receive?: (delivery: Delivery) => Promise<Batch | undefined>;
  readonly usage?: () => SourceUsage;
}

/** A webhook as it arrived; the body is what the signature was made of. */
export type Delivery = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly now: number;
  readonly signal: AbortSignal;
};

/** What a source may use of the process around it. */
export type SourceEnvironment = {
  /** A directory of its own, for what it may fetch again: made on first use, mode 0700, safe to delete. */
  readonly cacheDirectory: string;
  /** Where relative paths of the configuration start. */
  readonly configDirectory: string;
  /** Environment variables of the process by name: secrets, and what a child process needs. */
  readonly secret: (variable: string) => string | undefined;
  /** Repositories that some team splits by paths: their changes must say which files they touch. */
  readonly withPaths: ReadonlySet<string>;
};

/** A kind of source: the key that its entries in `sources:` start with, their schema, and how to make one. */
export type SourceType<Configuration = unknown> = {
  readonly key: string;
  readonly schema: z.ZodType<Configuration>;
  /** The unique name and the repositories of an entry, without touching the outer world. */
  describe(configuration: Configuration): {
    readonly name: string;
    readonly repositories: readonly string[];
  };
  create(configuration: Configuration, environment: SourceEnvironment): Source;
};

/** What the server has been asked: the counters of tests and benchmarks. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Credential } from './state.ts';

export type RequestKind = 'rest' | 'graphql' | 'git';

export type SeenRequest = {
  /** Counts from 1 over all kinds. */
  readonly number: number;
  readonly kind: RequestKind;
  readonly method: string;
  /** With its query, without the prefix of an Enterprise Server. */
  readonly path: string;
  /** REST: the contract's operation id; GraphQL: the operation's name. */
  readonly operation: string | undefined;
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly credential: Credential | undefined;
  /** GraphQL: by the rule, whether or not they were taken. */
  readonly points: number;
  readonly nodes: number;
  /** Set when the answer is sent; 0 for a connection that was cut. */
  status: number;
  fault: string | undefined;
};

export type Violation = { readonly request: number; readonly path: string; readonly problem: string };

export class Requests {
  readonly all: SeenRequest[] = [];
  readonly violations: Violation[] = [];
  /** Answers of our own that do not fit GitHub's contract; looked for only when asked. */
  readonly mistakes: Violation[] = [];
  /** Taken from budgets, of every credential. */
  points = 0;
  /** The most requests that were open at one time. */
  mostAtOnce = 0;

  get total(): number {
    return this.all.length;
  }

  count(kind: RequestKind): number {
    return this.all.filter((each) => each.kind === kind).length;
  }

  /** REST operations and GraphQL operations by name, with how often each was asked. */
  byOperation(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { kind, operation } of this.all) {
      const name = `${kind} ${operation ?? ''}`.trim();
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  /** Forgets everything: for a second phase of a test. */
  reset(): void {
    this.all.length = 0;
    this.violations.length = 0;
    this.mistakes.length = 0;
    this.points = 0;
    this.mostAtOnce = 0;
  }
}

/** What can go wrong on purpose, and when. */
import type { SeenRequest } from './requests.ts';

export type Fault =
  /** The hourly budget is used up. `reset` overrides the header, to be absurd. */
  | { readonly kind: 'primary'; readonly status?: 403 | 429; readonly resetIn?: number; readonly reset?: string }
  /** Too much at once. GraphQL may say it in a 200; `labelled` gives it the type of the primary limit. */
  | {
      readonly kind: 'secondary';
      readonly status?: 200 | 403 | 429;
      readonly retryAfter?: number | 'date';
      readonly wording?: 'secondary' | 'abuse' | 'plain';
      readonly labelled?: boolean;
    }
  | { readonly kind: 'html'; readonly status: 500 | 502 | 503 | 504 }
  /** GraphQL ran out of its ten seconds; the points are taken all the same. */
  | { readonly kind: 'timeout'; readonly status: 200 | 502 | 504 }
  /** The real answer, cut in the middle, with a content-length that fits. */
  | { readonly kind: 'cut' }
  /** The real answer, broken off before its content-length. */
  | { readonly kind: 'broken-off' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Never answers; ends when the client gives up. */
  | { readonly kind: 'hang' }
  /** Any other answer: a wrong shape, a status of one's own. */
  | {
      readonly kind: 'answer';
      readonly status?: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The real GraphQL answer with the value at `path` gone, and an error that says so. */
  | {
      readonly kind: 'partial';
      readonly path: readonly (string | number)[];
      readonly type?: string;
      readonly message?: string;
    };

export type FaultRule = {
  readonly match: (request: SeenRequest) => boolean;
  /** How many matching requests it spoils; 1 unless said. */
  readonly times?: number;
  readonly then: Fault;
};

/** The script of a test: rules are tried in order, one that is used up is passed over. */
export class Faults {
  readonly #rules: { readonly rule: FaultRule; used: number }[] = [];

  add(...rules: readonly FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ rule, used: 0 })));
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** True when every rule has spoilt as many requests as it may (one without an end: at least one). */
  get played(): boolean {
    return this.#rules.every(({ rule: { times = 1 }, used }) => used >= (times === Infinity ? 1 : times));
  }

  next(request: SeenRequest): Fault | undefined {
    for (const entry of this.#rules) {
      if (entry.used >= (entry.rule.times ?? 1) || !entry.rule.match(request)) continue;
      entry.used += 1;
      return entry.rule.then;
    }
    return undefined;
  }
}

/** The n-th request, counted from 1, of those that `of` accepts; all when it is absent. */
export function nth(n: number, of: (request: SeenRequest) => boolean = () => true): FaultRule['match'] {
  let seen = 0;
  return (request) => of(request) && ++seen === n;
}

/** What each credential may still ask in the present hour. */
import type { Credential } from './state.ts';

export type Resource = 'core' | 'graphql';

export type Budget = {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
};

/** Requests an hour of those who show no token. */
const anonymousLimit = 60;
const hour = 3600;

export class Budgets {
  readonly #clock: () => number;
  readonly #windows = new Map<string, { used: number; reset: number }>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  look(credential: Credential | undefined, resource: Resource): Budget {
    const limit = credential?.limits[resource] ?? (resource === 'core' ? anonymousLimit : 0);
    const { used, reset } = this.#window(credential, resource);
    return { limit, used, remaining: Math.max(0, limit - used), reset };
  }

  take(credential: Credential | undefined, resource: Resource, cost: number): void {
    this.#window(credential, resource).used += cost;
  }

  /** Leaves just this much for the rest of the window, as if others had used it. */
  leave(credential: Credential | undefined, resource: Resource, remaining: number): void {
    this.#window(credential, resource).used = this.look(credential, resource).limit - remaining;
  }

  /** A window starts with its first request. Installation tokens share the budget of their installation. */
  #window(credential: Credential | undefined, resource: Resource) {
    const who = credential?.installation === undefined ? credential?.token : `installation ${credential.installation}`;
    const key = `${resource} ${who}`;
    const now = Math.floor(this.#clock() / 1000);
    const open = this.#windows.get(key);
    if (open && now < open.reset) return open;
    const fresh = { used: 0, reset: now + hour };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

export function budgetHeaders({ limit, used, remaining, reset }: Budget, resource: Resource): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': resource,
  };
}

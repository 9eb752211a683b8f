import { second } from '#domain/window.ts';
import { abortable, type Clock } from './clock.ts';
import type { RateLimit, Resource } from './limits.ts';

export type Ask = {
  readonly resource: Resource;
  /** The share of the limit that is left to others, 0 to 1. */
  readonly reserve: number;
  readonly signal: AbortSignal;
};

/**
 * What one credential may still ask, shared by every source that uses it. Requests go out one after the other, as
 * GitHub wants it, and none while a limit holds or only the reserve is left; who waits blocks no other credential.
 */
export class Budget {
  readonly #limits = new Map<Resource, RateLimit>();
  readonly #blocked = new Map<Resource, number>();
  #last: Promise<void> = Promise.resolve();

  /** What the last answer said; undefined before the first one, and where the server has no limits. */
  rate(resource: Resource): RateLimit | undefined {
    return this.#limits.get(resource);
  }

  note(resource: Resource, rate: RateLimit): void {
    this.#limits.set(resource, rate);
  }

  /** Nothing is asked until then. */
  block(resource: Resource, until: number): void {
    this.#blocked.set(resource, Math.max(until, this.#blocked.get(resource) ?? -Infinity));
  }

  /** The time from when on a request may go out; one in the past: at once. */
  readyAt(resource: Resource, reserve: number): number {
    const rate = this.#limits.get(resource);
    const short = rate !== undefined && rate.remaining <= rate.limit * reserve;
    return Math.max(short ? rate.resetAt : -Infinity, this.#blocked.get(resource) ?? -Infinity);
  }

  /** Waits for the budget and for its turn, then sends. */
  async turn<T>({ resource, reserve, signal }: Ask, clock: Clock, send: () => Promise<T>): Promise<T> {
    for (;;) {
      signal.throwIfAborted();
      const wait = this.readyAt(resource, reserve) - clock.now();
      if (wait >= 0) {
        await clock.sleep(wait + second, signal);
        continue;
      }
      const done = await this.#inLine(signal);
      try {
        // Whoever went before may have used the rest.
        if (this.readyAt(resource, reserve) < clock.now()) return await send();
      } finally {
        done();
      }
    }
  }

  async #inLine(signal: AbortSignal): Promise<() => void> {
    const before = this.#last;
    let done = (): void => undefined;
    const mine = new Promise<void>((resolve) => (done = resolve));
    this.#last = before.then(() => mine);
    try {
      await abortable(before, signal);
    } catch (error) {
      done();
      throw error;
    }
    return done;
  }
}

/** One budget for each credential at each server. The keys name where a secret is, never the secret. */
export class Budgets {
  readonly #budgets = new Map<string, Budget>();

  of(apiUrl: string, identity: string): Budget {
    const key = `${apiUrl} ${identity}`;
    const known = this.#budgets.get(key);
    if (known) return known;
    const budget = new Budget();
    this.#budgets.set(key, budget);
    return budget;
  }
}

import type { Observations } from './measure.ts';

/**
 * Gathers spans of time as observations in seconds. A span that is negative, or of which an end is absent (NaN), has
 * no value: it is left out of n and of the quantiles, and counted.
 */
export class Spans {
  readonly #at: number[] = [];
  readonly #value: number[] = [];
  readonly #leftOutAt: number[] = [];
  /** Most come by the time of their end already. */
  #inOrder = true;

  /** From `start` to `end`, in milliseconds; it belongs to the window that holds its end. */
  add(start: number, end: number): void {
    this.addLasting(end - start, end);
  }

  /** The same of a length, in milliseconds. */
  addLasting(length: number, end: number): void {
    if (!(length >= 0)) {
      this.leaveOut(end);
      return;
    }
    if (end < (this.#at.at(-1) ?? -Infinity)) this.#inOrder = false;
    this.#at.push(end);
    this.#value.push(length / 1000);
  }

  leaveOut(at: number): void {
    this.#leftOutAt.push(at);
  }

  observations(): Observations['durations'] {
    const at = Float64Array.from(this.#at);
    const value = Float64Array.from(this.#value);
    const leftOutAt = Float64Array.from(this.#leftOutAt).sort();
    if (this.#inOrder) return { at, value, leftOutAt };
    const order = new Uint32Array(at.map((_, index) => index).sort((a, b) => (at[a] ?? NaN) - (at[b] ?? NaN)));
    const sorted = (values: Float64Array) => Float64Array.from(order, (index) => values[index] ?? NaN);
    return { at: sorted(at), value: sorted(value), leftOutAt };
  }
}

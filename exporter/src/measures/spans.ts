import type { Observations } from './measure.ts';

/**
 * Gathers spans of time as observations in seconds. A span that is negative, or of which an end is absent (NaN), has
 * no value: it is left out of n and of the quantiles, and counted.
 */
export class Spans {
  readonly #spans: { at: number; value: number }[] = [];
  readonly #leftOutAt: number[] = [];

  /** From `start` to `end`, in milliseconds; it belongs to the window that holds its end. */
  add(start: number, end: number): void {
    this.addLasting(end - start, end);
  }

  /** The same of a length, in milliseconds. */
  addLasting(length: number, end: number): void {
    if (length >= 0) this.#spans.push({ at: end, value: length / 1000 });
    else this.leaveOut(end);
  }

  leaveOut(at: number): void {
    this.#leftOutAt.push(at);
  }

  observations(): Observations['durations'] {
    this.#spans.sort((a, b) => a.at - b.at);
    return {
      at: Float64Array.from(this.#spans, (span) => span.at),
      value: Float64Array.from(this.#spans, (span) => span.value),
      leftOutAt: Float64Array.from(this.#leftOutAt).sort(),
    };
  }
}

import type { Ordered } from './statistics.ts';

/**
 * A changing subset of known values with exact order statistics: a Fenwick tree over their ranks.
 * Adding, removing and asking for the k-th smallest are O(log n).
 */
export class RankTree implements Ordered {
  n = 0;
  readonly #sorted: Float64Array;
  readonly #rank: Int32Array;
  readonly #tree: Int32Array;
  readonly #top: number;

  constructor(values: Float64Array) {
    this.#sorted = values.slice().sort();
    this.#rank = new Int32Array(values.map((value) => firstAtLeast(this.#sorted, value) + 1));
    this.#tree = new Int32Array(values.length + 1);
    this.#top = 2 ** Math.floor(Math.log2(Math.max(1, values.length)));
  }

  /** Takes in the value at this index of the constructor's array. */
  add(index: number): void {
    this.#count(index, 1);
  }

  remove(index: number): void {
    this.#count(index, -1);
  }

  at(k: number): number {
    let below = 0;
    let left = k;
    for (let step = this.#top; step > 0; step >>= 1) {
      const inside = this.#tree[below + step] ?? Infinity;
      if (inside <= left) {
        below += step;
        left -= inside;
      }
    }
    return this.#sorted[below] ?? NaN;
  }

  #count(index: number, by: 1 | -1): void {
    this.n += by;
    for (let rank = this.#rank[index] ?? Infinity; rank < this.#tree.length; rank += rank & -rank) {
      this.#tree[rank] = (this.#tree[rank] ?? 0) + by;
    }
  }
}

/** The index of the first element that is not below `value`; the length where none is. */
export function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

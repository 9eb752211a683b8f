/** What the first of two things costs in terms of the second; the medians of both in milliseconds. */
export type Comparison = { readonly ratio: number; readonly first: number; readonly second: number };

/** Runs something once and gives its own time in milliseconds, without that of its preparation. */
export type Run = (round: number) => Promise<number>;

/**
 * Takes turns, A B A B, so that both see the same machine; the ratio is the median of the rounds' own ratios. Round 0
 * warms up and does not count.
 */
export async function compare(rounds: number, first: Run, second: Run): Promise<Comparison> {
  const times: { first: number; second: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = { first: await first(round), second: await second(round) };
    if (round > 0) times.push(pair);
  }
  return {
    ratio: median(times.map((pair) => pair.first / pair.second)),
    first: median(times.map((pair) => pair.first)),
    second: median(times.map((pair) => pair.second)),
  };
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** `312 ms ÷ 61.4 ms` */
export function fraction({ first, second }: Comparison): string {
  return `${milliseconds(first)} ÷ ${milliseconds(second)}`;
}

function milliseconds(time: number): string {
  return `${time.toPrecision(time < 1000 ? 3 : 4)} ms`;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length / 2;
  return ((values[Math.ceil(middle) - 1] ?? NaN) + (values[Math.floor(middle)] ?? NaN)) / 2;
}

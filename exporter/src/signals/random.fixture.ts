/** A seeded source of chance for simulations: the same seed, the same series. */
export type Random = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): uniform in [0, 1). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Box and Muller. */
export function normal(next: Random): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Knuth's product of uniforms; for small means. */
export function poisson(next: Random, mean: number): number {
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > end; product *= next()) count++;
  return count;
}

export function binomial(next: Random, trials: number, probability: number): number {
  let count = 0;
  for (let i = 0; i < trials; i++) if (next() < probability) count++;
  return count;
}

export function exponential(next: Random, mean: number): number {
  return -mean * Math.log(1 - next());
}

/** Gamma of a whole shape: the sum of so many exponentials. */
export function gamma(next: Random, shape: number, mean: number): number {
  let total = 0;
  for (let i = 0; i < shape; i++) total += exponential(next, mean / shape);
  return total;
}

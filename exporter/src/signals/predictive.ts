/** How likely 0, 1, 2 … events are, given what was seen before. */
export type Probabilities = readonly number[];

/**
 * Beta-binomial: of `trials` to come, when `part` of `whole` was seen before (Jeffreys prior: a half more of each).
 * Logarithms, as the first ones of many trials would vanish.
 */
export function ofTrials(part: number, whole: number, trials: number): Probabilities {
  const a = part + 0.5;
  const b = whole - part + 0.5;
  let log = 0;
  for (let i = 0; i < trials; i++) log += Math.log((b + i) / (a + b + i));
  const probabilities = [Math.exp(log)];
  for (let k = 0; k < trials; k++) {
    log += Math.log(((trials - k) * (a + k)) / ((k + 1) * (b + trials - k - 1)));
    probabilities.push(Math.exp(log));
  }
  return probabilities;
}

/** Negative binomial: events in `weeks` to come, when `events` were seen in `seen` weeks (Jeffreys prior); to all but 1e-6. */
export function ofEvents(events: number, seen: number, weeks: number): Probabilities {
  const a = events + 0.5;
  let log = a * Math.log(seen / (seen + weeks));
  const probabilities = [Math.exp(log)];
  for (let k = 0, total = Math.exp(log); total < 1 - 1e-6; k++) {
    log += Math.log((((a + k) / (k + 1)) * weeks) / (seen + weeks));
    probabilities.push(Math.exp(log));
    total += Math.exp(log);
  }
  return probabilities;
}

/** The probability of so few, or so many, or more extreme. */
export function tails(probabilities: Probabilities, count: number): { readonly low: number; readonly high: number } {
  const sum = (some: Probabilities) => some.reduce((total, probability) => total + probability, 0);
  return { low: sum(probabilities.slice(0, count + 1)), high: sum(probabilities.slice(count)) };
}

/** The counts that are not rare: neither tail at or below `alpha`. */
export function commonRange(
  probabilities: Probabilities,
  alpha: number
): { readonly lower: number; readonly upper: number } {
  let lower = 0;
  for (let below = probabilities[0] ?? 1; below <= alpha; below += probabilities[lower] ?? 1) lower++;
  let upper = probabilities.length - 1;
  for (let above = probabilities[upper] ?? 1; above <= alpha; above += probabilities[upper] ?? 1) upper--;
  return { lower, upper };
}

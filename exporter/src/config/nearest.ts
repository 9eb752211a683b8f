/** The candidate that a typing mistake most likely meant: at most a third of its letters (and at least two) differ. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  const [best] = candidates
    .filter((candidate) => Math.abs(candidate.length - written.length) <= allowance(candidate))
    .map((candidate) => ({ candidate, distance: distance(written.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= allowance(candidate) && distance < candidate.length)
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

const allowance = (candidate: string): number => Math.max(2, candidate.length / 3);

/** Levenshtein: the fewest letters put in, left out or changed that make one word of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const kept = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

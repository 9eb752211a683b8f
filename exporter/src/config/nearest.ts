/** The candidate that a typing mistake most likely meant: at most a third of its letters (or two) differ. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; apart: number } | undefined;
  for (const candidate of candidates) {
    const allowed = Math.min(Math.max(2, candidate.length / 3), candidate.length - 1);
    if (Math.abs(candidate.length - written.length) > allowed) continue;
    const apart = distance(written.toLowerCase(), candidate.toLowerCase());
    if (apart <= allowed && apart < (best?.apart ?? Infinity)) best = { candidate, apart };
  }
  return best?.candidate;
}

/** Levenshtein: the fewest letters put in, left out or changed that make one word of the other. */
function distance(from: string, to: string): number {
  const row = Uint16Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    let diagonal = line - 1;
    row[0] = line;
    for (let column = 1; column <= to.length; column++) {
      const above = row[column] ?? 0;
      const kept = diagonal + (from[line - 1] === to[column - 1] ? 0 : 1);
      row[column] = Math.min(kept, above + 1, (row[column - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[to.length] ?? 0;
}

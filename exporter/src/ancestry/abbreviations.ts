/** Ids of commits may be abbreviated; one that is unknown, or begins several commits, names none. */
export function expander(known: Iterable<string>, wanted: Iterable<string>): (id: string) => string | undefined {
  const asked = new Set(wanted);
  const lengths = new Set([...asked].map(({ length }) => length));
  const found = new Map<string, string | undefined>();
  for (const sha of asked.size === 0 ? [] : known) {
    for (const length of lengths) {
      const start = sha.slice(0, length);
      if (!asked.has(start)) continue;
      // A whole id names itself; the same commit met twice is still one.
      if (start === sha) found.set(start, sha);
      else if (!found.has(start)) found.set(start, sha);
      else if (found.get(start) !== sha && found.get(start) !== start) found.set(start, undefined);
    }
  }
  return (id) => found.get(id);
}

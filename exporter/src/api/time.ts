/** Milliseconds since 1970 → RFC 3339 in UTC, without a fraction that says nothing. */
export function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/** The same for a time that may be absent. */
export function utcIf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : utc(milliseconds);
}

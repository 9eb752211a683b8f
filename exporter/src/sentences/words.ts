/** `1 team`, `2 teams`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Small numbers as words, where a sentence reads better so. */
export function spelled(count: number): string {
  return ['none', 'one', 'two', 'three'][count] ?? String(count);
}

/** `a`; `a and b`; `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The numbers of a version, in order: `v1.10.2` is 1, 10, 2. What is no digit only parts them. */
export function versionNumbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Number by number, so 1.10 comes after 1.9; where one begins with the other, the shorter comes first. */
export function compareVersions(a: string, b: string): number {
  const left = versionNumbers(a);
  const right = versionNumbers(b);
  for (const [place, number] of left.entries()) {
    const difference = number - (right[place] ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

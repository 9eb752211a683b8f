/** A tag read as a release: which service it names, and the numbers of its version. */
export type Release = { readonly service: string; readonly version: string };

/** How many groups of an expression can hold version numbers: all but the one that names the service. */
export function versionGroups(expression: string): number {
  // With an empty alternative every expression matches, and the match lists all its groups.
  const match = new RegExp(`(?:${expression})|`).exec('');
  return (match?.length ?? 1) - 1 - (match?.groups && 'service' in match.groups ? 1 : 0);
}

/**
 * Reads tags by an expression whose groups hold the version; the group `service` names the service. The version is
 * written as its numbers: `v1.010.2` is `1.10.2`. Numbers that letters set apart are a pre-release, `1.2.0-1` for
 * `v1.2.0-rc1`, should the expression let one in.
 */
export function releaseReader(expression: string): (tag: string) => Release | undefined {
  const pattern = new RegExp(expression, 'd');
  return (tag) => {
    const match = pattern.exec(tag);
    if (match?.indices === undefined) return undefined;
    const service = match.indices.groups?.['service'];
    const spans = match.indices.slice(1).filter((span: readonly [number, number] | undefined) => span !== undefined);
    const numbers = new Map<number, string>();
    for (const [start, end] of spans) {
      if (service !== undefined && start === service[0] && end === service[1]) continue;
      for (const run of tag.slice(start, end).matchAll(/\d+/g)) numbers.set(start + run.index, run[0]);
    }
    return { service: match.groups?.['service'] ?? '', version: written(tag, numbers) };
  };
}

function written(tag: string, numbers: ReadonlyMap<number, string>): string {
  let version = '';
  let last = -1;
  for (const [start, digits] of [...numbers].sort(([a], [b]) => a - b)) {
    // A number inside another group's number (nested groups) has been written already.
    if (start < last) continue;
    const apart = last >= 0 && /[a-z]/i.test(tag.slice(last, start)) && !version.includes('-');
    version += (last < 0 ? '' : apart ? '-' : '.') + digits.replace(/^0+(?=\d)/, '');
    last = start + digits.length;
  }
  return version;
}

/** Which of two versions is higher: number by number; a pre-release is lower than what it leads to. */
export function compareReleases(a: string, b: string): number {
  const [left = '', leftPre] = a.split('-');
  const [right = '', rightPre] = b.split('-');
  const difference = compareNumbers(left, right);
  if (difference !== 0 || leftPre === rightPre) return difference;
  if (leftPre === undefined) return 1;
  return rightPre === undefined ? -1 : compareNumbers(leftPre, rightPre);
}

function compareNumbers(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (const [place, digits] of left.entries()) {
    const other = right[place] ?? '';
    // Dates as 20240102030405 and longer stay exact: by length, then by digit.
    if (digits !== other) return digits.length - other.length || (digits < other ? -1 : 1);
  }
  return left.length - right.length;
}

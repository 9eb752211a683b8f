import picomatch from 'picomatch';

/** One star matches slashes too, as names have no folders. */
const names = { dot: true, nocase: true, bash: true };
export const files = { dot: true };

/**
 * Whether a name is meant by globs, of which those with '!' leave out; where all do, everything else is meant. A name
 * that stands there letter by letter is meant as well: `renovate[bot]`.
 */
export function matcher(patterns: readonly string[], options: typeof files = names): (name: string) => boolean {
  const out = patterns.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const wanted = patterns.filter((each) => !each.startsWith('!'));
  const leftOut = oneOf(out, options);
  const meant = wanted.length === 0 && out.length > 0 ? () => true : oneOf(wanted, options);
  return (name) => meant(name) && !leftOut(name);
}

function oneOf(globs: readonly string[], options: typeof files): (name: string) => boolean {
  const matches = picomatch([...globs], options);
  return (name) => globs.includes(name) || matches(name);
}

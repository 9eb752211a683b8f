import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import picomatch from 'picomatch';

/** Where the files of a glob lie; every match is in it or below. */
export function baseOf(directory: string, pattern: string): string {
  const { base, glob } = picomatch.scan(pattern);
  return glob === '' ? resolve(directory, base, '..') : resolve(directory, base);
}

/** The absolute paths that fit a glob, in order; none where its directory is not there. A plain name fits itself. */
export function matchingFiles(directory: string, pattern: string): string[] {
  const { base, glob } = picomatch.scan(pattern);
  if (glob === '') return [resolve(directory, base)];
  const fits = picomatch(glob);
  const entries = entriesOf(resolve(directory, base), glob.includes('/') || glob.includes('**'));
  return entries
    .filter((entry) => fits(entry))
    .sort()
    .map((entry) => resolve(directory, base, entry));
}

function entriesOf(directory: string, recursive: boolean): string[] {
  try {
    return readdirSync(directory, { recursive, encoding: 'utf8' });
  } catch {
    return [];
  }
}

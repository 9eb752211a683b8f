import { createHash } from 'node:crypto';

/**
 * A repository's key in the store: the first 52 bits of a digest of (source, name), so that every reader can work it
 * out from the configuration alone, and a number holds it exactly.
 */
export function repositoryId(source: string, name: string): number {
  const digest = createHash('sha256').update(`${source}\0${name}`).digest('hex');
  return Number.parseInt(digest.slice(0, 13), 16);
}

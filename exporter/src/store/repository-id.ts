import { createHash } from 'node:crypto';

/** The first 52 bits of a text's digest: the same everywhere, and held exactly by a number and a BIGINT. */
export function stableNumber(text: string): number {
  return Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 13), 16);
}

/** A repository's key in the store, which every reader can work out from the configuration alone. */
export function repositoryId(source: string, name: string): number {
  return stableNumber(`${source}\0${name}`);
}

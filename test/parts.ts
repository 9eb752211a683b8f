import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';

/**
 * The real parts that the black-box tests run beside Waymark, from Debian's packages. Where one is missing its suite is
 * skipped by name and the reason printed; with CI=true it fails instead.
 */
export function found(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat(postgresFolders());
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function postgresFolders(): string[] {
  const base = '/usr/lib/postgresql';
  return existsSync(base) ? readdirSync(base).map((version) => join(base, version, 'bin')) : [];
}

/** `describe` where every program is there. */
export function withParts(programs: readonly string[]): typeof describe | typeof describe.skip {
  const missing = programs.filter((program) => !found(program));
  if (missing.length === 0) return describe;
  const reason = `not on this machine: ${missing.join(', ')}`;
  if (process.env['CI'] === 'true') throw new Error(`${reason}; with CI=true a missing part fails`);
  console.warn(`skipped, as ${reason}`);
  return describe.skip;
}

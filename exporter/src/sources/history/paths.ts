import type { ChangeFact } from '#domain/facts.ts';
import { decoded } from './command.ts';
import type { Repository } from './repository.ts';

/**
 * The files that each change touches, against its first parent: what the merge brought to the default branch. Moves are
 * a file gone and a file come. `parents` are the first parents of the changes, where they have one.
 */
export async function withPaths(
  repository: Repository,
  changes: readonly ChangeFact[],
  parents: ReadonlyMap<string, string | undefined>
): Promise<ChangeFact[]> {
  if (changes.length === 0) return [];
  const input = changes.map(({ sha }) => [sha, parents.get(sha) ?? []].flat().join(' '));
  // Raw entries start with a colon, so that no file's name can be taken for the next commit.
  const options = ['--stdin', '-r', '-z', '--raw', '--root', '--always', '--no-renames', '--no-relative'];
  const parts = (await repository.text(['diff-tree', ...options], input)).split('\0');
  const touched = new Map<string, string[]>();
  let current: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? '';
    if (part.startsWith(':')) current.push(decoded(parts[++index] ?? ''));
    else if (part !== '') touched.set(part, (current = []));
  }
  return changes.map((change) => ({ ...change, paths: touched.get(change.sha) ?? [] }));
}

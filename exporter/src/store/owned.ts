import picomatch from 'picomatch';
import { serviceOf } from '#domain/service-label.ts';

/** What a team owns of one repository: all of it, or what a service or globs of files single out. */
export type OwnedRepository = {
  readonly id: number;
  readonly service?: string;
  readonly paths?: readonly string[];
};

/** Whether all of the repository is the team's. */
export function isWhole({ service, paths }: Pick<OwnedRepository, 'service' | 'paths'>): boolean {
  return service === undefined && paths === undefined;
}

const matchers = new Map<string, (path: string) => boolean>();

/** Whether one of the files (joined by newlines; null: the source did not look) matches one of the globs. */
export function touches(paths: string | null, globs: readonly string[]): boolean {
  if (paths === null || paths === '') return false;
  const key = globs.join('\n');
  let matches = matchers.get(key);
  if (matches === undefined) matchers.set(key, (matches = picomatch([...globs], { dot: true })));
  return paths.split('\n').some((path) => matches(path));
}

/** A change counts by its first deployment to a service; '' stands for any. Null: it has no such row. */
export function ownsChange(entry: OwnedRepository, service: string | null, paths: string | null): boolean {
  return (entry.service ?? '') === (service ?? '') && (entry.paths === undefined || touches(paths, entry.paths));
}

/**
 * A deployment belongs by its service; where files alone tell teams apart, to each with a change that it was the first to
 * deploy: `carries` says whether it has one that touches the globs.
 */
export function ownsDeployment(
  entry: OwnedRepository,
  service: string,
  carries: (globs: readonly string[]) => boolean
): boolean {
  if (entry.service !== undefined) return entry.service === service;
  return entry.paths === undefined || carries(entry.paths);
}

/** An incident belongs to whoever owns the repository or its service; files tell nothing of it. */
export function ownsIncident(entry: OwnedRepository, service: string): boolean {
  return entry.service === undefined ? entry.paths === undefined : entry.service === service;
}

/**
 * An item that names a service by a label (joined by newlines) belongs to whoever owns that; any other to all who own a
 * part of its repository, as files tell nothing of it.
 */
export function ownsItem({ service }: OwnedRepository, labels: string): boolean {
  if (service === undefined || labels === '') return true;
  const named = serviceOf(labels.split('\n'));
  return named === '' || named === service;
}

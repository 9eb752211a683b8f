import { z } from 'zod';
import type { SourceType } from '#sources/source.ts';
import { parseDuration } from './duration.ts';
import type { Found } from './explain.ts';
import type { GoalContext } from './goal-read.ts';
import { nearest } from './nearest.ts';
import { pathText, type Path } from './problems.ts';
import { sourceEntry } from './source-entry.ts';
import { timeZone } from './time-zone.ts';

const word = z.string().catch('');
const ownership = z.looseObject({ repository: word }).catch({ repository: '' });
const team = z
  .object({ team: word, time_zone: word, owns: z.array(ownership).catch([]) })
  .catch({ team: '', time_zone: '', owns: [] });
const objective = z.object({ objective: word, parent: word }).catch({ objective: '', parent: '' });
type Objective = z.output<typeof objective>;

/** What of a source's entry can be read although it has mistakes. */
const source = z.looseObject({ repository: word }).catch({ repository: '' });

/** What can be read of a file that has mistakes elsewhere, so that all of them are told at once. */
const readable = z.object({
  time_zone: word,
  sources: z.array(z.unknown()).catch([]),
  windows: z.array(word).catch([]),
  teams: z.array(team).catch([]),
  objectives: z.array(objective).catch([]),
});

/** What no key can say alone: names that must be unique, and names that must be there. */
export function crossChecks(value: object, types: readonly SourceType[], whole: boolean): Found[] {
  const { sources, windows, teams, objectives } = readable.parse(value);
  const schema = sourceEntry(types);
  const entries = sources.map((entry) => schema.safeParse(entry).data);
  const owned = teams.flatMap(({ owns }, at) =>
    owns.map((entry, index) => ({
      team: at,
      repository: entry.repository,
      name: entry.repository && JSON.stringify(entry),
      path: ['teams', at, 'owns', index],
    }))
  );
  return [
    ...(whole ? [...needed('sources', 'source', sources.length), ...needed('teams', 'team', teams.length)] : []),
    ...twice(entries.map((entry, index) => ({ name: entry?.name ?? '', path: ['sources', index, 'name'] }))),
    ...twice(teams.map(({ team }, index) => ({ name: team, path: ['teams', index, 'team'] }))),
    ...teams.flatMap((_, at) => twice(owned.filter((entry) => entry.team === at))),
    ...twice(objectives.map(({ objective }, index) => ({ name: objective, path: ['objectives', index, 'objective'] }))),
    ...twice(windows.map((window, index) => ({ name: String(parseDuration(window) ?? ''), path: ['windows', index] }))),
    ...unknownRepositories(
      owned.map(({ repository, path }) => ({ name: repository, path: [...path, 'repository'] })),
      sources
        .map((raw, index) => ({ ...source.parse(raw), read: entries[index] }))
        .filter((entry) => !('prometheus' in entry))
        .map(({ repository, read }) => (read?.kind === 'source' ? read.repositories : [repository].filter(Boolean)))
    ),
    ...lostParents(objectives),
  ];
}

/** What goals must fit; of a file with mistakes, as far as it can be read. */
export function goalContext(value: unknown): GoalContext {
  const { time_zone, sources, teams, objectives } = readable.catch(readable.parse({})).parse(value);
  const zone = (given: string): string | undefined => (timeZone.safeParse(given).success ? given : undefined);
  return {
    teams: new Map(teams.map(({ team, time_zone: own }) => [team, zone(own) ?? zone(time_zone) ?? 'UTC'])),
    objectives: objectives.map(({ objective }) => objective).filter((name) => name !== ''),
    prometheus: sources.some((entry) => 'prometheus' in source.parse(entry)),
  };
}

type Named = { readonly name: string; readonly path: Path };

function needed(section: string, one: string, count: number): Found[] {
  return count > 0 ? [] : [{ path: [section], message: `at least one ${one} is needed, or run with --demo` }];
}

function twice(named: readonly Named[]): Found[] {
  return named.flatMap(({ name, path }, index) => {
    const first = named.find((other) => other.name === name);
    if (name === '' || first === undefined || first === named[index]) return [];
    return [{ path, message: `the same as ${pathText(first.path)}; each may be there once` }];
  });
}

/** Only where every source can name its repositories; one that finds them outside might find this one too. */
function unknownRepositories(owned: readonly Named[], given: readonly (readonly string[])[]): Found[] {
  if (given.length === 0 || given.some((repositories) => repositories.length === 0)) return [];
  const known = given.flat();
  return owned.flatMap(({ name, path }) => {
    if (name === '' || known.includes(name)) return [];
    const meant = nearest(name, known);
    const hint = meant === undefined ? `allowed: ${known.join(', ')}` : `did you mean "${meant}"?`;
    return [{ path, message: `no source gives this repository; ${hint}` }];
  });
}

function lostParents(objectives: readonly Objective[]): Found[] {
  const parents = new Map(objectives.map(({ objective, parent }) => [objective, parent]));
  const names = [...parents.keys()].filter((name) => name !== '');
  return objectives.flatMap(({ objective, parent }, index) => {
    const path = ['objectives', index, 'parent'];
    if (parent === '') return [];
    if (!parents.has(parent)) {
      const others = names.filter((name) => name !== objective);
      const meant = nearest(parent, others);
      const hint = meant === undefined ? `allowed: ${others.join(', ')}` : `did you mean "${meant}"?`;
      return [{ path, message: `no such objective; ${hint}` }];
    }
    const line = [objective];
    for (let above = parent; above !== '' && !line.includes(above); above = parents.get(above) ?? '') line.push(above);
    // Told once, at the first of the ring.
    const closes = parents.get(line.at(-1) ?? '') === objective;
    const first = Math.min(...line.map((name) => names.indexOf(name))) === names.indexOf(objective);
    return closes && first
      ? [{ path, message: `must lead up to a root, not round: ${[...line, objective].join(' → ')}` }]
      : [];
  });
}

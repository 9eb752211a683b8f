import type { TeamEntry } from '#domain/record.ts';
import type { Window } from '#domain/window.ts';
import type { GoalState } from '#goals/goal-state.ts';
import { valueInWords } from '#measures/words.ts';
import {
  type Annotation,
  type AnnotationKind,
  deploymentAnnotation,
  entryAnnotations,
  goalAnnotations,
  incidentAnnotation,
  signalAnnotation,
} from '#sentences/annotations.ts';
import type { Database } from '#store/database.ts';
import { listIncidents } from '#store/incidents.ts';
import { listDeployments } from '#store/lists.ts';
import type { OwnedRepository } from '#store/owned.ts';
import { allPages } from './all-pages.ts';
import type { Judged } from './judged.ts';

export type AnnotationQuery = {
  /** Deployments are shown only where they are asked for: a hundred of them bury a chart. */
  readonly kinds?: readonly AnnotationKind[];
  readonly layer?: Annotation['layer'];
  readonly goal?: string;
  readonly range: Window;
};

/** What is known of one team. */
export type AnnotatedTeam = {
  readonly team: string;
  readonly repositories: readonly OwnedRepository[];
  readonly goals: readonly GoalState[];
  readonly judged: readonly Judged[];
  readonly entries: readonly TeamEntry[];
};

/** What stands on a team's graphs in a range, ascending. */
export async function annotationsOf(
  database: Database,
  { team, repositories, goals, judged, entries }: AnnotatedTeam,
  { kinds, layer, goal, range }: AnnotationQuery
): Promise<Annotation[]> {
  const asked = (kind: AnnotationKind): boolean => (kinds === undefined ? kind !== 'deployment' : kinds.includes(kind));
  const deployments =
    asked('deployment') || asked('failed_deployment')
      ? await allPages((page) => listDeployments(database, repositories, { ...range, ...page }))
      : [];
  // One that began long before the range may still be open in it.
  const incidents = asked('incident')
    ? await allPages((page) => listIncidents(database, repositories, { from: -Infinity, to: range.to, ...page }))
    : [];
  const titles = new Map(judged.map(({ measure }) => [measure.name, measure.title]));
  const all: Annotation[] = [
    ...goals.flatMap((state) => goalAnnotations(state, (value) => valueInWords(value, state.unit))),
    ...judged
      .flatMap(({ signals }) => signals)
      .map((signal) => signalAnnotation({ ...signal, title: titles.get(signal.measure) ?? signal.measure })),
    ...entries.flatMap(entryAnnotations),
    ...deployments.map((deployment) => deploymentAnnotation(team, deployment)),
    ...incidents.map((incident) => incidentAnnotation(team, incident)),
  ];
  return all
    .filter(({ kind }) => asked(kind))
    .filter((annotation) => layer === undefined || annotation.layer === layer)
    .filter((annotation) => goal === undefined || annotation.goal === goal)
    .filter(({ time, timeEnd }) => time < range.to && timeEnd >= range.from)
    .sort((a, b) => a.time - b.time || a.id.localeCompare(b.id));
}

import type { Goal, GoalOutcome, GoalRevision } from '#domain/goal.ts';
import { followUpsOf, type TeamEntry } from '#domain/record.ts';
import type { AnyStatus, GoalState } from '#goals/goal-state.ts';

export type AnnotationKind =
  | 'goal_set'
  | 'target_changed'
  | 'milestone'
  | 'due'
  | 'outcome'
  | 'status'
  | 'signal'
  | 'decision'
  | 'note'
  | 'intervention'
  | 'plan'
  | 'review'
  | 'deployment'
  | 'failed_deployment'
  | 'incident';

/** What stands on a graph: `did` is what we did, `happened` what happened to us, `context` goals, notes and reviews. */
export type Annotation = {
  readonly id: string;
  readonly time: number;
  /** Equal to `time` where it is a moment; Infinity where it goes on. */
  readonly timeEnd: number;
  readonly kind: AnnotationKind;
  readonly layer: 'did' | 'happened' | 'context';
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly team: string;
  readonly goal?: string;
  readonly url?: string;
};

/** A value in words, in the unit of the goal's measure. */
type Words = (value: number) => string;

/** What a goal puts on a graph: when it was set and changed, its milestones, its statuses, its end. */
export function goalAnnotations(state: GoalState, words: Words): Annotation[] {
  const { goal, milestones, history, revisions, outcome } = state;
  const mark = (kind: AnnotationKind, time: number, title: string, text: string, timeEnd = time): Annotation => ({
    id: `${goal.id}:${kind}:${time}`,
    time,
    timeEnd,
    kind,
    layer: 'context',
    title,
    text,
    tags: ['goal', goal.kind],
    team: goal.team,
    goal: goal.id,
  });
  return [
    mark(
      'goal_set',
      goal.start,
      `Goal: ${goal.title}`,
      `${targetText(revisions[0]?.goal ?? goal, words)}. ${goal.why}`,
      goal.due
    ),
    ...changes(revisions).map(({ from, goal: next }) =>
      mark('target_changed', from, `Goal changed: ${next.title}`, targetText(next, words))
    ),
    ...milestones.map(({ at, share, value, state: reached }) =>
      mark(
        'milestone',
        at,
        `Milestone of ${goal.title}`,
        `${Math.round(share * 100)} % of the way${value === undefined ? '' : `, ${words(value)}`}: ${milestoneWords[reached]}`
      )
    ),
    ...history.status
      .filter(({ status }) => !isOutcome(status))
      .map(({ time, status }) =>
        mark('status', time, `${goal.title}: ${statusWords[status]}`, statusText(state, time))
      ),
    mark('due', goal.due, `Due: ${goal.title}`, targetText(goal, words)),
    ...history.status
      .filter(({ status }) => isOutcome(status))
      .map(({ time, status }) =>
        mark('outcome', time, `${goal.title}: ${statusWords[status]}`, status === outcome ? outcomeText(state) : '')
      ),
  ];
}

/** A real change of a measure, from when it began. */
export function signalAnnotation(signal: {
  readonly id: string;
  readonly team: string;
  readonly title: string;
  readonly direction: 'better' | 'worse';
  readonly since: number;
  readonly text: string;
  readonly question: string;
}): Annotation {
  return {
    id: signal.id,
    time: signal.since,
    timeEnd: signal.since,
    kind: 'signal',
    layer: 'happened',
    title: `${signal.title}: really ${signal.direction}`,
    text: `${signal.text}. ${signal.question}`,
    tags: ['signal', signal.direction],
    team: signal.team,
  };
}

/** What was decided, as people read it. */
export const decisionWords = {
  act: 'Act',
  watch: 'Watch',
  no_action: 'No action',
  change_the_metric: 'Change the metric',
} as const;

/** An entry of the team's record, and when it is to be looked at again; outcomes stand at their goals. */
export function entryAnnotations(entry: TeamEntry): Annotation[] {
  const written = entryAnnotation(entry);
  if (written === undefined) return [];
  const review = (time: number): Annotation => ({
    ...written,
    id: `${entry.id}:review:${time}`,
    time,
    timeEnd: time,
    kind: 'review',
    layer: 'context',
    title: `To be reviewed: ${written.title}`,
  });
  return [written, ...reviewsOf(entry).map(review)];
}

function reviewsOf(entry: TeamEntry): number[] {
  if (entry.kind === 'plan') return followUpsOf(entry);
  const at = entry.kind === 'decision' || entry.kind === 'intervention' ? entry.reviewAt : undefined;
  return at === undefined ? [] : [at];
}

function entryAnnotation(entry: TeamEntry): Annotation | undefined {
  const { id, at, team, goal, url } = entry;
  const base = {
    id,
    time: at,
    timeEnd: at,
    tags: [entry.kind, ...(entry.measure === undefined ? [] : [entry.measure])],
    team,
    ...(goal !== undefined && { goal }),
    ...(url !== undefined && { url }),
  };
  switch (entry.kind) {
    case 'decision':
      return { ...base, kind: 'decision', layer: 'did', title: decisionWords[entry.decision], text: entry.reason };
    case 'intervention':
      return {
        ...base,
        kind: 'intervention',
        layer: 'did',
        title: entry.title,
        text: entry.text ?? entry.expectedEffect ?? '',
      };
    case 'plan':
      return { ...base, kind: 'plan', layer: 'context', title: `Plan: ${entry.title}`, text: entry.why ?? '' };
    case 'note': {
      const isReview = entry.note === 'review' || entry.note === 'retrospective';
      const kind = isReview ? 'review' : 'note';
      return { ...base, kind, layer: 'context', title: noteWords[entry.note], text: entry.text };
    }
    case 'outcome':
      return undefined;
  }
}

const noteWords = { retrospective: 'Retrospective', review: 'Review', cause: 'Cause', note: 'Note' } as const;

/** Why a deployment counts as failed, as people say it. */
const because: Readonly<Record<string, string>> = {
  link: 'an incident names it',
  rollback: 'it was rolled back',
  revert: 'a change of it was reverted',
  hotfix: 'a hotfix followed',
  patch: 'a patch followed',
  window: 'an incident followed soon',
};

export function deploymentAnnotation(
  team: string,
  deployment: {
    readonly id: string;
    readonly finishedAt: number;
    readonly version: string;
    readonly service: string;
    readonly changes: number;
    readonly outcome: 'success' | 'failure';
    readonly failed: boolean;
    readonly failedBecause?: string;
    readonly url?: string;
  }
): Annotation {
  const { id, finishedAt, version, service, changes, failed, failedBecause, outcome, url } = deployment;
  const what = [service, version].filter((word) => word !== '').join(' ');
  const reason = outcome === 'failure' ? 'it did not reach its environment' : because[failedBecause ?? ''];
  const bad = failed || outcome === 'failure';
  return {
    id: `deployment:${id}`,
    time: finishedAt,
    timeEnd: finishedAt,
    kind: bad ? 'failed_deployment' : 'deployment',
    layer: bad ? 'happened' : 'did',
    title: `${bad ? 'Failed deployment' : 'Deployment'} ${what}`.trim(),
    text: bad && reason !== undefined ? reason : `${changes} ${changes === 1 ? 'change' : 'changes'}`,
    tags: ['deployment', ...(service === '' ? [] : [service])],
    team,
    ...(url !== undefined && { url }),
  };
}

/** A region, from the opening of an incident to its end. */
export function incidentAnnotation(
  team: string,
  incident: {
    readonly id: string;
    readonly openedAt: number;
    readonly resolvedAt?: number;
    readonly service: string;
    readonly evidence: 'link' | 'window' | 'none';
    readonly url?: string;
  }
): Annotation {
  const { id, openedAt, resolvedAt, service, evidence, url } = incident;
  const cause = {
    link: 'a deployment caused it',
    window: 'soon after a deployment',
    none: 'no deployment is known to have caused it',
  };
  return {
    id: `incident:${id}`,
    time: openedAt,
    timeEnd: resolvedAt ?? Infinity,
    kind: 'incident',
    layer: 'happened',
    title: resolvedAt === undefined ? 'Incident, still open' : 'Incident',
    text: cause[evidence],
    tags: ['incident', ...(service === '' ? [] : [service])],
    team,
    ...(url !== undefined && { url }),
  };
}

const statusWords: Readonly<Record<AnyStatus, string>> = {
  no_data: 'too early to say',
  on_track: 'on track',
  at_risk: 'at risk',
  off_track: 'off track',
  stretch_met: 'met with its stretch',
  met: 'met',
  met_within_noise: 'met, by no more than chance may give',
  met_at_a_cost: 'met at a cost',
  missed: 'missed',
  learned: 'missed, and learned from',
};

const milestoneWords = {
  ahead: 'still ahead',
  reached: 'reached',
  not_reached: 'not reached',
  no_data: 'no data',
} as const;

function isOutcome(status: AnyStatus): status is GoalOutcome {
  return !['no_data', 'on_track', 'at_risk', 'off_track'].includes(status);
}

function statusText({ history }: GoalState, time: number): string {
  const chance = history.probability.find((point) => point.time === time);
  return chance === undefined ? '' : `The chance of the target was ${Math.round(chance.target * 100)} %`;
}

function outcomeText({ lesson, next }: GoalState): string {
  return lesson?.learned ?? lesson?.cause ?? next;
}

function targetText({ target, stretch }: Goal, words: Words): string {
  return `Target ${words(target)}${stretch === undefined ? '' : `, stretch ${words(stretch)}`}`;
}

/** Revisions after the first that moved what is drawn. */
function changes(revisions: readonly GoalRevision[]): GoalRevision[] {
  return revisions.filter(({ goal }, index) => {
    const before = revisions[index - 1]?.goal;
    if (before === undefined) return false;
    return goal.target !== before.target || goal.stretch !== before.stretch || goal.due !== before.due;
  });
}

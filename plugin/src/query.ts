import type { DataQuery } from '@grafana/schema';
import type { Annotation, Step } from '@waymark/exporter/contract';

/**
 * What a panel can ask for, each kind by the fields that it needs. Text fields may hold dashboard variables: `$team`.
 * A `team` of several values (`$team` with multi-value or All) answers for each of them.
 */
type Fields = {
  /** One of the three answers at the top of a team's board, as one word or two. */
  headline: { team: string; part: HeadlinePart };
  /** One measure now, with its verdict, n and recent course: for a stat panel. `window` as in `28d`. */
  tile: { team: string; measure: string; window?: string };
  /** The active goals as rows. `team` empty: of all teams, without naming them. */
  goals: { team: string; layout: GoalsLayout };
  /** One goal over time: the measure, target, path and forecast. */
  progress: { goal: string };
  /** The chance of target and stretch over time. */
  chance: { goal: string };
  /** What one goal is based on, as label and text. */
  evidence: { goal: string };
  /** The status of every goal over time: for a state timeline. */
  status_history: { team: string };
  /** Goals that are over, and what was learned. */
  past_goals: { team: string };
  /** What really changed and what waits for an answer. */
  signals: { team: string };
  /** Measures with 7, 28 and 90 days side by side. `measures` empty: the five of DORA. */
  numbers: { team: string; measures?: string[] };
  /**
   * A measure over time: trailing `window` (`28d` unless given) or calendar `step`. `part` is one value of the label
   * that the catalog gives the measure (a stage, type or objective), `split` all of them, each a line.
   * `plain`: the line alone, without interval, usual range and weeks; so it is with several teams, too.
   */
  series: {
    team: string;
    measure: string;
    window?: string;
    step?: Step;
    statistic?: string;
    part?: string;
    split?: boolean;
    plain?: boolean;
  };
  /** Shares of the total time by stage, over time. */
  stages: { team: string };
  /** The stages now and half a year ago, as rows. */
  steps: { team: string };
  /** Every change, as a dot. */
  changes: { team: string };
  /** The last failed deployments, and why each counts. */
  failures: { team: string; limit?: number };
  /** The items that have been in progress longest. */
  items: { team: string; limit?: number };
  /** What others answered: context. */
  benchmarks: { team: string };
  /** What the team wrote down. */
  records: { team: string };
  /** The organisation's objectives, and how their goals stand. */
  objectives: object;
  /** How many goals had which status, by week. */
  goal_counts: object;
  /** In how many teams each measure got better or worse. `measures` empty: the five of DORA. */
  verdicts: { measures?: string[] };
  /** Where finished work went, by objective. */
  investment: { step?: Step };
  /** The last half year in six sentences, as Markdown. */
  sentences: object;
  /** Events of one layer; `kinds` and `goal` narrow it. */
  annotations: { layer: Annotation['layer']; team: string; kinds?: Annotation['kind'][]; goal?: string };
};

export type HeadlinePart = 'goals' | 'changes' | 'waiting';
/** `together`: "20 h / 24 h" and what comes next; `apart`: two columns; `objectives`: apart, with the objective served. */
export type GoalsLayout = 'together' | 'apart' | 'objectives';

export type Kind = keyof Fields;
export type QueryOf<K extends Kind> = DataQuery & { kind: K } & Fields[K];
export type WaymarkQuery = { [K in Kind]: QueryOf<K> }[Kind];

/** The five measures of DORA's guide, in its order. */
export const doraMeasures = [
  'deployment_frequency',
  'change_lead_time',
  'failed_deployment_recovery_time',
  'change_fail_rate',
  'deployment_rework_rate',
];

/** Lists for dashboard variables; `goals` narrows the goals, `team` goals and services. */
export type VariableQuery = DataQuery & {
  list: 'teams' | 'services' | 'objectives' | 'goals' | 'measures';
  team?: string;
  goals?: 'active' | 'over' | 'all';
};

/** What a kind starts with. */
export const defaults: { readonly [K in Kind]: Fields[K] } = {
  headline: { team: '$team', part: 'goals' },
  tile: { team: '$team', measure: 'change_lead_time' },
  goals: { team: '$team', layout: 'together' },
  progress: { goal: '$goal' },
  chance: { goal: '$goal' },
  evidence: { goal: '$goal' },
  status_history: { team: '$team' },
  past_goals: { team: '$team' },
  signals: { team: '$team' },
  numbers: { team: '$team' },
  series: { team: '$team', measure: 'change_lead_time' },
  stages: { team: '$team' },
  steps: { team: '$team' },
  changes: { team: '$team' },
  failures: { team: '$team' },
  items: { team: '$team' },
  benchmarks: { team: '$team' },
  records: { team: '$team' },
  objectives: {},
  goal_counts: {},
  verdicts: {},
  investment: {},
  sentences: {},
  annotations: { team: '$team', layer: 'did' },
};

const kinds: readonly string[] = Object.keys(defaults);

/** A query of any age with all that its kind needs; one that lacks nothing is given back as it is. */
export function completed(query: Partial<WaymarkQuery> & DataQuery): WaymarkQuery {
  const kind = query.kind ?? 'goals';
  if (!kinds.includes(kind))
    throw new Error(`This plugin does not know "${kind}": update the plugin, or choose another.`);
  const missing = Object.keys(defaults[kind]).some((key) => !(key in query));
  // The defaults of a kind and the kind make a query of that kind.
  return (missing || query.kind === undefined ? { ...defaults[kind], ...query, kind } : query) as WaymarkQuery;
}

/** Kinds that mean all teams where none is named. */
const ofAllTeams: readonly Kind[] = ['goals', 'annotations'];

/** Whether there is enough to ask for. */
export function isComplete(query: WaymarkQuery): boolean {
  if ('goal' in query && query.kind !== 'annotations' && query.goal === '') return false;
  if ('measure' in query && query.measure === '') return false;
  return !('team' in query) || query.team !== '' || ofAllTeams.includes(query.kind);
}

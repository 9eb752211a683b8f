/**
 * What measures a goal: a measure of the catalog, or a query to a Prometheus. `better`: only of a measure that by itself
 * is neither better high nor low.
 */
export type GoalMeasure =
  | { readonly measure: string; readonly better?: 'lower' | 'higher' }
  | { readonly promql: string; readonly unit: string; readonly better: 'lower' | 'higher' };

export type GoalKind = 'committed' | 'aspirational' | 'learning';

/** A team's goal as the configuration has it. Times are milliseconds since 1970, values in the measure's own unit. */
export type Goal = {
  readonly id: string;
  readonly team: string;
  readonly objective: string;
  /** The first thing to write: why it matters, and to whom. */
  readonly why: string;
  readonly title: string;
  readonly hypothesis?: string;
  readonly by: GoalMeasure;
  /** A trailing window, in milliseconds. */
  readonly window: number;
  /** Given; absent: frozen from the data at the start. */
  readonly baseline?: { readonly value: number; readonly n?: number; readonly window?: number };
  readonly target: number;
  readonly stretch?: number;
  readonly kind: GoalKind;
  readonly start: number;
  readonly due: number;
  /** The worst value allowed of another measure; where lower is better, an upper bound. */
  readonly guardrails: readonly { readonly measure: string; readonly floor: number }[];
  /** Share of the gap between baseline and target, by when. */
  readonly milestones: readonly { readonly at: number; readonly share: number }[];
  /** How often the team looks at it, in milliseconds. */
  readonly review?: number;
  /** A team or a role, never a person. */
  readonly owner?: string;
  readonly sponsor?: string;
};

/** What a goal was, and since when: kept for ever, so that a target drawn on a graph is the one that held then. */
export type GoalRevision = { readonly from: number; readonly goal: Goal };

export const goalStates = ['no_data', 'on_track', 'at_risk', 'off_track'] as const;
export type GoalStatus = (typeof goalStates)[number];
/** From the due date on. */
export const goalOutcomes = ['stretch_met', 'met', 'met_within_noise', 'met_at_a_cost', 'missed', 'learned'] as const;
export type GoalOutcome = (typeof goalOutcomes)[number];

import type { PostedEntry, TeamEntry } from '#domain/record.ts';
import type { Window } from '#domain/window.ts';
import type { GoalState } from '#goals/goal-state.ts';
import type { GoalCounts, ObjectiveGoals } from '#goals/tree.ts';
import type { Annotation as DrawnAnnotation, AnnotationKind } from '#sentences/annotations.ts';
import type { Sentence } from '#sentences/organisation.ts';
import type { Benchmarks, Summary } from './contract.ts';

/** What the house knows of goals, signals and records. Times are milliseconds since 1970, values in the measure's unit. */

export type Verdict = Summary['measures'][number]['verdict'];

type Of<T> = T extends readonly (infer Item)[]
  ? readonly Of<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Of<T[Key]> }
    : T;
type MeasureSummary = Summary['measures'][number];
export type SummaryRecord = Of<Pick<Summary, 'headline'>> & {
  readonly measures: readonly (Of<Omit<MeasureSummary, 'propose_limits_from'>> & {
    readonly proposeLimitsFrom?: number;
  })[];
};

export type SignalRecord = {
  readonly id: string;
  readonly team: string;
  readonly measure: string;
  readonly direction: 'better' | 'worse';
  readonly rule: 'limit' | 'run' | 'ratio' | 'gap';
  readonly since: number;
  /** Since when it could be seen, and waits for an answer. */
  readonly seenAt: number;
  /** Absent: it lasts. */
  readonly until?: number;
  readonly before: number;
  readonly after: number;
  readonly text: string;
  readonly question: string;
  /** When a decision or a note first named it. */
  readonly answeredAt?: number;
  readonly url?: string;
};

export type ObjectiveRecord = {
  readonly objective: string;
  readonly title: string;
  readonly why?: string;
  readonly parent?: string;
  readonly priority?: number;
  readonly plannedShare?: number;
  /** Of the work that all teams finished in the last 90 days. */
  readonly share?: number;
  readonly goals: Omit<ObjectiveGoals, 'objective' | 'parent'>;
};

export type OrganisationRecord = {
  readonly goalsByWeek: readonly { readonly time: number; readonly counts: GoalCounts }[];
  readonly verdicts: readonly (Readonly<Record<Verdict, number>> & { readonly measure: string })[];
  readonly sentences: readonly Sentence[];
};

export type AnnotationQuery = {
  readonly team?: string;
  readonly goal?: string;
  readonly kinds?: readonly AnnotationKind[];
  readonly layer?: DrawnAnnotation['layer'];
  readonly range: Window;
};

/** An entry and what came of it. */
export type RecordView = {
  readonly entry: TeamEntry;
  /** Of a plan: at its check date, and 90 days later. */
  readonly followUps?: readonly { readonly due: number; readonly done: boolean }[];
  /** What a later outcome wrote of its effect. */
  readonly effectFound?: string;
  readonly effect?: { readonly verdict: Verdict; readonly text: string };
};

export type RecordQuery = {
  readonly team: string;
  readonly kind?: TeamEntry['kind'];
  readonly range: Window;
  readonly limit: number;
  readonly cursor?: string;
};

export type ForecastRecord = {
  readonly p50?: number;
  readonly p85?: number;
  readonly p95?: number;
  readonly reliable: boolean;
  readonly because: string;
};

/** Whoever looks, by where; never a person. */
export type Look = { readonly surface: string; readonly dashboard?: string; readonly team: string };

export type Insights = {
  readonly summary: (team: string) => Promise<SummaryRecord>;
  readonly goals: () => Promise<readonly GoalState[]>;
  readonly signals: (team?: string) => Promise<readonly SignalRecord[]>;
  readonly objectives: () => Promise<readonly ObjectiveRecord[]>;
  readonly organisation: (range: Window) => Promise<OrganisationRecord>;
  readonly annotations: (query: AnnotationQuery) => Promise<readonly DrawnAnnotation[]>;
  readonly forecast: (team: string, items: number) => Promise<ForecastRecord>;
  readonly benchmarks: (team: string) => Promise<Of<Benchmarks>>;
  readonly records: (query: RecordQuery) => Promise<{ readonly items: readonly RecordView[]; readonly next?: string }>;
  /** Stores an entry; the same one posted again within a day is the one that is there. */
  readonly record: (entry: PostedEntry) => Promise<RecordView>;
  readonly looked: (look: Look) => void;
};

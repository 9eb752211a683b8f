import { day } from './window.ts';

/** What all entries of a team's written record have. Append-only: what comes later refers to what came before. */
type Entry = {
  readonly id: string;
  readonly team: string;
  readonly recordedAt: number;
  /** When it holds. */
  readonly at: number;
  /** A name of the catalog. */
  readonly measure?: string;
  readonly goal?: string;
  /** The page where the numbers were looked at. */
  readonly url?: string;
};

export type Decision = Entry & {
  readonly kind: 'decision';
  readonly decision: 'act' | 'watch' | 'no_action' | 'change_the_metric';
  readonly reason: string;
  readonly signal?: string;
  readonly question?: string;
  readonly expectedEffect?: string;
  readonly reviewAt?: number;
  /** The usual range of `measure` is learned anew from then on. */
  readonly limitsFrom?: number;
};
export type Note = Entry & {
  readonly kind: 'note';
  readonly note: 'retrospective' | 'cause' | 'review' | 'note';
  readonly text: string;
  readonly signal?: string;
};
export type Intervention = Entry & {
  readonly kind: 'intervention';
  readonly title: string;
  readonly text?: string;
  readonly expectedEffect?: string;
  readonly reviewAt?: number;
};
/** Written before its start, or marked as retrospective: `recordedAt` > `start`. */
export type Plan = Entry & {
  readonly kind: 'plan';
  readonly measure: string;
  readonly title: string;
  readonly why?: string;
  readonly start: number;
  /** In the measure's unit. */
  readonly expected: number;
  readonly checkAt: number;
  /** Frozen when it was written; absent: there was no data. */
  readonly baseline?: { readonly value: number; readonly n: number; readonly from: number; readonly to: number };
};

/** A plan is looked at again when it is to be checked, and once more to see whether it lasted (metrics.md 5). */
export function followUpsOf({ checkAt }: Plan): number[] {
  return [checkAt, checkAt + 90 * day];
}

/** What became of a goal (cause and next step), or of an earlier entry (the effect found). */
export type Outcome = Entry & {
  readonly kind: 'outcome';
  readonly of?: string;
  readonly cause?: string;
  readonly nextStep?: string;
  readonly learned?: string;
  readonly effectFound?: string;
};

/** One entry: a team's, never a person's. Times are milliseconds since 1970. */
export type TeamEntry = Decision | Note | Intervention | Plan | Outcome;

/** An entry as it is posted: without what only we know. `at` absent: now. */
type Posted<Kind> = Kind extends TeamEntry
  ? Omit<Kind, 'id' | 'recordedAt' | 'at' | 'baseline'> & { readonly at?: number }
  : never;
export type PostedEntry = Posted<TeamEntry>;

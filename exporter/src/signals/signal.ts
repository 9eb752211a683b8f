import type { Week } from '#measures/week.ts';

export type Direction = 'better' | 'worse';
export type Verdict = Direction | 'no_clear_change' | 'too_little_data';

/** What is usual from a time on, in the measure's unit. A value outside `lower` to `upper` is rarely chance. */
export type Usual = {
  readonly from: number;
  readonly lower: number;
  readonly centre: number;
  readonly upper: number;
  /** Of the value of so many weeks; where there are few events, single ones say too little. */
  readonly weeks: 1 | 4;
};

/** A change that chance hardly explains. Measure, direction, rule and `since` name it among a team's signals for good. */
export type Signal = {
  readonly measure: string;
  readonly direction: Direction;
  /** What saw it. A run (eight in a row on one side of the centre) is a note, not an alarm. */
  readonly rule: 'limit' | 'run' | 'ratio' | 'gap';
  readonly since: number;
  /** From when on it could be seen: it waits for an answer since then. */
  readonly seenAt: number;
  /** When it was back on the other side of the centre (a note: twice), or new limits began to hold; absent: it lasts. */
  readonly until?: number;
  /** The usual value then, and the value since, in the measure's unit. */
  readonly before: number;
  readonly after: number;
};

/** The difference between two spans of time, in the measure's unit. */
export type Change = {
  readonly before: number;
  readonly after: number;
  /** The 99 % interval of after − before; it leaves 0 out where the change is clear. */
  readonly low: number;
  readonly high: number;
  /** Weeks, events or trials in the later span. */
  readonly n: number;
};

/** A decision of a team: from `at` on, limits come from what was measured since `from`. */
export type Rebase = { readonly at: number; readonly from: number };

export type JudgedWeek = Week & { readonly signal?: Direction };

export type Judgement = {
  readonly weeks: readonly JudgedWeek[];
  readonly usual: readonly Usual[];
  readonly signals: readonly Signal[];
  /** Of the last 13 weeks against up to 26 before. A measure that is better neither way is never better or worse. */
  readonly verdict: Verdict;
  /** Weeks, events or trials behind the verdict. */
  readonly n: number;
  /** Absent where there is too little data. */
  readonly change?: Change;
  /** New limits that may be decided on, as the change is lasting and explained. */
  readonly proposal?: Rebase;
};

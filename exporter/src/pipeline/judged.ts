import type { TeamEntry } from '#domain/record.ts';
import type { Slice } from '#domain/slice.ts';
import type { Team } from '#domain/team.ts';
import { day } from '#domain/window.ts';
import type { Context } from '#measures/evaluate.ts';
import { measures } from '#measures/index.ts';
import type { Measure, MeasureOptions } from '#measures/measure.ts';
import { detectorOf } from '#signals/detector.ts';
import { judge, recentWeeks } from '#signals/judge.ts';
import type { Explanation } from '#signals/proposal.ts';
import type { Judgement, Signal } from '#signals/signal.ts';
import { questionOf, signalText, verdictText } from '#signals/words.ts';

/** A change beyond chance of one of a team's measures. */
export type TeamSignal = Signal & {
  readonly id: string;
  readonly team: string;
  readonly text: string;
  readonly question: string;
};

export type Judged = {
  readonly measure: Measure;
  readonly judgement: Judgement;
  readonly signals: readonly TeamSignal[];
  /** What the last 13 weeks say. */
  readonly text: string;
};

/** The measures that are watched: those that mean something as a whole, and of which a week can be told from chance. */
export const watchedMeasures: readonly Measure[] = (measures as readonly Measure[]).filter(
  (measure) => detectorOf(measure) !== 'none' && (measure.by === undefined || measure.whole === true)
);

/** What a team wrote, and from when on its numbers are watched. */
export type Watched = { readonly entries: readonly TeamEntry[]; readonly since: number };

/** What really changed in a team's numbers, up to the context's now; what was written down later is not seen. */
export function judgeTeam(
  { team, timeZone }: Team,
  slice: Slice,
  options: MeasureOptions,
  { entries: all, since }: Watched,
  context: Context
): Judged[] {
  const entries = all.filter(({ recordedAt }) => recordedAt <= context.now);
  const reader = { now: context.now, timeZone };
  return watchedMeasures.map((measure): Judged => {
    const about = entries.filter((entry) => entry.measure === measure.name);
    const judgement = judge(measure, measure.observe(slice, options), context, {
      timeZone,
      from: since,
      explanations: about.flatMap((entry) => explanationOf(entry, about)),
      rebases: about.flatMap((entry) =>
        entry.kind === 'decision' && entry.limitsFrom !== undefined
          ? [{ at: entry.recordedAt, from: entry.limitsFrom }]
          : []
      ),
    });
    const signals = judgement.signals.map((signal): TeamSignal => {
      const id = [team, signal.measure, signal.direction, signal.rule, isoDay(signal.since)].join(':');
      const [text, question] = [signalText(measure, signal, reader), questionOf(measure, signal.direction)];
      return { ...signal, id, team, text, question };
    });
    return { measure, judgement, signals, text: verdictText(measure, judgement) };
  });
}

/** What was done on purpose is meant to last; of a cause a later decision on the measure says so, by its expected effect. */
function explanationOf(entry: TeamEntry, about: readonly TeamEntry[]): Explanation[] {
  const { at, recordedAt } = entry;
  if (entry.kind === 'intervention') return [{ at, kind: 'intervention', written: true, lasting: true }];
  if (entry.kind !== 'note' || entry.note !== 'cause') return [];
  const lasting = about.some(
    (other) => other.kind === 'decision' && other.expectedEffect !== undefined && other.recordedAt >= recordedAt
  );
  return [{ at, kind: 'cause', written: true, lasting }];
}

/** Signals that still say something: they last, or ended within the 13 weeks that a verdict looks at. */
export function present<S extends TeamSignal>(signals: readonly S[], now: number): S[] {
  return signals.filter(({ until }) => until === undefined || until >= now - recent);
}

const recent = recentWeeks * 7 * day;

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

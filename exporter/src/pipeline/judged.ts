import type { TeamEntry } from '#domain/record.ts';
import type { Slice } from '#domain/slice.ts';
import type { Team } from '#domain/team.ts';
import type { Context } from '#measures/evaluate.ts';
import { measures } from '#measures/index.ts';
import type { Measure, MeasureOptions } from '#measures/measure.ts';
import { detectorOf } from '#signals/detector.ts';
import { judge } from '#signals/judge.ts';
import type { Explanation } from '#signals/proposal.ts';
import type { Judgement, Signal } from '#signals/signal.ts';
import { questionOf, signalText, verdictText } from '#signals/words.ts';

/** A change beyond chance of one of a team's measures, and what became of it. */
export type TeamSignal = Signal & {
  readonly id: string;
  readonly team: string;
  readonly text: string;
  readonly question: string;
  /** When a decision or a note first named it. */
  readonly answeredAt?: number;
  /** Where the team looked at it. */
  readonly url?: string;
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

/** What really changed in a team's numbers, up to the context's now. */
export function judgeTeam(
  { team, timeZone }: Team,
  slice: Slice,
  options: MeasureOptions,
  { entries, since }: Watched,
  context: Context
): Judged[] {
  const reader = { now: context.now, timeZone };
  return watchedMeasures.map((measure): Judged => {
    const about = entries.filter((entry) => entry.measure === measure.name);
    const judgement = judge(measure, measure.observe(slice, options), context, {
      timeZone,
      from: since,
      explanations: entries.flatMap((entry) => explanationOf(entry, measure.name)),
      rebases: about.flatMap((entry) =>
        entry.kind === 'decision' && entry.limitsFrom !== undefined
          ? [{ at: entry.recordedAt, from: entry.limitsFrom }]
          : []
      ),
    });
    const signals = judgement.signals.map((signal): TeamSignal => {
      const id = [team, signal.measure, signal.direction, signal.rule, isoDay(signal.since)].join(':');
      const answers = entries.filter((entry) => answersTo(entry, id, signal));
      const first = answers.toSorted((a, b) => a.recordedAt - b.recordedAt)[0];
      return {
        ...signal,
        id,
        team,
        text: signalText(measure, signal, reader),
        question: questionOf(measure, signal.direction),
        ...(first && { answeredAt: first.recordedAt, ...(first.url !== undefined && { url: first.url }) }),
      };
    });
    return { measure, judgement, signals, text: verdictText(measure, judgement) };
  });
}

/** By its id; or a decision or a cause that names the measure alone, once the signal could be seen. */
function answersTo(entry: TeamEntry, id: string, { measure, seenAt }: Signal): boolean {
  if (entry.kind !== 'decision' && entry.kind !== 'note') return false;
  if (entry.signal !== undefined) return entry.signal === id;
  const decides = entry.kind === 'decision' || entry.note === 'cause';
  return decides && entry.measure === measure && entry.recordedAt >= seenAt;
}

/** A cause is expected to last where a decision says so by its expected effect; what was done on purpose is meant to last. */
function explanationOf(entry: TeamEntry, measure: string): Explanation[] {
  if (entry.measure !== measure) return [];
  const { at } = entry;
  if (entry.kind === 'intervention') return [{ at, kind: 'intervention', written: true, lasting: true }];
  if (entry.kind === 'note' && entry.note === 'cause') return [{ at, kind: 'cause', written: true, lasting: false }];
  return [];
}

/** Signals that still say something: they last, or ended within the 13 weeks that a verdict looks at. */
export function present(signals: readonly TeamSignal[], now: number): TeamSignal[] {
  return signals.filter(({ until }) => until === undefined || until >= now - recent);
}

/** An alarm that nobody has answered. A run is a note: it may be read, and needs no answer. */
export function isWaiting({ rule, answeredAt }: TeamSignal): boolean {
  return rule !== 'run' && answeredAt === undefined;
}

const recent = 13 * 7 * 86_400_000;

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

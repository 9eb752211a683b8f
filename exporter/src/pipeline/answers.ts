import type { TeamEntry } from '#domain/record.ts';
import type { Signal } from '#signals/signal.ts';
import type { TeamSignal } from './judged.ts';

export type AnsweredSignal = TeamSignal & {
  /** When a decision or a note first named it. */
  readonly answeredAt?: number;
  /** Where the team looked at it. */
  readonly url?: string;
};

/** What a team's entries say of its signals; found as it is asked for, so that an answer counts at once. */
export function answered(signals: readonly TeamSignal[], entries: readonly TeamEntry[]): AnsweredSignal[] {
  const inOrder = entries.toSorted((a, b) => a.recordedAt - b.recordedAt);
  return signals.map((signal) => {
    const first = inOrder.find((entry) => answersTo(entry, signal.id, signal));
    if (first === undefined) return signal;
    return { ...signal, answeredAt: first.recordedAt, ...(first.url !== undefined && { url: first.url }) };
  });
}

/** By its id; or a decision or a cause that names the measure alone, once the signal could be seen. */
function answersTo(entry: TeamEntry, id: string, { measure, seenAt }: Signal): boolean {
  if (entry.kind !== 'decision' && entry.kind !== 'note') return false;
  if (entry.signal !== undefined) return entry.signal === id;
  const decides = entry.kind === 'decision' || entry.note === 'cause';
  return decides && entry.measure === measure && entry.recordedAt >= seenAt;
}

/** An alarm that nobody has answered. A run is a note: it may be read, and needs no answer. */
export function isWaiting({ rule, answeredAt }: AnsweredSignal): boolean {
  return rule !== 'run' && answeredAt === undefined;
}

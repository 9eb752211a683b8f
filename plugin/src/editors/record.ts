import type { TeamRecord } from '@waymark/exporter/contract';
import type { Writable } from '../client';

type Decision = NonNullable<TeamRecord['decision']>;
type Note = NonNullable<TeamRecord['note']>;

/** A record as it is typed; empty texts are left out when it is sent. */
export type Draft = {
  readonly kind: 'decision' | 'note';
  readonly decision: Decision;
  readonly note: Note;
  readonly text: string;
  readonly signal?: string | undefined;
  readonly expectedEffect: string;
  /** A day as the browser's date field gives it. */
  readonly reviewOn: string;
};

export const empty: Draft = {
  kind: 'decision',
  decision: 'act',
  note: 'note',
  text: '',
  expectedEffect: '',
  reviewOn: '',
};

export const decisionOptions: { value: Decision; label: string }[] = [
  { value: 'act', label: 'Act' },
  { value: 'watch', label: 'Watch' },
  { value: 'no_action', label: 'Do nothing' },
  { value: 'change_the_metric', label: 'Change the metric' },
];
export const noteOptions: { value: Note; label: string }[] = [
  { value: 'note', label: 'Note' },
  { value: 'cause', label: 'Cause' },
  { value: 'review', label: 'Review' },
  { value: 'retrospective', label: 'Retrospective' },
];

/** What is posted, and where: for one team, at the end of the range in view. */
export function recordOf(
  { kind, decision, note, text, signal, expectedEffect, reviewOn }: Draft,
  { team, at, url }: { team: string; at: number; url: string | undefined }
): { path: Writable; body: object } {
  const subject = {
    team,
    at: new Date(at).toISOString(),
    ...(url !== undefined && { url }),
    ...(signal !== undefined && { signal }),
  };
  if (kind === 'note') return { path: 'notes', body: { ...subject, kind: note, text: text.trim() } };
  const more = {
    ...(expectedEffect.trim() !== '' && { expected_effect: expectedEffect.trim() }),
    ...(reviewOn !== '' && { review_at: `${reviewOn}T00:00:00Z` }),
  };
  return { path: 'decisions', body: { ...subject, decision, reason: text.trim(), ...more } };
}

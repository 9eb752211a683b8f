import { dateInWords } from '#domain/date-in-words.ts';
import type { Measure } from '#measures/measure.ts';
import { moveInWords, valueInWords } from '#measures/words.ts';
import type { Direction, Judgement, Signal } from './signal.ts';

/** When and where it is read: dates of another year name it. */
export type Reader = { readonly now: number; readonly timeZone: string };

type Spoken = Pick<Measure, 'unit'>;

/** As in: 13 → 19 min since 19 Oct. */
export function signalText(
  { unit }: Spoken,
  { before, after, since, until }: Signal,
  { now, timeZone }: Reader
): string {
  const change = moveInWords(before, after, unit);
  const date = (time: number): string => dateInWords(time, timeZone, now);
  return until === undefined ? `${change} since ${date(since)}` : `${change} from ${date(since)} to ${date(until)}`;
}

/** What the last 13 weeks say; that nothing clearly changed is the normal case. */
export function verdictText(
  { unit, better }: Pick<Measure, 'unit' | 'better'>,
  { verdict, n, change }: Pick<Judgement, 'verdict' | 'n' | 'change'>
): string {
  if (!change) return `too little data · n ${String(n)}`;
  const { before, after, low, high } = change;
  const moved = better === 'neither' ? low > 0 || high < 0 : verdict !== 'no_clear_change';
  return moved
    ? `${moveInWords(before, after, unit)} in the last 13 weeks`
    : `no clear change · ${valueInWords(after, unit)}`;
}

/** One question that a team can answer. */
export function questionOf({ askNext }: Pick<Measure, 'askNext'>, direction: Direction): string {
  return direction === 'worse' ? askNext : 'What did we do differently, and what would keep it so?';
}

import type { Measure, Unit } from '#measures/measure.ts';
import type { Direction, Judgement, Signal } from './signal.ts';

/** When and where it is read: dates of another year name it. */
export type Reader = { readonly now: number; readonly timeZone: string };

type Spoken = Pick<Measure, 'unit'>;

/** As in: 13 → 19 min since 19 Oct. */
export function signalText({ unit }: Spoken, { before, after, since, until }: Signal, reader: Reader): string {
  const change = changeText(unit, before, after);
  const begin = dateText(since, reader);
  return until === undefined ? `${change} since ${begin}` : `${change} from ${begin} to ${dateText(until, reader)}`;
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
    ? `${changeText(unit, before, after)} in the last 13 weeks`
    : `no clear change · ${valueText(unit, after)}`;
}

/** One question that a team can answer. */
export function questionOf({ askNext }: Pick<Measure, 'askNext'>, direction: Direction): string {
  return direction === 'worse' ? askNext : 'What did we do differently, and what would keep it so?';
}

export function valueText(unit: Unit, value: number): string {
  const { by, name } = nameOf(unit, value);
  return `${numberText(value / by)}${name}`;
}

function changeText(unit: Unit, before: number, after: number): string {
  const { by, name } = nameOf(unit, Math.max(before, after));
  const [from, to] = [before / by, after / by];
  // Far apart: each in words of its own.
  if (Math.min(before, after) > 0 && numberText(Math.min(from, to)) === '0') {
    return `${valueText(unit, before)} → ${valueText(unit, after)}`;
  }
  const decimals = [0, 1, 2].find((more) => numberText(from, more) !== numberText(to, more)) ?? 0;
  return `${numberText(from, decimals)} → ${numberText(to, decimals)}${name}`;
}

/** What a value is best counted in: so many of the measure's unit, and their name. */
function nameOf(unit: Unit, value: number): { readonly by: number; readonly name: string } {
  switch (unit) {
    case 'seconds':
      if (value < 120) return { by: 1, name: ' s' };
      if (value < 7200) return { by: 60, name: ' min' };
      return value < 172_800 ? { by: 3600, name: ' h' } : { by: 86_400, name: ' days' };
    case 'ratio':
      return { by: 0.01, name: ' %' };
    case 'per_day':
      if (value >= 1) return { by: 1, name: ' a day' };
      return value >= 1 / 7 ? { by: 1 / 7, name: ' a week' } : { by: 1 / 28, name: ' in 4 weeks' };
    case 'items_per_week':
      return { by: 1, name: ' items a week' };
    default:
      return { by: 1, name: ` ${unit}` };
  }
}

/** Two digits that count, or more where asked for. */
function numberText(value: number, more = 0): string {
  const decimals = (Math.abs(value) < 9.95 ? 1 : 0) + more;
  return String(Number(value.toFixed(decimals)));
}

/** As in: 19 Oct, or 19 Oct 2025 where it is another year. */
function dateText(time: number, { now, timeZone }: Reader): string {
  const parts = (of: number) =>
    Object.fromEntries(
      new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' })
        .formatToParts(of)
        .map(({ type, value }) => [type, value])
    );
  const { day, month, year } = parts(time);
  return `${day ?? ''} ${(month ?? '').slice(0, 3)}${year === parts(now)['year'] ? '' : ` ${year ?? ''}`}`;
}

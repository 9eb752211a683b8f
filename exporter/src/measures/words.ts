import { displayOf } from './display.ts';

/** Seconds in the unit in which people say them: the first whose bound the value stays below. */
const spans = [
  { below: 120, seconds: 1, unit: ' s' },
  { below: 120 * 60, seconds: 60, unit: ' min' },
  { below: 120 * 3600, seconds: 3600, unit: ' h' },
  { below: Infinity, seconds: 86_400, unit: ' days' },
] as const;

/**
 * A value as a sentence says it: `24 h`, `12.5 %`, `0.4 a day`. Three digits at most, as no measure here knows more.
 * @param unit of the catalog, or any word, which then follows the number
 */
export function valueInWords(value: number, unit: string): string {
  return `${number(value, unit, value)}${suffix(unit, value)}`;
}

/**
 * `13 → 19 min`: both in the unit of the larger, unless they are far apart: `40 min → 5 days`. Two digits will do for a
 * move, and more only where it would not be seen.
 */
export function moveInWords(from: number, to: number, unit: string): string {
  const [smaller = 0, larger = 0] = [Math.abs(from), Math.abs(to)].sort((a, b) => a - b);
  if (unit === 'seconds' && smaller > 0 && smaller < span(larger).seconds / 10 && span(smaller) !== span(larger)) {
    return `${valueInWords(from, unit)} → ${valueInWords(to, unit)}`;
  }
  const say = (digits: number) => [from, to].map((value) => number(value, unit, larger, digits));
  const enough = [2, 3, 4, 5, 6].map(say).find(([one, other]) => one !== other) ?? say(2);
  return `${enough.join(' → ')}${suffix(unit, larger)}`;
}

/** `19 to 27 h`: an interval in the unit of its upper end. */
export function rangeInWords(low: number, high: number, unit: string): string {
  const larger = Math.max(Math.abs(low), Math.abs(high));
  return `${number(low, unit, larger)} to ${number(high, unit, larger)}${suffix(unit, larger)}`;
}

/** `52 %`, of 0 to 1; whole, as a chance or a share of work is never known better. */
export function percentInWords(probability: number): string {
  return `${Math.round(probability * 100)} %`;
}

function number(value: number, unit: string, like: number, digits = 3): string {
  const scaled = unit === 'seconds' ? value / span(like).seconds : unit === 'ratio' ? value * 100 : value;
  return rounded(scaled, digits);
}

function suffix(unit: string, like: number): string {
  if (unit === 'seconds') return span(like).unit;
  if (unit === 'ratio') return ' %';
  return ` ${displayOf(unit).unit.replace(/^suffix: /, '')}`;
}

function span(seconds: number): (typeof spans)[number] {
  return spans.find(({ below }) => Math.abs(seconds) < below) ?? spans[3];
}

/** So many digits that count, and never less than whole. */
function rounded(value: number, digits: number): string {
  return String(Math.abs(value) >= 10 ** (digits - 1) ? Math.round(value) : Number(value.toPrecision(digits)));
}

import { parseDuration } from './duration.ts';

/** A number in a unit, of what people write: `50h` of seconds, `12%` of a ratio, or the number itself. Else what is wrong. */
export function amountIn(written: number | string, unit: string, whole = false): number | { readonly wrong: string } {
  const value = typeof written === 'number' ? written : textIn(written, unit);
  if (typeof value !== 'number') return value;
  if (value < 0) return { wrong: 'must not be below 0' };
  if (whole && value > 1) return { wrong: 'must be a share from 0 to 1, or text as in 12%' };
  return value;
}

function textIn(written: string, unit: string): number | { readonly wrong: string } {
  if (written.endsWith('%')) {
    if (unit === 'ratio') return Number(written.slice(0, -1)) / 100;
    return { wrong: `this measure counts in ${unit}, not in percent: give a number` };
  }
  if (unit === 'seconds') return (parseDuration(written) ?? NaN) / 1000;
  const form = unit === 'ratio' ? 'a number from 0 to 1, or text as in 12%' : 'a number';
  return { wrong: `this measure counts in ${unit}, not in time: give ${form}` };
}

import { formattedValueToString, getValueFormat } from '@grafana/data';
import type { CatalogEntry } from '@waymark/exporter/contract';

/** A unit that Grafana knows, for `value × scale`. */
export type Display = { readonly unit: string; readonly scale: number };
/** What a value is measured in, as the catalog and goals tell it. */
type Measured = Pick<CatalogEntry, 'unit' | 'display'>;

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How values around `typical` are shown: durations in the one unit that suits them, everything else as the catalog
 * says. One unit a panel, as a suffix, keeps the ticks round.
 */
export function displayOf({ unit, display }: Measured, typical: number | undefined): Display {
  if (unit !== 'seconds' || typical === undefined) {
    // Grafana puts a space before a suffix by itself; a second one shows on an axis.
    return { unit: display.unit.replace(/^suffix:\s+/, 'suffix:'), scale: display.scale };
  }
  if (typical < 2 * hour) return { unit: 'suffix:min', scale: 1 / minute };
  return typical < 4 * day ? { unit: 'suffix:h', scale: 1 / hour } : { unit: 'suffix:d', scale: 1 / day };
}

/** The middle of some values, by which a unit is chosen. */
export function typicalOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** A value with its unit and two digits that mean something: "20 h", "2.1 a day", "13%". */
export function shown(value: number, display: Display): string {
  return formattedValueToString(getValueFormat(display.unit)(value * display.scale, decimalsOf(value, display)));
}

/** How many decimals two digits need, and none that would be zero. */
export function decimalsOf(value: number, { unit, scale }: Display): number {
  const digits = value * scale * (unit === 'percentunit' ? 100 : 1);
  const most = Math.min(2, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(digits) || 1))));
  return [0, 1, 2].find((count) => Number(digits.toFixed(count)) === Number(digits.toFixed(most))) ?? most;
}

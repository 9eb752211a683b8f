import type { Unit } from './measure.ts';

/** How a value is shown to a person: `value × scale`, in a unit that Grafana knows, with so many decimals. */
export type Display = { readonly unit: string; readonly scale: number; readonly decimals: number };

/** One unit a panel, with round ticks: a suffix does not change from hours to days as Grafana's own units do. */
const displays: Readonly<Record<Unit, Display>> = {
  seconds: { unit: 'suffix: h', scale: 1 / 3600, decimals: 1 },
  ratio: { unit: 'percentunit', scale: 1, decimals: 1 },
  per_day: { unit: 'suffix: a day', scale: 1, decimals: 2 },
  changes: { unit: 'suffix: changes', scale: 1, decimals: 0 },
  lines: { unit: 'suffix: lines', scale: 1, decimals: 0 },
  rounds: { unit: 'suffix: rounds', scale: 1, decimals: 1 },
  items: { unit: 'suffix: items', scale: 1, decimals: 0 },
  items_per_week: { unit: 'suffix: a week', scale: 1, decimals: 1 },
  objectives: { unit: 'suffix: objectives', scale: 1, decimals: 2 },
};

/** Of a unit of the catalog, or of any other: as a suffix. */
export function displayOf(unit: string): Display {
  return isUnit(unit) ? displays[unit] : { unit: `suffix: ${unit}`, scale: 1, decimals: 2 };
}

function isUnit(unit: string): unit is Unit {
  return Object.hasOwn(displays, unit);
}

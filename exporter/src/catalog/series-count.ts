import { isInstant } from '#measures/evaluate.ts';
import { groupsOf } from '#measures/groups.ts';
import { measures } from '#measures/index.ts';
import type { Measure, MeasureKind, MeasureOptions } from '#measures/measure.ts';

/** Bounds of the interval of a value. */
const bounds: Readonly<Record<MeasureKind, number>> = {
  durations: 2,
  ratio: 2,
  share: 2,
  rate: 2,
  reading: 2,
  stock: 0,
  ages: 0,
  level: 2,
};

/** How many series the measures of so many teams have at most: values, their n and their intervals. */
export function seriesCount(
  teams: number,
  windows: number,
  options: Pick<MeasureOptions, 'objectives'>,
  of: readonly Measure[] = measures
): number {
  const each = of.map((measure) => {
    const places = groupsOf(measure, options).length * (isInstant(measure) ? 1 : windows);
    return places * (measure.statistics.length + 1 + bounds[measure.kind]);
  });
  return teams * each.reduce((sum, count) => sum + count, 0);
}

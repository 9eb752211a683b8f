import type { GoalMeasure } from '#domain/goal.ts';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';
import type { Direction } from './direction.ts';

/** A measure of the catalog by its name. */
export function measureNamed(name: string): Measure | undefined {
  return (measures as readonly Measure[]).find((measure) => measure.name === name);
}

/** What a goal's numbers are: of a measure by its own declaration, of PromQL as the goal says. */
export type MeasuredBy = {
  readonly title: string;
  readonly unit: string;
  readonly better: Direction;
  /** Absent: PromQL. */
  readonly measure?: Measure;
};

/** Throws RangeError where there is no such measure, or no way is better: the configuration refuses both. */
export function measuredBy(by: GoalMeasure): MeasuredBy {
  if ('promql' in by) return { title: 'PromQL', unit: by.unit, better: by.better };
  const measure = measureNamed(by.measure);
  const better = measure && directionOf(measure, by.better);
  if (!measure || !better) throw new RangeError(`no measure with a direction: ${by.measure}`);
  return { title: measure.title, unit: measure.unit, better, measure };
}

/** Which way is better: as the measure says, and only where it says neither as the goal does. */
export function directionOf({ better }: Measure, given?: Direction): Direction | undefined {
  return better === 'neither' ? given : better;
}

import { displayOf, type Display } from '#measures/display.ts';
import { groupsOf } from '#measures/groups.ts';
import { measures, type MeasureName } from '#measures/index.ts';
import type { Better, GroupLabel, Measure, MeasureKind, MeasureOptions, Statistic, Unit } from '#measures/measure.ts';

/** One measure as `GET /api/v1/catalog` tells it. */
export type CatalogEntry = {
  readonly name: MeasureName;
  /** The Prometheus family, whole. */
  readonly family: string;
  readonly title: string;
  /** At most 25 characters. */
  readonly short_title: string;
  readonly unit: Unit;
  readonly display: Display;
  readonly better: Better;
  readonly kind: MeasureKind;
  /** The first is the one meant where none is named. */
  readonly statistics: readonly Statistic[];
  /** The label that tells its groups apart, their values, and whether it can be asked for all of them together, too. */
  readonly by?: { readonly label: GroupLabel; readonly values: readonly string[]; readonly whole: boolean };
  readonly definition: string;
  readonly why: string;
  readonly how_to_read: string;
  readonly ask_next: string;
  readonly guardrail: string;
};

/** Every measure, in the order in which people read them. */
export function catalog(options: Pick<MeasureOptions, 'objectives'> = {}): CatalogEntry[] {
  return (measures as readonly (Measure & { readonly name: MeasureName })[]).map((measure) => ({
    name: measure.name,
    family: measure.family,
    title: measure.title,
    short_title: measure.shortTitle,
    unit: measure.unit,
    display: displayOf(measure.unit),
    better: measure.better,
    kind: measure.kind,
    statistics: measure.statistics,
    ...groups(measure, options),
    definition: measure.definition,
    why: measure.why,
    how_to_read: measure.howToRead,
    ask_next: measure.askNext,
    guardrail: measure.guardrail,
  }));
}

function groups(measure: Measure, options: Pick<MeasureOptions, 'objectives'>): Pick<CatalogEntry, 'by'> {
  if (measure.by === undefined) return {};
  const values = groupsOf(measure, options).filter((group) => group !== undefined);
  return { by: { label: measure.by, values, whole: measure.whole ?? false } };
}

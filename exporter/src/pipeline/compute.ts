import type { Slice } from '#domain/slice.ts';
import { trailing } from '#domain/window.ts';
import { evaluate, isInstant } from '#measures/evaluate.ts';
import { measures } from '#measures/index.ts';
import type { Measure, MeasureOptions, Sample, Statistic } from '#measures/measure.ts';
import { type IncidentRow, incidentRows } from './open-incidents.ts';

export type TrailingWindow = { readonly name: string; readonly length: number };

/** The newest value of one statistic of one measure of one team. */
export type MeasureRow = {
  readonly measure: Measure;
  readonly team: string;
  /** Absent for what is counted at an instant. */
  readonly window?: string;
  readonly statistic: Statistic;
  readonly sample: Sample;
};

export type CoverageRow = {
  readonly kind: 'changes_deployed' | 'incidents_attributed';
  readonly team: string;
  readonly ratio: number;
};

export type TeamRows = {
  readonly measures: readonly MeasureRow[];
  readonly coverage: readonly CoverageRow[];
  readonly incidents: readonly IncidentRow[];
};

export type ComputeSettings = { readonly windows: readonly TrailingWindow[]; readonly options: MeasureOptions };

/** All numbers of one team as of `now`. Pure: the same slice, settings and time give the same rows. */
export function teamRows(team: string, slice: Slice, settings: ComputeSettings, now: number): TeamRows {
  const rows: MeasureRow[] = [];
  const context = { now, coverage: slice.coverage };
  for (const measure of measures as readonly Measure[]) {
    const instant = isInstant(measure);
    const windows = instant ? [{ from: now, to: now }] : settings.windows.map(({ length }) => trailing(length, now));
    const samples = evaluate(measure, measure.observe(slice, settings.options), windows, context);
    samples.forEach((byStatistic, index) => {
      const window = instant ? undefined : settings.windows[index]?.name;
      for (const [statistic, sample] of Object.entries(byStatistic) as [Statistic, Sample][])
        rows.push({ measure, team, ...(window !== undefined && { window }), statistic, sample });
    });
  }
  return {
    measures: rows,
    coverage: coverageRows(team, slice, settings, now),
    incidents: incidentRows(team, slice, now),
  };
}

/** What could be joined of the longest window: changes merged in it with deployments, incidents opened in it with causes. */
function coverageRows(team: string, slice: Slice, { windows }: ComputeSettings, now: number): CoverageRow[] {
  if (!slice.coverage.deployments || Number.isNaN(slice.coverage.from)) return [];
  const from = now - Math.max(...windows.map(({ length }) => length));
  const inside = (time: number): boolean => time >= from && time < now;
  const row = (kind: CoverageRow['kind'], part: number, all: number): CoverageRow[] =>
    all === 0 ? [] : [{ kind, team, ratio: part / all }];
  const deployed = slice.deployed.mergedAt.filter(inside).length;
  const { openedAt, attributed } = slice.incidents;
  const opened = attributed.filter((_, index) => inside(openedAt[index] ?? NaN));
  return [
    ...row('changes_deployed', deployed, deployed + slice.waiting.mergedAt.filter(inside).length),
    ...row('incidents_attributed', opened.filter((flag) => flag === 1).length, opened.length),
  ];
}

import type { Slice } from '#domain/slice.ts';
import { trailing } from '#domain/window.ts';
import { evaluate, isInstant } from '#measures/evaluate.ts';
import { groupsOf } from '#measures/groups.ts';
import { measures } from '#measures/index.ts';
import type { Measure, MeasureOptions, Sample, Statistic } from '#measures/measure.ts';
import { type IncidentRow, incidentRows } from './open-incidents.ts';

export type TrailingWindow = { readonly name: string; readonly length: number };

/** The newest value of one statistic of one measure of one team. */
export type MeasureRow = {
  readonly measure: Measure;
  readonly team: string;
  /** One value of the measure's label. */
  readonly group?: string | undefined;
  /** Absent for what is counted at an instant. */
  readonly window?: string | undefined;
  readonly statistic: Statistic;
  readonly sample: Sample;
};

export type CoverageRow = {
  readonly kind: 'changes_deployed' | 'incidents_attributed' | 'work_linked';
  readonly team: string;
  readonly ratio: number;
};

export type TeamRows = {
  readonly measures: readonly MeasureRow[];
  readonly coverage: readonly CoverageRow[];
  readonly incidents: readonly IncidentRow[];
};

export type ComputeSettings = { readonly windows: readonly TrailingWindow[]; readonly options: MeasureOptions };

/** From when on facts must be read for the newest numbers. */
export function neededSince({ windows }: ComputeSettings, now: number): number {
  const longest = Math.max(...windows.map(({ length }) => length));
  const back = (measures as readonly Measure[]).map(
    (measure) => (measure.looksBack ?? 0) + (isInstant(measure) ? 0 : longest)
  );
  return now - Math.max(...back);
}

/** All numbers of one team as of `now`. Pure: the same slice, settings and time give the same rows. */
export function teamRows(
  team: string,
  slice: Slice,
  settings: ComputeSettings,
  now: number,
  of: readonly Measure[] = measures
): TeamRows {
  const rows: MeasureRow[] = [];
  const context = { now, coverage: slice.coverage };
  for (const measure of of) {
    const instant = isInstant(measure);
    const windows = instant ? [{ from: now, to: now }] : settings.windows.map(({ length }) => trailing(length, now));
    for (const group of groupsOf(measure, settings.options)) {
      const samples = evaluate(measure, measure.observe(slice, settings.options, group), windows, context);
      samples.forEach((byStatistic, index) => {
        const window = instant ? undefined : settings.windows[index]?.name;
        for (const statistic of measure.statistics) {
          const sample = byStatistic[statistic];
          if (sample) rows.push({ measure, team, group, window, statistic, sample });
        }
      });
    }
  }
  return {
    measures: rows,
    coverage: coverageRows(team, slice, settings, now),
    incidents: incidentRows(team, slice, now),
  };
}

/**
 * What could be joined of the longest window: changes merged in it with deployments and with work items, incidents opened
 * in it with causes.
 */
function coverageRows(team: string, slice: Slice, { windows, options }: ComputeSettings, now: number): CoverageRow[] {
  if (Number.isNaN(slice.coverage.from)) return [];
  const from = now - Math.max(...windows.map(({ length }) => length));
  const inside = (time: number): boolean => time >= from && time < now;
  const row = (kind: CoverageRow['kind'], part: number, all: number): CoverageRow[] =>
    all === 0 ? [] : [{ kind, team, ratio: part / all }];
  const deployed = slice.deployed.mergedAt.filter(inside).length;
  const { openedAt, attributed } = slice.incidents;
  const opened = attributed.filter((_, index) => inside(openedAt[index] ?? NaN));
  const { mergedAt, bot, linked } = slice.changeWork;
  const counts = (index: number): boolean =>
    inside(mergedAt[index] ?? NaN) && (options.bots === 'in' || bot[index] === 0);
  const told = linked.filter((flag, index) => flag >= 0 && counts(index));
  const joined = row('work_linked', told.filter((flag) => flag === 1).length, told.length);
  if (!slice.coverage.knows.has('deployments')) return joined;
  return [
    ...row('changes_deployed', deployed, deployed + slice.waiting.mergedAt.filter(inside).length),
    ...row('incidents_attributed', opened.filter((flag) => flag === 1).length, opened.length),
    ...joined,
  ];
}

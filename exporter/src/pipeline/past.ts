import { periods, periodStart } from '#domain/calendar.ts';
import type { Team } from '#domain/team.ts';
import { evaluate, isInstant } from '#measures/evaluate.ts';
import { groupsOf } from '#measures/groups.ts';
import { measures } from '#measures/index.ts';
import type { Measure, Sample, Statistic } from '#measures/measure.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { readSlice } from '#store/slices.ts';
import type { ComputeSettings, MeasureRow } from './compute.ts';
import { ownedBy, readStoreState } from './ownership.ts';

/** One gauge as it stood at the end of a day of the team's, in milliseconds since 1970. */
export type PastRow = MeasureRow & { readonly time: number };

/** What the gauges of a team would have shown at the end of every day since its first fact, and now. */
export async function pastRows(
  database: Database,
  sources: readonly Source[],
  settings: ComputeSettings,
  team: Team,
  now: number
): Promise<PastRow[]> {
  const { repositories, coverage } = ownedBy(team, await readStoreState(database, sources), sources);
  if (Number.isNaN(coverage.firstFactAt)) return [];
  const slice = await readSlice(database, repositories, -Infinity, coverage, settings.options.objectives);
  const range = { from: periodStart('day', coverage.firstFactAt, team.timeZone), to: now };
  const ends = periods('day', range, team.timeZone).map(({ to }) => Math.min(to, now));
  const rows: PastRow[] = [];
  const observed = (measures as readonly Measure[]).flatMap((measure) =>
    groupsOf(measure, settings.options).map((group) => ({ measure, group }))
  );
  for (const { measure, group } of observed) {
    const observations = measure.observe(slice, settings.options, group);
    const series = { measure, team: team.team, ...(group !== undefined && { group }) };
    for (const window of isInstant(measure) ? [undefined] : settings.windows) {
      const windows = ends.map((to) => ({ from: to - (window?.length ?? 0), to }));
      evaluate(measure, observations, windows, { now, coverage }).forEach((samples, index) => {
        const time = ends[index];
        if (time === undefined) return;
        for (const [statistic, sample] of Object.entries(samples) as [Statistic, Sample][])
          rows.push({ ...series, ...(window && { window: window.name }), statistic, sample, time });
      });
    }
  }
  return rows;
}

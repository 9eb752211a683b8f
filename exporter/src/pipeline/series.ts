import type { CalendarStep } from '#domain/calendar.ts';
import type { Team } from '#domain/team.ts';
import { day, type Window } from '#domain/window.ts';
import type { Measure, MeasureOptions, Statistic } from '#measures/measure.ts';
import { type Point, points } from '#measures/points.ts';
import type { Usual } from '#signals/signal.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { readSlice } from '#store/slices.ts';
import type { Judged } from './judged.ts';
import { ownedBy, readStoreState } from './ownership.ts';

/** Of single weeks: whether it lay beyond the usual range. */
export type SignalledPoint = Point & { readonly signal?: 'better' | 'worse' };

export type SeriesQuery = {
  readonly measure: Measure;
  readonly team: Team;
  readonly statistic: Statistic;
  /** Values of the measure's label; undefined: all together. */
  readonly groups: readonly (string | undefined)[];
  readonly range: Window;
  readonly by: { readonly step: CalendarStep } | { readonly window: number };
};

/** Past values of one measure of one team, a list for each group: the same function as the gauges, with older windows. */
export async function series(
  database: Database,
  sources: readonly Source[],
  options: MeasureOptions,
  { measure, team, statistic, groups, range, by }: SeriesQuery,
  now: number
): Promise<Point[][]> {
  const owned = ownedBy(team, await readStoreState(database, sources), sources);
  // The first point's window begins before the range; its day may end a day later in the team's zone.
  const since = ('window' in by ? range.from - by.window - day : range.from) - (measure.looksBack ?? 0);
  const slice = await readSlice(database, owned.repositories, since, owned.coverage, options.objectives);
  const every = 'window' in by ? { trailing: by.window } : by;
  const request = { range, every, timeZone: team.timeZone, statistic };
  const context = { now, coverage: owned.coverage };
  return groups.map((group) => points(measure, measure.observe(slice, options, group), request, context));
}

/** The groups' points, and, of one measure as a whole, which weeks lay beyond the usual range, and what that range was. */
export function withSignals(
  groups: Point[][],
  { measure, statistic, groups: asked, by }: Pick<SeriesQuery, 'measure' | 'statistic' | 'groups' | 'by'>,
  judged: readonly Judged[]
): { readonly groups: SignalledPoint[][]; readonly usual?: readonly Omit<Usual, 'weeks'>[] } {
  const { judgement } = judged.find((each) => each.measure.name === measure.name) ?? {};
  const whole = asked.length === 1 && asked[0] === undefined && statistic === measure.statistics[0];
  const weekly = 'step' in by && by.step === 'week';
  if (!judgement || !whole || !(weekly || ('window' in by && by.window === 28 * day))) return { groups };
  const usual = judgement.usual.flatMap(({ weeks, ...range }) => (weeks === (weekly ? 1 : 4) ? [range] : []));
  const signalled = judgement.weeks.filter(({ signal }) => signal !== undefined);
  const marked = (point: Point): SignalledPoint => {
    const week = signalled.find(({ from, to }) => from <= point.time && point.time < to);
    return week?.signal === undefined ? point : { ...point, signal: week.signal };
  };
  return {
    // Of a ratio four weeks are looked at: none of them is beyond what is usual by itself.
    groups: weekly && measure.kind !== 'ratio' ? groups.map((points) => points.map(marked)) : groups,
    ...(usual.length > 0 && { usual }),
  };
}

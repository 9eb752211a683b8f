import { createDataFrame, type DataFrame } from '@grafana/data';
import type { CatalogEntry, Series, SeriesBy } from '@waymark/exporter/contract';
import { displayOf, typicalOf, type Display } from './display';
import { line, looks, type Point } from './lines';
import { measured, nothing } from './measured';
import { words } from './words';

/** The middle of a week, where the dot of a week stands. */
const midweek = 3.5 * 86_400_000;

/** "28d" → "last 28 days"; a step → "each week". */
export function spanText({ window, step }: { window?: string; step?: string }): string {
  return step === undefined ? `last ${(window ?? '28d').replace('d', ' days')}` : `each ${step}`;
}

/** Whether single weeks say something: medians and counts do, ratios of a week jump. */
export const hasWeeks = ({ kind }: CatalogEntry): boolean => kind === 'durations' || kind === 'rate';

/** A trend: the course with its interval, the usual range, each week, and the weeks that signal a real change. */
export function trendFrames(
  entry: CatalogEntry,
  span: string,
  trailing: Series,
  weekly: Series | undefined
): DataFrame[] {
  const display = displayOf(entry, typicalOf(trailing.points.map(({ value }) => value)));
  const judged = weekly ?? trailing;
  return [
    ...measured({
      name: `${entry.title}, ${span}`,
      points: trailing.points,
      display,
      interval: true,
      n: `n, ${span}`,
      notices: nothing(trailing.points, entry.title.toLowerCase()),
    }),
    ...weekFrames(weekly, display),
    ...usualFrames(judged, weekly === undefined ? 'usual range' : 'usual range of a week', display),
    ...(['better', 'worse'] as const).flatMap((direction) =>
      signalFrame(judged, direction, weekly ? midweek : 0, display)
    ),
  ];
}

/** The dots of single weeks; none without an answer. */
export function weekFrames(weekly: Series | undefined, display: Display): DataFrame[] {
  const points = (weekly?.points ?? []).filter(({ complete, signal }) => complete && signal === undefined);
  return points.length === 0 ? [] : [line('each week', moved(points, midweek), display, looks.weeks)];
}

/** The lines of several teams, or of each part of a measure: nothing but lines. */
export function plainFrames(
  entry: CatalogEntry,
  all: readonly { readonly name: string; readonly points: Series['points'] }[]
): DataFrame[] {
  const display = displayOf(entry, typicalOf(all.flatMap(({ points }) => points.map(({ value }) => value))));
  if (all.every(({ points }) => points.length === 0)) {
    return [createDataFrame({ fields: [], meta: { notices: nothing([], entry.title.toLowerCase()) } })];
  }
  const config = all.length === 1 ? looks.main : { custom: { lineWidth: 2, showPoints: 'never' } };
  return all.flatMap(({ name, points }) => {
    // Several lines with a dotted end each would be told apart no more.
    const whole = all.length === 1 ? points : points.map((point) => ({ ...point, complete: true }));
    return measured({ name, points: whole, display, config });
  });
}

/** The parts that an answer to `by` holds, by name. */
export function partsOf({ items }: SeriesBy): { name: string; points: Series['points'] }[] {
  return items.map(({ points, ...label }) => ({ name: words(Object.values(label)[0] ?? ''), points }));
}

function usualFrames({ usual = [], points }: Series, name: string, display: Display): DataFrame[] {
  const last = points.at(-1);
  if (usual.length === 0 || last === undefined) return [];
  const edge = (key: 'lower' | 'upper'): Point[] => [
    ...usual.map((range) => [Date.parse(range.from), range[key]] as const),
    [Date.parse(last.time), usual.at(-1)?.[key] ?? null],
  ];
  const stepped = <Config extends { custom: object }>(config: Config) => ({
    ...config,
    custom: { ...config.custom, lineInterpolation: 'stepAfter' },
  });
  return [
    line(name, edge('upper'), display, stepped(looks.usual)),
    line(`${name}, lower`, edge('lower'), display, stepped(looks.usualHidden)),
  ];
}

function signalFrame({ points }: Series, direction: 'better' | 'worse', shift: number, display: Display): DataFrame[] {
  const signals = points.filter(({ signal }) => signal === direction);
  return signals.length === 0 ? [] : [line(`signal: ${direction}`, moved(signals, shift), display, looks[direction])];
}

function moved(points: Series['points'], shift: number): Point[] {
  return points.map(({ time, value }) => [Date.parse(time) + shift, value]);
}

import type { DataFrame, FieldConfig, QueryResultMetaNotice } from '@grafana/data';
import type { SeriesPoint } from '@waymark/exporter/contract';
import type { Display } from './display';
import { band, lines, looks, line, withGaps, type Line } from './lines';
import { colors } from './words';

const low = 'interval, low';

/**
 * The course of a value: what is complete as a solid line with its interval, and the last, provisional days, which
 * share one point with it.
 */
export function measured(options: {
  name: string;
  points: readonly SeriesPoint[];
  display: Display;
  config?: FieldConfig;
  interval?: boolean;
  n?: string;
  notices?: QueryResultMetaNotice[];
}): DataFrame[] {
  const { name, points, display, config = looks.main, interval = false, n, notices } = options;
  const complete = withGaps(points.filter((point) => point.complete));
  const times = complete.map(({ time }) => Date.parse(time));
  const of = (key: 'value' | 'low' | 'high' | 'n') =>
    complete.map((point) => (point.value === null ? null : (point[key] ?? null)));
  const edges = band('95% interval', low, colors.context, 20);
  const all: Line[] = [
    { name, values: of('value'), config },
    ...(interval
      ? [
          { name: low, values: of('low'), config: edges.low },
          { name: '95% interval', values: of('high'), config: edges.high },
        ]
      : []),
    ...(n === undefined ? [] : [{ name: n, values: of('n'), config: looks.n, plain: true }]),
  ];
  return [lines(name, times, display, all, notices), ...provisional(points, display)];
}

function provisional(points: readonly SeriesPoint[], display: Display): DataFrame[] {
  const first = points.findIndex((point) => !point.complete);
  if (first === -1) return [];
  const last = points.slice(Math.max(0, first - 1)).map(({ time, value }) => [Date.parse(time), value] as const);
  return [line('provisional', last, display, looks.provisional)];
}

/** The notice that stands in place of a course that has no point. */
export function nothing(points: readonly unknown[], what: string): QueryResultMetaNotice[] {
  return points.length > 0
    ? []
    : [{ severity: 'info', text: `Too little data in this range: no ${what} can be told.` }];
}

import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type FieldConfig,
  type QueryResultMetaNotice,
} from '@grafana/data';
import type { SeriesPoint } from '@waymark/exporter/contract';
import type { Display } from './display';
import { colors } from './words';

/** Milliseconds since 1970 and a value in the measure's own unit. */
export type Point = readonly [time: number, value: number | null];

const color = (fixedColor: string): FieldConfig => ({ color: { mode: 'fixed', fixedColor } });
const unseen = { viz: true, legend: true, tooltip: false };
const noLegend = { viz: false, legend: true, tooltip: false };

/** How each line of a chart looks; every meaning has one look on all boards. */
export const looks = {
  main: { ...color(colors.text), custom: { lineWidth: 3, showPoints: 'never' } },
  provisional: {
    ...color(colors.text),
    custom: { lineWidth: 2, lineStyle: { fill: 'dash', dash: [3, 4] }, showPoints: 'never' },
  },
  weeks: { ...color(colors.context), custom: { drawStyle: 'points', pointSize: 4, showPoints: 'always' } },
  better: { ...color(colors.better), custom: { drawStyle: 'points', pointSize: 9, showPoints: 'always' } },
  worse: { ...color(colors.worse), custom: { drawStyle: 'points', pointSize: 9, showPoints: 'always' } },
  target: {
    ...color(colors.better),
    custom: { lineWidth: 2, lineStyle: { fill: 'dash', dash: [10, 6] }, showPoints: 'never' },
  },
  stretch: {
    ...color(colors.better),
    custom: { lineWidth: 1, lineStyle: { fill: 'dash', dash: [2, 5] }, showPoints: 'never' },
  },
  path: {
    ...color(colors.context),
    custom: { lineWidth: 1, lineStyle: { fill: 'dot', dash: [1, 4] }, pointSize: 5, showPoints: 'always' },
  },
  usual: {
    ...color(colors.context),
    custom: { lineWidth: 1, lineStyle: { fill: 'dash', dash: [4, 4] }, showPoints: 'never' },
  },
  usualHidden: {
    ...color(colors.context),
    custom: { lineWidth: 1, lineStyle: { fill: 'dash', dash: [4, 4] }, showPoints: 'never', hideFrom: noLegend },
  },
  forecast: {
    ...color(colors.forecast),
    custom: { lineWidth: 2, lineStyle: { fill: 'dash', dash: [6, 4] }, showPoints: 'never', hideFrom: noLegend },
  },
  n: { custom: { hideFrom: unseen }, unit: 'none', decimals: 0 },
} satisfies Record<string, FieldConfig>;

/** The two edges of a band; the lower one is not in the legend. */
export function band(
  name: string,
  low: string,
  fixedColor: string,
  fillOpacity: number
): { high: FieldConfig; low: FieldConfig } {
  const edge = { lineWidth: 0, showPoints: 'never' };
  return {
    low: { ...color(fixedColor), custom: { ...edge, hideFrom: noLegend } },
    high: { ...color(fixedColor), displayName: name, custom: { ...edge, fillBelowTo: low, fillOpacity } },
  };
}

/** One line of a chart, its values in the unit that is shown. */
export type Line = { name: string; values: readonly (number | null)[]; config: FieldConfig; plain?: boolean };

/** Lines that share their times. A `plain` line is no value of the measure: it has its own unit and no scale. */
export function lines(
  name: string,
  times: readonly number[],
  display: Display,
  all: readonly Line[],
  notices: QueryResultMetaNotice[] = []
): DataFrame {
  return createDataFrame({
    name,
    meta: { preferredVisualisationType: 'graph', notices },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: [...times] },
      ...all.map(({ name, values, config, plain }) => ({
        name,
        type: FieldType.number,
        config: { displayName: name, unit: display.unit, ...config },
        values: plain === true ? [...values] : values.map((value) => (value === null ? null : value * display.scale)),
      })),
    ],
  });
}

export function line(name: string, points: readonly Point[], display: Display, config: FieldConfig): DataFrame {
  const times = points.map(([time]) => time);
  return lines(name, times, display, [{ name, values: points.map(([, value]) => value), config }]);
}

const day = 86_400_000;

/** The points of a series with nothing where a day has none, so that no line is drawn across what is not known. */
export function withGaps(
  points: readonly SeriesPoint[],
  longest = 1.5 * day
): (SeriesPoint | { time: string; value: null })[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const gap = before !== undefined && Date.parse(point.time) - Date.parse(before.time) > longest;
    return gap ? [{ time: new Date(Date.parse(before.time) + day / 2).toISOString(), value: null }, point] : [point];
  });
}

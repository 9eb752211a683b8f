import { ThresholdsMode, type DataFrame, type FieldConfig, type QueryResultMetaNotice } from '@grafana/data';
import type { Goal, Series } from '@waymark/exporter/contract';
import { displayOf, shown, type Display } from './display';
import { band, line, lines, looks, type Point } from './lines';
import { measured } from './measured';
import { weekFrames } from './series';
import { colors } from './words';

type Range = { readonly from: number; readonly to: number };

/** One goal over time: the measure, the zone of its target, the path that was expected and where it is heading. */
export function progressFrames(
  goal: Goal,
  title: string,
  course: Series | undefined,
  weekly: Series | undefined,
  range: Range
): DataFrame[] {
  const display = displayOf(goal, goal.target);
  const days = Math.round(goal.window_seconds / 86_400);
  const points = course?.points ?? [];
  return [
    ...measured({
      name: `${title}, last ${days} days`,
      points,
      display,
      config: zone(goal, display),
      n: `n in ${days} days`,
      notices: notices(goal, course),
    }),
    ...weekFrames(weekly, display),
    ...bound('target', goal, display, range),
    ...bound('stretch', goal, display, range),
    ...pathFrame(goal, display),
    ...forecastFrame(goal, points.at(-1), display),
  ];
}

function zone({ better, target }: Goal, { scale }: Display): FieldConfig {
  const [base, beyond] = better === 'lower' ? [colors.zone, 'transparent'] : ['transparent', colors.zone];
  const steps = [
    { value: -Infinity, color: base },
    { value: target * scale, color: beyond },
  ];
  return {
    ...looks.main,
    custom: { ...looks.main.custom, thresholdsStyle: { mode: 'area' } },
    thresholds: { mode: ThresholdsMode.Absolute, steps },
  };
}

/** From start to due, with a step where the goal was revised. */
function bound(which: 'target' | 'stretch', goal: Goal, display: Display, range: Range): DataFrame[] {
  const now = goal[which];
  if (now === undefined) return [];
  const [start, due] = [Date.parse(goal.start), Date.parse(goal.due)];
  // What is first known of a goal held from its start, whenever that was first seen.
  const known: readonly Point[] =
    goal.revisions.length === 0
      ? [[start, now]]
      : goal.revisions.map((one, index) => [
          index === 0 ? start : Math.max(start, Date.parse(one.from)),
          one[which] ?? null,
        ]);
  const at = (time: number) => known.filter(([from]) => from <= time).at(-1)?.[1] ?? known[0]?.[1] ?? null;
  // The axis takes notice of what has a point inside the range only.
  const inside = [range.from, range.to].filter((time) => time > start && time < due);
  const times = [...new Set([...known.map(([from]) => from), ...inside, due])].sort((a, b) => a - b);
  const config = { ...looks[which], custom: { ...looks[which].custom, lineInterpolation: 'stepAfter' } };
  const name = `${which} ${shown(now, display)}`;
  return [
    line(
      name,
      times.map((time) => [time, at(time)]),
      display,
      config
    ),
  ];
}

function pathFrame(goal: Goal, display: Display): DataFrame[] {
  if (goal.baseline === undefined) return [];
  const path: Point[] = [
    [Date.parse(goal.start), goal.baseline.value],
    ...goal.milestones.flatMap(({ time, value }) => (value === undefined ? [] : [[Date.parse(time), value] as const])),
    [Date.parse(goal.due), goal.target],
  ];
  // A milestone may stand at the due date.
  const unique = [...new Map(path.map((point) => [point[0], point])).values()].sort(([a], [b]) => a - b);
  return [line('expected path', unique, display, looks.path)];
}

function forecastFrame(goal: Goal, last: Series['points'][number] | undefined, display: Display): DataFrame[] {
  if (goal.forecast === undefined || goal.forecast.length === 0) return [];
  const start = last === undefined ? [] : [{ time: last.time, low: last.value, middle: last.value, high: last.value }];
  const steps = [...start, ...goal.forecast];
  const low = 'forecast low';
  const edges = band('forecast, 8 of 10', low, colors.forecast, 28);
  return [
    lines(
      'forecast',
      steps.map(({ time }) => Date.parse(time)),
      display,
      [
        { name: low, values: steps.map((step) => step.low), config: edges.low },
        { name: 'forecast, 8 of 10', values: steps.map((step) => step.high), config: edges.high },
        { name: 'forecast, middle', values: steps.map((step) => step.middle), config: looks.forecast },
      ]
    ),
  ];
}

function notices(goal: Goal, course: Series | undefined): QueryResultMetaNotice[] {
  const texts = [
    ...(goal.status === 'no_data' ? [goal.next] : []),
    ...(course === undefined ? ['Its course is measured by PromQL: add that query to this panel to see it.'] : []),
  ];
  return [
    ...texts.map((text) => ({ severity: 'info' as const, text })),
    ...goal.warnings.map(({ text }) => ({ severity: 'info' as const, text })),
  ];
}

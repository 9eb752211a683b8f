import { trailing, type Window } from '#domain/window.ts';
import { evaluate } from './evaluate.ts';
import type { Measure, MeasureOptions, Sample, Statistic } from './measure.ts';
import { sliceOf } from './slice.fixture.ts';

type Facts = Parameters<typeof sliceOf>[0];
type Asked = { readonly group?: string; readonly statistic?: Statistic; readonly options?: Partial<MeasureOptions> };

/** What a measure says of one window of these facts, all of them known. */
export function said(measure: Measure, facts: Facts, window: Window, asked: Asked = {}): Sample | undefined {
  const { group, statistic = measure.statistics[0] ?? 'value', options } = asked;
  const slice = sliceOf(facts);
  const observations = measure.observe(slice, { leadTimeFrom: 'first_commit', bots: 'out', ...options }, group);
  const context = { now: Number.MAX_SAFE_INTEGER, coverage: slice.coverage };
  return evaluate(measure, observations, [window], context)[0]?.[statistic];
}

/** As of an instant. */
export function saidAt(measure: Measure, facts: Facts, time: number, asked?: Asked): Sample | undefined {
  return said(measure, facts, trailing(0, time), asked);
}

/** Objectives of these names; which work serves them is the store's to tell. */
export function objectivesOf(...names: readonly string[]) {
  return names.map((objective) => ({ objective, work: { labels: [], milestones: [], repositories: [] } }));
}

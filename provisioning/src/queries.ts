import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { pluginId, prometheusUid, waymarkUid } from './names.ts';

/** What the plugin can be asked, as the boards use it. `team` and `goal` hold variables of the board. */
type Asked = { readonly team: string };
type AboutGoal = { readonly goal: string };
export type WaymarkQuery =
  | ({ readonly kind: 'headline'; readonly part: 'goals' | 'changes' | 'waiting' } & Asked)
  | ({ readonly kind: 'tile'; readonly measure: string } & Asked)
  | ({ readonly kind: 'goals'; readonly layout: 'together' | 'apart' | 'objectives' } & Asked)
  | ({ readonly kind: 'progress' | 'chance' | 'evidence' } & AboutGoal)
  | ({ readonly kind: 'series'; readonly measure: string } & Asked)
  | ({
      readonly kind: 'annotations';
      readonly layer: 'did' | 'happened' | 'context';
      readonly kinds: readonly EventKind[];
    } & Asked)
  | ({ readonly kind: TeamKind } & Asked)
  | { readonly kind: 'objectives' | 'goal_counts' | 'verdicts' | 'investment' | 'sentences' };

type EventKind = 'intervention' | 'decision' | 'incident' | 'outcome' | 'target_changed' | 'plan' | 'note' | 'review';

/** Kinds that need a team and nothing else. */
export type TeamKind =
  | 'status_history'
  | 'past_goals'
  | 'signals'
  | 'numbers'
  | 'stages'
  | 'steps'
  | 'changes'
  | 'failures'
  | 'items'
  | 'benchmarks'
  | 'records';

export const waymarkSource: DataSourceRef = { type: pluginId, uid: waymarkUid };
const prometheusSource: DataSourceRef = { type: 'prometheus', uid: prometheusUid };

/** A query that knows whom to ask. */
export type Query = { readonly source: DataSourceRef; build: (refId: string) => Builder<Dataquery> };

/** Asks the plugin; its answer brings unit, colours and links with it. */
export function waymark(query: WaymarkQuery): Query {
  return { source: waymarkSource, build: (refId) => ({ build: () => waymarkTarget(query, refId) }) };
}

/** A query as the board's JSON holds it. */
export function waymarkTarget(query: object, refId: string): Dataquery {
  // The SDK marks queries by a method, so that only known ones are taken; it is not written to JSON.
  return { datasource: waymarkSource, refId, ...query, _implementsDataqueryVariant: () => undefined } as Dataquery;
}

type Over = { readonly legend?: string; readonly as?: 'lines' | 'value' | 'rows' };

/** PromQL. `value`: now only; `rows`: now, as a table; else over the range. */
export function prometheus(expr: string, { legend, as = 'lines' }: Over = {}): Query {
  const build = (refId: string): DataqueryBuilder => {
    const query = new DataqueryBuilder().datasource(prometheusSource).refId(refId).expr(expr);
    if (legend !== undefined) query.legendFormat(legend);
    if (as === 'lines') return query.range();
    return as === 'value' ? query.instant() : query.instant().format(PromQueryFormat.Table);
  };
  return { source: prometheusSource, build };
}

/**
 * The last value of each day, at the start of the day. Grafana asks at whole steps, so that today is asked about at its
 * first second: the window reaches forward to now.
 */
export function daily(selector: string): string {
  return `last_over_time(${selector}[2d] offset -1d)`;
}

/** As `daily`, for a week. */
export function weekly(selector: string): string {
  return `last_over_time(${selector}[14d] offset -7d)`;
}

/** The mean or the most of the week that begins then; asked about now, of the one that is over. */
export function ofWeek(fn: 'avg' | 'max', selector: string): string {
  return `max(${fn}_over_time(${selector}[7d] offset -7d) or ${fn}_over_time(${selector}[7d]))`;
}

import type { DataFrame } from '@grafana/data';
import type { CatalogEntry, Goal, Series, SeriesBy } from '@waymark/exporter/contract';
import { forkJoin, map, of, switchMap, type Observable } from 'rxjs';
import type { Client, Look, Params } from './client';
import { annotationsFrame } from './frames/annotations';
import { benchmarksFrame } from './frames/benchmarks';
import { evidenceFrame } from './frames/evidence';
import { changesFrame, failuresFrame, itemsFrame } from './frames/facts';
import { goalsFrame, pastGoalsFrame, type GoalRow } from './frames/goals';
import { headlineFrame } from './frames/headline';
import { chanceFrame, statusHistoryFrames } from './frames/history';
import { numbersFrame } from './frames/numbers';
import {
  goalCountsFrame,
  investmentFrame,
  objectivesFrame,
  sentencesFrame,
  verdictsFrame,
} from './frames/organisation';
import { progressFrames } from './frames/progress';
import { recordsFrame } from './frames/records';
import { hasWeeks, partsOf, plainFrames, spanText, trendFrames } from './frames/series';
import { signalsFrame } from './frames/signals';
import { stagesFrame, stepsFrame } from './frames/stages';
import { tileFrame } from './frames/tile';
import { doraMeasures, type Kind, type QueryOf } from './query';

/** What a query is answered with: its variables are replaced and `team` is one team. Times are milliseconds since 1970. */
export type Asked = {
  readonly client: Client;
  readonly look: Look;
  readonly range: { readonly from: number; readonly to: number };
  readonly now: number;
  /** All that are asked for; none: every team. */
  readonly teams: readonly string[];
  /** Which services are asked for; undefined: all. */
  readonly service?: ((service: string) => boolean) | undefined;
};

type Frames = Observable<DataFrame[]>;

/** Kinds that answer for several teams at once, by `teams`; every other one is asked team by team. */
export const jointly: ReadonlySet<Kind> = new Set<Kind>([
  'goals',
  'past_goals',
  'status_history',
  'series',
  'annotations',
]);

/** What of the exporter each kind asks, and which frames it makes of it. */
export const answers: { readonly [K in Kind]: (query: QueryOf<K>, asked: Asked) => Frames } = {
  headline: ({ team, part }, asked) => summary(team, asked).pipe(map((found) => [headlineFrame(found, part)])),
  tile: ({ team, measure, window = '28d' }, asked) =>
    entry(measure, asked).pipe(
      switchMap((entry) =>
        forkJoin([summary(team, asked), trailing(entry, team, window, asked)]).pipe(
          map(([{ measures }, { points }]) => {
            const standing = measures.find((one) => one.measure === measure);
            return [tileFrame({ entry, standing, window, points, team, now: asked.now })];
          })
        )
      )
    ),
  goals: ({ layout }, asked) =>
    goalsOf(asked).pipe(
      map((all) => all.filter(isActive)),
      switchMap((active) =>
        forkJoin([
          each(active, (goal) => course(goal, asked)),
          layout === 'objectives' ? asked.client.get('objectives', {}, asked.look) : of({ items: [] }),
        ]).pipe(
          map(([courses, { items }]) => {
            const rows = active.map((goal, index): GoalRow => {
              const objective = items.find((item) => item.objective === goal.objective)?.title;
              return { goal, course: courses[index], objective };
            });
            return [goalsFrame(rows, layout)];
          })
        )
      )
    ),
  progress: ({ goal: id }, asked) =>
    goal(id, asked).pipe(
      switchMap((goal) =>
        forkJoin([catalog(asked), course(goal, asked), weeks(goal, asked)]).pipe(
          map(([{ items }, trend, weekly]) => {
            const title = items.find(({ name }) => name === goal.measure)?.title ?? goal.title;
            return progressFrames(goal, title, trend, weekly, asked.range);
          })
        )
      )
    ),
  chance: ({ goal: id }, asked) => goal(id, asked).pipe(map((found) => [chanceFrame(found)])),
  evidence: ({ goal: id }, asked) => goal(id, asked).pipe(map((found) => [evidenceFrame(found)])),
  status_history: (_query, asked) => goalsOf(asked).pipe(map((all) => statusHistoryFrames(all, asked.now))),
  past_goals: (_query, asked) =>
    goalsOf(asked).pipe(map((all) => [pastGoalsFrame(all.filter((one) => !isActive(one)))])),
  signals: ({ team }, asked) =>
    forkJoin([asked.client.get('signals', { team }, asked.look), catalog(asked)]).pipe(
      map(([{ items }, words]) => [signalsFrame(items, words)])
    ),
  numbers: ({ team, measures = [] }, asked) =>
    forkJoin([summary(team, asked), catalog(asked)]).pipe(
      switchMap(([{ measures: standings }, { items }]) => {
        const names = measures.length > 0 ? measures : doraMeasures;
        const rows = names.flatMap((name) => {
          const entry = items.find((item) => item.name === name);
          const standing = standings.find(({ measure }) => measure === name);
          return entry === undefined || standing === undefined ? [] : [{ entry, standing }];
        });
        return each(rows, ({ entry }) => trailing(entry, team, '28d', asked)).pipe(
          map((courses) => [
            numbersFrame(
              rows.map((row, index) => ({ ...row, course: courses[index] })),
              team
            ),
          ])
        );
      })
    ),
  series: (query, asked) => entry(query.measure, asked).pipe(switchMap((entry) => trend(entry, query, asked))),
  stages: ({ team }, asked) =>
    series({ measure: 'change_stage_share', team, window: '28d', by: 'stage' }, asked).pipe(
      map((found) => [stagesFrame(found as SeriesBy)])
    ),
  steps: ({ team }, asked) =>
    asked.client.get('stages', { team }, asked.look).pipe(map((found) => [stepsFrame(found)])),
  changes: ({ team }, asked) =>
    asked.client.all('changes', { team, ...past(asked) }, asked.look).pipe(map((found) => [changesFrame(found)])),
  failures: ({ team, limit }, { service = () => true, ...asked }) =>
    asked.client.all('deployments', { team, ...past(asked) }, asked.look).pipe(
      map((found) => [
        failuresFrame(
          found.filter((one) => service(one.service)),
          limit
        ),
      ])
    ),
  items: ({ team, limit }, asked) =>
    asked.client.all('items', { team }, asked.look).pipe(map((found) => [itemsFrame(found, limit)])),
  benchmarks: ({ team }, asked) =>
    forkJoin([asked.client.get('benchmarks', { team }, asked.look), catalog(asked)]).pipe(
      map(([found, words]) => [benchmarksFrame(found, words)])
    ),
  records: ({ team }, asked) =>
    asked.client.all('records', { team }, asked.look).pipe(map((found) => [recordsFrame(found, asked.now)])),
  objectives: (_query, asked) =>
    asked.client.get('objectives', {}, asked.look).pipe(map((found) => [objectivesFrame(found)])),
  goal_counts: (_query, asked) => organisation(asked).pipe(map((found) => [goalCountsFrame(found)])),
  verdicts: ({ measures = [] }, asked) =>
    forkJoin([organisation(asked), catalog(asked)]).pipe(
      map(([found, words]) => [verdictsFrame(found, measures.length > 0 ? measures : doraMeasures, words)])
    ),
  investment: ({ step = 'month' }, asked) =>
    forkJoin([
      asked.client.get('investment', { ...past(asked), step }, asked.look),
      asked.client.get('objectives', {}, asked.look),
    ]).pipe(map(([found, objectives]) => [investmentFrame(found, objectives)])),
  sentences: (_query, asked) => organisation(asked).pipe(map((found) => [sentencesFrame(found)])),
  annotations: ({ layer, kinds = [], goal }, asked) => {
    const { range, look, client } = asked;
    const one = goal !== undefined && goal !== '';
    const params = {
      layer,
      ...((kinds.length > 0 || layer === 'happened') && { kinds: (kinds.length > 0 ? kinds : few).join(',') }),
      ...(one && { goal }),
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
    };
    return byTeam(asked, (team) => client.get('annotations', { ...params, ...team }, look)).pipe(
      map((all) => [
        annotationsFrame(
          all.flatMap(({ items }) => items),
          one
        ),
      ])
    );
  },
};

/** Of what happened, unless kinds are chosen: each failed deployment would bury a chart in lines. */
const few = ['incident', 'signal'];

const isActive = ({ outcome }: Goal): boolean => outcome === undefined;

const catalog = ({ client }: Asked) => client.get('catalog');
const summary = (team: string, { client, look }: Asked) => client.get('summary', { team }, look);
const organisation = (asked: Asked) => asked.client.get('organisation', past(asked), asked.look);
const goal = (id: string, { client, look }: Asked) => client.get(`goals/${encodeURIComponent(id)}`, {}, look);
const goalsOf = (asked: Asked) =>
  byTeam(asked, (team) => asked.client.get('goals', team, asked.look)).pipe(
    map((all) => all.flatMap(({ items }) => items))
  );

/** Asks for every team that is asked for, or once for all. */
function byTeam<R>({ teams }: Asked, ask: (team: { team?: string }) => Observable<R>): Observable<R[]> {
  return forkJoin(teams.length === 0 ? [ask({})] : teams.map((team) => ask({ team })));
}

function entry(measure: string, asked: Asked): Observable<CatalogEntry> {
  return catalog(asked).pipe(
    map(({ items }) => {
      const found = items.find(({ name }) => name === measure);
      if (found === undefined) throw new Error(`This exporter has no measure "${measure}": choose another.`);
      return found;
    })
  );
}

/** The part of the range that is over: nothing was measured in the future. */
function past({ range, now }: Asked): { from: string; to: string } {
  const to = Math.max(Math.min(range.to, now), range.from + 60_000);
  return { from: new Date(range.from).toISOString(), to: new Date(to).toISOString() };
}

const series = (params: Params, asked: Asked) => asked.client.get('series', { ...params, ...past(asked) }, asked.look);

/** A whole series; the answer is in parts only where `by` is asked for. */
function trailing(entry: CatalogEntry, team: string, window: string, asked: Asked): Observable<Series> {
  return series({ measure: entry.name, team, window }, asked) as Observable<Series>;
}

/** The course of a goal's measure; none where PromQL measures it. */
function course({ measure, team, window_seconds }: Goal, asked: Asked): Observable<Series | undefined> {
  if (measure === undefined) return of(undefined);
  const window = `${Math.round(window_seconds / 86_400)}d`;
  return series({ measure, team, window }, asked) as Observable<Series>;
}

function weeks({ measure, team }: Goal, asked: Asked): Observable<Series | undefined> {
  if (measure === undefined) return of(undefined);
  return entry(measure, asked).pipe(
    switchMap((entry) =>
      hasWeeks(entry) ? (series({ measure, team, step: 'week' }, asked) as Observable<Series>) : of(undefined)
    )
  );
}

function trend(entry: CatalogEntry, query: QueryOf<'series'>, asked: Asked): Frames {
  const { measure, window = '28d', step, statistic, part, split = false, plain = false } = query;
  const label = entry.by?.label;
  const params = {
    measure,
    ...(step === undefined ? { window } : { step }),
    ...(statistic !== undefined && { statistic }),
    ...(label !== undefined && part !== undefined && !split && { [label]: part }),
    ...(label !== undefined && split && { by: label }),
  };
  const several = asked.teams.length > 1;
  const whole = !several && !split && !plain && step === undefined;
  const weekly = { ...params, window: undefined, step: 'week', team: asked.teams[0] };
  return forkJoin({
    all: byTeam(asked, (team) => series({ ...params, ...team }, asked)),
    weeks: whole && hasWeeks(entry) ? series(weekly, asked) : of(undefined),
  }).pipe(
    map(({ all, weeks }) => {
      const span = spanText(query);
      // Neither was asked for in parts.
      if (whole) return trendFrames(entry, span, all[0] as Series, weeks as Series | undefined);
      const named = all.flatMap((one, index) => linesOf(one, several ? asked.teams[index] : undefined));
      return plainFrames(
        entry,
        named.map(({ name = `${entry.title}, ${span}`, points }) => ({ name, points }))
      );
    })
  );
}

/** An answer as lines: one, or one for each part. */
function linesOf(found: Series | SeriesBy, team: string | undefined): { name?: string; points: Series['points'] }[] {
  if (!('items' in found)) return [{ ...(team !== undefined && { name: team }), points: found.points }];
  return partsOf(found).map(({ name, points }) => ({ name: team === undefined ? name : `${team}, ${name}`, points }));
}

/** forkJoin of nothing never answers. */
function each<T, R>(items: readonly T[], ask: (item: T) => Observable<R>): Observable<R[]> {
  return items.length === 0 ? of([]) : forkJoin(items.map(ask));
}

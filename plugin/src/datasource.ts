import {
  createDataFrame,
  DataSourceApi,
  type AdHocVariableFilter,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import { catchError, defer, firstValueFrom, forkJoin, map, of, switchMap, type Observable } from 'rxjs';
import { annotationSupport } from './annotations';
import { answers, jointly, type Asked } from './answers';
import { Client, type Look } from './client';
import { filteredTeams, interpolated, namesIn, passes } from './filters';
import { checkHealth } from './health';
import { completed, isComplete, type WaymarkQuery } from './query';
import { WaymarkVariables } from './variables';

type Answer = { readonly frames: DataFrame[]; readonly error?: DataQueryError };

/** Where looks are counted, by Grafana's own names; what is not named here is "other". */
const surfaces: Readonly<Record<string, string>> = {
  dashboard: 'dashboard',
  'panel-viewer': 'dashboard',
  'panel-editor': 'editor',
  explore: 'explore',
};

/** Goals, annotations, history and forecasts of a Waymark exporter, asked through Grafana's proxy. */
export class WaymarkDataSource extends DataSourceApi<WaymarkQuery> {
  readonly client: Client;
  private readonly direct: boolean;

  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
    this.direct = settings.access === 'direct';
    this.client = new Client(settings.url ?? '', { fetch: (request) => getBackendSrv().fetch(request) });
    this.annotations = annotationSupport;
    this.variables = new WaymarkVariables(this);
  }

  override getDefaultQuery(): Partial<WaymarkQuery> {
    return { kind: 'goals', team: '', layout: 'apart' };
  }

  override filterQuery(query: WaymarkQuery): boolean {
    return query.hide !== true && isComplete(completed(query));
  }

  /** Every target by itself: one that fails says so, and the others are drawn. */
  override query(request: DataQueryRequest<WaymarkQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.filter(({ hide }) => hide !== true);
    if (targets.length === 0) return of({ data: [] });
    return forkJoin(targets.map((target) => this.answer(target, request))).pipe(
      map((all) => ({
        data: all.flatMap(({ frames }) => frames),
        errors: all.flatMap(({ error }) => error ?? []),
      }))
    );
  }

  override interpolateVariablesInQueries(queries: WaymarkQuery[], scopedVars: ScopedVars): WaymarkQuery[] {
    return queries.map((query) => interpolated(query, getTemplateSrv(), scopedVars));
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    this.refuseDirect();
    return { status: 'success', message: await checkHealth(this.client) };
  }

  override getTagKeys(): Promise<MetricFindValue[]> {
    return Promise.resolve([{ text: 'team' }, { text: 'service' }]);
  }

  override async getTagValues({ key }: DataSourceGetTagValuesOptions<WaymarkQuery>): Promise<MetricFindValue[]> {
    const { items } = await firstValueFrom(this.client.get('teams'));
    const names = items.flatMap(({ team, services }) => (key === 'team' ? [team] : services));
    return [...new Set(names)].sort().map((text) => ({ text }));
  }

  private answer(target: WaymarkQuery, request: DataQueryRequest<WaymarkQuery>): Observable<Answer> {
    return defer(() => {
      this.refuseDirect();
      return this.frames(interpolated(completed(target), getTemplateSrv(), request.scopedVars), request);
    }).pipe(
      map((frames) => ({ frames: frames.map((frame) => ({ ...frame, refId: target.refId })) })),
      catchError((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        return of({ frames: [], error: { refId: target.refId, message } });
      })
    );
  }

  private frames(query: WaymarkQuery, request: DataQueryRequest<WaymarkQuery>): Observable<DataFrame[]> {
    const filters = request.filters ?? [];
    const asked = { client: this.client, look: lookOf(request), range: rangeOf(request), now: Date.now() };
    if (!isComplete(query)) return of([nothingChosen()]);
    if (!('team' in query)) return ask(query, { ...asked, teams: [] });
    return this.teams(query.team, filters).pipe(
      switchMap((teams) => {
        if (teams.length === 0 && filters.length > 0) return of([nothingChosen()]);
        const service = filters.some(({ key }) => key === 'service') ? passes(filters, 'service') : undefined;
        if (jointly.has(query.kind)) return ask(query, { ...asked, teams, service });
        const each = teams.map((team) => ask({ ...query, team }, { ...asked, teams: [team], service }));
        return forkJoin(each).pipe(map((frames) => frames.flat()));
      })
    );
  }

  private teams(text: string, filters: AdHocVariableFilter[]): Observable<string[]> {
    const names = namesIn(text);
    if (filters.length === 0) return of(names);
    return this.client.get('teams').pipe(map(({ items }) => filteredTeams(names, items, filters)));
  }

  private refuseDirect(): void {
    if (this.direct)
      throw new Error('Access "Browser" would need the tokens in the browser: set access to "Server" (proxy).');
  }
}

/** Each kind is answered by its own entry. */
function ask(query: WaymarkQuery, asked: Asked): Observable<DataFrame[]> {
  return (answers[query.kind] as (query: WaymarkQuery, asked: Asked) => Observable<DataFrame[]>)(query, asked);
}

function rangeOf({ range }: DataQueryRequest): Asked['range'] {
  return { from: range.from.valueOf(), to: range.to.valueOf() };
}

/** The surface and the dashboard; nothing of the viewer. */
function lookOf({ app, dashboardUID }: DataQueryRequest): Look {
  return { surface: surfaces[app] ?? 'other', ...(dashboardUID && { dashboard: dashboardUID }) };
}

function nothingChosen(): DataFrame {
  const text = 'No team or goal is chosen, or none is left by the filters.';
  return createDataFrame({ fields: [], meta: { notices: [{ severity: 'info', text }] } });
}

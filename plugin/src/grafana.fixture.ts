import { dateTime, type DataQueryRequest, type DataSourceInstanceSettings } from '@grafana/data';
import { setBackendSrv, setTemplateSrv, type BackendSrv, type TemplateSrv } from '@grafana/runtime';
import { of, throwError, type Observable } from 'rxjs';
import * as given from './answers.fixture';
import { WaymarkDataSource } from './datasource';
import type { WaymarkQuery } from './query';

/** A query as a dashboard has it, before it has its place in a panel. */
export type Target<Query = WaymarkQuery> = Query extends unknown ? Omit<Query, 'refId'> : never;

type Request = {
  readonly url: string;
  readonly method?: string;
  readonly params?: object;
  readonly headers?: object;
  readonly data?: unknown;
};
/** An answer, or a failure as Grafana's proxy gives it. */
type Reply = { readonly data: unknown } | { readonly status: number; readonly data?: unknown };

const paths: Readonly<Record<string, unknown>> = {
  annotations: given.annotations,
  benchmarks: given.benchmarks,
  catalog: given.catalog,
  changes: given.changes,
  deployments: given.deployments,
  goals: { items: [given.goal, given.missed] },
  'goals/checkout-lead-time': given.goal,
  investment: given.investment,
  items: given.items,
  objectives: given.objectives,
  'openapi.json': {
    info: { title: 'Waymark', version: '1.2.3' },
    paths: Object.fromEntries(
      ['catalog', 'goals', 'signals', 'summary', 'annotations'].map((path) => [`/api/v1/${path}`, {}])
    ),
  },
  organisation: given.organisation,
  records: given.records,
  signals: given.signals,
  stages: given.stages,
  summary: given.summary,
  teams: given.teams,
};

/** The data source before an exporter that answers as the fixture does, but for what `replies` say of a path. */
export function start(
  options: {
    replies?: Readonly<Record<string, Reply | ((request: Request) => Reply)>>;
    variables?: Readonly<Record<string, string[]>>;
    access?: 'proxy' | 'direct';
  } = {}
) {
  const { replies = {}, variables = {}, access = 'proxy' } = options;
  const requests: Request[] = [];
  const fetch = (request: Request): Observable<unknown> => {
    requests.push(request);
    const path = request.url.replace('/proxy/', '').replace('api/v1/', '');
    const own = replies[path];
    const reply = (typeof own === 'function' ? own(request) : own) ?? {
      data: path === 'series' ? seriesOf(request) : (paths[path] ?? { status: 'ready' }),
    };
    return 'status' in reply ? throwError(() => ({ config: request, data: {}, ...reply })) : of(reply);
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  setTemplateSrv({
    getVariables: () => Object.keys(variables).map((name) => ({ name })),
    replace: (text = '', _scoped: unknown, format: unknown) =>
      text.replaceAll(/\$(\w+)/g, (whole, name: string) => {
        const values = variables[name];
        if (values === undefined) return whole;
        return typeof format === 'function' ? (format as (values: string[]) => string)(values) : values.join(',');
      }),
  } as unknown as TemplateSrv);
  const datasource = new WaymarkDataSource({ access, url: '/proxy' } as DataSourceInstanceSettings);
  return { datasource, requests, paths: () => requests.map(({ url }) => url.replace('/proxy/api/v1/', '')) };
}

function seriesOf({ params }: Request): unknown {
  const { measure, step, by } = params as Record<string, string>;
  if (by === 'stage') return given.shares;
  if (by === 'type') return given.flowTimeByType;
  return { ...(step === 'week' ? given.leadTimeWeeks : given.leadTimeSeries), measure };
}

/** A request of a panel for the half year before the fixture's now. */
export function asking(targets: readonly Target[], more: Partial<DataQueryRequest<WaymarkQuery>> = {}) {
  const [from, to] = [dateTime('2026-05-25T00:00:00Z'), dateTime(given.now)];
  return {
    targets: targets.map((target, index) => ({ refId: 'ABCDEF'[index], ...target })),
    range: { from, to, raw: { from, to } },
    scopedVars: {},
    app: 'dashboard',
    dashboardUID: 'waymark-team',
    ...more,
  } as DataQueryRequest<WaymarkQuery>;
}

import { isFetchError, type BackendSrv, type FetchError } from '@grafana/runtime';
import type {
  Annotations,
  Benchmarks,
  Catalog,
  Change,
  Changes,
  Deployment,
  Deployments,
  Goal,
  Goals,
  Investment,
  Item,
  Items,
  Objectives,
  Organisation,
  Problem,
  Series,
  SeriesBy,
  Signals,
  Stages,
  Summary,
  TeamRecord,
  TeamRecords,
  Teams,
} from '@waymark/exporter/contract';
import { catchError, defer, EMPTY, expand, map, reduce, ReplaySubject, share, throwError, type Observable } from 'rxjs';

/** What each path under /api/v1 answers. */
type Answers = {
  annotations: Annotations;
  benchmarks: Benchmarks;
  catalog: Catalog;
  changes: Changes;
  deployments: Deployments;
  goals: Goals;
  [one: `goals/${string}`]: Goal;
  investment: Investment;
  items: Items;
  objectives: Objectives;
  organisation: Organisation;
  records: TeamRecords;
  series: Series | SeriesBy;
  signals: Signals;
  stages: Stages;
  summary: Summary;
  teams: Teams;
};
export type Path = keyof Answers;
/** What comes in pages. */
type Lists = { changes: Change; deployments: Deployment; items: Item; records: TeamRecord };
export type Params = Readonly<Record<string, string | number | undefined>>;
/** From where a panel was looked at: a surface and a dashboard, never who. */
export type Look = { readonly surface: string; readonly dashboard?: string | undefined };
/** A record that can be written down from Grafana, by the path that takes it. */
export type Writable = 'decisions' | 'notes';

/** What went wrong, in words that say what to do. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly status: number | undefined;

  constructor(message: string, status?: number, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** How long an answer is shared by the panels of a board that ask the same, in milliseconds. */
const sharedFor = 3_000;
/** A page holds a thousand. */
const mostPages = 20;

/** Asks the exporter through Grafana's proxy, by the routes of plugin.json, so that no token is in the browser. */
export class Client {
  private readonly answers = new Map<string, { readonly since: number; readonly answer: Observable<unknown> }>();
  private readonly backend: Pick<BackendSrv, 'fetch'>;
  private readonly url: string;
  private asked = 0;

  constructor(url: string, backend: Pick<BackendSrv, 'fetch'>) {
    this.url = url;
    this.backend = backend;
  }

  /** One answer. Whoever asks the same at the same time shares the request; it is cancelled when nobody waits for it. */
  get<P extends Path>(path: P, params: Params = {}, look?: Look): Observable<Answers[P]> {
    const key = `${path}?${JSON.stringify(params)}`;
    const known = this.answers.get(key);
    // Every answer was kept under its own path.
    if (known !== undefined && Date.now() - known.since < sharedFor) return known.answer as Observable<Answers[P]>;
    const answer = this.read<Answers[P]>(`api/v1/${path}`, params, look).pipe(
      share({ connector: () => new ReplaySubject(1), resetOnComplete: false })
    );
    this.answers.set(key, { since: Date.now(), answer });
    return answer;
  }

  /** All pages of a list, joined. */
  all<P extends keyof Lists>(path: P, params: Params, look?: Look): Observable<Lists[P][]> {
    type Page = { readonly items: Lists[P][]; readonly next?: string | undefined };
    const page = (cursor?: string) =>
      this.get(path, { limit: 1000, ...params, cursor }, look) as unknown as Observable<Page>;
    return page().pipe(
      expand(({ next }, index) => {
        if (next === undefined) return EMPTY;
        return index < mostPages
          ? page(next)
          : throwError(() => new RequestError(`Too many ${path}: shorten the range.`));
      }),
      reduce((all: Lists[P][], { items }) => [...all, ...items], [])
    );
  }

  /** Writes a record down; the route takes it from editors only. */
  write(path: Writable, record: object): Observable<TeamRecord> {
    this.answers.clear();
    return this.send<TeamRecord>(`write/${path}`, { method: 'POST', data: record });
  }

  /** Any other address of the exporter, for the health check. */
  read<T>(path: string, params: Params = {}, look?: Look): Observable<T> {
    const headers = look && {
      'X-Waymark-Surface': look.surface,
      ...(look.dashboard !== undefined && { 'X-Waymark-Dashboard': look.dashboard }),
    };
    return this.send<T>(path, { method: 'GET', params, ...(headers && { headers }) });
  }

  private send<T>(path: string, request: object): Observable<T> {
    // Grafana's request can be had once only; whoever asks again after a cancelled one needs another.
    return defer(() => {
      this.asked += 1;
      const requestId = `waymark-${this.url}-${this.asked}`;
      return this.backend.fetch<T>({ url: `${this.url}/${path}`, showErrorAlert: false, requestId, ...request });
    }).pipe(
      map(({ data }) => data),
      catchError((error: unknown) => throwError(() => explained(error, path)))
    );
  }
}

function explained(error: unknown, path: string): RequestError {
  if (!isFetchError(error)) return new RequestError(error instanceof Error ? error.message : String(error));
  return new RequestError(message(error, path), error.status, { cause: error });
}

function message({ status, data }: FetchError<unknown>, path: string): string {
  const problem = data as Partial<Problem & { message: string }> | undefined;
  // Grafana answers so when the exporter says 401.
  if (status === 400 && /authentication to data source/i.test(problem?.message ?? '')) {
    return `The exporter does not accept the token: set the ${path.startsWith('write/') ? 'write' : 'read'} token in the data source's settings.`;
  }
  if (status === 404 && problem?.detail?.startsWith('There is nothing here') === true) {
    return `This exporter does not know ${path}: it is older than this plugin. Update the exporter.`;
  }
  if (status === 403 && path.startsWith('write/') && problem?.detail === undefined) {
    return 'Only editors may write records: ask somebody who may edit this dashboard.';
  }
  if (problem?.detail !== undefined) return problem.detail;
  if (status === 0 || status === 502 || status === 504) {
    return 'The exporter is not reachable: check that it runs, and the address in the data source’s settings.';
  }
  return problem?.message ?? `The exporter answered ${status}.`;
}

import type { BackendSrv, BackendSrvRequest, FetchResponse, TemplateSrv } from '@grafana/runtime';
import { from, map, type Observable } from 'rxjs';

/** Fetches as Grafana's own service does, as far as the plugin uses it: an answer that is no success is thrown. */
export const backend = {
  fetch: <T>(request: BackendSrvRequest): Observable<FetchResponse<T>> =>
    from(fetched<T>(request)).pipe(map((answer) => answer)),
} as unknown as BackendSrv;

async function fetched<T>(request: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { url, method = 'GET', params = {}, headers = {}, data } = request;
  const query = new URLSearchParams(
    Object.entries(params).filter(([, value]) => value !== undefined) as [string, string][]
  );
  const body = data === undefined ? {} : { body: JSON.stringify(data) };
  const type = data === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(query.size === 0 ? url : `${url}?${query}`, {
    method,
    headers: { ...headers, ...type } as Record<string, string>,
    ...body,
  });
  const text = await answer.text();
  const { status, statusText, ok } = answer;
  const told = {
    status,
    statusText,
    ok,
    data: parsed(text),
    config: request,
    headers: answer.headers,
    redirected: false,
    type: 'basic',
    url,
  } as FetchResponse<T>;
  if (!ok) throw told;
  return told;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { message: text };
  }
}

const variables: Record<string, string[]> = { team: ['checkout'], goal: [] };

/** Dashboard variables; `window.variables` sets them. */
export const templates = {
  getVariables: () => Object.keys(variables).map((name) => ({ name })),
  replace: (text = '', _scoped: unknown, format: unknown) =>
    text.replaceAll(/\$\{?(\w+)\}?/g, (whole, name: string) => {
      const values = variables[name];
      if (values === undefined) return whole;
      return typeof format === 'function' ? (format as (values: string[]) => string)(values) : values.join(',');
    }),
} as unknown as TemplateSrv;
Object.assign(window, { variables });

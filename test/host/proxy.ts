import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { posix } from 'node:path';

/** A route of plugin.json, as far as a data source without a backend has any. */
export type Route = {
  readonly path: string;
  readonly method?: string;
  readonly reqRole?: 'Viewer' | 'Editor' | 'Admin';
  readonly url: string;
  readonly headers?: readonly { readonly name: string; readonly content: string }[];
};
export type Role = 'Viewer' | 'Editor' | 'Admin';
const roles: readonly Role[] = ['Viewer', 'Editor', 'Admin'];

/** What a viewer's browser sends and Grafana adds to each request that it passes on. */
const viewer = { login: 'jane.doe', email: 'jane.doe@example.org', name: 'Jane Doe' };
const identity = `${btoa('{"alg":"ES256"}')}.${btoa(JSON.stringify({ sub: 'user:1', ...viewer }))}.signature`;

/**
 * What Grafana's data source proxy does, by the routes of a plugin: the first route that has the method and begins the
 * path adds its headers, with the secrets; a role too low is 403 and goes nowhere; what no route matches goes to the
 * data source's address as it is, without a token, whatever its method. An answer of 401 becomes 400.
 */
export function grafanaProxy(options: {
  readonly prefix: string;
  readonly routes: readonly Route[];
  readonly url: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly role: () => Role;
}): (request: IncomingMessage, response: ServerResponse) => void {
  const { prefix, routes, url, secrets, role } = options;
  const filled = (template: string) =>
    template
      .replaceAll('{{ .URL }}', url)
      .replaceAll(/\{\{ \.SecureJsonData\.(\w+) \}\}/g, (_whole, key: string) => secrets[key] ?? '<no value>');

  return (request, response) => {
    const [path = '', query] = (request.url ?? '').slice(prefix.length).split('?');
    // Grafana cleans the path as it is sent: an escaped dot is no dot to it.
    const cleaned = posix.normalize(path);
    const route = routes.find(
      ({ method, path: start }) => (method === undefined || method === request.method) && cleaned.startsWith(start)
    );
    if (route !== undefined && roles.indexOf(role()) < roles.indexOf(route.reqRole ?? 'Viewer')) {
      response.writeHead(403).end('Access denied to data source proxy route');
      return;
    }
    const target = new URL(route === undefined ? url : filled(route.url));
    const rest = decodeURIComponent(route === undefined ? path : path.slice(route.path.length));
    const headers = {
      ...request.headers,
      host: target.host,
      'x-grafana-id': identity,
      'x-grafana-referer': `http://grafana/d/waymark-team?user=${viewer.login}`,
      'x-forwarded-for': '203.0.113.7',
      ...Object.fromEntries((route?.headers ?? []).map(({ name, content }) => [name.toLowerCase(), filled(content)])),
    };
    const passed = ask(
      {
        hostname: target.hostname,
        port: target.port,
        method: request.method,
        path: `${joined(target.pathname, rest)}${query === undefined ? '' : `?${query}`}`,
        // A connection that is kept may be closed by the other side just when it is used again.
        agent: false,
        headers,
      },
      (answer) => {
        if (answer.statusCode === 401) {
          answer.resume();
          response
            .writeHead(400, { 'content-type': 'application/json' })
            .end('{"message":"Authentication to data source failed"}');
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }
    );
    passed.on('error', () => response.writeHead(502).end('Bad Gateway'));
    request.pipe(passed);
  };
}

/** Two parts of a path with one slash between them. */
function joined(start: string, rest: string): string {
  return rest === '' ? start : `${start.replace(/\/$/, '')}/${rest.replace(/^\//, '')}`;
}

/** Serves on a free port of this machine. */
export async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<{
  readonly url: string;
  readonly close: () => Promise<void>;
}> {
  const server: Server = createServer(handler);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = () =>
    new Promise<void>((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    });
  return { url: `http://127.0.0.1:${address.port}`, close };
}

/** What of the viewer must be nowhere behind the proxy. */
export const traces: readonly string[] = [
  ...Object.values(viewer),
  identity,
  btoa(JSON.stringify(viewer)).slice(0, 12),
];

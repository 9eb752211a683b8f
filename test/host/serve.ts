import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { grafanaProxy, listen, type Role, type Route } from './proxy.ts';

const plugin = resolve(import.meta.dirname, '../../plugin/dist');
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
};
const prefix = '/api/datasources/proxy/uid/waymark/';
const page =
  '<!doctype html><html lang="en"><title>Host</title><link rel="stylesheet" href="/host.css"><body style="margin:0"><div id="root"></div><script>window.grafanaBootData={assets:{dark:"",light:""},settings:{featureToggles:{}},user:{},navTree:[]}</script><script src="/host.js"></script></body></html>';
const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8"/></svg>';

export type Grafana = {
  readonly url: string;
  readonly proxy: string;
  /** Of whoever asks; changed by a test. */
  role: Role;
  /** As an administrator has set them; changed by a test. */
  readonly secrets: Record<string, string>;
  readonly close: () => Promise<void>;
};

/** A page with the built plugin, its files as Grafana serves them, and the stand-in of the proxy before an exporter. */
export async function serveGrafana(
  exporter: string,
  host: string | undefined,
  secrets: Record<string, string>
): Promise<Grafana> {
  const { routes } = JSON.parse(readFileSync(join(plugin, 'plugin.json'), 'utf8')) as { routes: Route[] };
  const state = { role: 'Viewer' as Role, secrets };
  const proxy = grafanaProxy({ prefix, routes, url: exporter, secrets, role: () => state.role });
  const { url, close } = await listen((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith(prefix)) {
      proxy(request, response);
      return;
    }
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const file =
      path.startsWith('/host.') && host !== undefined
        ? join(host, normalize(path))
        : join(plugin, normalize(path.replace('/public/plugins/waymark-goals-datasource', '')));
    const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    if (existsSync(file) && file !== `${plugin}/`)
      createReadStream(file).pipe(response.writeHead(200, { 'content-type': type }));
    // Icons come from the server, and are of no matter here.
    else if (path.endsWith('.svg')) response.writeHead(200, { 'content-type': types['svg'] }).end(icon);
    else response.writeHead(404).end();
  });
  return Object.assign(state, { url, proxy: url + prefix, close });
}

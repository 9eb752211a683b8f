import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import * as emotion from '@emotion/css';
import * as data from '@grafana/data';
import * as runtime from '@grafana/runtime';
import * as ui from '@grafana/ui';
import React from 'react';
import * as ReactDOM from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import * as rxjs from 'rxjs';
import { backend, templates } from './services';
import { Board, prepared, type BoardPanel } from './board';
import { Panel } from './panels';

/**
 * The part of Grafana's front end that a data source sees: its module loader with the packages of the host, its
 * services, its theme. Everything else is what the tests ask for through `window.host`.
 */
const packages: Record<string, unknown> = {
  '@emotion/css': emotion,
  '@grafana/data': data,
  '@grafana/runtime': runtime,
  '@grafana/ui': ui,
  'react-dom': ReactDOM,
  module: { uri: `${location.origin}/public/plugins/waymark-goals-datasource/module.js` },
  react: React,
  rxjs,
};
const imports = Object.fromEntries(Object.keys(packages).map((name) => [name, `package:${name}`]));
for (const [name, module] of Object.entries(packages))
  System.set(`package:${name}`, { default: module, ...(module as object) });
System.addImportMap({ imports });

type Plugin = {
  DataSourceClass: new (settings: object) => data.DataSourceApi;
  components: data.DataSourcePluginComponents<data.DataSourceApi>;
};

async function start() {
  const settings = {
    uid: 'waymark',
    name: 'Waymark',
    type: 'waymark-goals-datasource',
    access: 'proxy',
    jsonData: {},
    url: '/api/datasources/proxy/uid/waymark',
  };
  runtime.setBackendSrv(backend);
  runtime.setTemplateSrv(templates);
  const { plugin } = await System.import<{ plugin: Plugin }>('/public/plugins/waymark-goals-datasource/module.js');
  if (!(plugin instanceof data.DataSourcePlugin)) throw new Error('the module has no data source plugin');
  const datasource = new plugin.DataSourceClass(settings);
  datasource.components = plugin.components;
  return { plugin, datasource };
}

const loaded = start();
const theme = data.createTheme({ colors: { mode: location.hash === '#light' ? 'light' : 'dark' } });
runtime.config.theme2 = theme;
runtime.config.appUrl = `${location.origin}/`;
document.documentElement.style.colorScheme = theme.colors.mode;
let root: Root | undefined;

function show(element: React.ReactNode): void {
  root?.unmount();
  root = createRoot(document.querySelector('#root')!);
  root.render(
    <data.ThemeContext.Provider value={theme}>
      <ui.GlobalStyles />
      <main
        style={{
          padding: 16,
          minHeight: 360,
          background: theme.colors.background.primary,
          color: theme.colors.text.primary,
        }}
      >
        {element}
      </main>
      <div id="grafana-portal-container" />
    </data.ThemeContext.Provider>
  );
}

type Query = data.DataQuery & Record<string, unknown>;
type AskedPanel = BoardPanel & { targets: Query[]; range: Span; frames: object[] };
const day = 86_400_000;

type Span = [from: number, to: number];

function requestOf(
  targets: Query[],
  now: number,
  span: Span = [now - 182 * day, now + 42 * day]
): data.DataQueryRequest<Query> {
  const [from, to] = [data.dateTime(span[0]), data.dateTime(span[1])];
  return {
    targets,
    app: 'dashboard',
    dashboardUID: 'waymark-team',
    scopedVars: {},
    requestId: 'Q1',
    interval: '1d',
    intervalMs: day,
    range: { from, to, raw: { from, to } },
    timezone: 'utc',
    startTime: now,
    maxDataPoints: 800,
  };
}

async function run(targets: Query[], now: number, span?: Span): Promise<data.DataQueryResponse> {
  const { datasource } = await loaded;
  return rxjs.firstValueFrom(
    datasource.query(requestOf(targets, now, span)) as rxjs.Observable<data.DataQueryResponse>
  );
}

/** What is asked of the plugin, and beside it what a Prometheus has answered already. */
async function answered(panel: AskedPanel, now: number) {
  const targets = panel.targets.filter(({ datasource }) => datasource?.uid === 'waymark');
  const none: data.DataQueryResponse = { data: [] };
  const { data: found, errors = [] } = targets.length === 0 ? none : await run(targets, now, panel.range);
  const frames = [...(found as data.DataFrame[]), ...panel.frames.map((frame) => data.toDataFrame(frame))];
  return {
    ...panel,
    errors: errors.map(({ message }) => message),
    // Times alone are nothing to see.
    values: frames
      .flatMap(({ fields }) => fields.filter(({ type }) => type !== data.FieldType.time))
      .flatMap<unknown>(({ values }) => values as unknown[])
      .filter((one) => one !== null).length,
    frames: await prepared(panel, frames, theme),
    timeRange: requestOf([], now, panel.range).range,
  };
}

function Editor({ initial, kind }: { initial: Query; kind: 'query' | 'annotation' | 'variable' }) {
  const [query, setQuery] = React.useState(initial);
  const [current, setCurrent] = React.useState<Awaited<typeof loaded>>();
  React.useEffect(() => void loaded.then(setCurrent), []);
  if (current === undefined) return null;
  const { datasource } = current;
  const Component = (
    kind === 'query'
      ? datasource.components?.QueryEditor
      : kind === 'annotation'
        ? datasource.annotations?.QueryEditor
        : (datasource.variables as { editor?: unknown }).editor
  ) as React.ComponentType<object>;
  const onChange = (next: Query) => {
    window.host.changes.push(next);
    setQuery(next);
  };
  return (
    <Component
      {...{ query, datasource, onChange, onRunQuery: () => window.host.runs++, range: requestOf([], Date.now()).range }}
    />
  );
}

function Config({ initial }: { initial: object }) {
  const [options, setOptions] = React.useState(initial);
  const [current, setCurrent] = React.useState<Awaited<typeof loaded>>();
  React.useEffect(() => void loaded.then(setCurrent), []);
  const Component = (current?.plugin as unknown as data.DataSourcePlugin<data.DataSourceApi>)?.components
    .ConfigEditor as React.ComponentType<object> | undefined;
  const onOptionsChange = (next: object) => {
    window.host.changes.push(next);
    setOptions(next);
  };
  return Component === undefined ? null : <Component {...{ options, onOptionsChange }} />;
}

const host = {
  react: React.version,
  changes: [] as unknown[],
  runs: 0,
  ready: () => loaded.then(() => true),
  health: async () =>
    (await loaded).datasource.testDatasource().catch((error: unknown) => ({
      status: 'error',
      message: error instanceof Error ? error.message : String(error),
    })),
  /** What a query is answered with, as plain data. */
  query: async (targets: Query[], now: number) => {
    const { data: frames, errors } = await run(targets, now);
    return {
      errors: errors ?? [],
      frames: frames.map((frame: data.DataFrame) => ({
        ...frame,
        fields: frame.fields.map(({ name, type, config, values }) => ({ name, type, config, values: [...values] })),
      })),
    };
  },
  /** Events as Grafana's own runner reads them. */
  annotations: async (target: Query, now: number) => {
    const { datasource } = await loaded;
    const support = datasource.annotations!;
    const json = { name: 'Layer', enable: true, iconColor: 'blue', target } as data.AnnotationQuery<Query>;
    const prepared = support.prepareAnnotation!(json);
    const query = support.prepareQuery!(prepared)!;
    const answer = await run([{ ...(query as Query), refId: 'Anno' }], now);
    const [frame] = answer.data as data.DataFrame[];
    return {
      same: support.prepareAnnotation!(prepared) === prepared,
      events: new data.DataFrameView<object>(frame!).toArray().map((event) => ({ ...event })),
    };
  },
  variable: async (query: object) => {
    const { datasource } = await loaded;
    const support = datasource.variables as unknown as {
      query: (request: object) => rxjs.Observable<data.DataQueryResponse>;
    };
    const answer = await rxjs.firstValueFrom(
      support.query({ ...requestOf([], Date.now()), targets: [{ refId: 'V', ...query }] })
    );
    const [text, value] = (answer.data[0] as data.DataFrame).fields;
    return text!.values.map((one: unknown, index: number) => [one, value!.values[index] as unknown]);
  },
  editor: (initial: Query, kind: 'query' | 'annotation' | 'variable' = 'query') =>
    show(<Editor initial={initial} kind={kind} />),
  config: (initial: object) => show(<Config initial={initial} />),
  panel: async (targets: Query[], now: number) => {
    const { data: frames } = await run(targets, now);
    show(<Panel frames={frames as data.DataFrame[]} range={requestOf([], now).range} theme={theme} />);
  },
  /** All panels of a board, and how many values each has. */
  board: async (asked: AskedPanel[], now: number) => {
    const panels = await Promise.all(asked.map((panel) => answered(panel, now)));
    show(<Board {...{ panels, theme, width: window.innerWidth - 24 }} />);
    return panels.map(({ title, errors, values }) => ({ title, errors, values }));
  },
};
declare global {
  interface Window {
    host: typeof host;
  }
}
window.host = host;

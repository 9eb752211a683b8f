import { json } from './site.ts';

const source = { type: 'waymark-goals-datasource', uid: 'waymark' };
const made = new Set<string>();

type Panel = {
  readonly type?: string;
  readonly title: string;
  readonly queries: readonly object[];
  readonly options?: object;
};
type Board = {
  readonly panels: readonly Panel[];
  readonly variables?: readonly object[];
  readonly annotations?: readonly { readonly name: string; readonly query: object }[];
  readonly from?: string;
};

/** A board for one journey; gives its address. */
export async function scratch(name: string, { panels, variables = [], annotations = [], from = 'now-26w' }: Board) {
  const uid = `waymark-test-${name}`;
  const dashboard = {
    uid,
    title: uid,
    schemaVersion: 42,
    time: { from, to: 'now' },
    templating: { list: variables },
    annotations: {
      list: annotations.map(({ name, query }) => ({
        ...{ name, datasource: source, enable: true, iconColor: 'orange' },
        target: { refId: 'Anno', kind: 'annotations', ...query },
      })),
    },
    panels: panels.map(({ type = 'table', title, queries, options = {} }, index) => ({
      ...{ id: index + 1, type, title, datasource: source, options },
      gridPos: { x: (index % 3) * 8, y: Math.floor(index / 3) * 8, w: 8, h: 8 },
      targets: queries.map((query, index) => ({ refId: 'AB'[index], datasource: source, ...query })),
    })),
  };
  await json('/api/dashboards/db', { method: 'POST', json: { dashboard, overwrite: true } });
  made.add(uid);
  return `/d/${uid}`;
}

export async function removeScratch(): Promise<void> {
  for (const uid of made) await json(`/api/dashboards/uid/${uid}`, { method: 'DELETE' });
}

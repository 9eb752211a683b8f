import { describe, expect, test } from '@jest/globals';
import { dateTime } from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import * as given from './answers.fixture';
import { asking, start, type Target } from './grafana.fixture';
import { defaults, type WaymarkQuery } from './query';

const variables = { team: ['checkout'], goal: ['checkout-lead-time'] };
const every = Object.entries(defaults).map(([kind, fields]) => [kind, { kind, ...fields } as Target] as const);

async function run({ datasource }: ReturnType<typeof start>, targets: readonly Target[], more = {}) {
  return firstValueFrom(datasource.query(asking(targets, more)));
}

test.each(every)('%s is answered with a frame that has something in it, of its own query', async (_kind, query) => {
  const { data, errors } = await run(start({ variables }), [query]);
  expect(errors).toEqual([]);
  expect(data.length).toBeGreaterThan(0);
  expect(data[0]).toMatchObject({ refId: 'A', length: expect.any(Number) });
  expect(data[0].length).toBeGreaterThan(0);
});

describe('failures', () => {
  test('one target that fails says so, the others are drawn', async () => {
    const world = start({ variables, replies: { signals: { status: 502 } } });
    const { data, errors } = await run(world, [
      { kind: 'signals', team: '$team' },
      { kind: 'steps', team: '$team' },
    ]);
    expect(data.map(({ refId }) => refId)).toEqual(['B']);
    expect(errors).toEqual([{ refId: 'A', message: expect.stringContaining('not reachable: check that it runs') }]);
  });

  test.each([
    [
      'an older exporter',
      { status: 404, data: { detail: 'There is nothing here; /api/v1/openapi.json lists what there is.' } },
      'it is older than this plugin. Update the exporter.',
    ],
    ['a wrong token', { status: 400, data: { message: 'Authentication to data source failed' } }, 'set the read token'],
    [
      'an unknown team',
      { status: 404, data: { detail: 'No team checkout; there are: ledger.' } },
      'No team checkout; there are: ledger.',
    ],
    ['a server that says nothing', { status: 500 }, 'The exporter answered 500.'],
  ])('%s', async (_what, reply, message) => {
    const { errors } = await run(start({ variables, replies: { signals: reply } }), [
      { kind: 'signals', team: '$team' },
    ]);
    expect(errors?.[0]?.message).toContain(message);
  });

  test('a measure that is gone, and a kind of a newer plugin', async () => {
    const { errors } = await run(start({ variables }), [
      { kind: 'series', team: 'checkout', measure: 'gone' },
      { kind: 'crystal_ball' } as unknown as Target,
    ]);
    expect(errors?.map(({ message }) => message)).toEqual([
      'This exporter has no measure "gone": choose another.',
      'This plugin does not know "crystal_ball": update the plugin, or choose another.',
    ]);
  });

  test('access by the browser is refused before anything is asked', async () => {
    const world = start({ access: 'direct', variables });
    const { errors } = await run(world, [{ kind: 'objectives' }]);
    expect(errors?.[0]?.message).toContain('set access to "Server" (proxy)');
    await expect(world.datasource.testDatasource()).rejects.toThrow('set access to "Server" (proxy)');
    expect(world.requests).toEqual([]);
  });
});

describe('teams', () => {
  const lines = async (world: ReturnType<typeof start>, more = {}) => {
    const { data } = await run(world, [{ kind: 'series', team: '$team', measure: 'change_lead_time' }], more);
    return data.map(({ fields }) => fields[1]?.name);
  };

  test('several are lines of their own, in one request each, a comma in a name keeps its place', async () => {
    const world = start({ variables: { team: ['checkout', 'search, and more'] } });
    expect(await lines(world)).toEqual(['checkout', 'search, and more']);
    const asked = world.requests.filter(({ url }) => url.endsWith('/series')).map(({ params }) => params);
    expect(asked).toMatchObject([{ team: 'checkout' }, { team: 'search, and more' }]);
  });

  test('a table of several teams is a frame each', async () => {
    const world = start({ variables: { team: ['checkout', 'ledger'] } });
    const { data } = await run(world, [{ kind: 'items', team: '$team' }]);
    expect(data.length).toBe(2);
  });

  test('goals of no team are those of all, in one request', async () => {
    const world = start();
    await run(world, [{ kind: 'goals', team: '', layout: 'objectives' }]);
    expect(world.requests.filter(({ url }) => url.endsWith('/goals')).map(({ params }) => params)).toEqual([{}]);
  });

  test.each([
    [{ key: 'team', operator: '!=', value: 'checkout' }, ['ledger', 'search, and more']],
    [{ key: 'team', operator: '=~', value: 'l.*|s.*' }, ['ledger', 'search, and more']],
    [{ key: 'team', operator: '=|', value: '', values: ['ledger', 'checkout'] }, ['checkout', 'ledger']],
    [{ key: 'service', operator: '!~', value: 'search|ledger' }, undefined],
  ])('the filter %j leaves %j', async (filter, expected) => {
    const world = start({ variables: { team: ['checkout', 'ledger', 'search, and more'] } });
    const names = await lines(world, { filters: [filter] });
    // One team that is left has the whole trend.
    expect(expected === undefined ? names.length > 1 : names).toEqual(expected ?? true);
  });

  test('filters that leave no team say so', async () => {
    const world = start({ variables });
    const { data } = await run(world, [{ kind: 'signals', team: '$team' }], {
      filters: [{ key: 'service', operator: '=', value: 'ledger' }],
    });
    expect(data[0].meta.notices[0].text).toBe('No team or goal is chosen, or none is left by the filters.');
  });

  test('a variable without a value is not asked for', async () => {
    const world = start({ variables: { team: [], goal: [] } });
    const { data, errors } = await run(world, [
      { kind: 'signals', team: '$team' },
      { kind: 'progress', goal: '$goal' },
    ]);
    expect(errors).toEqual([]);
    expect(data.map(({ meta }) => meta.notices[0].text)).toEqual(Array(2).fill(expect.stringContaining('is chosen')));
    expect(world.requests).toEqual([]);
  });

  test('a filter by service narrows the facts that know theirs', async () => {
    const { data } = await run(start({ variables }), [{ kind: 'failures', team: '$team' }], {
      filters: [{ key: 'service', operator: '=', value: 'checkout-api' }],
    });
    expect(data[0].length).toBe(2);
  });

  test('filters offer the teams and services that there are', async () => {
    const { datasource } = start();
    expect(await datasource.getTagKeys()).toEqual([{ text: 'team' }, { text: 'service' }]);
    expect(await datasource.getTagValues({ key: 'service', filters: [] })).toEqual(
      ['checkout-api', 'ledger', 'search'].map((text) => ({ text }))
    );
  });
});

describe('requests', () => {
  test('panels that ask the same at the same time share one', async () => {
    const world = start({ variables });
    await run(world, [
      { kind: 'headline', team: '$team', part: 'goals' },
      { kind: 'headline', team: '$team', part: 'waiting' },
      { kind: 'tile', team: '$team', measure: 'change_lead_time' },
    ]);
    expect(world.paths().filter((path) => path === 'summary').length).toBe(1);
  });

  test('a look tells the surface and the dashboard, and nobody', async () => {
    const world = start({ variables });
    await run(world, [{ kind: 'signals', team: '$team' }], {
      user: { login: 'jane', email: 'jane@example.org', name: 'Jane' },
    });
    const asked = world.requests.find(({ url }) => url.endsWith('/signals'));
    expect(asked?.headers).toEqual({ 'X-Waymark-Surface': 'dashboard', 'X-Waymark-Dashboard': 'waymark-team' });
    expect(JSON.stringify(world.requests)).not.toMatch(/jane/i);
  });

  test.each([
    ['explore', 'explore'],
    ['panel-editor', 'editor'],
    ['panel-viewer', 'dashboard'],
    [undefined, 'other'],
  ])('%s is the surface %s', async (app, surface) => {
    const world = start({ variables });
    await run(world, [{ kind: 'signals', team: '$team' }], { app, dashboardUID: undefined });
    expect(world.requests[0]?.headers).toEqual({ 'X-Waymark-Surface': surface });
  });

  test('the future is not asked for, but where events may lie in it', async () => {
    const world = start({ variables });
    const future = asking([
      { kind: 'changes', team: '$team' },
      { kind: 'annotations', team: '$team', layer: 'context' },
    ]);
    const to = dateTime(future.range.to).add(8, 'years');
    await firstValueFrom(world.datasource.query({ ...future, range: { ...future.range, to } }));
    const params = (path: string) => world.requests.find(({ url }) => url.endsWith(path))?.params as { to: string };
    expect(Date.parse(params('/changes').to)).toBeLessThanOrEqual(Date.now());
    expect(params('/annotations').to).toBe(to.toISOString());
  });

  test('all pages of a list are read, and a list without end is refused', async () => {
    const page = (most: number) => (request: { params?: object }) => {
      const at = Number((request.params as { cursor?: string }).cursor ?? 0);
      return {
        data: { items: [{ ...given.items.items[0], id: String(at) }], ...(at < most && { next: String(at + 1) }) },
      };
    };
    const read = (most: number) =>
      firstValueFrom(start({ replies: { items: page(most) } }).datasource.client.all('items', { team: 'checkout' }));
    expect((await read(3)).map(({ id }) => id)).toEqual(['0', '1', '2', '3']);
    await expect(read(Infinity)).rejects.toThrow('Too many items: shorten the range.');
  });
});

test('a query without its team or goal is not asked', () => {
  const { datasource } = start();
  const asks = (query: object) => datasource.filterQuery({ refId: 'A', ...query } as WaymarkQuery);
  expect(asks({ kind: 'signals', team: '' })).toBe(false);
  expect(asks({ kind: 'goals', team: '', layout: 'apart' })).toBe(true);
  expect(asks({ kind: 'progress', goal: '' })).toBe(false);
  expect(asks({ kind: 'series', team: 'checkout', measure: '' })).toBe(false);
  expect(asks({ kind: 'annotations', team: '', layer: 'did', goal: '' })).toBe(true);
  expect(asks({ kind: 'objectives', hide: true })).toBe(false);
});

test('Explore gets queries with their variables replaced', () => {
  const { datasource } = start({ variables: { team: ['checkout', 'search, and more'] } });
  const query: WaymarkQuery = { refId: 'A', kind: 'series', team: '$team', measure: 'flow_time' };
  expect(datasource.interpolateVariablesInQueries([query], {})).toEqual([
    { ...query, team: 'checkout,search%2C and more' },
  ]);
});

describe('health', () => {
  const health = (replies: Parameters<typeof start>[0] = {}) => start(replies).datasource.testDatasource();

  test('well: the version and how many teams', async () => {
    expect(await health()).toEqual({ status: 'success', message: 'Connected to Waymark 1.2.3: 3 teams.' });
  });

  test.each([
    ['not reachable', 'openapi.json', { status: 502 }, 'not reachable'],
    ['not a Waymark', 'openapi.json', { status: 404, data: {} }, 'no Waymark exporter: check the address'],
    ['another server', 'openapi.json', { data: '<html>' }, 'no Waymark exporter: check the address'],
    [
      'a wrong token',
      'openapi.json',
      { status: 400, data: { message: 'Authentication to data source failed' } },
      'set the read token',
    ],
    [
      'not ready',
      'readyz',
      { status: 503, data: { detail: 'acme has not been read yet.' } },
      'not ready: acme has not been read yet. Wait',
    ],
    [
      'too old',
      'openapi.json',
      { data: { info: { title: 'Waymark', version: '0.0.1' }, paths: { '/api/v1/catalog': {} } } },
      '0.0.1 is too old for this plugin, it lacks /api/v1/goals',
    ],
  ])('%s', async (_what, path, reply, message) => {
    await expect(health({ replies: { [path]: reply } })).rejects.toThrow(message);
  });
});

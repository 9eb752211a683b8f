import { expect, test } from '@jest/globals';
import request from 'supertest';
import { openapi } from './openapi.ts';
import { operations } from './operations.ts';
import { answerOf, testApp } from './services.fixture.ts';

type Described = {
  readonly paths: Record<string, { readonly get?: Get }>;
  readonly components: { readonly schemas: Record<string, { readonly required?: string[] }> };
};
type Get = { readonly operationId: string; readonly parameters?: Parameter[] };
type Parameter = { readonly name: string; readonly required: boolean; readonly schema: unknown };

/** All but the webhook. */
const reads = ({ paths }: Described) =>
  Object.entries(paths).flatMap(([path, { get }]) => (get ? [[path, { get }] as const] : []));

/** As a caller gets it. */
async function served(): Promise<Described> {
  const asked = request(testApp().app)
    .get('/api/v1/openapi.json')
    .expect(200)
    .expect('Content-Type', /^application\/json/);
  return (await asked).body as Described;
}

test('has the keys that OpenAPI 3.1 asks for', async () => {
  const description = await served();
  expect(description).toMatchObject({ openapi: '3.1.0', info: { title: 'Waymark', version: '1.2.3' } });
  expect(Object.keys(description).sort()).toEqual(['components', 'info', 'openapi', 'paths', 'security']);
  const operationIds = new Set<string>();
  for (const [path, item] of reads(description)) {
    expect(path).toMatch(/^\//);
    expect(item.get).toMatchObject({ operationId: expect.stringMatching(/^\w+$/), summary: expect.any(String) });
    expect(item.get).toHaveProperty(['responses', '200', 'description']);
    operationIds.add(item.get.operationId);
  }
  expect(operationIds.size).toBe(reads(description).length);
});

test('every path that it lists is answered, and no other', async () => {
  const { paths } = await served();
  expect(Object.keys(paths).sort()).toEqual([
    '/',
    '/api/v1/annotations',
    '/api/v1/benchmarks',
    '/api/v1/catalog',
    '/api/v1/changes',
    '/api/v1/decisions',
    '/api/v1/deployments',
    '/api/v1/forecast',
    '/api/v1/goals',
    '/api/v1/goals/{id}',
    '/api/v1/incidents',
    '/api/v1/interventions',
    '/api/v1/investment',
    '/api/v1/items',
    '/api/v1/notes',
    '/api/v1/objectives',
    '/api/v1/openapi.json',
    '/api/v1/organisation',
    '/api/v1/outcomes',
    '/api/v1/plans',
    '/api/v1/records',
    '/api/v1/series',
    '/api/v1/signals',
    '/api/v1/stages',
    '/api/v1/summary',
    '/api/v1/teams',
    '/healthz',
    '/metrics',
    '/readyz',
    '/webhooks/github',
  ]);
  for (const [path, item] of Object.entries(paths)) {
    await (item.get ? request(testApp().app).post(path) : request(testApp().app).get(path)).expect(405);
  }
});

test('every reference leads somewhere', async () => {
  const description = await served();
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(10);
  const names = Object.keys(description.components.schemas);
  for (const [, name] of references) expect(names).toContain(name);
});

test('parameters say what they take', async () => {
  const { paths } = await served();
  const parameters = Object.fromEntries(
    (paths['/api/v1/series']?.get?.parameters ?? []).map((parameter) => [parameter.name, parameter])
  );
  expect(Object.keys(parameters)).toEqual([
    'measure',
    'team',
    'from',
    'to',
    'step',
    'window',
    'statistic',
    'stage',
    'type',
    'objective',
    'by',
  ]);
  expect(parameters['team']).toMatchObject({ in: 'query', required: true, schema: { type: 'string' } });
  expect(parameters['from']).toMatchObject({ required: true, schema: { type: 'string', format: 'date-time' } });
  expect(parameters['step']).toMatchObject({
    required: false,
    schema: { type: 'string', enum: ['day', 'week', 'month', 'quarter'] },
  });
  const limit = paths['/api/v1/changes']?.get?.parameters?.find(({ name }) => name === 'limit');
  expect(limit).toMatchObject({
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
  });
});

test('schemas leave room for keys that come later', async () => {
  const { components } = await served();
  expect(JSON.stringify(components)).not.toMatch(/additionalProperties|\$id|\$schema/);
  expect(components.schemas['SeriesPoint']?.required).toEqual(['time', 'value', 'n', 'complete']);
  expect(components.schemas['Problem']?.required).toEqual(['status', 'title', 'detail']);
});

test('every answer is as described', async () => {
  const range = 'from=2026-01-01T00:00:00Z&to=2026-07-01T00:00:00Z&step=month';
  const queries: Record<string, string> = {
    '/api/v1/series': `?measure=change_lead_time&team=checkout&${range}`,
    '/api/v1/investment': `?${range}`,
    '/api/v1/stages': '?team=checkout',
    '/api/v1/summary': '?team=checkout',
    '/api/v1/benchmarks': '?team=checkout',
    '/api/v1/records': '?team=checkout',
    '/api/v1/forecast': '?team=checkout&items=10',
    '/api/v1/organisation': '?from=2026-01-01T00:00:00Z&to=2026-07-01T00:00:00Z',
    '/api/v1/annotations': '?from=2026-01-01T00:00:00Z&to=2026-07-01T00:00:00Z&kinds=incident,note&layer=happened',
  };
  for (const { path, answer } of operations) {
    const { body } = await answerOf(
      request(testApp().app)
        .get(`${path.replace('{id}', 'checkout-lead-time')}${queries[path] ?? ''}`)
        .expect(200)
    );
    expect(answer.parse(body)).toEqual(body);
  }
});

test('an answer without a name is refused while it is written', () => {
  const [first] = operations;
  if (first === undefined) throw new Error('no operation');
  expect(() => openapi('1', [{ ...first, answer: first.query }], [])).toThrow('give the schema of its answer a name');
});

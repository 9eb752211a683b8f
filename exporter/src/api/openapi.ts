import { z } from 'zod';
import type { Operation } from './operation.ts';
import type { Posting } from './posting.ts';
import { named } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** What is not JSON of ours, by path: [summary, type of the answer]. */
const others: Readonly<Record<string, readonly [summary: string, type: string]>> = {
  '/metrics': ['Prometheus text, or OpenMetrics where the header Accept asks for it.', 'text/plain'],
  '/healthz': ['The process is alive.', 'application/json'],
  '/readyz': ['Everything has been collected and computed once; 503 with the reason before.', 'application/json'],
  '/': ['A small page for people.', 'text/html'],
  '/api/v1/openapi.json': ['This description.', 'application/json'],
};

const problem = {
  description: 'Why not, as RFC 9457 puts it.',
  content: { 'application/problem+json': { schema: reference('Problem') } },
};

/** The description of the API: OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function openapi(version: string, operations: readonly Operation[], postings: readonly Posting[]): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark',
      version,
      description:
        'Delivery and flow of teams. Times are RFC 3339 in UTC; a range is from ≤ t < to; durations are seconds.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ token: [] }, {}],
    paths: {
      ...Object.fromEntries(operations.map((operation) => [operation.path, { get: describe(operation) }])),
      ...Object.fromEntries(postings.map((posting) => [posting.path, { post: accept(posting) }])),
      ...Object.fromEntries(
        Object.entries(others).map(([path, [summary, type]]) => [path, { get: plain(path, summary, type) }])
      ),
      '/webhooks/github': { post: webhook },
    },
    components: {
      schemas: schemas(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Needed where a read token is set.' } },
    },
  };
}

function describe({ path, summary, query, answer }: Operation): Json {
  return {
    operationId: operationId(path),
    summary,
    parameters: parameters(path, query),
    responses: { 200: answered(path, answer), default: problem },
  };
}

function accept({ path, summary, body, answer }: Posting): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
  return {
    operationId: `post_${operationId(path)}`,
    summary,
    security: [{ token: [] }],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { 201: answered(path, answer), default: problem },
  };
}

function answered(path: string, answer: z.ZodType): Json {
  const id = named.get(answer)?.id;
  if (id === undefined) throw new Error(`${path}: give the schema of its answer a name`);
  return { description: 'The answer.', content: { 'application/json': { schema: reference(id) } } };
}

function plain(path: string, summary: string, type: string): Json {
  const responses = { 200: { description: 'The answer.', content: { [type]: {} } }, default: problem };
  const probe = path === '/healthz' || path === '/readyz';
  return { operationId: operationId(path), summary, ...(probe && { security: [] }), responses };
}

/** Signed, so it needs no token. What GitHub puts into it, GitHub describes. */
const webhook: Json = {
  operationId: 'github',
  summary: 'What GitHub sends to a webhook, checked by its signature.',
  security: [],
  parameters: [
    { name: 'X-Hub-Signature-256', in: 'header', required: true, schema: { type: 'string' } },
    { name: 'X-GitHub-Event', in: 'header', required: true, schema: { type: 'string' } },
  ],
  requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
  responses: {
    200: { description: 'What became of it.', content: { 'application/json': { schema: reference('Receipt') } } },
    default: problem,
  },
};

function parameters(path: string, query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = typeof schema === 'object' ? schema : {};
    return {
      name,
      in: path.includes(`{${name}}`) ? 'path' : 'query',
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

function schemas(): Json {
  const { schemas } = z.toJSONSchema(named, {
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // Callers must bear keys that a later version adds.
      delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => [id, schema])
  );
}

function reference(id: string): Json {
  return { $ref: `#/components/schemas/${id}` };
}

function operationId(path: string): string {
  return path.split('/').at(-1)?.replace(/\W/g, '_') || 'page';
}

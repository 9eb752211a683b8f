/** GitHub's own description of its REST API: which operation a request is, and what is wrong with it. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { OpenAPIBackend, type Document } from 'openapi-backend';

export type Matched = {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
};

export type Contract = {
  match(method: string, path: string, query: Readonly<Record<string, string>>, body: unknown): Matched | undefined;
  /** What is wrong with an answer of ours. */
  answerProblems(operation: string, status: number, body: unknown): readonly string[];
};

let loaded: Promise<Contract> | undefined;

/** Read once a process, in 30 ms; an operation is compiled when it is first asked for, and kept. */
export function loadContract(): Promise<Contract> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Contract> {
  const text = readFileSync(new URL('../contract/rest.json', import.meta.url), 'utf8');
  const definition = JSON.parse(text, eitherInPath) as Document;
  const ajvOpts = { strict: false, logger: false as const, validateFormats: false };
  // For answers: one validator over the whole document compiles a shared schema once, not once an operation.
  const answers = new Ajv({ ...ajvOpts, inlineRefs: false }).addSchema(definition, 'rest.json');
  const places = responsePlaces(definition);
  const api = new OpenAPIBackend({ definition, quick: true, ajvOpts });
  await api.init();
  return {
    match(method, path, query, body) {
      // What a client sends without a body counts as an empty one: all bodies here are optional.
      const sent = body ?? (method === 'GET' ? undefined : {});
      const request = { method, path, query: { ...query }, headers: {}, body: sent };
      const operation = api.router.matchOperation(request);
      if (!operation?.operationId) return undefined;
      const { params } = api.router.parseRequest(request, operation) as { params: Record<string, unknown> };
      const { errors } = api.validateRequest(request, operation);
      const texts = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
      return { operation: operation.operationId, params: texts, query, problems: (errors ?? []).map(problemText) };
    },
    answerProblems(operation, status, body) {
      const place = places.get(`${operation} ${status}`);
      if (place === undefined) return [`the contract has no JSON answer ${status} for ${operation}`];
      const valid = answers.getSchema(place);
      if (!valid) throw new Error(`no schema at ${place}`);
      return valid(body) ? [] : (valid.errors ?? []).map(problemText);
    },
  };
}

/** A path is text, and digits pass for a number and for text: what may be either must not have to be exactly one. */
function eitherInPath(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('in' in value) || value.in !== 'path') return value;
  const { schema } = value as { readonly schema?: { readonly oneOf?: unknown } };
  return schema?.oneOf === undefined ? value : { ...value, schema: { anyOf: schema.oneOf } };
}

/** Where the schema of each JSON answer stands, by operation and status. */
function responsePlaces({ paths = {} }: Document): Map<string, string> {
  const places = new Map<string, string>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods ?? {})) {
      if (typeof operation !== 'object' || !('operationId' in operation)) continue;
      for (const status of Object.keys(operation.responses)) {
        const steps = ['paths', path, method, 'responses', status, 'content', 'application/json', 'schema'];
        const pointer = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
        places.set(`${operation.operationId} ${status}`, `rest.json#/${pointer.join('/')}`);
      }
    }
  }
  return places;
}

function problemText({ instancePath, message, params }: { instancePath: string; message?: string; params?: unknown }) {
  return `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`;
}

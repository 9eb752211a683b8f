/** GitHub's own description of its REST API: which operation a request is, and what is wrong with it. */
import { readFileSync } from 'node:fs';
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

/** Ready in 30 ms; nothing is compiled before it is asked for. */
export async function loadContract(): Promise<Contract> {
  const text = readFileSync(new URL('../contract/rest.json', import.meta.url), 'utf8');
  const definition = JSON.parse(text) as Document;
  const ajvOpts = { strict: false, logger: false as const, validateFormats: false };
  const api = new OpenAPIBackend({ definition, quick: true, ajvOpts });
  await api.init();
  return {
    match(method, path, query, body) {
      const request = { method, path, query: { ...query }, headers: {}, body };
      const operation = api.router.matchOperation(request);
      if (!operation?.operationId) return undefined;
      const { params } = api.router.parseRequest(request, operation);
      const { errors } = api.validateRequest(request, operation);
      const texts = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
      return { operation: operation.operationId, params: texts, query, problems: (errors ?? []).map(problemText) };
    },
    answerProblems(operation, status, body) {
      const { errors } = api.validateResponse(body, operation, status);
      return (errors ?? []).map(problemText);
    },
  };
}

function problemText({ instancePath, message, params }: { instancePath: string; message?: string; params?: unknown }) {
  return `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`;
}

/** One GraphQL request: identity, budget, validation, execution, charge. */
import type { DocumentNode, GraphQLError } from 'graphql';
import { authenticate } from './authenticate.ts';
import { budgetHeaders } from './budgets.ts';
import { primaryReply } from './fault-replies.ts';
import { checkQuery, githubForm, runQuery } from './graphql/execute.ts';
import { githubSchema } from './graphql/schema.ts';
import type { View } from './graphql/world.ts';
import { iso } from './ids.ts';
import { queryCost, type Cost } from './points.ts';
import { ok, Refusal, type Reply } from './reply.ts';
import type { SeenRequest } from './requests.ts';
import { permissionHeaders } from './rest/permissions.ts';
import { limitsOff, type FakeServer } from './server.ts';

export type GraphqlCall = {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly checked: { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };
  readonly cost: Cost;
};

const free: Cost = { points: 0, fetches: 0, nodes: 0, connections: [] };
const checks = new Map<string, GraphqlCall['checked']>();

/** What a body asks; undefined where it is no GraphQL request. The check of a text is kept: clients repeat them. */
export function readGraphql(body: unknown): GraphqlCall | undefined {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string')
    return undefined;
  const text = body.query;
  const given: unknown = 'variables' in body ? body.variables : undefined;
  const variables = typeof given === 'object' && given !== null ? { ...given } : {};
  const named = 'operationName' in body && typeof body.operationName === 'string' ? body.operationName : undefined;
  const checked = checks.get(text) ?? checkQuery(text);
  checks.set(text, checked);
  const cost = 'document' in checked ? queryCost(githubSchema(), text, variables, named) : free;
  return { text, variables, operationName: named, checked, cost };
}

export async function serveGraphql(
  server: FakeServer,
  seen: SeenRequest,
  call: GraphqlCall | undefined
): Promise<Reply> {
  try {
    const header = seen.headers.authorization;
    const { credential } = authenticate(server.state, header, server.clock());
    if (!credential) throw new Refusal(401, 'This endpoint requires you to be authenticated.');
    if (!call) throw new Refusal(400, 'Problems parsing JSON');
    const violation = (problem: string) =>
      server.requests.violations.push({ request: seen.number, path: seen.path, problem });
    const before = server.budgets.look(credential, 'graphql');
    const metered = !limitsOff(server);
    if (metered && before.remaining === 0) {
      return primaryReply('graphql', credential.owner.id, 200, String(before.reset), before.limit);
    }
    const { checked, cost } = call;
    if ('errors' in checked) {
      for (const { message } of checked.errors) violation(message);
      return ok({ errors: checked.errors.map(githubForm) });
    }
    charge(server, seen, cost.points);
    const budget = server.budgets.look(credential, 'graphql');
    const rateLimit: View | null = metered
      ? {
          __typename: 'RateLimit',
          cost: cost.points,
          nodeCount: cost.nodes,
          ...budget,
          resetAt: iso(budget.reset * 1000),
        }
      : null;
    const world = { state: server.state, html: server.addresses.html, credential };
    const { variables, operationName } = call;
    const answer = await runQuery(world, checked.document, variables, operationName, cost, rateLimit, violation);
    const limits = metered ? budgetHeaders(budget, 'graphql') : {};
    return ok(answer, { ...limits, ...permissionHeaders(credential, undefined) });
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

/** Takes the points of a query from its credential's budget. */
export function charge(server: FakeServer, { credential }: SeenRequest, points: number): void {
  if (limitsOff(server)) return;
  server.budgets.take(credential, 'graphql', points);
  server.requests.points += points;
}

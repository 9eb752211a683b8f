/** One REST request: identity, budget, answer, ETag, charge. */
import { createHash } from 'node:crypto';
import { authenticate, type Identity } from './authenticate.ts';
import { budgetHeaders } from './budgets.ts';
import { primaryReply } from './fault-replies.ts';
import { ok, Refusal, type Reply } from './reply.ts';
import type { SeenRequest } from './requests.ts';
import { answerRest } from './rest/answer.ts';
import type { Matched } from './rest/contract.ts';
import { permissionHeaders } from './rest/permissions.ts';
import { limitsOff, type FakeServer } from './server.ts';
import type { Credential } from './state.ts';

const versions = ['2022-11-28', '2026-03-10'];

export function serveRest(server: FakeServer, seen: SeenRequest, matched: Matched | undefined, body: unknown): Reply {
  try {
    const identity = authenticate(server.state, seen.headers.authorization, server.clock());
    return withinBudget(server, seen, matched, body, identity);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

function withinBudget(
  server: FakeServer,
  seen: SeenRequest,
  matched: Matched | undefined,
  body: unknown,
  identity: Identity
): Reply {
  const { credential, app } = identity;
  const { budgets } = server;
  if (matched?.operation === 'rate-limit/get') return rateLimit(server, credential);
  // The app's own endpoints have a budget that no client of ours comes near.
  const metered = !limitsOff(server) && !app;
  const budget = budgets.look(credential, 'core');
  if (metered && budget.remaining === 0) {
    const { exhaustedStatus: status } = server;
    return primaryReply('rest', credential?.owner.id ?? 0, status, String(budget.reset), budget.limit);
  }
  const reply = conditional(seen, credential, answer(server, seen, matched, body, identity));
  if (metered && reply.status !== 304) budgets.take(credential, 'core', 1);
  const limits = metered ? budgetHeaders(budgets.look(credential, 'core'), 'core') : {};
  const expiry = credential?.kind === 'installation' ? {} : expiryHeader(credential);
  const permissions = permissionHeaders(credential, matched?.operation);
  return { ...reply, headers: { ...limits, ...expiry, ...permissions, ...reply.headers } };
}

function answer(
  server: FakeServer,
  seen: SeenRequest,
  matched: Matched | undefined,
  body: unknown,
  identity: Identity
) {
  const { requests, state, addresses } = server;
  const violate = (problem: string) => requests.violations.push({ request: seen.number, path: seen.path, problem });
  try {
    if (!seen.headers['user-agent']) throw new Refusal(403, 'Request forbidden by administrative rules.');
    const version = text(seen.headers['x-github-api-version']);
    if (version !== undefined && !versions.includes(version)) {
      violate(`X-GitHub-Api-Version: ${version}`);
      throw new Refusal(400, `The version ${version} is not supported.`);
    }
    if (!matched) {
      violate(`${seen.method} is no operation that the fake has`);
      throw new Refusal(404, 'Not Found');
    }
    for (const problem of matched.problems) violate(`${matched.operation}: ${problem}`);
    const path = seen.path.split('?')[0] ?? '';
    const reply = answerRest({ state, addresses, now: server.clock(), ...identity, path, matched, body });
    if (server.checkAnswers) {
      for (const problem of server.contract.answerProblems(matched.operation, reply.status, reply.body)) {
        requests.mistakes.push({ request: seen.number, path: seen.path, problem });
      }
    }
    return reply;
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

/** The ETag belongs to the token; it is weak in a 200, strong in a 304. */
function conditional(seen: SeenRequest, credential: Credential | undefined, reply: Reply): Reply {
  if (seen.method !== 'GET' || reply.status !== 200) return reply;
  const hash = createHash('sha256')
    .update(credential?.token ?? '')
    .update(JSON.stringify(reply.body));
  const etag = `"${hash.digest('hex')}"`;
  const known = text(seen.headers['if-none-match'])?.split(/\s*,\s*/) ?? [];
  if (known.some((each) => each.replace(/^W\//, '') === etag)) return { status: 304, headers: { etag } };
  const caching = { 'cache-control': 'private, max-age=60, s-maxage=60', vary: 'Accept, Authorization, Cookie' };
  return { ...reply, headers: { etag: `W/${etag}`, ...caching, ...reply.headers } };
}

/** Free of charge. */
function rateLimit(server: FakeServer, credential: Credential | undefined): Reply {
  if (limitsOff(server)) return new Refusal(404, 'Rate limiting is not enabled.').reply;
  const core = server.budgets.look(credential, 'core');
  const graphql = server.budgets.look(credential, 'graphql');
  const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
  return ok({ resources: { core, search, graphql }, rate: core }, budgetHeaders(core, 'core'));
}

/** When the token ends, in GitHub's own form of a time. */
function expiryHeader(credential: Credential | undefined): Record<string, string> {
  if (credential?.expiresAt === undefined) return {};
  const at = new Date(credential.expiresAt).toISOString();
  return { 'github-authentication-token-expiration': `${at.slice(0, 10)} ${at.slice(11, 19)} UTC` };
}

function text(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

/** One request from its first byte to its last: what it is, which fault it meets, what it gets. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { authenticate } from './authenticate.ts';
import { htmlReply, partialReply, primaryReply, resetOf, secondaryReply, timeoutReply } from './fault-replies.ts';
import type { Fault } from './faults.ts';
import { gitPath, serveGit } from './git-http.ts';
import { Refusal, type Reply } from './reply.ts';
import type { RequestKind, SeenRequest } from './requests.ts';
import { matchRest } from './rest/answer.ts';
import { charge, readGraphql, serveGraphql, type GraphqlCall } from './serve-graphql.ts';
import { serveRest } from './serve-rest.ts';
import type { FakeServer } from './server.ts';
import { fullName, type Credential } from './state.ts';
import { findRepository, visible } from './visible.ts';

export async function serve(server: FakeServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const raw = await buffer(request);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { kind, path } = route(server, url.pathname);
  const body = kind === 'git' ? undefined : parsed(raw);
  const call = kind === 'graphql' ? readGraphql(body) : undefined;
  const method = request.method ?? 'GET';
  const matched =
    kind === 'rest' ? matchRest(server.contract, server.state, method, path, url.searchParams, body) : undefined;
  const seen: SeenRequest = {
    number: server.requests.total + 1,
    kind,
    method,
    path: path + url.search,
    operation: matched?.operation ?? call?.operationName ?? operationOf(call),
    query: call?.text,
    variables: call?.variables ?? {},
    headers: request.headers,
    credential: knownCredential(server, request.headers.authorization),
    points: call?.cost.points ?? 0,
    nodes: call?.cost.nodes ?? 0,
    status: 0,
    fault: undefined,
  };
  server.requests.all.push(seen);
  const fault = server.faults.next(seen);
  seen.fault = fault?.kind;
  if (fault?.kind === 'reset') return void request.socket.resetAndDestroy();
  if (fault?.kind === 'hang') return void (await once(response, 'close'));
  if (fault?.kind === 'slow') await wait(fault.milliseconds);
  const instead = fault && spoilt(server, seen, fault);
  if (instead) return send(server, seen, response, instead);
  if (kind === 'git') return clone(server, seen, path, url.search.slice(1), raw, request, response);
  const reply = kind === 'graphql' ? await serveGraphql(server, seen, call) : serveRest(server, seen, matched, body);
  send(server, seen, response, fault?.kind === 'partial' ? partialReply(reply, fault) : reply, fault);
}

/** Enterprise Server keeps its API under a prefix; github.com has a host for it. */
function route({ enterprise }: FakeServer, path: string): { kind: RequestKind; path: string } {
  if (gitPath.test(path)) return { kind: 'git', path };
  if (path === (enterprise ? '/api/graphql' : '/graphql')) return { kind: 'graphql', path };
  if (!enterprise) return { kind: 'rest', path };
  return {
    kind: 'rest',
    path: path.startsWith('/api/v3/') ? path.slice('/api/v3'.length) : `/outside-of-the-api${path}`,
  };
}

function parsed(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString());
  } catch {
    return undefined;
  }
}

function operationOf(call: GraphqlCall | undefined): string | undefined {
  return call && /^\s*(?:query|mutation)\s+(\w+)/.exec(call.text)?.[1];
}

function knownCredential({ state, clock }: FakeServer, header: string | undefined): Credential | undefined {
  try {
    return authenticate(state, header, clock()).credential;
  } catch {
    return undefined;
  }
}

/** The answer of a fault that does not need the real one. */
function spoilt(server: FakeServer, seen: SeenRequest, fault: Fault): Reply | undefined {
  const now = server.clock();
  switch (fault.kind) {
    case 'primary': {
      const budget = server.budgets.look(seen.credential, seen.kind === 'graphql' ? 'graphql' : 'core');
      const reset = resetOf(fault, now, budget);
      return primaryReply(seen.kind, seen.credential?.owner.id ?? 0, fault.status ?? 403, reset, budget.limit);
    }
    case 'secondary':
      return secondaryReply(fault, now);
    case 'html':
      return htmlReply(fault.status);
    case 'timeout':
      charge(server, seen, seen.points);
      return timeoutReply(fault.status);
    case 'answer':
      return { status: fault.status ?? 200, headers: fault.headers ?? {}, body: fault.body };
    default:
      return undefined;
  }
}

async function clone(
  server: FakeServer,
  seen: SeenRequest,
  path: string,
  query: string,
  raw: Buffer,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const [, owner, name, tail = ''] = gitPath.exec(path) ?? [];
  const found = findRepository(server.state, `${owner}/${name}`);
  const refuse = (status: number, message: string, headers = {}) =>
    send(server, seen, response, { status, headers: { 'content-type': 'text/plain', ...headers }, body: message });
  // git asks without credentials first, and shows them after a 401.
  const challenge = { 'www-authenticate': 'Basic realm="GitHub"' };
  if (request.headers.authorization && !seen.credential) return refuse(401, 'Bad credentials', challenge);
  if (!found || !visible(found.repository, seen.credential)) {
    return seen.credential ? refuse(404, 'Repository not found.') : refuse(401, 'No anonymous access.', challenge);
  }
  const { repository, former } = found;
  if (former) {
    const location = `${server.addresses.html}/${fullName(repository)}.git/${tail}${query && `?${query}`}`;
    return refuse(301, '', { location });
  }
  if (repository.access !== 'open') return refuse(repository.access === 'legal' ? 451 : 403, 'Access denied.');
  if (repository.gitDirectory === undefined) return refuse(404, 'Repository not found.');
  seen.status = await serveGit(repository, tail, query, raw, request, response);
}

function send(server: FakeServer, seen: SeenRequest, response: ServerResponse, reply: Reply, fault?: Fault): void {
  const isText = typeof reply.body === 'string';
  const whole = Buffer.from(reply.body === undefined ? '' : isText ? String(reply.body) : JSON.stringify(reply.body));
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const spoils = fault?.kind === 'cut' || fault?.kind === 'broken-off';
  const { enterprise } = server;
  seen.status = reply.status;
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    date: new Date(server.clock()).toUTCString(),
    'x-github-request-id': randomUUID().toUpperCase(),
    'x-github-media-type': 'github.v3; format=json',
    ...(enterprise && { 'x-github-enterprise-version': enterprise.version }),
    ...reply.headers,
    ...(reply.status !== 304 && { 'content-length': fault?.kind === 'cut' ? half.length : whole.length }),
  });
  if (fault?.kind === 'broken-off') return void response.write(half, () => response.destroy());
  response.end(reply.status === 304 ? undefined : spoils ? half : whole);
}

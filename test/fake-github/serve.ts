/** One request from its first byte to its last: what it is, which fault it meets, what it gets. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { authenticate } from './authenticate.ts';
import { htmlReply, partialReply, primaryReply, resetOf, secondaryReply, timeoutReply } from './fault-replies.ts';
import type { Fault } from './faults.ts';
import { gitPath } from './git-http.ts';
import type { Reply } from './reply.ts';
import type { RequestKind, SeenRequest } from './requests.ts';
import { matchRest } from './rest/answer.ts';
import { serveClone } from './serve-clone.ts';
import { charge, readGraphql, serveGraphql, type GraphqlCall } from './serve-graphql.ts';
import { serveRest } from './serve-rest.ts';
import type { FakeServer } from './server.ts';
import type { Credential } from './state.ts';

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
  if (fault?.kind === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'hang') {
    await once(response, 'close');
    return;
  }
  if (fault?.kind === 'slow') await wait(fault.milliseconds);
  const instead = fault && spoilt(server, seen, fault);
  if (instead) send(server, seen, response, instead);
  else if (kind === 'git') {
    const refusal = await serveClone(server, seen, path, url.search.slice(1), raw, request, response);
    if (refusal) send(server, seen, response, refusal);
  } else {
    const reply = kind === 'graphql' ? await serveGraphql(server, seen, call) : serveRest(server, seen, matched, body);
    send(server, seen, response, fault?.kind === 'partial' ? partialReply(reply, fault) : reply, fault);
  }
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

function send(server: FakeServer, seen: SeenRequest, response: ServerResponse, reply: Reply, fault?: Fault): void {
  const { body = '' } = reply;
  const whole = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
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
  if (fault?.kind === 'broken-off') response.write(half, () => response.destroy());
  else response.end(reply.status === 304 ? undefined : spoils ? half : whole);
}

/** One request of a clone: who may, from where. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gitPath, serveGit } from './git-http.ts';
import type { Reply } from './reply.ts';
import type { SeenRequest } from './requests.ts';
import type { FakeServer } from './server.ts';
import { fullName } from './state.ts';
import { findRepository, visible } from './visible.ts';

/** git asks without credentials first, and shows them after a 401. */
const challenge = { 'www-authenticate': 'Basic realm="GitHub"' };

/** Passes git's own answer on, or gives a refusal to send. */
export async function serveClone(
  server: FakeServer,
  seen: SeenRequest,
  path: string,
  query: string,
  raw: Buffer,
  request: IncomingMessage,
  response: ServerResponse
): Promise<Reply | undefined> {
  const [, owner, name, tail = ''] = gitPath.exec(path) ?? [];
  if (request.headers.authorization && !seen.credential) return refusal(401, 'Bad credentials', challenge);
  const found = findRepository(server.state, `${owner}/${name}`);
  if (!found || !visible(found.repository, seen.credential)) {
    return seen.credential ? refusal(404, 'Repository not found.') : refusal(401, 'No anonymous access.', challenge);
  }
  const { repository, former } = found;
  if (former) {
    const location = `${server.addresses.html}/${fullName(repository)}.git/${tail}${query && `?${query}`}`;
    return refusal(301, '', { location });
  }
  if (repository.access !== 'open') return refusal(repository.access === 'legal' ? 451 : 403, 'Access denied.');
  if (repository.gitDirectory === undefined) return refusal(404, 'Repository not found.');
  seen.status = await serveGit(repository.gitDirectory, tail, query, raw, request, response);
  return undefined;
}

function refusal(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'text/plain', ...headers }, body };
}

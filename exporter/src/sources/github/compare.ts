import { z } from 'zod';
import { time } from './answers.ts';
import type { Call, GithubClient } from './client.ts';
import { concernsOneRepository } from './failure.ts';
import type { Commit } from './map-commit.ts';

const person = z.object({ date: time }).nullable();
const commit = z
  .object({
    sha: z.string(),
    parents: z.array(z.object({ sha: z.string() })),
    commit: z.object({ message: z.string(), author: person, committer: person }),
  })
  .transform(({ sha, parents, commit: { message, author, committer } }): Commit => {
    const committedAt = committer?.date ?? author?.date ?? 0;
    return {
      sha,
      parents: parents.map((parent) => parent.sha),
      authoredAt: author?.date ?? committedAt,
      committedAt,
      message,
    };
  });
const list = z.array(commit);
const comparison = z.object({ status: z.string(), total_commits: z.int(), commits: z.array(commit) });

/** More than this is read by other means. */
const most = 2000;

/**
 * What `head` reaches and `base` does not, oldest first. Undefined where one of them has gone, or they are too far apart;
 * and, for a branch that only grows, where `base` is not below `head`. A request for 100 commits.
 */
export async function commitsBetween(
  client: GithubClient,
  nameWithOwner: string,
  base: string,
  head: string,
  signal: AbortSignal,
  grows = true
): Promise<Commit[] | undefined> {
  const call: Call = { about: `commits of ${nameWithOwner}`, signal };
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  const found: Commit[] = [];
  let route: string | undefined = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  let parameters: Record<string, unknown> = { owner, repo, basehead: `${base}...${head}`, per_page: 100, page: 1 };
  try {
    while (route !== undefined) {
      const page: { data: z.output<typeof comparison>; next: string | undefined } = await client.get(
        route,
        parameters,
        comparison,
        call
      );
      if ((grows && ['diverged', 'behind'].includes(page.data.status)) || page.data.total_commits > most)
        return undefined;
      found.push(...page.data.commits);
      route = page.next && `GET ${page.next}`;
      parameters = {};
    }
  } catch (error) {
    if (concernsOneRepository(error)) return undefined;
    throw error;
  }
  return found;
}

/** All that `tip` reaches and was committed `since`, newest first, where no clone can be had. A request for 100 commits. */
export async function* commitsFrom(
  client: GithubClient,
  nameWithOwner: string,
  tip: string,
  since: number,
  signal: AbortSignal
): AsyncGenerator<Commit[], void, undefined> {
  const call: Call = { about: `commits of ${nameWithOwner}`, signal };
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  const from = since === -Infinity ? {} : { since: new Date(since).toISOString() };
  let route: string | undefined = 'GET /repos/{owner}/{repo}/commits';
  let parameters: Record<string, unknown> = { owner, repo, sha: tip, ...from, per_page: 100 };
  while (route !== undefined) {
    const page: { data: Commit[]; next: string | undefined } = await client.get(route, parameters, list, call);
    yield page.data;
    route = page.next && `GET ${page.next}`;
    parameters = {};
  }
}

/** The first-parent line from `tip` through these commits, newest first; it ends where they do. */
export function lineThrough(commits: Iterable<Commit>, tip: string): Commit[] {
  const bySha = new Map([...commits].map((each) => [each.sha, each]));
  const line: Commit[] = [];
  for (let next = bySha.get(tip); next !== undefined; next = bySha.get(next.parents[0] ?? '')) {
    line.push(next);
    bySha.delete(next.sha);
  }
  return line;
}

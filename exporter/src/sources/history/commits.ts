import { milliseconds, readTimes } from './objects.ts';
import type { Repository } from './repository.ts';

/** A commit as git lists it. The message is in memory only: what it tells is read and the rest dropped. */
export type Commit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authoredAt: number;
  readonly committedAt: number;
  /** False where the commit holds no time that can be read, and another one had to stand in. */
  readonly timed: boolean;
  readonly message: string;
};

const none: readonly string[] = [];
const format = '--format=%P%x00%at %ct%x00%B%x00';
const mark = 'commit '.length;

/** What `git rev-list` lists, children before their parents, in chunks as they come. */
export async function* readCommits(
  repository: Repository,
  options: readonly string[],
  revisions: readonly string[]
): AsyncGenerator<Commit[], void, undefined> {
  let rest = '';
  for await (const part of repository.output(['rev-list', '--topo-order', format, ...options, '--stdin'], revisions)) {
    const text = rest + part;
    const commits: Commit[] = [];
    const untimed: number[] = [];
    let at = 0;
    for (;;) {
      // "commit <sha>\n<parents>\0<author time> <committer time>\0<message>\0\n"
      const parentsEnd = text.indexOf('\0', at);
      const timesEnd = text.indexOf('\0', parentsEnd + 1);
      const end = text.indexOf('\0\n', timesEnd + 1);
      if (parentsEnd < 0 || timesEnd < 0 || end < 0) break;
      const line = text.indexOf('\n', at);
      const space = text.indexOf(' ', parentsEnd);
      const authoredAt = milliseconds(text.slice(parentsEnd + 1, space));
      const committedAt = milliseconds(text.slice(space + 1, timesEnd));
      if (authoredAt === undefined || committedAt === undefined) untimed.push(commits.length);
      commits.push({
        sha: text.slice(at + mark, line),
        parents: parentsEnd === line + 1 ? none : text.slice(line + 1, parentsEnd).split(' '),
        authoredAt: authoredAt ?? committedAt ?? 0,
        committedAt: committedAt ?? authoredAt ?? 0,
        timed: true,
        message: text.slice(timesEnd + 1, end),
      });
      at = end + 2;
    }
    rest = text.slice(at);
    if (untimed.length > 0) await completeTimes(repository, commits, untimed);
    if (commits.length > 0) yield commits;
  }
}

/** Times that git does not print (before 1970) are in the stored commit all the same. */
async function completeTimes(repository: Repository, commits: Commit[], places: readonly number[]): Promise<void> {
  const chosen = places.flatMap((place) => commits[place]?.sha ?? []);
  const stored = await readTimes(repository, chosen);
  for (const place of places) {
    const commit = commits[place];
    if (commit === undefined) continue;
    const { authoredAt, committedAt } = stored.get(commit.sha) ?? {};
    commits[place] = {
      ...commit,
      authoredAt: authoredAt ?? committedAt ?? 0,
      committedAt: committedAt ?? authoredAt ?? 0,
      timed: authoredAt !== undefined && committedAt !== undefined,
    };
  }
}

/** How many commits `readCommits` will give of these revisions. */
export async function countCommits(repository: Repository, revisions: readonly string[]): Promise<number> {
  let text = '';
  for await (const part of repository.output(['rev-list', '--count', '--stdin'], revisions)) text += part;
  return Number(text);
}

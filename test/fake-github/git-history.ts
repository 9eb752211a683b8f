/** Reads a bare git repository: its commits, branches, tags and pull request heads. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Commit, Tag } from './state.ts';

export type History = {
  readonly defaultBranch: string;
  readonly commits: ReadonlyMap<string, Commit>;
  readonly branches: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, Tag>;
  /** `refs/pull/N/head` by number. */
  readonly pullHeads: ReadonlyMap<number, string>;
};

const run = promisify(execFile);

async function git(directory: string, ...arguments_: readonly string[]): Promise<string> {
  const options = { maxBuffer: 1 << 30, env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } };
  return (await run('git', ['-c', 'safe.directory=*', '-C', directory, ...arguments_], options)).stdout;
}

export async function readHistory(directory: string): Promise<History> {
  const [head, log, refs] = await Promise.all([
    git(directory, 'symbolic-ref', '--short', 'HEAD'),
    git(directory, 'log', '--all', '--no-show-signature', '-z', '--format=%H%n%P%n%at%n%ct%n%B'),
    git(directory, 'for-each-ref', '--format=%(refname) %(objectname) %(*objectname) %(taggerdate:unix)'),
  ]);
  const commits = new Map<string, Commit>();
  for (const entry of log.split('\0')) {
    const [sha, parents = '', authored, committed, ...message] = entry.split('\n');
    if (!sha) continue;
    commits.set(sha, {
      sha,
      parents: parents === '' ? [] : parents.split(' '),
      message: message.join('\n').trimEnd(),
      authoredAt: Number(authored) * 1000,
      committedAt: Number(committed) * 1000,
      author: null,
      files: [],
    });
  }
  const branches = new Map<string, string>();
  const tags = new Map<string, Tag>();
  const pullHeads = new Map<number, string>();
  for (const line of refs.split('\n')) {
    const [name = '', object = '', peeled = '', tagged = ''] = line.split(' ');
    const [, kind, rest = ''] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(name) ?? [];
    const annotated = { sha: object, taggedAt: Number(tagged) * 1000 };
    if (kind === 'heads') branches.set(rest, object);
    if (kind === 'tags') tags.set(rest, peeled === '' ? { commit: object } : { commit: peeled, annotated });
    const number = kind === 'pull' ? /^(\d+)\/head$/.exec(rest)?.[1] : undefined;
    if (number !== undefined) pullHeads.set(Number(number), object);
  }
  return { defaultBranch: head.trim(), commits, branches, tags, pullHeads };
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** A commit to write; times are seconds since 1970. */
export type HistoryCommit = {
  /** A name for this commit, used by `parents` and refs of others. */
  readonly id: string;
  readonly parents?: readonly string[];
  readonly message: string;
  readonly authored?: number;
  readonly committed: number;
};

export type History = {
  readonly commits: readonly HistoryCommit[];
  /** Full ref names (`refs/heads/main`) to commits. */
  readonly refs: Readonly<Record<string, string>>;
  /** Annotated tags: name to commit and the tagger's time. */
  readonly tags?: Readonly<Record<string, { readonly commit: string; readonly time: number }>>;
};

const person = 'someone <someone@example.invalid>';

/**
 * Writes a history into a bare repository, new or old, and gives the full id of each commit. A message may name an
 * earlier commit as `{id}`.
 */
export function writeHistory(directory: string, { commits, refs, tags = {} }: History): Map<string, string> {
  mkdirSync(directory, { recursive: true });
  const git = (args: readonly string[], input?: string): string =>
    execFileSync('git', ['-C', directory, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  git(['init', '--quiet', '--bare', '--object-format=sha1', '--initial-branch=main', '.']);
  const shas = new Map<string, string>();
  const tree = writeObject(directory, 'tree', '');
  for (const { id, parents = [], message, committed, authored = committed } of commits) {
    const known = (name: string): string => {
      const sha = shas.get(name);
      if (sha === undefined) throw new Error(`${id} names the unknown commit ${name}`);
      return sha;
    };
    const text = message.replace(/\{(\w+)\}/g, (_, name: string) => known(name));
    const header = [`tree ${tree}`, ...parents.map((parent) => `parent ${known(parent)}`)];
    const body = `${header.join('\n')}\nauthor ${person} ${authored} +0000\ncommitter ${person} ${committed} +0000\n\n${text}\n`;
    shas.set(id, writeObject(directory, 'commit', body));
  }
  const at = (commit: string): string => shas.get(commit) ?? commit;
  const updates = Object.entries(refs).map(([ref, commit]) => `update ${ref} ${at(commit)}\n`);
  git(['update-ref', '--stdin'], updates.join(''));
  for (const [name, { commit, time }] of Object.entries(tags)) {
    const sha = git(
      ['mktag'],
      `object ${at(commit)}\ntype commit\ntag ${name}\ntagger ${person} ${time} +0000\n\n${name}\n`
    ).trim();
    git(['update-ref', `refs/tags/${name}`, sha]);
  }
  return shas;
}

/** As a loose object: a process for each of thousands of commits would take minutes. */
function writeObject(directory: string, type: 'commit' | 'tree', content: string): string {
  const bytes = Buffer.from(`${type} ${Buffer.byteLength(content)}\0${content}`);
  const sha = createHash('sha1').update(bytes).digest('hex');
  const folder = join(directory, 'objects', sha.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, sha.slice(2)), deflateSync(bytes));
  return sha;
}

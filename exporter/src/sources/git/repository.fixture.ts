import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Source, SourceEnvironment } from '../source.ts';
import { git } from './index.ts';

/** Who wrote what; none of it may ever come out. */
export const persons = ['Ada Person', 'ada@people.example', 'Grace Person', 'grace@people.example'];

export type CommitSpec = {
  /** By which later specs call it. */
  readonly name: string;
  /** Names of commits, the first parent first; default: the commit before in this list, none for the first. */
  readonly parents?: readonly string[];
  /** Seconds since 1970. */
  readonly at: number | string;
  readonly authored?: number | string;
  readonly message?: string;
  readonly files?: Readonly<Record<string, string>>;
};
/** Refs by whole name: where they stand, and since when they do if they are annotated tags. */
export type RefSpec = Readonly<Record<string, string | { readonly on: string; readonly at: number | string }>>;

/** A real repository, written by `git fast-import`. */
export class TestRepository {
  readonly directory: string;
  readonly #shas = new Map<string, string>();

  constructor(directory: string) {
    this.directory = directory;
  }

  /** The id of a commit by its name. */
  sha(name: string): string {
    const sha = this.#shas.get(name);
    if (sha === undefined) throw new Error(`no commit ${name}`);
    return sha;
  }

  git(...args: string[]): Promise<string> {
    return runGit(this.directory, args);
  }

  async write(commits: readonly CommitSpec[], refs: RefSpec = {}): Promise<void> {
    const marks = new Map<string, string>();
    const place = (name: string) => marks.get(name) ?? this.sha(name);
    const lines: string[] = [];
    let last: string | undefined;
    for (const { name, at, authored = at, message = 'change', files = {}, ...spec } of commits) {
      const parents = spec.parents ?? (last === undefined ? [] : [last]);
      const mark = `:${String(marks.size + 1)}`;
      lines.push('reset refs/import', '', 'commit refs/import', `mark ${mark}`);
      lines.push(`author Ada Person <ada@people.example> ${String(authored)} +0200`);
      lines.push(`committer Grace Person <grace@people.example> ${String(at)} -0700`, data(message));
      for (const [index, parent] of parents.entries()) lines.push(`${index === 0 ? 'from' : 'merge'} ${place(parent)}`);
      for (const [path, content] of Object.entries(files)) {
        lines.push(`M 100644 inline ${JSON.stringify(path)}`, data(content));
      }
      lines.push(`get-mark ${mark}`);
      marks.set(name, mark);
      last = name;
    }
    for (const [ref, spec] of Object.entries(refs)) {
      if (typeof spec === 'string') lines.push(`reset ${ref}`, `from ${place(spec)}`, '');
      else {
        lines.push(`tag ${ref.replace('refs/tags/', '')}`, `from ${place(spec.on)}`);
        lines.push(`tagger Ada Person <ada@people.example> ${String(spec.at)} +0200`, data('a release'));
      }
    }
    lines.push('reset refs/import', '', 'done', '');
    const printed = await runGit(
      this.directory,
      ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'],
      lines.join('\n')
    );
    for (const [index, sha] of printed.trim().split('\n').entries()) {
      const name = [...marks.keys()][index];
      if (name !== undefined) this.#shas.set(name, sha);
    }
    await this.git('update-ref', '-d', 'refs/import');
  }
}

function data(text: string): string {
  return `data ${String(Buffer.byteLength(text))}\n${text}`;
}

/** A bare repository whose HEAD is main; gone with `removeFixtures`. */
export async function makeRepository(...options: string[]): Promise<TestRepository> {
  const repository = new TestRepository(await temporary());
  await repository.git('init', '--quiet', '--bare', '--initial-branch=main', ...options, '.');
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  return repository;
}

const directories: string[] = [];

export async function temporary(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'waymark-git-'));
  directories.push(directory);
  return directory;
}

export async function removeFixtures(): Promise<void> {
  await Promise.all(directories.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
}

/** A git source of a `sources:` entry, as the configuration makes it. */
export function gitSource(entry: object, environment: Partial<SourceEnvironment> = {}): Source {
  return git.create(git.schema.parse({ repository: 'acme/checkout', ...entry }), {
    cacheDirectory: '/nowhere',
    configDirectory: '/',
    secret: (name) => process.env[name],
    withPaths: new Set(),
    ...environment,
  });
}

export async function runGit(directory: string, args: readonly string[], input = ''): Promise<string> {
  const running = promisify(execFile)('git', args, {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_COMMITTER_NAME: 'Grace Person',
      GIT_COMMITTER_EMAIL: 'grace@people.example',
    },
    maxBuffer: 1e9,
  });
  // git may end before it has read all; its status then tells.
  running.child.stdin?.on('error', () => undefined).end(input);
  return (await running).stdout;
}

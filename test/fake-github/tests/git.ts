import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { deployTags, loadGit } from '../load-git.ts';
import type { Repository } from '../state.ts';
import { githubState } from '../build.ts';
import { startWorld } from './world.fixture.ts';

const scratch = mkdtempSync(join(tmpdir(), 'fake-github-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const who = (time: number) => `author someone <someone@example.invalid> ${time} +0000
committer someone <someone@example.invalid> ${time} +0000`;
const commit = (mark: number, ref: string, time: number, message: string, parents = '') =>
  `commit ${ref}\nmark :${mark}\n${who(time)}\ndata ${message.length}\n${message}\n${parents}\n`;

/** Begin, a merge of pull request 1 with two commits, a squash of 2 with one; v1 lightweight, v2 annotated. */
function smallMirror(): string {
  const directory = join(scratch, 'small.git');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'trunk', directory]);
  const stream =
    commit(1, 'refs/heads/trunk', 1000, 'begin') +
    commit(2, 'refs/pull/1/head', 1100, 'one', 'from :1') +
    commit(3, 'refs/pull/1/head', 1200, 'two', 'from :2') +
    commit(4, 'refs/heads/trunk', 2000, 'Merge pull request #1 from someone/topic', 'from :1\nmerge :3') +
    commit(5, 'refs/pull/2/head', 1500, 'three', 'from :1') +
    commit(6, 'refs/heads/trunk', 3000, 'change (#2)', 'from :4') +
    'reset refs/tags/v1\nfrom :4\n\n' +
    'tag v2\nfrom :6\ntagger someone <someone@example.invalid> 4000 +0000\ndata 2\nv2\n';
  execFileSync('git', ['-C', directory, 'fast-import', '--quiet'], { input: stream });
  return directory;
}

describe('a git history', () => {
  test('becomes pull requests with their own commits, tags become deployments', async () => {
    const state = githubState();
    const repository = await loadGit(state, 'acme/shop', smallMirror());
    expect(repository.defaultBranch).toBe('trunk');
    const message = (sha: string) => repository.commits.get(sha)?.message;
    const pulls = [...repository.pulls.values()].map(({ number, commits, mergedAt, mergeSha = '' }) => {
      return { number, mergedAt, merge: message(mergeSha), commits: commits.map(message) };
    });
    expect(pulls).toEqual([
      { number: 1, mergedAt: 2_000_000, merge: 'Merge pull request #1 from someone/topic', commits: ['one', 'two'] },
      { number: 2, mergedAt: 3_000_000, merge: 'change (#2)', commits: ['three'] },
    ]);
    deployTags(state, repository, /^v\d+$/);
    expect(repository.deployments.map(({ ref, createdAt }) => [ref, createdAt])).toEqual([
      ['v1', 2_000_000],
      ['v2', 4_000_000],
    ]);
    rmSync(join(scratch, 'small.git'), { recursive: true });
  });

  test('is cloned over HTTP, with a token where it is private', async () => {
    const { github, octokit } = await startWorld();
    const repository = await loadGit(github.state, 'acme/shop', smallMirror());
    const { data } = await octokit.repos.get({ owner: 'acme', repo: 'shop' });
    const clone = async (target: string, ...options: string[]) => {
      const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_GLOBAL: '/dev/null' };
      const arguments_ = [
        ...options,
        'clone',
        '-q',
        '--mirror',
        '--filter=blob:none',
        data.clone_url,
        join(scratch, target),
      ];
      await promisify(execFile)('git', arguments_, { env });
      return execFileSync('git', ['-C', join(scratch, target), 'rev-parse', 'refs/pull/1/head'])
        .toString()
        .trim();
    };
    expect(await clone('open.git')).toBe(repository.pulls.get(1)?.headSha);
    repository.private = true;
    await expect(clone('closed.git')).rejects.toThrow();
    const basic = Buffer.from('x-access-token:secret').toString('base64');
    const header = ['-c', `http.extraHeader=Authorization: Basic ${basic}`];
    expect(await clone('private.git', ...header)).toBe(repository.pulls.get(1)?.headSha);
    expect(github.requests.count('git')).toBeGreaterThanOrEqual(5);
  });
});

/** The data lies beside the project, not in it; without it there is nothing to compare with. */
const data = resolve(import.meta.dirname, '../../../../shared/data/histories');
const real = existsSync(data) ? describe : describe.skip;
real('real histories', () => {
  test.each(['prom-client', 'express', 'kustomize', 'helm'])(
    '%s: commits of each pull request as git counts them',
    async (name) => {
      const directory = join(scratch, `${name}.git`);
      execFileSync('git', ['clone', '-q', '--mirror', join(data, `${name}.bundle`), directory]);
      const repository: Repository = await loadGit(githubState(), `acme/${name}`, directory);
      const [head = '', ...rows] = readFileSync(join(data, name, 'pull_requests.csv'), 'utf8')
        .trim()
        .split('\n');
      const columns = head.split(',');
      const cell = (row: string, column: string) => row.split(',')[columns.indexOf(column)] ?? '';
      let compared = 0;
      const wrong = rows.filter((row) => {
        const pull = repository.pulls.get(Number(cell(row, 'pr')));
        // A number that a cherry-pick repeats belongs to the first merge here.
        if (!pull?.mergeSha?.startsWith(cell(row, 'change'))) return false;
        compared += 1;
        const authored = pull.commits.map((sha) => repository.commits.get(sha)?.authoredAt ?? NaN);
        return (
          pull.commits.length !== Number(cell(row, 'commits')) ||
          Math.min(...authored) / 1000 !== Number(cell(row, 'first_author_unix'))
        );
      });
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(0.9 * rows.length);
    }
  );
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstDeployments, inOrder } from './first-deployment.ts';
import { type Commit, buildGraph } from './graph.ts';
import { commit, deployment } from './history.fixture.ts';

const environment = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
const size = 60;

function git(directory: string, args: readonly string[], input = ''): string {
  return execFileSync('git', ['-C', directory, ...args], { input, env: environment, encoding: 'utf8' });
}

/** A bare repository with these parents for each commit, and a tag with a time of its own for some of them. */
function writeHistory(
  directory: string,
  parents: readonly number[][],
  tags: readonly (readonly [number, number])[]
): void {
  const who = 'someone <someone@example.invalid>';
  const lines: string[] = [];
  for (const [n, list] of parents.entries()) {
    lines.push(`commit refs/heads/b${n}`, `mark :${n + 1}`, `committer ${who} ${1000 + n} +0000`, 'data 0');
    lines.push(...list.map((parent, nth) => `${nth === 0 ? 'from' : 'merge'} :${parent + 1}`), '');
  }
  for (const [n, [target, time]] of tags.entries()) {
    lines.push(`tag 1.${n}.0`, `from :${target + 1}`, `tagger ${who} ${time} +0000`, 'data 0');
  }
  git(directory, ['init', '-q', '--bare', '.']);
  git(directory, ['fast-import', '--quiet'], `${lines.join('\n')}\n`);
}

function readCommits(directory: string): Commit[] {
  const lines = git(directory, ['log', '--all', '--format=%H %P']).trim().split('\n');
  return lines.map((line) => commit(line.slice(0, 40), line.slice(41)));
}

test('ancestry equals git for-each-ref --contains on random graphs', () => {
  const parents = fc.tuple(
    ...Array.from({ length: size }, (_, n) =>
      n === 0
        ? fc.constant<number[]>([])
        : fc.uniqueArray(fc.integer({ min: Math.max(0, n - 8), max: n - 1 }), { maxLength: 3 })
    )
  );
  const tags = fc.array(fc.tuple(fc.nat(size - 1), fc.integer({ min: 1000, max: 1010 })), {
    minLength: 1,
    maxLength: 12,
  });
  for (const [graph, tagged] of fc.sample(fc.tuple(parents, tags), { numRuns: 2, seed: 3 })) {
    const directory = mkdtempSync(join(tmpdir(), 'ancestry-'));
    try {
      writeHistory(directory, graph, tagged);
      const refs = git(directory, [
        'for-each-ref',
        '--format=%(refname:short) %(*objectname) %(taggerdate:unix)',
        'refs/tags',
      ]);
      const deployments = refs
        .trim()
        .split('\n')
        .map((ref) => ref.split(' '))
        .map(([tag = '', sha = '', time]) => deployment(tag, sha, Number(time)));
      expect(deployments).toHaveLength(tagged.length);
      const ordered = inOrder(deployments);
      const commits = readCommits(directory);
      expect(commits).toHaveLength(size);
      const first = firstDeployments(buildGraph(commits), ordered);
      for (const [place, { sha }] of commits.entries()) {
        const containing = git(directory, [
          'for-each-ref',
          '--format=%(refname:short)',
          '--contains',
          sha,
          'refs/tags',
        ]).split('\n');
        expect(first[place]).toBe(ordered.findIndex(({ id }) => containing.includes(id)));
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  }
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { day, hour } from '#domain/window.ts';
import { writeDemo } from './write.ts';

const directory = mkdtempSync(join(tmpdir(), 'waymark-demo-'));
const now = Date.UTC(2026, 5, 17, 15, 30);
const [one, two] = [join(directory, 'one'), join(directory, 'two')];
const git = (place: string, ...args: string[]): string =>
  execFileSync('git', [`--git-dir=${join(place, 'search.git')}`, ...args], { encoding: 'utf8' });
const refs = (place: string): string[] => git(place, 'for-each-ref').trim().split('\n');

beforeAll(() => writeDemo(now, one));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('git itself finds it sound', () => {
  execFileSync('git', [`--git-dir=${join(one, 'search.git')}`, 'fsck', '--strict', '--no-dangling'], { stdio: 'pipe' });
  expect(git(one, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main\n');
});

test('it has annotated tags, heads of pull requests and reverts of commits that are there', () => {
  const kinds = git(one, 'for-each-ref', '--format=%(objecttype)', 'refs/tags').trim().split('\n');
  expect(new Set(kinds)).toEqual(new Set(['tag']));
  const subjects = git(one, 'log', '--format=%s', 'main');
  expect(subjects).toMatch(/^Merge pull request #\d+ from/m);
  expect(subjects).toMatch(/ \(#\d+\)$/m);
  expect(refs(one).filter((ref) => ref.includes('refs/pull/')).length).toBeGreaterThan(100);
  const reverted = [...git(one, 'log', '--format=%b', 'main').matchAll(/^This reverts commit ([0-9a-f]{40})\.$/gm)];
  expect(reverted.length).toBeGreaterThan(3);
  for (const [, sha = ''] of reverted) git(one, 'merge-base', '--is-ancestor', sha, 'main');
});

test('it names nobody', () => {
  const people = git(one, 'log', '--all', '--format=%an %ae%n%cn %ce');
  expect(new Set(people.trim().split('\n'))).toEqual(new Set(['someone someone@example.invalid']));
});

test('it is the same for the same day and left alone then; another day of the month adds to it', async () => {
  const before = statSync(join(one, 'search.git')).ino;
  await writeDemo(now, one);
  expect(statSync(join(one, 'search.git')).ino).toBe(before);
  await writeDemo(now + 3 * hour, two);
  expect(refs(two)).toEqual(refs(one));
  await writeDemo(now + 2 * day, two);
  const kept = (ref: string): boolean => !ref.endsWith('refs/heads/main');
  expect(refs(two)).toEqual(expect.arrayContaining(refs(one).filter(kept)));
  git(two, 'merge-base', '--is-ancestor', git(one, 'rev-parse', 'main').trim(), 'main');
});

test('nothing in it lies in the future', () => {
  const times = git(one, 'log', '--all', '--format=%ct').trim().split('\n').map(Number);
  expect(Math.max(...times) * 1000).toBeLessThan(now);
  expect(Math.max(...times) * 1000).toBeGreaterThan(now - 4 * day);
});

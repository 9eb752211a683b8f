import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { demoConfiguration } from './configuration.ts';
import { type Habits, historyLength, organisation } from './habits.ts';
import { history } from './history.ts';
import type { DemoHistory } from './repository.ts';
import { writeDemo } from './write.ts';

/** Every third day of a year: each weekday, and the turn of the year, is today once. */
const todays = Array.from({ length: 122 }, (_, index) => Date.UTC(2026, 0, 1) + 3 * index * day);
const spanUntil = (to: number) => ({ from: to - historyLength, to });

/** When each release failed that a later release repaired, by the release of the reverted commit and of the revert. */
function repaired({ commits, tags }: DemoHistory): { failedAt: number; repairedAt: number }[] {
  const releaseOf = (commit: number) => tags.find((tag) => tag.commit >= commit)?.at;
  return commits.flatMap(({ reverts, parents }, commit) => {
    if (reverts === undefined || parents.length === 0) return [];
    const [failedAt, repairedAt] = [releaseOf(reverts), releaseOf(commit)];
    return failedAt !== undefined && repairedAt !== undefined && repairedAt > failedAt
      ? [{ failedAt, repairedAt }]
      : [];
  });
}

describe.each(organisation)('$team', (habits: Habits) => {
  const histories = todays.map((to) => ({ to, ...history(habits, spanUntil(to)) }));

  test('ends with today, whatever day it is, and nothing lies in the future', () => {
    for (const { to, commits, tags } of histories) {
      const times = [...commits, ...tags].map(({ at }) => at);
      const latest = Math.max(...times);
      expect(latest).toBeLessThan(to);
      expect(to - latest).toBeLessThan(3 * day); // Monday begins after a quiet weekend
      expect(Math.min(...times)).toBe(to - historyLength);
    }
  });

  test('has releases in the last week and repaired failures in the last four', () => {
    for (const { to, ...all } of histories) {
      const now = to + day - 1; // the day's last moment
      const window = habits.team === 'checkout' ? 7 * day : 28 * day;
      expect(all.tags.some(({ at }) => at >= now - (habits.team === 'checkout' ? 7 : 8) * day)).toBe(true);
      expect(repaired(all).some(({ failedAt }) => failedAt >= now - window)).toBe(true);
    }
  });

  test('leaves changes that wait', () => {
    for (const { tags, tip } of histories) {
      expect(tip).toBeGreaterThan(tags.at(-1)?.commit ?? tip);
    }
  });

  test('merges three to eight changes a week, never at a weekend', () => {
    const { commits, tip } = history(habits, spanUntil(Date.UTC(2026, 5, 17)));
    const line: number[] = [];
    for (let commit: number | undefined = tip; commit !== undefined; commit = commits[commit]?.parents[0])
      line.push(commit);
    const perWeek = line.length / (historyLength / (7 * day));
    expect(perWeek).toBeGreaterThan(3);
    expect(perWeek).toBeLessThan(8);
    const plain = line.slice(0, -1).flatMap((place) => {
      const commit = commits[place];
      return commit && commit.reverts === undefined ? [new Date(commit.at)] : [];
    });
    expect(plain.filter((date) => [0, 6].includes(date.getUTCDay()))).toEqual([]);
    expect(plain.filter((date) => date.getUTCHours() < 8 || date.getUTCHours() >= 18)).toEqual([]);
  });
});

describe('the repositories', () => {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-demo-'));
  const now = Date.UTC(2026, 5, 17, 15, 30);
  const git = (place: string, repository: string, ...args: string[]): string =>
    execFileSync('git', [`--git-dir=${join(place, repository)}`, ...args], { encoding: 'utf8' });
  const refs = (place: string): string =>
    ['checkout.git', 'payments.git'].map((each) => git(place, each, 'for-each-ref')).join('');

  beforeAll(() => writeDemo(now, join(directory, 'one')));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('hold what git itself finds sound', () => {
    for (const { git: path } of demoConfiguration(now, join(directory, 'one')).sources) {
      execFileSync('git', [`--git-dir=${path}`, 'fsck', '--strict', '--no-dangling'], { stdio: 'pipe' });
      expect(execFileSync('git', [`--git-dir=${path}`, 'symbolic-ref', 'HEAD'], { encoding: 'utf8' })).toBe(
        'refs/heads/main\n'
      );
    }
  });

  test('have annotated tags, heads of pull requests and reverts of commits that are there', () => {
    for (const repository of ['checkout.git', 'payments.git']) {
      const where = join(directory, 'one');
      const kinds = git(where, repository, 'for-each-ref', '--format=%(objecttype)', 'refs/tags').trim().split('\n');
      expect(new Set(kinds)).toEqual(new Set(['tag']));
      const subjects = git(where, repository, 'log', '--format=%s', 'main');
      const heads = git(where, repository, 'for-each-ref', '--format=%(refname)', 'refs/pull').trim().split('\n');
      expect(heads.length).toBeGreaterThan(100);
      expect(subjects).toMatch(/^Merge pull request #\d+ from/m);
      expect(subjects).toMatch(/ \(#\d+\)$/m);
      const bodies = git(where, repository, 'log', '--format=%b', 'main');
      const reverted = [...bodies.matchAll(/^This reverts commit ([0-9a-f]{40})\.$/gm)].map(([, sha = '']) => sha);
      expect(reverted.length).toBeGreaterThan(3);
      for (const sha of reverted) git(where, repository, 'merge-base', '--is-ancestor', sha, 'main');
    }
  });

  test('name nobody', () => {
    const people = git(join(directory, 'one'), 'checkout.git', 'log', '--all', '--format=%an %ae%n%cn %ce');
    expect(new Set(people.trim().split('\n'))).toEqual(new Set(['someone someone@example.invalid']));
  });

  test('are the same for the same day, and another day writes anew', async () => {
    await writeDemo(now + 3 * 3_600_000, join(directory, 'two'));
    expect(refs(join(directory, 'two'))).toBe(refs(join(directory, 'one')));
    await writeDemo(now + day, join(directory, 'two'));
    expect(refs(join(directory, 'two'))).not.toBe(refs(join(directory, 'one')));
  });

  test('are left alone when they are there', async () => {
    const place = join(directory, 'one', 'checkout.git');
    const before = statSync(place).ino;
    await writeDemo(now, join(directory, 'one'));
    expect(statSync(place).ino).toBe(before);
  });
});

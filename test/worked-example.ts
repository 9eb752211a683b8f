import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeHistory } from './git-history.ts';

const at = (time: string): number => Date.parse(time) / 1000;

/** When the example is looked at. */
export const exampleNow = '2026-03-31T00:00:00Z';

/**
 * A history small enough to work out by hand. In the 28 days before `exampleNow`: three deployments (v1.1.0, v1.2.0,
 * v1.2.1); lead times of 3, 1, 4 and ½ days; v1.2.0 failed, as v1.2.1 ships the revert of its change 36 hours later; one
 * change has waited for a day. v1.0.0 is the first deployment and says nothing of lead time.
 */
export function writeExample(): string {
  const directory = join(mkdtempSync(join(tmpdir(), 'waymark-example-')), 'shop.git');
  writeHistory(directory, {
    commits: [
      { id: 'root', message: 'begin', committed: at('2026-01-01T00:00:00Z') },
      { id: 'branch', parents: ['root'], message: 'work', committed: at('2026-03-01T00:00:00Z') },
      {
        id: 'merge',
        parents: ['root', 'branch'],
        message: 'Merge pull request #1 from someone/branch',
        committed: at('2026-03-02T00:00:00Z'),
      },
      { id: 'direct', parents: ['merge'], message: 'change', committed: at('2026-03-03T00:00:00Z') },
      { id: 'head', parents: ['direct'], message: 'work', committed: at('2026-03-10T00:00:00Z') },
      { id: 'squash', parents: ['direct'], message: 'change (#2)', committed: at('2026-03-12T00:00:00Z') },
      {
        id: 'revert',
        parents: ['squash'],
        message: 'Revert "change (#2)"\n\nThis reverts commit {squash}.',
        committed: at('2026-03-15T00:00:00Z'),
      },
      { id: 'waiting', parents: ['revert'], message: 'change', committed: at('2026-03-30T00:00:00Z') },
    ],
    refs: { 'refs/heads/main': 'waiting', 'refs/pull/1/head': 'branch', 'refs/pull/2/head': 'head' },
    tags: {
      'v1.0.0': { commit: 'root', time: at('2026-01-02T00:00:00Z') },
      'v1.1.0': { commit: 'direct', time: at('2026-03-04T00:00:00Z') },
      'v1.2.0': { commit: 'squash', time: at('2026-03-14T00:00:00Z') },
      'v1.2.1': { commit: 'revert', time: at('2026-03-15T12:00:00Z') },
      'v1.3.0-rc.1': { commit: 'waiting', time: at('2026-03-30T12:00:00Z') },
    },
  });
  return directory;
}

/** The configuration of a team that owns it. */
export function exampleConfig(directory: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    listen: '127.0.0.1:0',
    sources: [
      {
        git: directory,
        name: 'shop-git',
        repository: 'acme/shop',
        deployments: { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$' },
      },
    ],
    teams: [{ team: 'shop', owns: [{ repository: 'acme/shop' }] }],
    ...more,
  });
}

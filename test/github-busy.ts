import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDeployment } from './fake-github/build-delivery.ts';
import { githubState } from './fake-github/build.ts';
import { addIssue, addLabel, addReview } from './fake-github/build-work.ts';
import { loadGit } from './fake-github/load-git.ts';
import type { GithubState } from './fake-github/state.ts';
import { type HistoryCommit, writeHistory } from './git-history.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2025, 0, 6);
const count = 1000;

export type MergeMethod = 'merge' | 'squash';

/** A thousand pull requests of two commits each, one every six hours, merged in one of two ways. */
function writeMirror(method: MergeMethod): string {
  const directory = join(mkdtempSync(join(tmpdir(), 'waymark-cost-')), 'shop.git');
  const commits: HistoryCommit[] = [{ id: 'c0', message: 'begin', committed: (start - day) / 1000 }];
  const refs: Record<string, string> = { 'refs/heads/main': `c${count}` };
  for (let n = 1; n <= count; n++) {
    const at = (start + n * 6 * hour) / 1000;
    const base = `c${n - 1}`;
    commits.push({ id: `a${n}`, parents: [base], message: 'work', committed: at - 7200 });
    commits.push({ id: `b${n}`, parents: [`a${n}`], message: 'work', committed: at - 3600 });
    refs[`refs/pull/${n}/head`] = `b${n}`;
    commits.push(
      method === 'merge'
        ? { id: `c${n}`, parents: [base, `b${n}`], message: `Merge pull request #${n} from x/y`, committed: at }
        : { id: `c${n}`, parents: [base], message: `change (#${n})`, committed: at }
    );
  }
  writeHistory(directory, { commits, refs });
  return directory;
}

/** Each reviewed and labelled, a few with more reviews than a page has; every fifth deployed, every hundredth an incident. */
export async function busyGithub(method: MergeMethod): Promise<GithubState> {
  const state = githubState();
  const repository = await loadGit(state, 'acme/shop', writeMirror(method));
  for (const [number, pull] of repository.pulls) {
    const merged = pull.mergedAt ?? 0;
    for (let n = number % 400 === 0 ? 120 : 2; n > 0; n--)
      addReview(state, pull, { at: merged - n * minute, by: 'dev-3' });
    addLabel(state, repository, pull, 'feature', merged - hour);
    if (number % 5 === 0) {
      const [sha, at] = [pull.mergeSha ?? '', merged + hour];
      addDeployment(state, repository, { sha, at, statuses: [{ state: 'success', at }] });
    }
    if (number % 100 === 0)
      addIssue(state, repository, {
        number: count + number,
        openedAt: merged + 2 * hour,
        closedAt: merged + 3 * hour,
        labels: ['incident'],
      });
  }
  return state;
}

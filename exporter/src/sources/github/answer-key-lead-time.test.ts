import { expect, test } from '@jest/globals';
import { commit, nothing } from '#ancestry/history.fixture.ts';
import { link } from '#ancestry/link.ts';
import type { ChangeFact } from '#domain/facts.ts';
import { hour } from '#domain/window.ts';
import { changeLeadTime } from '#measures/change-lead-time.ts';
import { eachChange } from '#measures/change-stages.ts';
import { sliceOf } from '#measures/slice.fixture.ts';
import { quantile } from '#measures/statistics.ts';
import { deployed, ofProject, type Row, suite, table, time } from './answer-key.fixture.ts';
import { list, origin, pull, reading } from './answers.fixture.ts';
import type { PullAnswer } from './graphql/pulls.ts';
import { changeFact } from './map-change.ts';

const minutes = (from?: number, to?: number): number => Math.ceil(((to ?? NaN) - (from ?? NaN)) / 60_000);

suite('lead time and stages', () => {
  const expected = new Map(table('lead-time/expected/project_pr_metrics.csv').map((row) => [row['id'], row]));

  /** A pull request as GitHub would tell it; a comment stands for a review, as the key knows no others. */
  function answer(row: Row): PullAnswer {
    const by = (login = '') => (login === '' ? null : { __typename: 'User', login });
    const own = (path: string) =>
      table(`lead-time/input/${path}.csv`).filter(({ pull_request_id: id }) => id === row['id']);
    const mergedAt = row['merged_date'] === '' ? null : time(row['merged_date']);
    const oid = row['merge_commit_sha'] ?? '';
    return pull({
      id: row['id']!,
      author: by(row['author_id']),
      createdAt: time(row['created_date']),
      mergedAt,
      closedAt: mergedAt,
      mergeCommit: mergedAt === null ? null : { oid, authoredDate: mergedAt, committedDate: mergedAt },
      commits: list(
        ...own('pull_request_commits').map((each) => ({
          commit: { oid: each['commit_sha']!, authoredDate: time(each['commit_authored_date']) },
        }))
      ),
      reviews: list(
        ...own('pull_request_comments').map((each) => ({
          ...{ state: 'COMMENTED', submittedAt: time(each['created_date']), author: by(each['account_id']) },
        }))
      ),
    });
  }

  /** The key says only what is new in each deployment: a line for each repository, environment and result. */
  function linked(repository: string, changes: readonly ChangeFact[]) {
    const rows = ofProject(table('lead-time/input/cicd_deployment_commits.csv')).filter(
      ({ repo_url: url }) => url === repository
    );
    const contents = table('lead-time/input/commits_diffs.csv');
    const tips = new Map<string, string>();
    const commits = rows.flatMap(({ environment = '', result = '', commit_sha: sha = '' }) => {
      const line = `${environment} ${result}`;
      const added = contents.filter((each) => each['new_commit_sha'] === sha).map((each) => each['commit_sha']!);
      return [...added, sha].map((each) => {
        const parent = tips.get(line) ?? '';
        tips.set(line, each);
        return commit(each, parent, 0);
      });
    });
    const known = new Set(commits.map(({ sha }) => sha));
    const input = { commits, changes: changes.filter(({ sha }) => known.has(sha)), deployments: rows.map(deployed) };
    const rules = { ...nothing.rules, deployments: true };
    return link({ ...nothing, ...input, rules }).changeDeployments.filter(({ service }) => service === '');
  }

  const ours = () => {
    const pulls = table('lead-time/input/pull_requests.csv').map(answer);
    const changes = pulls.flatMap((each) => changeFact(each, origin, reading()) ?? []);
    return new Map(['REPO111', 'REPO222'].flatMap((name) => linked(name, changes)).map((row) => [row.change, row]));
  };
  const sliceFor = (...ids: readonly string[]) =>
    sliceOf({
      changes: ids.flatMap((id) => {
        const { deployedAt, mergedAt, firstCommitAt, readyAt, firstReviewAt, baseline } = ours().get(id)!;
        return deployedAt === undefined
          ? []
          : {
              ...{ deployed: deployedAt, merged: mergedAt, firstCommit: firstCommitAt, ready: readyAt!, baseline },
              ...(firstReviewAt !== undefined && { reviewed: firstReviewAt }),
            };
      }),
    });
  const hours = (...ids: readonly string[]) => {
    const { value, leftOutAt } = changeLeadTime.observe(sliceFor(...ids), options);
    return { hours: [...value].map((each) => Number((each / 3600).toFixed(4))), leftOut: leftOutAt.length };
  };
  const stagesOf = (id: string): (number | undefined)[] => {
    const found: (number | undefined)[] = [];
    eachChange(
      sliceFor(id),
      options,
      (_, spent) => found.push(...spent),
      () => found.push(undefined)
    );
    return found;
  };
  const options = { leadTimeFrom: 'first_commit', bots: 'out' } as const;

  test('the merged pull requests are the changes', () => {
    expect([...ours().keys()].sort()).toEqual([...expected.keys()].sort());
    expect(expected.size).toBe(6);
  });

  test('each is matched to the same deployment', () => {
    for (const [id, row] of expected) {
      const { deployment: own, baseline } = ours().get(id!)!;
      expect([id, baseline ? undefined : own]).toEqual([id, row['deployment_commit_id'] || undefined]);
    }
  });

  test('coding is the same to the minute where it is not negative', () => {
    for (const [id, row] of expected) {
      const { firstCommitAt, readyAt } = ours().get(id!)!;
      if (row['pr_coding_time'])
        expect([id, minutes(firstCommitAt, readyAt)]).toEqual([id, Number(row['pr_coding_time'])]);
      else expect(minutes(firstCommitAt, readyAt)).toBeLessThan(0);
    }
  });

  test('all four stages of pr1 are the same to the minute', () => {
    const row = expected.get('pr1')!;
    const names = ['pr_coding_time', 'pr_pickup_time', 'pr_review_time', 'pr_deploy_time'];
    expect(stagesOf('pr1').map((each) => Math.ceil(each! / 60_000))).toEqual(names.map((name) => Number(row[name])));
  });

  test('differs: a lead time is one difference, not a sum of rounded ones', () => {
    expect(expected.get('pr1')!['pr_cycle_time']).toBe('4478');
    expect(hours('pr1')).toEqual({ hours: [74.6242], leftOut: 0 });
  });

  test('differs: a commit authored after the opening begins the lead time as it is, and has no stages', () => {
    expect(expected.get('pr2')).toMatchObject({ pr_coding_time: '', pr_cycle_time: '1598' });
    expect(hours('pr2')).toEqual({ hours: [2.6242], leftOut: 0 });
    expect(stagesOf('pr2')).toEqual([undefined]);
  });

  test('differs: a change deployed before its merge has no lead time, and is counted', () => {
    expect(expected.get('pr3')).toMatchObject({ pr_deploy_time: '', pr_cycle_time: '10203' });
    const { mergedAt, deployedAt } = ours().get('pr3')!;
    expect((deployedAt! - mergedAt) / hour).toBeCloseTo(-23.3881, 4);
    expect(hours('pr3')).toEqual({ hours: [], leftOut: 1 });
    expect(stagesOf('pr3')).toEqual([undefined]);
  });

  test('differs: what is not deployed has no time yet, and waits', () => {
    for (const id of ['pr4', 'pr5']) {
      expect(Number(expected.get(id)!['pr_cycle_time'])).toBeGreaterThan(0);
      expect(ours().get(id)!.deployedAt).toBeUndefined();
    }
  });

  test('the first deployment of a service gives no lead time; differs: no other time either', () => {
    expect(expected.get('pr0')).toMatchObject({ deployment_commit_id: '', pr_cycle_time: '44640' });
    expect(ours().get('pr0')).toMatchObject({ deployment: '1', baseline: true });
    expect(hours('pr0')).toEqual({ hours: [], leftOut: 0 });
    expect(stagesOf('pr0')).toEqual([]);
  });

  test('differs: a review after the merge reviewed nothing, one before the opening leaves no pickup', () => {
    expect(expected.get('pr4')).toMatchObject({ first_review_id: 'comment10', pr_pickup_time: '1500' });
    expect(ours().get('pr4')!.firstReviewAt).toBeUndefined();
    expect(expected.get('pr5')).toMatchObject({ pr_pickup_time: '', pr_review_time: '313068' });
    const { firstReviewAt, readyAt } = ours().get('pr5')!;
    expect(firstReviewAt).toBeLessThan(readyAt!);
  });

  test('differs: the comment of a bot is no review', () => {
    const [row] = table('lead-time/input/pull_requests.csv').filter(({ id }) => id === 'pr1');
    const answered = answer(row!);
    for (const each of answered.reviews.nodes) if (each.author) each.author.__typename = 'Bot';
    expect(changeFact(answered, origin, reading())).not.toHaveProperty('firstReviewAt');
  });

  test('differs: the statistic is the median, of an even number the mean of the two in the middle', () => {
    const { hours: both, leftOut } = hours('pr1', 'pr2', 'pr3');
    const sorted = both.toSorted((a, b) => a - b);
    const median = quantile({ n: sorted.length, at: (k) => sorted[k]! }, 0.5);
    expect({ median, leftOut }).toEqual({ median: 38.6242, leftOut: 1 });
  });
});

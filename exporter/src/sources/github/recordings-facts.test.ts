import { expect, test } from '@jest/globals';
import { commit, nothing } from '#ancestry/history.fixture.ts';
import { link } from '#ancestry/link.ts';
import { eachChange } from '#measures/change-stages.ts';
import { sliceOf } from '#measures/slice.fixture.ts';
import { list, origin, pull, reading } from './answers.fixture.ts';
import type { PullAnswer } from './graphql/pulls.ts';
import { changeFact } from './map-change.ts';
import { releaseDeployment, runDeployment } from './map-deployment.ts';
import { proposalFact } from './map-proposal.ts';
import { runFact } from './map-run.ts';
import { named, recorded, suite } from './recordings.fixture.ts';
import { type RunAnswer, run } from './rest.ts';

type User = { readonly login: string; readonly type: string } | null;
type Pull = {
  readonly [key in 'node_id' | 'html_url' | 'title' | 'created_at' | 'updated_at']: string;
} & {
  readonly number: number;
  readonly state: string;
  readonly user: User;
  readonly body: string | null;
  readonly draft?: boolean;
  readonly closed_at: string | null;
  readonly merged_at?: string | null;
  readonly additions?: number;
  readonly deletions?: number;
  readonly labels: readonly { readonly name: string }[];
  readonly milestone: { readonly title: string } | null;
  readonly base?: { readonly ref: string };
  readonly head?: { readonly ref: string; readonly sha: string };
};

const at = (text: string): number => Date.parse(text);
const actor = (user: User) => user && { __typename: user.type, login: user.login.replace(/\[bot\]$/, '') };

/** What was recorded of a pull request by REST, as GraphQL tells the same. */
function answerOf(body: Pull, more: Partial<PullAnswer> = {}): PullAnswer {
  const time = (text: string | null | undefined) => (text == null ? null : at(text));
  return pull({
    ...{ id: body.node_id, number: body.number, url: body.html_url, title: body.title, body: body.body ?? '' },
    ...{ state: body.state === 'open' ? 'OPEN' : 'CLOSED', isDraft: body.draft ?? false, author: actor(body.user) },
    ...{ createdAt: at(body.created_at), updatedAt: at(body.updated_at), closedAt: time(body.closed_at) },
    ...{ mergedAt: time(body.merged_at), mergeCommit: null, milestone: body.milestone, commits: list() },
    ...{ additions: body.additions ?? 0, deletions: body.deletions ?? 0, labels: list(...body.labels) },
    ...{ baseRefName: body.base?.ref ?? 'main', headRefName: body.head?.ref ?? '', headRefOid: body.head?.sha ?? '' },
    ...more,
  });
}

const runsOf = (name: string): RunAnswer[] =>
  (recorded(`workflow-runs/${name}.json`) as { workflow_runs: unknown[] }).workflow_runs.map((each) => run.parse(each));
const outcomes = (name: string) => runsOf(name).map((each) => runFact(each, each.name ?? '', origin)?.outcome);
const deploying = reading({ deployments: { workflows: ['**'] } });

suite('recorded pull requests', () => {
  test('are proposals from their opening to their end, and changes only where they were merged', () => {
    const bodies = [
      ...named('pulls-get').map((name) => recorded(name) as Pull),
      ...named('pulls-list').flatMap((name) => recorded(name) as Pull[]),
      ...named('commit-pulls').flatMap((name) => recorded(name) as Pull[]),
    ].map((body) => answerOf(body));
    const proposals = bodies.map((each) => proposalFact(each, origin, reading()));
    expect(proposals).toHaveLength(28);
    expect(bodies.map((each) => changeFact(each, origin, reading())).filter(Boolean)).toEqual([]);
    // #272 before and after it was closed.
    expect(proposals.filter(({ number }) => number === 272).map(({ closedAt }) => closedAt)).toEqual([
      undefined,
      at('2019-09-08T07:25:09Z'),
    ]);
    expect(JSON.stringify(proposals)).not.toMatch(/"(title|body|author|login|name)"/);
  });

  /**
   * No merged one was recorded with all that belongs to it. This one is put together: opening, end, commits and authors
   * of #473, the body of the review of #6, two runs. Ours are that its end was a merge, when the review was, and that
   * the runs deployed its base and its head.
   */
  test('give a change with all stages', () => {
    const [body] = (recorded('search/GHPullRequestTest-getListOfCommits-4.json') as { items: Pull[] }).items;
    const commits = recorded('pull-commits/GHPullRequestTest-getListOfCommits-20.json') as {
      sha: string;
      parents: { sha: string }[];
      commit: { author: { date: string }; committer: { date: string } };
    }[];
    const [review] = recorded('pull-reviews/GHPullRequestTest-checkPullRequestReviewer-5.json') as {
      state: string;
      user: User;
    }[];
    const [base, head] = [commits[0]!.parents[0]!.sha, commits.at(-1)!.sha];
    const mergedAt = at(body!.closed_at!);
    const answered = answerOf(body!, {
      ...{ state: 'MERGED', mergedAt, mergeCommit: { oid: head, authoredDate: mergedAt, committedDate: mergedAt } },
      commits: list(
        ...commits.map(({ sha, commit: own }) => ({ commit: { oid: sha, authoredDate: at(own.author.date) } }))
      ),
      reviews: list({ state: review!.state, submittedAt: at('2022-09-23T12:15:00Z'), author: actor(review!.user) }),
    });
    const change = changeFact(answered, origin, reading())!;
    const deployments = [
      { ...runsOf('GHWorkflowRunTest-testCancelAndRerun-4')[0]!, head_sha: base },
      { ...runsOf('GHWorkflowRunTest-testArtifacts-3')[0]!, head_sha: head },
    ].map((each) => runDeployment(each, 'deploy', origin, deploying)!);
    expect(deployments.map(({ finishedAt }) => finishedAt)).toEqual([
      at('2021-03-25T09:37:04Z'),
      at('2024-02-13T17:32:32Z'),
    ]);

    const graph = [
      commit(base),
      ...commits.map(({ sha, parents, commit: own }) => commit(sha, parents[0]!.sha, at(own.author.date))),
    ];
    const rules = { ...nothing.rules, deployments: true };
    const rows = link({ ...nothing, commits: graph, changes: [change], deployments, rules }).changeDeployments;
    const {
      deployedAt = NaN,
      firstCommitAt,
      readyAt,
      firstReviewAt,
      baseline,
    } = rows.find(({ service }) => service === '')!;
    const slice = sliceOf({
      changes: [
        {
          deployed: deployedAt,
          merged: mergedAt,
          baseline,
          firstCommit: firstCommitAt,
          ready: readyAt!,
          reviewed: firstReviewAt!,
        },
      ],
    });
    const stages: number[][] = [];
    eachChange(slice, { leadTimeFrom: 'first_commit', bots: 'out' }, (_, spent) => stages.push([...spent]), fail);
    expect(stages).toEqual([
      [
        at('2022-09-23T12:09:48Z') - at('2019-09-06T23:38:37Z'),
        at('2022-09-23T12:15:00Z') - at('2022-09-23T12:09:48Z'),
        at('2022-09-23T12:23:15Z') - at('2022-09-23T12:15:00Z'),
        at('2024-02-13T17:32:32Z') - at('2022-09-23T12:23:15Z'),
      ],
    ]);
    expect(JSON.stringify([change, ...deployments])).not.toMatch(/person-\d/);
  });
});

function fail(): never {
  throw new Error('the change was left out');
}

suite('recorded runs', () => {
  test('end as they ended: one that has not is none, nor one that waits for a person, or of a pull request', () => {
    expect(outcomes('GHWorkflowRunTest-testCancelAndRerun-6')).toEqual([undefined]);
    expect(outcomes('GHWorkflowRunTest-testApproval-3')).toEqual([undefined, undefined, undefined, undefined]);
    expect(outcomes('GHWorkflowRunTest-testDelete-6').slice(0, 4)).toEqual([
      ...['success', 'cancelled', 'success', 'cancelled'],
    ]);
    expect(new Set(outcomes('GHWorkflowRunTest-testStartupFailureConclusion-3'))).toEqual(new Set(['failure']));
    expect(outcomes('GHWorkflowRunTest-testSearchOnBranch-6')).toEqual([undefined, undefined]);
  });

  test('of 2021 have no attempt and no start of their own', () => {
    const [old] = runsOf('GHWorkflowRunTest-testCancelAndRerun-4');
    expect(runFact(old!, 'Fast workflow', origin)).toMatchObject({
      ...{ id: '686034992-1', attempt: 1, startedAt: at('2021-03-25T09:36:45Z'), outcome: 'success' },
    });
  });

  test('deploy where their workflow does; what was cancelled tried nothing', () => {
    const kinds = runsOf('GHWorkflowRunTest-testDelete-6')
      .slice(0, 2)
      .map((each) => runDeployment(each, each.name ?? '', origin, deploying)?.outcome);
    expect(kinds).toEqual(['success', undefined]);
  });
});

suite('recorded releases', () => {
  test('are deployments when they were published, without pre-releases', () => {
    type Release = { readonly [key in 'node_id' | 'tag_name' | 'html_url' | 'created_at' | 'published_at']: string } & {
      readonly draft: boolean;
      readonly prerelease: boolean;
    };
    const bodies = recorded('releases/GHRepositoryTest-listReleases-4.json') as Release[];
    const found = bodies.flatMap((body) => {
      const answer = {
        ...{ id: body.node_id, tagName: body.tag_name, isDraft: body.draft, isPrerelease: body.prerelease },
        ...{ createdAt: at(body.created_at), publishedAt: at(body.published_at), updatedAt: at(body.published_at) },
        // REST does not tell the commit of a tag.
        ...{ url: body.html_url, tagCommit: { oid: 'a'.repeat(40) } },
      };
      return releaseDeployment(answer, origin, reading()) ?? [];
    });
    expect([bodies.length, found.length]).toEqual([30, 27]);
    expect([found[0]?.version, found.at(-1)?.version]).toEqual(['2.12.8', '2.3.0']);
    expect(found[0]?.finishedAt).toBe(at(bodies[0]!.published_at));
    expect(found[0]?.finishedAt).not.toBe(at(bodies[0]!.created_at));
  });
});

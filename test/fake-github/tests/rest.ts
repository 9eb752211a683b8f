import { describe, expect, test } from '@jest/globals';
import { addDeployment, addRelease, addRun } from '../build-delivery.ts';
import { addIssue, addPull } from '../build-work.ts';
import { addRepository, addTag, pushToDefault } from '../build.ts';
import { day, problems, start, startWorld, type World } from './world.fixture.ts';

const at = { owner: 'acme', repo: 'checkout' };

/** One of everything. */
function fill({ github: { state }, repository }: World) {
  addIssue(state, repository, {
    openedAt: start,
    labels: ['incident'],
    type: 'Bug',
    milestone: 'Q3',
    closedAt: start + day,
  });
  const pull = addPull(state, repository, {
    openedAt: start,
    author: 'renovate[bot]',
    draft: start + 1000,
    labels: ['enhancement'],
    closes: [1],
    fork: 'deleted',
    reviews: [
      { at: start + 2000, by: 'dev-3' },
      { at: start + 3000, by: null, state: 'COMMENTED' },
    ],
    merged: { at: start + day, method: 'merge' },
  });
  addPull(state, repository, { openedAt: start + day, draft: true });
  const sha = pull.mergeSha ?? '';
  const statuses = [
    { state: 'in_progress', at: start + day },
    { state: 'success', at: start + day + 60_000 },
  ] as const;
  addDeployment(state, repository, { sha, at: start + day, statuses });
  addRelease(state, repository, { tag: 'v1.0.0', sha, publishedAt: start + 2 * day });
  addTag(repository, 'v1.0.1', sha, start + 3 * day);
  const attempts = [
    { startedAt: start, updatedAt: start + 5000, conclusion: 'failure' },
    { startedAt: start + 6000, updatedAt: start + 9000 },
  ] as const;
  const run = addRun(state, repository, { workflow: 'Deploy production', sha, at: start, attempts, pulls: [3] });
  return { pull, run, sha };
}

describe('REST', () => {
  test("every operation answers by GitHub's contract", async () => {
    const world = await startWorld({ checkAnswers: true });
    const { run, sha } = fill(world);
    const { octokit, github } = world;
    const [deployment] = (await octokit.repos.listDeployments(at)).data;
    const deployment_id = deployment?.id ?? 0;
    const answers = [
      octokit.orgs.get({ org: 'acme' }),
      octokit.users.getByUsername({ username: 'collector' }),
      octokit.users.getAuthenticated(),
      octokit.repos.listForOrg({ org: 'acme', type: 'all', sort: 'full_name' }),
      octokit.repos.listForUser({ username: 'acme' }),
      octokit.repos.listForAuthenticatedUser(),
      octokit.repos.get(at),
      octokit.repos.getDeployment({ ...at, deployment_id }),
      octokit.repos.listDeploymentStatuses({ ...at, deployment_id }),
      octokit.repos.listReleases(at),
      octokit.repos.listTags(at),
      octokit.repos.listBranches(at),
      octokit.repos.listCommits({ ...at, since: '2023-01-01T00:00:00Z' }),
      octokit.repos.getCommit({ ...at, ref: sha }),
      octokit.repos.compareCommitsWithBasehead({ ...at, basehead: `${sha}~`.replace('~', '...main') }),
      octokit.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: sha }),
      octokit.git.getRef({ ...at, ref: 'tags/v1.0.1' }),
      octokit.git.listMatchingRefs({ ...at, ref: 'tags/v' }),
      octokit.pulls.list({ ...at, state: 'all', per_page: 100 }),
      octokit.pulls.get({ ...at, pull_number: 2 }),
      octokit.pulls.listCommits({ ...at, pull_number: 2 }),
      octokit.pulls.listFiles({ ...at, pull_number: 2 }),
      octokit.pulls.listReviews({ ...at, pull_number: 2 }),
      octokit.issues.listForRepo({ ...at, state: 'all', since: '2024-01-01T00:00:00Z' }),
      octokit.issues.get({ ...at, issue_number: 1 }),
      octokit.issues.listEventsForTimeline({ ...at, issue_number: 1 }),
      octokit.issues.listEventsForTimeline({ ...at, issue_number: 2 }),
      octokit.issues.listLabelsForRepo(at),
      octokit.actions.listRepoWorkflows(at),
      octokit.actions.listWorkflowRunsForRepo({ ...at, created: '>=2024-01-01', status: 'success' }),
      octokit.actions.listWorkflowRuns({ ...at, workflow_id: 'deploy-production.yml' }),
      octokit.actions.listWorkflowRuns({ ...at, workflow_id: run.workflow.id }),
      octokit.actions.getWorkflowRun({ ...at, run_id: run.id }),
      octokit.actions.getWorkflowRunAttempt({ ...at, run_id: run.id, attempt_number: 1 }),
      octokit.actions.listJobsForWorkflowRun({ ...at, run_id: run.id, filter: 'all' }),
      octokit.actions.listJobsForWorkflowRunAttempt({ ...at, run_id: run.id, attempt_number: 1 }),
      octokit.rateLimit.get(),
    ];
    const statuses = (await Promise.all(answers)).map((answer) => answer.status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    // The contract says `head.repo` is never null; real answers say otherwise (a deleted fork), and so do ours.
    const [drift, wrong] = [true, false].map((known) =>
      problems(github).filter((each) => /head\/(repo|user)\b/.test(each) === known)
    );
    expect(wrong).toEqual([]);
    expect(drift).not.toEqual([]);
  });

  test('page links go to /repositories/{id} and name first, prev, next and last', async () => {
    const { github, repository, octokit, get } = await startWorld();
    for (let n = 0; n < 7; n++) addPull(github.state, repository, { openedAt: start + n * day });
    const all = await octokit.paginate(octokit.pulls.list, {
      ...at,
      state: 'all',
      per_page: 3,
      sort: 'created',
      direction: 'asc',
    });
    expect(all.map((pull) => pull.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const link = (await get('/repos/acme/checkout/pulls?per_page=3&page=2')).headers.get('link') ?? '';
    expect([...link.matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel)).toEqual(['prev', 'next', 'last', 'first']);
    expect(link).toContain(`<${github.url}/repositories/${repository.id}/pulls?per_page=3&page=3>; rel="next"`);
    expect(problems(github)).toEqual([]);
  });

  test('the issue list holds pull requests and pages by cursor, without a last page', async () => {
    const { github, repository, octokit, get } = await startWorld();
    for (let n = 0; n < 3; n++) addIssue(github.state, repository, { openedAt: start + n * day });
    addPull(github.state, repository, { openedAt: start });
    const all = await octokit.paginate(octokit.issues.listForRepo, { ...at, state: 'all', per_page: 2 });
    expect(all.map((issue) => issue.pull_request !== undefined)).toContain(true);
    expect(all).toHaveLength(4);
    const link = (await get('/repos/acme/checkout/issues?per_page=2')).headers.get('link') ?? '';
    expect(link).toMatch(/after=.*rel="next"/);
    expect(link).not.toContain('rel="last"');
    expect(problems(github)).toEqual([]);
  });

  test('a wrong parameter, value or type is 422 and counted', async () => {
    const { github, get } = await startWorld();
    for (const query of ['invented=1', 'state=merged', 'per_page=many']) {
      expect((await get(`/repos/acme/checkout/pulls?${query}`)).status).toBe(422);
    }
    expect((await get('/repos/acme/checkout/nonsense')).status).toBe(404);
    expect(github.violations).toHaveLength(4);
  });

  test('a pull request shows 250 commits at most, filtered runs end after 1,000', async () => {
    const { github, repository, octokit } = await startWorld();
    const commits = Array.from({ length: 260 }, (_, index) => ({ at: start + index * 1000 }));
    const { headSha: sha } = addPull(github.state, repository, { openedAt: start, commits });
    const shown = await octokit.paginate(octokit.pulls.listCommits, { ...at, pull_number: 1, per_page: 100 });
    expect(shown).toHaveLength(250);
    const attempts = [{ startedAt: start, updatedAt: start }];
    for (let n = 0; n < 1050; n++)
      addRun(github.state, repository, { workflow: 'CI', sha, at: start + n * 1000, attempts });
    const count = async (query: object) =>
      (await octokit.paginate(octokit.actions.listWorkflowRunsForRepo, { ...at, per_page: 100, ...query })).length;
    expect(await count({ status: 'success' })).toBe(1000);
    expect(await count({})).toBe(1050);
  });

  test('an empty repository says 409, one without issues 410', async () => {
    const { github, get } = await startWorld();
    addRepository(github.state, 'acme/empty', { hasIssues: false });
    expect((await get('/repos/acme/empty/commits')).status).toBe(409);
    expect((await get('/repos/acme/empty/issues')).status).toBe(410);
    expect(await (await get('/repos/acme/empty/pulls')).json()).toEqual([]);
  });

  test('a later success makes the earlier deployment inactive; newest status first', async () => {
    const { github, repository, octokit } = await startWorld();
    const { sha } = pushToDefault(repository, { at: start });
    const success = (time: number) => [{ state: 'success' as const, at: time }];
    const first = addDeployment(github.state, repository, { sha, at: start, statuses: success(start) });
    addDeployment(github.state, repository, { sha, at: start + day, statuses: success(start + day) });
    const { data } = await octokit.repos.listDeploymentStatuses({ ...at, deployment_id: first.id });
    expect(data.map((status) => status.state)).toEqual(['inactive', 'success']);
  });
});

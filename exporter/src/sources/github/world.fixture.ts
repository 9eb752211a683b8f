import { createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day, second } from '#domain/window.ts';
import type { Source } from '../source.ts';
import { Budgets } from './budget.ts';
import { githubSource } from './index.ts';
import { type Asked, type Reply, list, movedClock, serve } from './server.fixture.ts';

/**
 * A small GitHub: answers each query of ours by its name from lists that a test may change. It knows no contract, limits
 * or faults; test/ has a server that does.
 */
export type World = {
  repository: { name: string; pushed: number; archived: boolean };
  readonly commits: { sha: string; parent: string | undefined; at: number }[];
  readonly pulls: WorldPull[];
  readonly deployments: { id: string; sha: string; at: number; ended?: number }[];
  readonly issues: { number: number; at: number; closed?: number }[];
  readonly runs: { id: number; at: number; attempt: number; sha: string }[];
};
type WorldPull = { number: number; at: number; sha?: string; reviewed?: number };

export const start = Date.UTC(2026, 2, 1);
export const persons = ['ada-lovelace', 'grace-hopper'] as const;
const [author, reviewer] = persons;
const human = (login: string) => ({ __typename: 'User', login });
const iso = (time: number): string => new Date(time).toISOString();
const shaOf = (name: string): string => Buffer.from(name).toString('hex').padStart(40, '0');

/** Five pull requests, one a day, each merged by a squash half a day later; a push, a deployment, an incident, a run. */
export function newWorld(): World {
  const world: World = {
    repository: { name: 'acme/checkout', pushed: start, archived: false },
    commits: [],
    pulls: [],
    deployments: [],
    issues: [],
    runs: [],
  };
  push(world, start);
  for (let number = 1; number <= 5; number++) merge(world, number, start + number * day);
  const tip = push(world, start + 6 * day);
  world.deployments.push({ id: 'DE_1', sha: tip, at: start + 7 * day, ended: start + 7 * day + second });
  world.issues.push({ number: 90, at: start + 8 * day, closed: start + 9 * day });
  world.runs.push({ id: 8_000_000_001, at: start + 6 * day, attempt: 2, sha: tip });
  return world;
}

export function push(world: World, at: number): string {
  const sha = shaOf(`c${world.commits.length}`);
  world.commits.push({ sha, parent: world.commits.at(-1)?.sha, at });
  world.repository.pushed = at;
  return sha;
}

export function merge(world: World, number: number, at: number): void {
  const sha = push(world, at + day / 2);
  world.pulls.push({ number, at, sha, reviewed: at + day / 4 });
}

export async function serveWorld(world: World, pageSize = 2) {
  const server = await serve((asked) => answer(world, asked, pageSize, server.url));
  return server;
}

function answer(world: World, asked: Asked, size: number, url: string): Reply {
  if (asked.method === 'GET') return restAnswer(world, asked.path, url);
  const name = /^query (\w+)/.exec(asked.query)?.[1] ?? '';
  const views = viewsOf(world, url);
  const paged = (nodes: readonly object[]) => {
    const from = Number(asked.variables['after'] ?? 0);
    const hasNextPage = from + size < nodes.length;
    const pageInfo = { hasNextPage, endCursor: String(from + size) };
    return { totalCount: nodes.length, pageInfo, nodes: nodes.slice(from, from + size) };
  };
  const byId = (nodes: readonly { id: string }[]) => nodes.find(({ id }) => id === asked.variables['id']) ?? null;
  const ids = asked.variables['ids'];
  const node = (content: object | null): Reply => ({ body: { data: { node: content } } });
  switch (name) {
    case 'Repositories':
      return { body: { data: { repositoryOwner: { repositories: list([views.repository]) } } } };
    case 'Probe':
      return { body: { data: { nodes: [views.probe] } } };
    case 'Pulls':
      return node({ pullRequests: paged(views.pulls) });
    case 'Pull':
      return node(byId(views.pulls));
    case 'Issues':
      return node({ issues: paged(views.issues) });
    case 'Issue':
      return node(byId(views.issues));
    case 'Deployments':
      return node({ deployments: paged(views.deployments) });
    case 'DeploymentsById':
      return {
        body: { data: { nodes: views.deployments.filter(({ id }) => Array.isArray(ids) && ids.includes(id)) } },
      };
    case 'Associated':
      return node(associated(world, asked.query));
    default:
      throw new Error(`no answer for ${asked.query}`);
  }
}

function associated(world: World, query: string) {
  const asked = [...query.matchAll(/(c\d+): object\(oid: "(\w+)"\)/g)];
  return Object.fromEntries(
    asked.map(([, alias = '', sha]) => {
      const pulls = world.pulls.filter((pull) => pull.sha === sha);
      return [alias, { associatedPullRequests: { nodes: pulls.map(() => ({ merged: true, baseRefName: 'main' })) } }];
    })
  );
}

function viewsOf({ repository, commits, pulls, deployments, issues }: World, url: string) {
  const page = `${url}/${repository.name}`;
  const target = { name: 'main', target: { oid: commits.at(-1)?.sha } };
  const pullViews = pulls.map(({ number, at, sha, reviewed }) => ({
    ...{ id: `PR_${number}`, number, url: `${page}/pull/${number}`, title: `by ${author}`, body: `cc @${reviewer}` },
    ...{
      state: sha === undefined ? 'OPEN' : 'MERGED',
      isDraft: false,
      baseRefName: 'main',
      headRefName: `${author}/x`,
    },
    ...{ headRefOid: shaOf(`h${number}`), additions: 1, deletions: 2, author: human(author), milestone: null },
    ...{ createdAt: iso(at), updatedAt: iso(at + day / 2), closedAt: sha && iso(at + day / 2) },
    mergedAt: sha && iso(at + day / 2),
    mergeCommit: sha && { oid: sha, authoredDate: iso(at + day / 2), committedDate: iso(at + day / 2) },
    reviews: list(
      reviewed === undefined ? [] : [{ state: 'APPROVED', submittedAt: iso(reviewed), author: human(reviewer) }]
    ),
    ...{ timelineItems: list([]), labels: list([]), closingIssuesReferences: list([]) },
    commits: list([{ commit: { oid: shaOf(`h${number}`), authoredDate: iso(at - second) } }]),
  }));
  const issueViews = issues.map(({ number, at, closed }) => ({
    ...{ id: `I_${number}`, number, url: `${page}/issues/${number}`, state: closed ? 'CLOSED' : 'OPEN' },
    ...{ stateReason: closed ? 'COMPLETED' : null, createdAt: iso(at), updatedAt: iso(closed ?? at), milestone: null },
    ...{ closedAt: closed ? iso(closed) : null, body: `${reviewer} saw it\ncaused by: #5` },
    ...{ labels: list([{ name: 'incident' }]), timelineItems: list([]) },
  }));
  const deploymentViews = deployments.map(({ id, sha, at, ended }) => ({
    ...{ id, commitOid: sha, environment: 'production', task: 'deploy', ref: null },
    ...{ createdAt: iso(at), updatedAt: iso(ended ?? at) },
    statuses: list([
      ...(ended === undefined ? [] : [{ state: 'SUCCESS', createdAt: iso(ended), logUrl: null }]),
      { state: 'IN_PROGRESS', createdAt: iso(at), logUrl: null },
    ]),
  }));
  const newest = <T extends { updatedAt: string }>(views: T[]) =>
    views.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const recent = (views: { id: string; updatedAt: string }[]) => ({ nodes: newest(views).slice(0, 25) });
  return {
    repository: {
      ...{ id: 'R_1', nameWithOwner: repository.name, url: page, isArchived: repository.archived, isDisabled: false },
      ...{ isEmpty: false, isFork: false, createdAt: iso(start), pushedAt: iso(repository.pushed) },
      defaultBranchRef: target,
    },
    probe: {
      ...{ id: 'R_1', nameWithOwner: repository.name, defaultBranchRef: target, pullRequests: recent(pullViews) },
      ...{ issues: recent(issueViews), deployments: recent(deploymentViews) },
    },
    pulls: newest(pullViews),
    issues: newest(issueViews),
    deployments: newest(deploymentViews),
  };
}

function commitBody({ sha, parent, at }: World['commits'][number]) {
  return {
    ...{ sha, parents: parent === undefined ? [] : [{ sha: parent }] },
    commit: { message: 'change', author: { name: author, date: iso(at) }, committer: { date: iso(at) } },
  };
}

function restAnswer({ repository, commits, runs }: World, path: string, url: string): Reply {
  const compared = /\/compare\/(\w+)\.\.\.(\w+)/.exec(path);
  if (compared) {
    const from = commits.findIndex(({ sha }) => sha === compared[1]);
    const to = commits.findIndex(({ sha }) => sha === compared[2]);
    if (from === -1 || to === -1) return { status: 404, body: { message: 'Not Found' } };
    const between = commits.slice(from + 1, to + 1).map(commitBody);
    const status = from === to ? 'identical' : from < to ? 'ahead' : 'behind';
    return { body: { status, total_commits: between.length, commits: between } };
  }
  const runBody = ({ id, at, attempt, sha }: World['runs'][number], nth = attempt) => ({
    ...{ id, name: 'CI', path: '.github/workflows/ci.yml', workflow_id: 51, event: 'push', status: 'completed' },
    ...{ conclusion: nth < attempt ? 'failure' : 'success', head_branch: 'main', head_sha: sha, run_attempt: nth },
    ...{ html_url: `${url}/${repository.name}/actions/runs/${id}`, actor: { login: author } },
    ...{ created_at: iso(at), run_started_at: iso(at + nth * second), updated_at: iso(at + (nth + 1) * second) },
  });
  const listed = /\/commits\?.*?(?:&page=(\d+))?$/.exec(path);
  if (listed) {
    const from = Number(listed[1] ?? 0);
    const next = `<${url}/repos/${repository.name}/commits?&page=${from + 2}>; rel="next"`;
    const body = commits.toReversed().map(commitBody);
    return { body: body.slice(from, from + 2), ...(from + 2 < body.length && { headers: { link: next } }) };
  }
  const attempt = /\/runs\/(\d+)\/attempts\/(\d+)/.exec(path);
  if (attempt) {
    const run = runs.find(({ id }) => String(id) === attempt[1]);
    return run ? { body: runBody(run, Number(attempt[2])) } : { status: 404 };
  }
  if (/\/workflows\/51\/runs/.test(path)) {
    return { body: { total_count: runs.length, workflow_runs: runs.map((run) => runBody(run)).reverse() } };
  }
  const workflow = { id: 51, name: 'CI', path: '.github/workflows/ci.yml', state: 'active' };
  return { body: { total_count: 1, workflows: [workflow] } };
}

/** The source of `acme` at this address, without a clone. */
export function worldSource(url: string, entry: object = {}): Source {
  const type = githubSource({ clock: movedClock(), budgets: new Budgets(), retryAfter: 1 });
  const rules = {
    deployments: { environments: ['production'] },
    incidents: { labels: ['incident'] },
    ci: { workflows: ['CI'] },
  };
  const access = { github: 'acme', token_env: 'TOKEN', api_url: url, clone: false, webhook_secret_env: 'SECRET' };
  const given = Object.entries<unknown>({ ...access, ...rules, ...entry }).filter(([, value]) => value !== undefined);
  const configuration = type.schema.parse(Object.fromEntries(given));
  return type.create(configuration, {
    cacheDirectory: mkdtempSync(join(tmpdir(), 'waymark-github-')),
    configDirectory: '/',
    secret: (name) => (name === 'SECRET' ? 'sesame' : 'hunter2'),
    withPaths: new Set(),
  });
}

/** A delivery as GitHub signs it. */
export function delivery(event: string, content: object, secret = 'sesame') {
  const body = Buffer.from(JSON.stringify(content));
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return {
    headers: { 'x-github-event': event, 'x-hub-signature-256': signature, 'x-github-delivery': '1' },
    body,
    now: start + 20 * day,
    signal: new AbortController().signal,
  };
}

export const repositoryBody = (url: string, name = 'acme/checkout') => ({
  ...{ node_id: 'R_1', full_name: name, html_url: `${url}/${name}`, default_branch: 'main' },
  owner: { login: author },
});

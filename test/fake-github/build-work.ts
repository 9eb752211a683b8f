/** Adds pull requests and issues with their events. Times are milliseconds since 1970. */
import { account, addCommit, label, newId } from './build.ts';
import { addEvent, closeItem } from './build-events.ts';
import { mergePull } from './build-merge.ts';
import type { GithubState, Repository } from './state.ts';
import type { Issue, Milestone, ProjectItem, Pull, Review } from './state-work.ts';

type WorkOptions = {
  readonly openedAt: number;
  readonly number?: number;
  readonly title?: string;
  readonly body?: string;
  /** A login (`x[bot]` for a bot), or null for a deleted account. */
  readonly author?: string | null;
  readonly labels?: readonly string[];
  readonly milestone?: string;
  readonly closedAt?: number;
  /** Its fields have these values since `at`; absent: since the opening. */
  readonly project?: { readonly title: string; readonly fields: ProjectItem['fields']; readonly at?: number };
};

export type ReviewOptions = {
  readonly at: number;
  readonly by: string | null;
  readonly state?: Review['state'];
};

export type PullOptions = WorkOptions & {
  readonly base?: string;
  readonly commits?: readonly { readonly at: number; readonly committedAt?: number; readonly message?: string }[];
  /** True: still a draft; a time: opened as one, ready then. */
  readonly draft?: true | number;
  readonly reviews?: readonly ReviewOptions[];
  readonly closes?: readonly number[];
  readonly fork?: boolean | 'deleted';
  readonly merged?: { readonly at: number; readonly by?: string; readonly method?: 'merge' | 'squash' | 'rebase' };
};

export type IssueOptions = WorkOptions & {
  readonly type?: string;
  readonly parent?: number;
  readonly stateReason?: 'completed' | 'not_planned';
};

export function addLabel(state: GithubState, repository: Repository, item: Pull | Issue, name: string, at: number) {
  const added = label(state, repository, name);
  item.labels.push(added);
  return addEvent(state, item, { kind: 'labeled', at, label: added });
}

export function addReview(state: GithubState, pull: Pull, options: ReviewOptions): Review {
  const review: Review = {
    id: newId(state),
    author: options.by === null ? null : account(state, options.by),
    state: options.state ?? 'APPROVED',
    submittedAt: options.at,
    commit: pull.headSha,
  };
  pull.reviews.push(review);
  pull.updatedAt = Math.max(pull.updatedAt, options.at);
  return review;
}

/** A pull request with its branch, reviews and, where asked, its merge. Its number is the next one free. */
export function addPull(state: GithubState, repository: Repository, options: PullOptions): Pull {
  const base = options.base ?? repository.defaultBranch;
  const baseSha = repository.branches.get(base);
  if (baseSha === undefined) throw new Error(`push something to ${base} before opening a pull request on it`);
  const work = newWork(state, repository, options);
  const shas: string[] = [];
  for (const { at, ...rest } of options.commits ?? [{ at: options.openedAt }]) {
    const commit = addCommit(repository, { at, ...rest, parents: [shas.at(-1) ?? baseSha], author: work.author });
    shas.push(commit.sha);
  }
  const pull: Pull = {
    ...work,
    draft: options.draft === true,
    base,
    baseSha,
    head: `topic-${work.number}`,
    headSha: shas.at(-1) ?? baseSha,
    fork: options.fork ?? false,
    commits: shas,
    reviews: [],
    closes: [...(options.closes ?? [])],
  };
  repository.pulls.set(pull.number, pull);
  for (const name of options.labels ?? []) addLabel(state, repository, pull, name, options.openedAt);
  if (typeof options.draft === 'number') addEvent(state, pull, { kind: 'ready_for_review', at: options.draft });
  for (const review of options.reviews ?? []) addReview(state, pull, review);
  for (const number of pull.closes) {
    const issue = repository.issues.get(number);
    if (issue) addEvent(state, issue, { kind: 'cross_referenced', at: options.openedAt, source: pull.number });
  }
  if (options.merged) mergePull(state, repository, pull, options.merged);
  else if (options.closedAt !== undefined) closeItem(state, pull, options.closedAt);
  return pull;
}

export function addIssue(state: GithubState, repository: Repository, options: IssueOptions): Issue {
  const { type, parent } = options;
  const work = newWork(state, repository, options);
  const issue: Issue = { ...work, ...(type && { type }), ...(parent !== undefined && { parent }) };
  repository.issues.set(issue.number, issue);
  for (const name of options.labels ?? []) addLabel(state, repository, issue, name, options.openedAt);
  if (options.closedAt !== undefined) closeItem(state, issue, options.closedAt, options.stateReason ?? 'completed');
  return issue;
}

function nextNumber(repository: Repository): number {
  let highest = 0;
  for (const numbers of [repository.pulls.keys(), repository.issues.keys()]) {
    for (const number of numbers) highest = Math.max(highest, number);
  }
  return highest + 1;
}

function newWork(state: GithubState, repository: Repository, options: WorkOptions) {
  const { openedAt, author = 'dev-1', project } = options;
  const projectItem = project && {
    id: newId(state),
    project: project.title,
    projectNumber: 1,
    fields: project.fields,
    updatedAt: project.at ?? openedAt,
  };
  return {
    id: newId(state),
    number: options.number ?? nextNumber(repository),
    title: options.title ?? 'Improve something',
    body: options.body ?? '',
    author: author === null ? null : account(state, author),
    createdAt: openedAt,
    updatedAt: openedAt,
    labels: [],
    ...(options.milestone && { milestone: milestone(state, repository, options.milestone, openedAt) }),
    events: [],
    projectItems: projectItem ? [projectItem] : [],
  };
}

function milestone(state: GithubState, repository: Repository, title: string, createdAt: number): Milestone {
  const known = repository.milestones.get(title);
  if (known) return known;
  const made = { id: newId(state), number: repository.milestones.size + 1, title, createdAt };
  repository.milestones.set(title, made);
  return made;
}

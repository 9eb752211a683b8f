/** Pull requests with what hangs on them. */
import { iso, nodeId } from '../ids.ts';
import { changedFiles, isMember } from '../pull-facts.ts';
import { fullName, type Repository } from '../state.ts';
import type { Pull, Review } from '../state-work.ts';
import { actorView } from './actor.ts';
import { commitView, refView } from './commit.ts';
import { connection, type PageArguments } from './connection.ts';
import { issueView } from './issue.ts';
import { repositoryView } from './repository.ts';
import type { View, World } from './world.ts';
import { workFields } from './work.ts';

export function pullView(world: World, repository: Repository, pull: Pull): View {
  const state = pull.mergedAt !== undefined ? 'MERGED' : pull.closedAt !== undefined ? 'CLOSED' : 'OPEN';
  const files = () => changedFiles(repository, pull);
  const sum = (of: 'additions' | 'deletions') => () => files().reduce((total, file) => total + file[of], 0);
  return {
    ...workFields(world, repository, pull, 'pull'),
    __typename: 'PullRequest',
    id: nodeId('PullRequest', repository.id, pull.number),
    state,
    merged: pull.mergedAt !== undefined,
    mergedAt: pull.mergedAt === undefined ? null : iso(pull.mergedAt),
    mergedBy: actorView(world, pull.mergedBy),
    mergeCommit: () => (pull.mergeSha === undefined ? null : commitView(world, repository, pull.mergeSha)),
    isDraft: pull.draft,
    baseRefName: pull.base,
    baseRefOid: pull.baseSha,
    baseRef: () => refView(world, repository, `refs/heads/${pull.base}`),
    headRefName: pull.head,
    headRefOid: pull.headSha,
    headRef: () => refView(world, repository, `refs/heads/${pull.head}`),
    headRepository: () => (pull.fork === 'deleted' ? null : repositoryView(world, repository)),
    headRepositoryOwner: pull.fork === 'deleted' ? null : actorView(world, repository.owner),
    isCrossRepository: pull.fork !== false,
    reviewDecision: null,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changedFiles: () => files().length,
    files: (page: PageArguments) =>
      connection(page, {
        name: 'files',
        items: files(),
        key: (file) => [file.path],
        view: (file) => ({ __typename: 'PullRequestChangedFile', changeType: 'MODIFIED', ...file }),
      }),
    commits: (page: PageArguments) =>
      connection(page, {
        name: 'commits',
        items: pull.commits,
        key: (_, index) => [index],
        view: (sha) => pullCommitView(world, repository, pull, sha),
      }),
    reviews: (page: PageArguments & { states?: readonly string[]; author?: string }) =>
      connection(page, {
        name: 'reviews',
        items: pull.reviews.filter(
          (each) =>
            (!page.states || page.states.includes(each.state)) && (!page.author || each.author?.login === page.author)
        ),
        key: (each) => [each.submittedAt, each.id],
        view: (each) => reviewView(world, repository, pull, each),
      }),
    closingIssuesReferences: (page: PageArguments) =>
      connection(page, {
        name: 'closingIssuesReferences',
        items: pull.closes.flatMap((number) => repository.issues.get(number) ?? []),
        key: (issue) => [issue.number],
        view: (issue) => issueView(world, repository, issue),
      }),
  };
}

export function pullCommitView(world: World, repository: Repository, pull: Pull, sha: string): View {
  return {
    __typename: 'PullRequestCommit',
    id: nodeId('Commit', repository.id, `${pull.number}:${sha}`),
    url: `${world.html}/${fullName(repository)}/pull/${pull.number}/commits/${sha}`,
    commit: () => commitView(world, repository, sha),
    pullRequest: () => pullView(world, repository, pull),
  };
}

export function reviewView(world: World, repository: Repository, pull: Pull, review: Review): View {
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PullRequestReview', repository.id, `${pull.number}:${review.id}`),
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    author: actorView(world, review.author),
    authorAssociation: isMember(review.author) ? 'MEMBER' : 'NONE',
    state: review.state,
    body: '',
    url: `${world.html}/${fullName(repository)}/pull/${pull.number}#pullrequestreview-${review.id}`,
    createdAt: iso(review.submittedAt),
    submittedAt: iso(review.submittedAt),
    updatedAt: iso(review.submittedAt),
    commit: () => commitView(world, repository, review.commit),
    pullRequest: () => pullView(world, repository, pull),
  };
}

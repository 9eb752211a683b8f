/** What webhooks carry, made from the state: the REST bodies with what happened beside them. */
import { userBody } from './rest/account.ts';
import { runBody, workflowBody } from './rest/actions.ts';
import type { Addresses, Body } from './rest/addresses.ts';
import { deploymentBody, releaseBody, statusBody } from './rest/delivery.ts';
import { fullPullBody, reviewBody } from './rest/pull.ts';
import { fullRepositoryBody } from './rest/repository.ts';
import { issueBody } from './rest/work.ts';
import { iso, nodeId } from './ids.ts';
import type { GithubState, Installation, Repository } from './state.ts';
import type { Deployment, DeploymentStatus, Release, Run } from './state-delivery.ts';
import type { Issue, Pull, Review } from './state-work.ts';

/** Payloads for hooks of one server; `addresses` are its `url` and `htmlUrl`. */
export function payloads(addresses: Addresses, state: GithubState) {
  const around = (repository: Repository): Body => {
    const installation = state.installations.find((each) => each.account === repository.owner);
    return {
      repository: fullRepositoryBody(addresses, repository),
      organization: userBody(addresses, repository.owner),
      sender: userBody(addresses, repository.owner),
      ...(installation && { installation: { id: installation.id, node_id: `MDIz${installation.id}` } }),
    };
  };
  return {
    ping: (repository: Repository): Body => ({ zen: 'Keep it simple.', hook_id: 292430182, ...around(repository) }),

    /** `action`: opened, ready_for_review, converted_to_draft, closed, reopened, synchronize, labeled, edited … */
    pullRequest: (repository: Repository, pull: Pull, action: string): Body => ({
      action,
      number: pull.number,
      pull_request: fullPullBody(addresses, repository, pull),
      ...around(repository),
    }),

    /** Reviews in webhooks have lower-case states. */
    review: (repository: Repository, pull: Pull, review: Review, action = 'submitted'): Body => ({
      action,
      review: { ...reviewBody(addresses, repository, pull, review), state: review.state.toLowerCase() },
      pull_request: fullPullBody(addresses, repository, pull),
      ...around(repository),
    }),

    /** A push of `after` on top of `before`; the commits between are the caller's to name, oldest first. */
    push: (
      repository: Repository,
      ref: string,
      before: string,
      after: string,
      shas: readonly string[],
      forced = false
    ) => {
      const commits = shas
        .flatMap((sha) => repository.commits.get(sha) ?? [])
        .map((commit) => ({
          id: commit.sha,
          tree_id: commit.sha,
          distinct: true,
          message: commit.message,
          timestamp: iso(commit.committedAt),
          url: `${addresses.html}/commit/${commit.sha}`,
          author: { name: 'someone', email: 'someone@example.invalid' },
          committer: { name: 'someone', email: 'someone@example.invalid' },
          added: [],
          removed: [],
          modified: commit.files.map((file) => file.path),
        }));
      const flags = { created: /^0+$/.test(before), deleted: /^0+$/.test(after), forced };
      const pusher = { name: 'someone', email: 'someone@example.invalid' };
      const tip = { commits, head_commit: commits.at(-1) ?? null, base_ref: null };
      return { ref, before, after, ...flags, compare: addresses.html, ...tip, pusher, ...around(repository) };
    },

    deployment: (repository: Repository, deployment: Deployment, action = 'created'): Body => ({
      action,
      deployment: deploymentBody(addresses, repository, deployment),
      workflow: null,
      workflow_run: null,
      ...around(repository),
    }),

    deploymentStatus: (repository: Repository, deployment: Deployment, status: DeploymentStatus): Body => ({
      action: 'created',
      deployment_status: statusBody(addresses, repository, deployment, status),
      deployment: deploymentBody(addresses, repository, deployment),
      check_run: null,
      workflow: null,
      workflow_run: null,
      ...around(repository),
    }),

    release: (repository: Repository, release: Release, action = 'published'): Body => ({
      action,
      release: releaseBody(addresses, repository, release),
      ...around(repository),
    }),

    workflowRun: (repository: Repository, run: Run, action = 'completed'): Body => {
      const last = run.attempts.at(-1);
      if (!last) throw new Error('a run has at least one attempt');
      return {
        action,
        workflow_run: runBody(addresses, repository, run, last, run.attempts.length),
        workflow: workflowBody(addresses, repository, run.workflow),
        ...around(repository),
      };
    },

    issue: (repository: Repository, issue: Issue, action: string): Body => ({
      action,
      issue: issueBody(addresses, repository, issue),
      ...around(repository),
    }),

    installation: (installation: Installation, action: string, repositories: readonly Repository[]): Body => ({
      action,
      installation: {
        id: installation.id,
        account: userBody(addresses, installation.account),
        permissions: installation.permissions,
      },
      repositories: repositories.map(shortRepository),
      sender: userBody(addresses, installation.account),
    }),

    installationRepositories: (
      installation: Installation,
      added: readonly Repository[],
      removed: readonly Repository[]
    ): Body => ({
      action: added.length > 0 ? 'added' : 'removed',
      installation: { id: installation.id, account: userBody(addresses, installation.account) },
      repository_selection: 'selected',
      repositories_added: added.map(shortRepository),
      repositories_removed: removed.map(shortRepository),
      requester: null,
      sender: userBody(addresses, installation.account),
    }),
  };
}

function shortRepository(repository: Repository): Body {
  const { id, name, owner } = repository;
  return {
    id,
    node_id: nodeId('Repository', 0, id),
    name,
    full_name: `${owner.login}/${name}`,
    private: repository.private,
  };
}

/** Workflows, runs and jobs in REST. */
import { iso, nodeId } from '../ids.ts';
import type { Repository } from '../state.ts';
import type { Attempt, Job, Run, Workflow } from '../state-delivery.ts';
import { userBody } from './account.ts';
import { apiUrl, htmlUrl, type Addresses, type Body } from './addresses.ts';
import { repositoryBody } from './repository.ts';
import { timeOrNull } from './work.ts';

export function workflowBody(addresses: Addresses, repository: Repository, workflow: Workflow): Body {
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', repository.id, workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    created_at: iso(workflow.createdAt),
    updated_at: iso(workflow.createdAt),
    url: apiUrl(addresses, repository, `/actions/workflows/${workflow.id}`),
    html_url: htmlUrl(addresses, repository, `/blob/${repository.defaultBranch}/${workflow.path}`),
    badge_url: htmlUrl(addresses, repository, `/workflows/${encodeURIComponent(workflow.name)}/badge.svg`),
  };
}

/** One attempt of a run; `number` counts from 1; a list gives `home`, as with pull requests. */
export function runBody(
  addresses: Addresses,
  repository: Repository,
  run: Run,
  attempt: Attempt,
  number: number,
  home = repositoryBody(addresses, repository)
): Body {
  const url = apiUrl(addresses, repository, `/actions/runs/${run.id}`);
  const commit = repository.commits.get(run.sha);
  const someone = { name: 'someone', email: 'someone@example.invalid' };
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', repository.id, run.id),
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId('WorkflowRun', repository.id, `suite:${run.id}`),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    url,
    html_url: htmlUrl(addresses, repository, `/actions/runs/${run.id}`),
    pull_requests: run.pulls.flatMap((pull) => pullLink(addresses, repository, pull)),
    created_at: iso(run.createdAt),
    updated_at: iso(attempt.updatedAt),
    actor: userBody(addresses, run.actor),
    run_attempt: number,
    referenced_workflows: [],
    run_started_at: iso(attempt.startedAt),
    triggering_actor: userBody(addresses, run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: apiUrl(addresses, repository, `/check-suites/${run.id + 1}`),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: number > 1 ? `${url}/attempts/${number - 1}` : null,
    workflow_url: apiUrl(addresses, repository, `/actions/workflows/${run.workflow.id}`),
    head_commit: {
      id: run.sha,
      tree_id: run.sha,
      message: commit?.message ?? '',
      timestamp: iso(commit?.committedAt ?? run.createdAt),
      author: someone,
      committer: someone,
    },
    repository: home,
    head_repository: home,
  };
}

function pullLink(addresses: Addresses, repository: Repository, number: number): Body[] {
  const pull = repository.pulls.get(number);
  if (!pull) return [];
  const repo = { id: repository.id, url: apiUrl(addresses, repository), name: repository.name };
  const head = { ref: pull.head, sha: pull.headSha, repo };
  const base = { ref: pull.base, sha: pull.baseSha, repo };
  return [{ url: apiUrl(addresses, repository, `/pulls/${number}`), id: pull.id, number, head, base }];
}

export function jobBody(addresses: Addresses, repository: Repository, run: Run, number: number, job: Job): Body {
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflow.name,
    head_branch: run.branch,
    run_url: apiUrl(addresses, repository, `/actions/runs/${run.id}`),
    run_attempt: number,
    node_id: nodeId('Job', repository.id, job.id),
    head_sha: run.sha,
    url: apiUrl(addresses, repository, `/actions/jobs/${job.id}`),
    html_url: htmlUrl(addresses, repository, `/actions/runs/${run.id}/job/${job.id}`),
    status: job.status,
    conclusion: job.conclusion,
    created_at: iso(job.startedAt),
    started_at: iso(job.startedAt),
    completed_at: timeOrNull(job.completedAt),
    name: job.name,
    steps: [],
    check_run_url: apiUrl(addresses, repository, `/check-runs/${job.id}`),
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'runner',
    runner_group_id: 1,
    runner_group_name: 'default',
  };
}

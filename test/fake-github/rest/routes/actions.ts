/** Workflows, their runs, the attempts and jobs of a run. */
import { ok, Refusal } from '../../reply.ts';
import type { Repository } from '../../state.ts';
import type { Attempt, Run } from '../../state-delivery.ts';
import { jobBody, runBody, workflowBody } from '../actions.ts';
import { repositoryBody } from '../repository.ts';
import { byTime, list, required, type RepositoryHandler, type RestCall } from '../call.ts';

/** Lists with one of these filters end after 1,000 runs, whatever their total. */
const filters = ['actor', 'branch', 'check_suite_id', 'created', 'event', 'head_sha', 'status'];
const filteredCap = 1000;

function runOf(call: RestCall, repository: Repository): Run {
  const id = Number(call.params['run_id']);
  return required(repository.runs.find((each) => each.id === id));
}

function attemptOf(call: RestCall, run: Run): { attempt: Attempt; number: number } {
  const number = Number(call.params['attempt_number'] ?? run.attempts.length);
  return { attempt: required(run.attempts[number - 1]), number };
}

function jobs(call: RestCall, repository: Repository, run: Run, attempts: { attempt: Attempt; number: number }[]) {
  const all = attempts.flatMap(({ attempt, number }) => attempt.jobs.map((job) => ({ job, number })));
  const view = ({ job, number }: (typeof all)[number]) => jobBody(call.addresses, repository, run, number, job);
  return list(call, all, view, { under: 'jobs' });
}

function runs(call: RestCall, repository: Repository, all: readonly Run[]) {
  const { branch, event, status, head_sha: sha, actor, created, check_suite_id: suite } = call.query;
  const within = created === undefined ? () => true : createdRange(created);
  const items = all.filter((run) => {
    const last = run.attempts.at(-1);
    return (
      (branch === undefined || run.branch === branch) &&
      (event === undefined || run.event === event) &&
      (sha === undefined || run.sha === sha) &&
      (actor === undefined || run.actor?.login === actor) &&
      (suite === undefined || run.id + 1 === Number(suite)) &&
      (status === undefined || last?.status === status || last?.conclusion === status) &&
      within(run.createdAt)
    );
  });
  const isFiltered = filters.some((name) => call.query[name] !== undefined);
  const home = repositoryBody(call.addresses, repository);
  const view = (run: Run) => {
    const { attempt, number } = attemptOf(call, run);
    return runBody(call.addresses, repository, run, attempt, number, home);
  };
  const options = { under: 'workflow_runs', ...(isFiltered && { cap: filteredCap }) };
  return list(
    call,
    byTime(items, (run) => run.createdAt),
    view,
    options
  );
}

/** The search syntax for dates: a day, a time, `>=x`, `<x`, `x..y`, `*..y`; a day lasts until its end. */
function createdRange(text: string): (at: number) => boolean {
  const time = '(\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+(?:Z|[+-]\\d{2}:\\d{2})?)?)';
  const end = (value: string) => Date.parse(value) + (value.includes('T') ? 999 : 86_399_999);
  const between = new RegExp(`^(?:${time}|\\*)\\.\\.(?:${time}|\\*)$`).exec(text);
  if (between) {
    const [, from, to] = between;
    return (at) => (!from || at >= Date.parse(from)) && (!to || at <= end(to));
  }
  const [, sign, value] = new RegExp(`^(>=|<=|>|<)?${time}$`).exec(text) ?? [];
  if (value === undefined) throw new Refusal(422, `Validation Failed: created is not a date or range: ${text}`);
  if (sign === '>=') return (at) => at >= Date.parse(value);
  if (sign === '>') return (at) => at > end(value);
  if (sign === '<=') return (at) => at <= end(value);
  if (sign === '<') return (at) => at < Date.parse(value);
  return (at) => at >= Date.parse(value) && at <= end(value);
}

export const actionRoutes: Readonly<Record<string, RepositoryHandler>> = {
  'actions/list-repo-workflows': (call, repository) =>
    list(call, repository.workflows, (each) => workflowBody(call.addresses, repository, each), { under: 'workflows' }),
  'actions/list-workflow-runs-for-repo': (call, repository) => runs(call, repository, repository.runs),
  'actions/list-workflow-runs': (call, repository) => {
    const wanted = call.params['workflow_id'];
    const same = repository.workflows.find((each) => String(each.id) === wanted || each.path.endsWith(`/${wanted}`));
    const workflow = required(same);
    return runs(
      call,
      repository,
      repository.runs.filter((run) => run.workflow === workflow)
    );
  },
  'actions/get-workflow-run': (call, repository) => {
    const run = runOf(call, repository);
    const { attempt, number } = attemptOf(call, run);
    return ok(runBody(call.addresses, repository, run, attempt, number));
  },
  'actions/get-workflow-run-attempt': (call, repository) => {
    const run = runOf(call, repository);
    const { attempt, number } = attemptOf(call, run);
    return ok(runBody(call.addresses, repository, run, attempt, number));
  },
  'actions/list-jobs-for-workflow-run': (call, repository) => {
    const run = runOf(call, repository);
    const all = run.attempts.map((attempt, index) => ({ attempt, number: index + 1 }));
    return jobs(call, repository, run, call.query['filter'] === 'all' ? all : [attemptOf(call, run)]);
  },
  'actions/list-jobs-for-workflow-run-attempt': (call, repository) => {
    const run = runOf(call, repository);
    return jobs(call, repository, run, [attemptOf(call, run)]);
  },
};

import type { Fact } from '#domain/facts.ts';
import { day, hour } from '#domain/window.ts';
import { digest } from './cursor.ts';
import { concernsOneRepository } from './failure.ts';
import { runDeployment } from './map-deployment.ts';
import { runFact } from './map-run.ts';
import { otherWaysUntil } from './pull-deployments.ts';
import type { Origin, Reading } from './reading.ts';
import { type RunAnswer, earlierAttempts, runById, workflowRuns, workflows } from './rest.ts';
import type { Step, Visit } from './visit.ts';

const ways = 1;
/** A run that is run again stays where it was in the list: what is younger than this is looked at again. */
const rerunWithin = 12 * hour;
/** GitHub ends every run by then. */
const longestRun = 36 * day;

/** Runs of pipelines, and those that deploy. A workflow that matches neither pattern is never asked for. */
export async function* pullRuns(visit: Visit): AsyncGenerator<Step, void, undefined> {
  const { client, origin, reading, repository, now, signal } = visit;
  const { deployments, ci, since } = reading.configuration;
  if (deployments?.workflows === undefined && !ci) return;
  const made = digest([ways, origin, deployments?.workflows, ci, since]);
  const stored = visit.state.runs?.made === made ? visit.state.runs : undefined;
  // Nothing tells of new runs but a push, most often; those of schedules and people are found within the hour.
  const seen = digest([repository.pushedAt, visit.probe?.defaultBranchRef, Math.floor(now / hour)]);
  const again = visit.state.runs !== undefined && stored === undefined;
  let state = stored ?? { made, workflows: {}, pending: [] };
  const save = (next: typeof state) => {
    state = next;
    visit.state = { ...visit.state, runs: next };
  };

  for (const [id, workflow] of state.pending) {
    const run = await ended(() => runById(client, repository, id, signal));
    if (run !== undefined && isOpen(run) && run.created_at > now - longestRun) continue;
    save({ ...state, pending: state.pending.filter(([each]) => each !== id) });
    yield { facts: run === undefined ? [] : await allAttempts(visit, run, workflow) };
  }
  if (stored?.seen === seen) return;

  const wanted = (await workflows(client, repository, signal)).filter(
    ({ name }) => reading.deploys(name) || reading.checks(name)
  );
  for (const { id, name } of wanted) {
    const { known, before, ...walk } = state.workflows[id] ?? {};
    const from = Math.max(known === undefined ? repository.createdAt : known - rerunWithin, reading.since);
    const branch = reading.deploys(name) ? undefined : origin.branch;
    let { newest } = walk;
    for await (const page of workflowRuns(client, { repository, workflow: id, branch, from, before, signal })) {
      newest ??= page.nodes[0]?.created_at;
      const reached = Math.max(newest ?? 0, known ?? 0);
      const next = page.last
        ? { known: reached }
        : { ...(known !== undefined && { known }), ...(newest !== undefined && { newest }), before: page.before };
      const facts: Fact[] = [];
      for (const run of page.nodes) if (!isOpen(run)) facts.push(...(await allAttempts(visit, run, name)));
      const open = page.nodes.filter(isOpen).map((run): [string, string] => [run.id, name]);
      const listed = new Set(page.nodes.map((run) => run.id));
      save({
        ...state,
        workflows: { ...state.workflows, [id]: next },
        pending: [...state.pending.filter(([each]) => !listed.has(each)), ...open],
      });
      yield { facts };
    }
  }
  save({ ...state, seen });
  yield { facts: [], ...(again && { sweep: ['run'] }) };
}

function isOpen({ status }: RunAnswer): boolean {
  return status !== 'completed';
}

/** Undefined where it was deleted. */
async function ended(ask: () => Promise<RunAnswer>): Promise<RunAnswer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (concernsOneRepository(error)) return undefined;
    throw error;
  }
}

async function allAttempts(visit: Visit, run: RunAnswer, workflow: string): Promise<Fact[]> {
  const { client, origin, reading, repository, state, signal } = visit;
  const earlier = run.run_attempt > 1 ? await earlierAttempts(client, repository, run, signal) : [];
  const until = otherWaysUntil(state);
  return [...earlier, run].flatMap((each) => runFacts(each, workflow, origin, reading, until));
}

/** All facts of one attempt of a run. */
export function runFacts(
  run: RunAnswer,
  workflow: string,
  origin: Origin,
  reading: Reading,
  deploysUntil: number
): Fact[] {
  const deployment = reading.deploys(workflow) ? runDeployment(run, workflow, origin, reading) : undefined;
  const checked = reading.checks(workflow) ? runFact(run, workflow, origin) : undefined;
  return [...(checked ? [checked] : []), ...(deployment && deployment.finishedAt < deploysUntil ? [deployment] : [])];
}

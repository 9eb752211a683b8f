import type { FactKind } from '#domain/facts.ts';
import { SourceError } from '../errors.ts';
import { Skipped } from '../history/skipped.ts';
import type { Batch, PullContext, SourceEnvironment } from '../source.ts';
import type { GithubClient } from './client.ts';
import { type Cursor, digest, parseCursor, writeCursor } from './cursor.ts';
import { concernsOneRepository } from './failure.ts';
import { type ProbeAnswer, type ProbeParts, probe, probeSize } from './graphql/probe.ts';
import { type RepositoryAnswer, repositories } from './graphql/repositories.ts';
import { matcher } from './patterns.ts';
import { pullRepository } from './pull-repository.ts';
import type { Origin, Reading } from './reading.ts';
import type { Step, Visit } from './visit.ts';

/** What a source knows between its pulls, for its deliveries and its health. */
export type Memory = {
  /** Names in the facts by node id. */
  readonly names: Map<string, string>;
  /** By name: until when other ways than GitHub's deployments count. */
  readonly otherWaysUntil: Map<string, number>;
  /** How far the first collection is, 0 to 1. */
  backfill: number | undefined;
};

export type Parts = {
  readonly client: GithubClient;
  readonly reading: Reading;
  readonly environment: SourceEnvironment;
  readonly memory: Memory;
};

/** In a row: then it is GitHub that is in trouble, not a repository. */
const mostFailures = 3;
/** Units of progress of one repository. */
const whole = 1000;
const everyKind: readonly FactKind[] = [
  ...(['commit', 'pull_head', 'change', 'deployment', 'proposal', 'incident', 'work_item', 'run'] as const),
];

/** One pull of all repositories of an owner, one after the other. One that fails never stops the others. */
export async function* pull(parts: Parts, context: PullContext): AsyncGenerator<Batch, void, undefined> {
  const { client, reading, environment, memory } = parts;
  const { signal, now } = context;
  signal.throwIfAborted();
  const cursor = parseCursor(context.cursor);
  const skipped = new Skipped();
  const chosen = await choose(parts, skipped, signal);
  const names = new Set(chosen.map((each) => originOf(each, parts).repository));
  forgetReplaced(cursor, chosen, names);
  const done = digest(reading.configuration);
  const open = chosen.filter(({ id, isArchived }) => !isArchived || cursor.get(id)?.archived !== done);
  const probes = await probeAll(client, open, reading, signal);

  const first = (repository: RepositoryAnswer) => cursor.get(repository.id)?.pulls?.known == null;
  const filling = open.some(first);
  // What is known is brought up to date before anything new is begun.
  const ordered = [...open.filter((each) => !first(each)), ...open.filter(first)];
  const progress = (finished: number, share: number) => {
    const reached = { done: Math.floor((finished + share) * whole), total: ordered.length * whole };
    memory.backfill = filling && reached.total > 0 ? reached.done / reached.total : 1;
    return filling ? { progress: reached } : {};
  };
  const complete = chosen.filter((each) => !open.includes(each)).map((each) => completeness(each, parts));

  let failure: SourceError | undefined;
  let failures = 0;
  for (const [place, repository] of ordered.entries()) {
    const origin = originOf(repository, parts);
    const old = cursor.get(repository.id);
    const visit: Visit = {
      ...{ client, reading, environment, origin, repository, now, signal },
      probe: probes.get(repository.id),
      state: old?.name === origin.repository ? old : { name: origin.repository },
    };
    remember(memory, visit);
    // It was renamed, and is collected anew under its new name: nothing is left of the old one.
    const left = old !== undefined && old.name !== origin.repository && !names.has(old.name) ? [old.name] : [];
    let steps = 0;
    const batchOf = ({ facts, sweep = [], skipped: lost = [], share = 0 }: Step): Batch => {
      cursor.set(repository.id, visit.state);
      remember(memory, visit);
      const gone = steps++ > 0 ? [] : left;
      return {
        facts,
        cursor: writeCursor(cursor),
        sweep: [
          ...sweep.map((fact) => ({ repository: origin.repository, fact })),
          ...gone.flatMap((name) => everyKind.map((fact) => ({ repository: name, fact }))),
        ],
        skipped: lost.filter(({ count }) => count > 0),
        ...progress(place, share),
      };
    };
    try {
      for await (const step of pullRepository(visit)) yield batchOf(step);
      if (repository.isArchived) visit.state = { ...visit.state, archived: done };
      cursor.set(repository.id, visit.state);
      if (steps === 0) complete.push(completeness(repository, parts));
      else yield { ...batchOf({ facts: [], share: 1 }), complete: [completeness(repository, parts)] };
      failures = 0;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SourceError) || error.reason === 'rate_limited') throw error;
      if (concernsOneRepository(error)) skipped.add(`repository_${error.reason}`);
      else if (++failures === mostFailures) throw error;
      else failure ??= error;
    }
  }
  yield {
    facts: [],
    cursor: writeCursor(cursor),
    complete,
    skipped: skipped.list(),
    ...progress(ordered.length, 0),
  };
  if (failure !== undefined) throw failure;
}

/** The repositories that the configuration means, without those that have nothing to give. */
async function choose({ client, reading }: Parts, skipped: Skipped, signal: AbortSignal): Promise<RepositoryAnswer[]> {
  const { github, repositories: patterns } = reading.configuration;
  const wanted = github.includes('/') ? () => true : matcher(patterns);
  const chosen: RepositoryAnswer[] = [];
  for await (const page of repositories(client, github, signal)) {
    for (const { reason, count } of page.skipped) skipped.add(reason, count);
    for (const repository of page.nodes) {
      if (!wanted(repository.nameWithOwner.replace(/^[^/]*\//, ''))) continue;
      if (repository.isDisabled) skipped.add('repository_disabled');
      else if (repository.isEmpty || repository.defaultBranchRef === null) skipped.add('repository_empty');
      else chosen.push(repository);
    }
  }
  return chosen;
}

/** A repository that was deleted and made again is another one: what the old one's state says does not hold for it. */
function forgetReplaced(cursor: Cursor, chosen: readonly RepositoryAnswer[], names: ReadonlySet<string>): void {
  const ids = new Set(chosen.map(({ id }) => id));
  for (const [id, { name }] of cursor) if (!ids.has(id) && names.has(name)) cursor.delete(id);
}

/** What last changed in each; nothing where one of them spoils the answer, and each tells for itself. */
async function probeAll(
  client: GithubClient,
  asked: readonly RepositoryAnswer[],
  { configuration }: Reading,
  signal: AbortSignal
): Promise<Map<string, ProbeAnswer>> {
  const parts: ProbeParts = {
    issues: configuration.incidents !== undefined || configuration.work_items !== undefined,
    deployments: configuration.deployments?.environments !== undefined,
    releases: configuration.deployments?.releases === true,
  };
  const found = new Map<string, ProbeAnswer>();
  for (let start = 0; start < asked.length; start += probeSize) {
    const ids = asked.slice(start, start + probeSize).map(({ id }) => id);
    try {
      for await (const { nodes } of probe(client, ids, parts, signal))
        for (const each of nodes) found.set(each.id, each);
    } catch (error) {
      if (!concernsOneRepository(error)) throw error;
    }
  }
  return found;
}

/** One repository is called as it is configured, whatever it is called by now. */
function originOf(repository: RepositoryAnswer, { reading, environment }: Parts): Origin {
  const { github } = reading.configuration;
  const name = github.includes('/') ? github : repository.nameWithOwner;
  return {
    repository: name,
    url: repository.url,
    branch: repository.defaultBranchRef?.name,
    split: environment.withPaths.has(name),
  };
}

function completeness(repository: RepositoryAnswer, parts: Parts) {
  const { repository: name, url } = originOf(repository, parts);
  return { repository: name, from: parts.reading.since, url };
}

function remember(memory: Memory, { repository, origin, state }: Visit): void {
  memory.names.set(repository.id, origin.repository);
  memory.otherWaysUntil.set(origin.repository, state.deployments?.first ?? Infinity);
}

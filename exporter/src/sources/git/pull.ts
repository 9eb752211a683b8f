import { resolve } from 'node:path';
import type { ChangeFact, DeploymentFact, Fact, FactKind } from '#domain/facts.ts';
import type { Batch, PullContext, SourceEnvironment } from '../source.ts';
import { lineFrom, newChanges } from '../history/changes.ts';
import { type Commit, countCommits, readCommits } from '../history/commits.ts';
import { type Cursor, digest, parseCursor, unfinished } from './cursor.ts';
import { fileDeployments, readDeploymentFile, resolveCommits } from './deployment-file.ts';
import { type Origin, changeFact, commitFact, mergeDeployment } from '../history/facts.ts';
import { withPaths } from '../history/paths.ts';
import { type Refs, readRefs } from '../history/refs.ts';
import type { Repository } from '../history/repository.ts';
import { type GitConfiguration, nameOf } from './schema.ts';
import { Skipped } from '../history/skipped.ts';
import { type CommitTag, reachableTags, readTags, tagDeployments } from '../history/tags.ts';
import { releaseReader } from '../history/version.ts';

/** Raise it when the same history gives other facts than before: everything is then collected anew. */
const ways = 1;
const batchSize = 2000;

/**
 * One pull of an open repository: all of it the first time and whenever the past was rewritten, later only what came
 * since. Deployments and pull heads are few: they are given whole whenever anything changed, and what is not among
 * them is swept.
 */
export async function* pullRepository(
  repository: Repository,
  configuration: GitConfiguration,
  environment: SourceEnvironment,
  { cursor: stored }: PullContext
): AsyncGenerator<Batch, void, undefined> {
  const { deployments: rule, branch } = configuration;
  const origin: Origin = { repository: nameOf(configuration) ?? configuration.git, web: repository.web };
  const splitByPaths = environment.withPaths.has(origin.repository);
  const complete = [
    { repository: origin.repository, from: -Infinity, ...(origin.web && { url: origin.web.repository }) },
  ];

  const refs = relevant(await readRefs(repository, branch), configuration);
  const file =
    rule && 'file' in rule ? await readDeploymentFile(resolve(environment.configDirectory, rule.file), rule.file) : '';
  const made = digest([ways, origin, rule, splitByPaths]);
  const seen = digest([refs.tip, refs.branches, refs.tags, [...refs.pulls], file]);
  const before = parseCursor(stored);
  if (before?.made === made && before.seen === seen) {
    yield { facts: [], complete };
    return;
  }

  const skipped = new Skipped();
  const since = before?.made === made ? await sinceThen(repository, refs, before) : undefined;
  const tags = await readTags(repository, refs.tags, skipped);
  const tips = [
    ...new Set([
      ...(refs.tip === undefined ? [] : [refs.tip]),
      ...[...refs.branches, ...tags].map(({ sha }) => sha),
      ...refs.pulls.values(),
    ]),
  ];
  const parents = new Map<string, string | undefined>();
  const batch = new Batches(async (facts) => {
    if (!splitByPaths) return facts;
    const changes = await withPaths(repository, facts.filter(isChange), parents);
    parents.clear();
    return [...facts.filter((fact) => !isChange(fact)), ...changes];
  });
  const takeChange = (commit: Commit) => {
    if (splitByPaths) parents.set(commit.sha, commit.parents[0]);
    batch.add(changeFact(origin, commit));
    if (rule && 'every' in rule) batch.add(mergeDeployment(origin, rule.environment, commit));
  };

  const known = new Set(before?.tips);
  const had = since ? [...tips.filter((tip) => known.has(tip)), ...(before?.tip == null ? [] : [before.tip])] : [];
  const isOnLine = lineFrom(since ? undefined : refs.tip);
  if (tips.length > 0) {
    const revisions = [...tips, ...had.map((tip) => `^${tip}`)];
    // Counted beside the reading, so that progress costs no time; where it fails, the reading fails too and says why.
    const counted = countCommits(repository, revisions).then(
      (total) => batch.expect(total),
      () => undefined
    );
    for await (const commits of readCommits(repository, [], revisions)) {
      batch.read(commits.length);
      for (const commit of commits) {
        batch.add(commitFact(origin, commit));
        if (!commit.timed) skipped.add('time of a commit');
        if (isOnLine(commit)) takeChange(commit);
      }
      yield* batch.full();
    }
    await counted;
  }
  for (const commit of since ?? []) takeChange(commit);
  for (const [number, sha] of refs.pulls) batch.add({ fact: 'pull_head', repository: origin.repository, number, sha });
  for (const fact of await listedDeployments(repository, refs, tags, tips, configuration, origin, file, skipped)) {
    batch.add(fact);
  }
  yield* batch.full();

  const swept: FactKind[] = since ? ['pull_head'] : ['commit', 'pull_head', 'change', 'deployment'];
  if (since && !(rule && 'every' in rule)) swept.push('deployment');
  const cursor: Cursor = { made, seen, tip: refs.tip ?? null, tips };
  yield await batch.last({
    cursor: JSON.stringify(cursor),
    sweep: swept.map((fact) => ({ repository: origin.repository, fact })),
    complete,
    skipped: skipped.list(),
  });
}

/** The new changes where the past is as it was; undefined where everything has to be read again. */
async function sinceThen(repository: Repository, refs: Refs, before: Cursor): Promise<Commit[] | undefined> {
  if (before.tip === null) return undefined;
  return refs.tip === undefined ? undefined : newChanges(repository, refs.tip, before.tip);
}

/** Only the refs that some fact needs, so that the others may come and go unseen. */
function relevant(refs: Refs, { deployments: rule }: GitConfiguration): Refs {
  if (rule && 'file' in rule) return refs;
  const read = rule && 'tags' in rule ? releaseReader(rule.tags) : () => undefined;
  return { ...refs, branches: [], tags: refs.tags.filter(({ name }) => read(name) !== undefined) };
}

/** The deployments that do not come with the changes. */
async function listedDeployments(
  repository: Repository,
  { tip }: Refs,
  tags: readonly CommitTag[],
  tips: readonly string[],
  { deployments: rule }: GitConfiguration,
  origin: Origin,
  file: string,
  skipped: Skipped
): Promise<DeploymentFact[]> {
  if (rule && 'tags' in rule) {
    const reachable =
      rule.scope === 'all' ? undefined : tip === undefined ? new Set() : await reachableTags(repository, tip);
    const chosen = reachable ? tags.filter(({ name }) => reachable.has(name)) : tags;
    return tagDeployments(origin, rule.environment, chosen, releaseReader(rule.tags));
  }
  if (rule && 'file' in rule) {
    const known = (ids: readonly string[]) => resolveCommits(repository, ids, tips);
    return fileDeployments(origin, rule.environment, file, known, skipped);
  }
  return [];
}

function isChange(fact: Fact): fact is ChangeFact {
  return fact.fact === 'change';
}

/** Cuts facts into batches. The cursor comes with the last one; those before say only that there is more to come. */
class Batches {
  #facts: Fact[] = [];
  #done = 0;
  #total: number | undefined;
  readonly #finish: (facts: readonly Fact[]) => Promise<readonly Fact[]>;

  constructor(finish: (facts: readonly Fact[]) => Promise<readonly Fact[]>) {
    this.#finish = finish;
  }

  add(fact: Fact): void {
    this.#facts.push(fact);
  }

  /** So many commits are to come in all. */
  expect(total: number): void {
    this.#total = total;
  }

  /** So many commits more were read. */
  read(commits: number): void {
    this.#done += commits;
  }

  async *full(): AsyncGenerator<Batch, void, undefined> {
    let at = 0;
    for (; this.#facts.length - at > batchSize; at += batchSize) {
      yield await this.#next(this.#facts.slice(at, at + batchSize), { cursor: unfinished });
    }
    this.#facts = this.#facts.slice(at);
  }

  last(end: Omit<Batch, 'facts' | 'progress'>): Promise<Batch> {
    this.#total = this.#done;
    return this.#next(this.#facts, end);
  }

  async #next(facts: readonly Fact[], rest: Omit<Batch, 'facts' | 'progress'>): Promise<Batch> {
    const total = this.#total;
    const progress = total === undefined ? {} : { progress: { done: Math.min(this.#done, total), total } };
    return { facts: await this.#finish(facts), ...rest, ...progress };
  }
}

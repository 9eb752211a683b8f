import type { Coverage } from '#domain/slice.ts';
import type { Ownership, Team } from '#domain/team.ts';
import type { Source } from '#sources/source.ts';
import { readRepositories, type RepositoryState } from '#store/coverage.ts';
import { readLastSuccesses } from '#store/cursors.ts';
import type { Database } from '#store/database.ts';
import { groupBy } from '#store/group-by.ts';
import { type OwnedRepository, isWhole } from '#store/owned.ts';

/** What a team owns, found in the store, and how whole it is. */
export type Owned = {
  readonly team: Team;
  readonly repositories: readonly OwnedRepository[];
  readonly coverage: Coverage;
  /** Changes when any fact of the team changed. */
  readonly revision: string;
};

/** The present state of the store, as every reader needs it: read once per tick or request. */
export type StoreState = {
  readonly repositories: readonly RepositoryState[];
  readonly byName: ReadonlyMap<string, readonly RepositoryState[]>;
  /** When each source last ended a pull well; absent: never. */
  readonly lastSuccess: ReadonlyMap<string, number>;
};

export async function readStoreState(database: Database, sources: readonly Source[]): Promise<StoreState> {
  const names = sources.map((source) => source.name);
  const [repositories, lastSuccess] = await Promise.all([
    readRepositories(database, names),
    readLastSuccesses(database),
  ]);
  return { repositories, byName: groupBy(repositories, ({ name }) => name), lastSuccess };
}

/** Resolves a team's ownership by name, over every source of the present configuration that knows the repository. */
export function ownedBy(team: Team, state: StoreState, sources: readonly Source[]): Owned {
  const knowledge = new Map(sources.map(({ name, knows }) => [name, knows]));
  const pairs = team.owns.flatMap((ownership) =>
    (state.byName.get(ownership.repository) ?? []).map((repository) => ({ ownership, repository }))
  );
  const known = new Set(pairs.map(({ ownership }) => ownership));
  const missing = team.owns.some((ownership) => !known.has(ownership));
  const repositories = pairs.map(({ repository }) => repository);
  const firstFacts = repositories.map(({ firstFactAt }) => firstFactAt).filter((time) => !Number.isNaN(time));
  return {
    team,
    repositories: pairs.map(({ ownership, repository }) => owned(ownership, repository)),
    coverage: {
      // Math.max of an unknown (NaN) is NaN: then nothing is said at all.
      from: missing ? NaN : Math.max(...repositories.map(({ completeFrom }) => completeFrom)),
      until: Math.min(...repositories.map(({ source }) => state.lastSuccess.get(source) ?? NaN)),
      firstFactAt: firstFacts.length > 0 ? Math.min(...firstFacts) : NaN,
      knows: new Set(
        pairs.flatMap(({ ownership, repository }) =>
          // Of a part of a repository nobody knows what is open.
          [...(knowledge.get(repository.source) ?? [])].filter((kind) => kind !== 'proposals' || isWhole(ownership))
        )
      ),
    },
    revision: revisionOf(team, state),
  };
}

/** Changes when any fact of the team changed: the cheap part of `ownedBy`, for looks that mostly find nothing new. */
export function revisionOf({ owns }: Team, { byName }: StoreState): string {
  let revision = '';
  for (const { repository } of owns) {
    for (const { id, linked = '' } of byName.get(repository) ?? []) revision += `${id} ${linked},`;
  }
  return revision;
}

function owned({ service, paths }: Ownership, { id }: RepositoryState): OwnedRepository {
  return { id, ...(service !== undefined && { service }), ...(paths && { paths }) };
}

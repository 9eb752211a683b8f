import type { DeploymentFact } from '#domain/facts.ts';
import { decoded } from './command.ts';
import { type Origin, deploymentFact } from './facts.ts';
import { peelToCommits, readTimes } from './objects.ts';
import type { Ref } from './refs.ts';
import type { Repository } from './repository.ts';
import type { Skipped } from './skipped.ts';
import { type Release, compareReleases } from './version.ts';

/** A tag on a commit: an annotated one has the time of its own, a lightweight one that of the commit. */
export type CommitTag = { readonly name: string; readonly sha: string; readonly at: number };

/** Follows tags, also tags of tags, to their commits. What stands on something else is skipped and counted. */
export async function readTags(repository: Repository, tags: readonly Ref[], skipped: Skipped): Promise<CommitTag[]> {
  const commits = await peelToCommits(
    repository,
    tags.map(({ sha }) => sha)
  );
  const ids = tags.flatMap(({ sha }, index) => (commits[index] === undefined ? [] : [sha, commits[index]]));
  const times = await readTimes(repository, [...new Set(ids)]);
  return tags.flatMap(({ name, sha: tagged }, index) => {
    const sha = commits[index];
    if (sha === undefined) {
      skipped.add('tag that is not on a commit');
      return [];
    }
    const { committedAt, authoredAt } = times.get(sha) ?? {};
    const at = times.get(tagged)?.taggedAt ?? committedAt ?? authoredAt;
    if (at === undefined) skipped.add('tag without a time');
    return at === undefined ? [] : [{ name, sha, at }];
  });
}

/** The tags whose commit is on the default branch: an ancestor of its tip. */
export async function reachableTags(repository: Repository, tip: string): Promise<ReadonlySet<string>> {
  const listed = await repository.text([
    'for-each-ref',
    `--merged=${tip}`,
    '--format=%(refname:lstrip=2)',
    'refs/tags',
  ]);
  return new Set(decoded(listed).split('\n'));
}

/**
 * The deployments that tags tell of: one for each service and commit, named and dated by its highest version. The id
 * is of both, so a tag that moves makes another deployment.
 */
export function tagDeployments(
  origin: Origin,
  environment: string,
  tags: readonly CommitTag[],
  read: (tag: string) => Release | undefined
): DeploymentFact[] {
  const chosen = new Map<string, CommitTag & Release>();
  for (const tag of tags) {
    const release = read(tag.name);
    if (release === undefined) continue;
    const id = release.service === '' ? tag.sha : `${release.service}@${tag.sha}`;
    const other = chosen.get(id);
    const candidate = { ...tag, ...release };
    if (other === undefined || higher(candidate, other)) chosen.set(id, candidate);
  }
  return [...chosen].map(([id, { service, version, sha, at }]) =>
    deploymentFact(origin, { id, service, environment, production: true, version, sha, at })
  );
}

/** Of two names of one version (`v1.0.0`, `1.0.0`) the earlier counts. */
function higher(a: CommitTag & Release, b: CommitTag & Release): boolean {
  return (compareReleases(a.version, b.version) || b.at - a.at || (a.name < b.name ? 1 : -1)) > 0;
}

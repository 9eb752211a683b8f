/** Which repositories a credential may see. */
import { fullName, type Credential, type GithubState, type Repository } from './state.ts';

/** False also means that the answer must not tell whether the repository is there. */
export function visible(repository: Repository, credential: Credential | undefined): boolean {
  if (repository.access === 'gone') return false;
  if (!repository.private) return true;
  if (!credential) return false;
  if (credential.kind === 'classic') return credential.scopes.includes('repo');
  return accessible(repository, credential);
}

/** Whether an installation or a fine-grained token was given this repository. */
export function accessible(repository: Repository, credential: Credential): boolean {
  if (credential.repositories) return credential.repositories.includes(repository.id);
  return credential.kind === 'fine-grained' || credential.owner === repository.owner;
}

/** The repository of that `owner/name`, also by a former name; names are compared without case. */
export function findRepository(
  state: GithubState,
  path: string
): { repository: Repository; former: boolean } | undefined {
  const wanted = path.toLowerCase();
  const now = state.repositories.find((each) => fullName(each).toLowerCase() === wanted);
  if (now) return { repository: now, former: false };
  const was = state.repositories.find((each) => each.formerNames.some((name) => name.toLowerCase() === wanted));
  return was && { repository: was, former: true };
}

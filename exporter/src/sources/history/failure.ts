import { SourceError } from '../errors.ts';
import { GitFailure } from './command.ts';

const denied =
  /authentication failed|could not read (?:username|password)|permission denied|host key verification failed|access denied|HTTP 40[13]|returned error: 40[13]/i;
const absent =
  /not found|does not exist|does not appear to be a git repository|not a git repository|no such file or directory|returned error: 404/i;

/**
 * What went wrong at a remote, in our words and with what to do. git has one exit status for all that can happen at a
 * remote, so this one place reads its text, which LC_ALL=C keeps in English.
 */
export function remoteError(error: unknown, address: string): unknown {
  if (!(error instanceof GitFailure)) return error;
  const missing = withoutGit(error);
  if (missing) return missing;
  if (denied.test(error.words)) {
    return new SourceError(
      'unauthorized',
      `git may not read ${address}: check token_env or token_file (and username), or ssh_key_file and the known hosts; a repository that does not exist can look the same (${error.words})`,
      { cause: error }
    );
  }
  if (absent.test(error.words)) {
    return new SourceError(
      'not_found',
      `There is no repository at ${address}: correct the address of the source (${error.words})`,
      {
        cause: error,
      }
    );
  }
  return new SourceError(
    'unavailable',
    `git could not fetch ${address}; it is tried again at the next pull. If this stays, check the network and the free disk space (${error.words})`,
    { cause: error }
  );
}

/** What went wrong while reading a repository that is there. */
export function readingError(error: unknown, place: string): unknown {
  if (!(error instanceof GitFailure)) return error;
  return (
    withoutGit(error) ??
    new SourceError(
      'unexpected_response',
      `The history in ${place} cannot be read to its end; \`git fsck\` there says more (${error.words})`,
      { cause: error }
    )
  );
}

function withoutGit(error: GitFailure): SourceError | undefined {
  return error.status === 'ENOENT'
    ? new SourceError(
        'unavailable',
        'The git command was not found: install git 2.32 or newer and see that PATH names it',
        {
          cause: error,
        }
      )
    : undefined;
}

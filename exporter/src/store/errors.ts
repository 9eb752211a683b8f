/** What a user can do something about. Anything else that a driver throws is a bug of ours. */
export type StoreErrorReason =
  'newer_version' | 'held' | 'full' | 'unreachable' | 'unauthorized' | 'unwritable' | 'corrupt' | 'bad_cursor';

/** The message says what to do, and never holds a password. */
export class StoreError extends Error {
  readonly reason: StoreErrorReason;

  constructor(reason: StoreErrorReason, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'StoreError';
    this.reason = reason;
  }
}

/** For whoever asked for a lock and did not get it. */
export function storeHeld(what: string): StoreError {
  return new StoreError('held', `${what} is in use by another process; stop that process, or wait until it is done`);
}

type Known = Exclude<StoreErrorReason, 'bad_cursor'>;

const advice: Readonly<Record<Known, string>> = {
  newer_version: 'was written by a newer version; start that version, or use another store',
  held: 'is held by another process; stop that process (a backup, a database shell), then start again',
  full: 'has no space left; free some space, then start again: what was stored before is kept',
  unreachable: 'cannot be reached; check that the server runs, and the address and the PG* variables',
  unauthorized: 'refused the user or the password; check PGUSER and PGPASSWORD, or the password file',
  unwritable: 'cannot be written; check that it is a directory or database that this user may write to',
  corrupt: 'is damaged or no store of ours; put it aside or restore a backup, then start again',
};

/** Driver and system codes by reason; a code belongs to the first entry that it equals or starts with. */
const codes: readonly (readonly [prefix: string, reason: Known])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_BUSY', 'held'],
  ['SQLITE_LOCKED', 'held'],
  ['SQLITE_CANTOPEN', 'unwritable'],
  ['SQLITE_READONLY', 'unwritable'],
  ['SQLITE_PERM', 'unwritable'],
  ['SQLITE_IOERR', 'unwritable'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EACCES', 'unwritable'],
  ['EPERM', 'unwritable'],
  ['EROFS', 'unwritable'],
  ['ENOTDIR', 'unwritable'],
  ['EEXIST', 'unwritable'],
  ['ENAMETOOLONG', 'unwritable'],
  ['ERR_INVALID_URL', 'unreachable'],
  ['E', 'unreachable'],
  ['28', 'unauthorized'],
  ['53100', 'full'],
  ['53', 'unreachable'],
  ['08', 'unreachable'],
  ['3D000', 'unreachable'],
  ['57P', 'unreachable'],
  ['25006', 'unwritable'],
  ['42501', 'unwritable'],
  ['XX001', 'corrupt'],
  ['XX002', 'corrupt'],
];

/** The code of a driver's or the system's error. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** The failure in the user's words where its code is known; else as it was. `place` names the store without a secret. */
export function asStoreError(error: unknown, place: string): unknown {
  const code = codeOf(error);
  const reason = codes.find(([prefix]) => code?.startsWith(prefix))?.[1];
  return reason === undefined ? error : storeError(reason, place, error);
}

export function storeError(reason: Known, place: string, cause?: unknown): StoreError {
  const code = codeOf(cause);
  return new StoreError(reason, `the store ${place} ${advice[reason]}${code === undefined ? '' : ` (${code})`}`, {
    cause,
  });
}

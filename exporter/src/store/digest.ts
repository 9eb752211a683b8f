import { createHash } from 'node:crypto';

/** A text of any length as a key: PostgreSQL bounds what an index can hold. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

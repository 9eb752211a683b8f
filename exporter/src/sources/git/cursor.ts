import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a pull has seen, so that the next one reads only what came after. */
const cursorSchema = z.strictObject({
  /** Digest of how the facts were made: of the configuration that shapes them, and of this source's own ways. */
  made: z.string(),
  /** Digest of all that was read: refs and files. The same again: nothing happened. */
  seen: z.string(),
  /** Of the default branch; null in an empty repository. */
  tip: z.string().nullable(),
  /** The commits whose history has been given. */
  tips: z.array(z.string()),
});
export type Cursor = z.output<typeof cursorSchema>;

/**
 * Stands between the batches of one pull. Some of it is stored and some is not, and the origin may have changed when
 * the next pull comes, so that one reads everything anew.
 */
export const unfinished = '{}';

/** Undefined where there is none that can be gone on from: then everything is read. */
export function parseCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    return cursorSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

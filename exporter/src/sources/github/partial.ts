import { GraphqlResponseError } from '@octokit/graphql';
import { errorsOf, type GraphqlError } from './failure.ts';

/** What the credential may not see of a list, by reason. */
export type Skipped = { readonly reason: string; readonly count: number };

/** GraphQL may answer with data and with errors that say what of it is missing. Throws what is no such answer. */
export function partialData(error: unknown): { readonly data: unknown; readonly errors: readonly GraphqlError[] } {
  if (!(error instanceof GraphqlResponseError)) throw error;
  const data: unknown = error.data;
  return { data, errors: errorsOf(error) };
}

const reasons = new Map([
  ['FORBIDDEN', 'forbidden'],
  ['NOT_FOUND', 'not_found'],
]);

/** Items of a list that the credential may not see; undefined where the errors say more than that. */
export function hiddenItems(errors: readonly GraphqlError[]): Skipped[] | undefined {
  const counts = new Map<string, number>();
  for (const { type, path } of errors) {
    const reason = typeof path?.at(-1) === 'number' ? reasons.get(type ?? '') : undefined;
    if (reason === undefined) return undefined;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count }));
}

import type { Week } from '#measures/week.ts';
import type { Rebase } from './signal.ts';
import { fewest } from './process-behaviour.ts';
import type { Finding } from './watch.ts';

/** Why the numbers changed, as written down: by a note of the cause, or a recorded intervention. */
export type Explanation = {
  /** Since when it works. */
  readonly at: number;
  readonly kind: 'cause' | 'intervention';
  /** The cause is written down. */
  readonly written: boolean;
  /** The change is expected to last. */
  readonly lasting: boolean;
};

/**
 * New limits are proposed when eight values in a row lie on one side or something was done about it, the cause is
 * written down, the change is expected to last, and eight new weeks are there to learn from. A team decides.
 */
export function proposalOf(
  weeks: readonly Week[],
  findings: readonly Finding[],
  rebases: readonly Rebase[],
  explanations: readonly Explanation[],
  now: number
): Rebase | undefined {
  const decided = Math.max(-Infinity, ...rebases.filter(({ at }) => at <= now).map(({ from }) => from));
  const shifted = findings.some(({ until }) => until === undefined);
  const known = explanations
    .filter(({ at, written, lasting }) => at > decided && at <= now && written && lasting)
    .filter(({ kind }) => kind === 'intervention' || shifted)
    .sort((a, b) => a.at - b.at)
    .at(-1);
  if (!known) return undefined;
  const since = weeks.filter(({ from, complete }) => complete && from >= known.at);
  return since.length >= fewest && since[0] ? { at: now, from: since[0].from } : undefined;
}

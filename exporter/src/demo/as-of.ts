import type { Fact } from '#domain/facts.ts';

/** When something of a fact came to be known, in no order; it begins with the earliest. */
export function moments(fact: Fact): readonly number[] {
  switch (fact.fact) {
    case 'commit':
      return [fact.committedAt];
    case 'change':
      return [fact.mergedAt];
    case 'deployment':
    case 'run':
      return [fact.finishedAt];
    case 'proposal':
      return known([fact.openedAt, fact.closedAt]);
    case 'incident':
      return known([fact.openedAt, fact.resolvedAt]);
    case 'work_item':
      return known([
        ...[fact.openedAt, fact.startedAt, fact.finishedAt, fact.cancelledAt],
        ...(fact.blocked ?? []).flatMap(({ from, to }) => [from, to]),
      ]);
    case 'pull_head':
      return [];
  }
}

/** A fact as it was known at a time: without what had not happened yet. Undefined: there was nothing of it. */
export function asOf(fact: Fact, time: number): Fact | undefined {
  if (Math.min(...moments(fact)) > time) return undefined;
  const past = (at: number | undefined): boolean => at !== undefined && at <= time;
  switch (fact.fact) {
    case 'proposal': {
      const { closedAt, ...open } = fact;
      return past(closedAt) ? fact : open;
    }
    case 'incident': {
      const { resolvedAt, ...open } = fact;
      return past(resolvedAt) ? fact : open;
    }
    case 'work_item': {
      const { startedAt, finishedAt, cancelledAt, blocked = [], ...item } = fact;
      return {
        ...item,
        ...(startedAt !== undefined && past(startedAt) && { startedAt }),
        ...(finishedAt !== undefined && past(finishedAt) && { finishedAt }),
        ...(cancelledAt !== undefined && past(cancelledAt) && { cancelledAt }),
        blocked: blocked
          .filter(({ from }) => past(from))
          .map(({ from, to }) => (to !== undefined && past(to) ? { from, to } : { from })),
      };
    }
    default:
      return fact;
  }
}

function known(times: readonly (number | undefined)[]): number[] {
  return times.filter((time) => time !== undefined);
}

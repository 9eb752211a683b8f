import { itemTypes, type ItemType, type Knowledge } from '#domain/facts.ts';
import { type Coverage, type RunOutcome, runOutcomes, type Slice } from '#domain/slice.ts';

type Change = {
  deployed: number;
  merged: number;
  firstCommit?: number;
  ready?: number;
  reviewed?: number;
  bot?: boolean;
  baseline?: boolean;
};
type Deployment = {
  at: number;
  recovered?: number;
  failed?: boolean;
  rework?: boolean;
  changes?: number;
  first?: boolean;
};
/** Finished where it has an end; `blocked` is how long, in milliseconds; `objective` an index. */
type Item = {
  start?: number;
  end?: number;
  cancelled?: number;
  blocked?: number;
  type?: ItemType;
  unplanned?: boolean;
  objective?: number;
};
type ChangeWork = { merged: number; bot?: boolean; objective?: number; linked?: boolean };
type Pull = { merged: number; bot?: boolean; lines?: number; rounds?: number; reviewed?: number };
type Proposal = { opened: number; closed?: number; bot?: boolean };
type Run = { at: number; started?: number; outcome: RunOutcome; redSince?: number; failedBefore?: boolean };
type Incident = { opened: number; resolved?: number; attributed?: boolean };

const everything: Readonly<Record<Knowledge, true>> = {
  changes: true,
  deployments: true,
  reviews: true,
  sizes: true,
  proposals: true,
  incidents: true,
  work_items: true,
  runs: true,
};
const wholeHistory: Coverage = {
  from: -Infinity,
  until: Infinity,
  firstFactAt: -Infinity,
  knows: new Set(Object.keys(everything) as Knowledge[]),
};

/** A team's facts as rows, for tests that write them by hand. */
export function sliceOf(
  facts: {
    changes?: readonly Change[];
    waiting?: readonly number[];
    deployments?: readonly Deployment[];
    incidents?: readonly Incident[];
    pulls?: readonly Pull[];
    proposals?: readonly Proposal[];
    runs?: readonly Run[];
    items?: readonly Item[];
    changeWork?: readonly ChangeWork[];
  },
  coverage: Partial<Coverage> = {}
): Slice {
  const {
    changes = [],
    waiting = [],
    deployments = [],
    incidents = [],
    pulls = [],
    proposals = [],
    runs = [],
    items = [],
    changeWork = [],
  } = facts;
  const numbers = <Row>(rows: readonly Row[], of: (row: Row) => number) => Float64Array.from(rows, of);
  const flags = <Row>(rows: readonly Row[], of: (row: Row) => boolean | undefined) =>
    Uint8Array.from(rows, (row) => (of(row) ? 1 : 0));
  const typeOf = ({ type = 'unclassified' }: Item): number => itemTypes.indexOf(type);
  const finished = items.filter(({ end }) => end !== undefined).sort((a, b) => (a.end ?? 0) - (b.end ?? 0));
  const unfinished = items
    .filter(({ start, end }) => start !== undefined && end === undefined)
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  return {
    deployed: {
      deployedAt: numbers(changes, ({ deployed }) => deployed),
      mergedAt: numbers(changes, ({ merged }) => merged),
      firstCommitAt: numbers(changes, ({ firstCommit = NaN }) => firstCommit),
      bot: flags(changes, ({ bot }) => bot),
      baseline: flags(changes, ({ baseline }) => baseline),
      readyAt: numbers(changes, ({ ready = NaN }) => ready),
      firstReviewAt: numbers(changes, ({ reviewed = NaN }) => reviewed),
    },
    waiting: { mergedAt: Float64Array.from(waiting) },
    deployments: {
      finishedAt: numbers(deployments, ({ at }) => at),
      recoveredAt: numbers(deployments, ({ recovered = NaN }) => recovered),
      failed: flags(deployments, ({ failed }) => failed),
      rework: flags(deployments, ({ rework }) => rework),
      changes: numbers(deployments, ({ changes: count = 0 }) => count),
      baseline: flags(deployments, ({ first }) => first),
    },
    incidents: {
      openedAt: numbers(incidents, ({ opened }) => opened),
      resolvedAt: numbers(incidents, ({ resolved = NaN }) => resolved),
      attributed: flags(incidents, ({ attributed }) => attributed),
    },
    items: {
      finished: {
        finishedAt: numbers(finished, ({ end = NaN }) => end),
        startedAt: numbers(finished, ({ start = NaN }) => start),
        blockedFor: numbers(finished, ({ blocked = NaN }) => blocked),
        type: Uint8Array.from(finished, typeOf),
        unplanned: flags(finished, ({ unplanned }) => unplanned),
        objective: Uint16Array.from(finished, ({ objective = 0 }) => objective),
      },
      unfinished: {
        startedAt: numbers(unfinished, ({ start = NaN }) => start),
        cancelledAt: numbers(unfinished, ({ cancelled = Infinity }) => cancelled),
        type: Uint8Array.from(unfinished, typeOf),
      },
    },
    changeWork: {
      mergedAt: numbers(changeWork, ({ merged }) => merged),
      bot: flags(changeWork, ({ bot }) => bot),
      objective: Uint16Array.from(changeWork, ({ objective = 0 }) => objective),
      linked: Int8Array.from(changeWork, ({ linked = -1 }) => Number(linked)),
    },
    pulls: {
      mergedAt: numbers(pulls, ({ merged }) => merged),
      bot: flags(pulls, ({ bot }) => bot),
      lines: numbers(pulls, ({ lines = NaN }) => lines),
      reviewRounds: numbers(pulls, ({ rounds = NaN }) => rounds),
      firstReviewAt: numbers(pulls, ({ reviewed = NaN }) => reviewed),
    },
    proposals: {
      openedAt: numbers(proposals, ({ opened }) => opened),
      closedAt: numbers(proposals, ({ closed = NaN }) => closed),
      bot: flags(proposals, ({ bot }) => bot),
    },
    runs: {
      finishedAt: numbers(runs, ({ at }) => at),
      startedAt: numbers(runs, ({ started = NaN }) => started),
      outcome: Uint8Array.from(runs, ({ outcome }) => runOutcomes.indexOf(outcome)),
      redSince: numbers(runs, ({ redSince = NaN }) => redSince),
      failedBefore: flags(runs, ({ failedBefore }) => failedBefore),
    },
    coverage: { ...wholeHistory, ...coverage },
  };
}

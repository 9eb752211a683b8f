import type { Coverage, Slice } from '#domain/slice.ts';

type Change = { deployed: number; merged: number; firstCommit?: number; bot?: boolean; baseline?: boolean };
type Deployment = {
  at: number;
  recovered?: number;
  failed?: boolean;
  rework?: boolean;
  changes?: number;
  first?: boolean;
};
type Incident = { opened: number; resolved?: number; attributed?: boolean };

const wholeHistory: Coverage = { from: -Infinity, until: Infinity, firstFactAt: -Infinity, deployments: true };

/** A team's facts as rows, for tests that write them by hand. */
export function sliceOf(
  facts: {
    changes?: readonly Change[];
    waiting?: readonly number[];
    deployments?: readonly Deployment[];
    incidents?: readonly Incident[];
  },
  coverage: Partial<Coverage> = {}
): Slice {
  const { changes = [], waiting = [], deployments = [], incidents = [] } = facts;
  const numbers = <Row>(rows: readonly Row[], of: (row: Row) => number) => Float64Array.from(rows, of);
  const flags = <Row>(rows: readonly Row[], of: (row: Row) => boolean | undefined) =>
    Uint8Array.from(rows, (row) => (of(row) ? 1 : 0));
  return {
    deployed: {
      deployedAt: numbers(changes, ({ deployed }) => deployed),
      mergedAt: numbers(changes, ({ merged }) => merged),
      firstCommitAt: numbers(changes, ({ firstCommit = NaN }) => firstCommit),
      bot: flags(changes, ({ bot }) => bot),
      baseline: flags(changes, ({ baseline }) => baseline),
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
    coverage: { ...wholeHistory, ...coverage },
  };
}

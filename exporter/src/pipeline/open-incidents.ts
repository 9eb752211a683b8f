import type { Slice } from '#domain/slice.ts';
import { day } from '#domain/window.ts';
import { grace } from '#measures/evaluate.ts';
import { quantile } from '#measures/statistics.ts';

/** How a team's open incidents stand beside its usual ones, in seconds; a key that is absent has no data. */
export type IncidentRow = {
  readonly team: string;
  /** Of the oldest that is open. */
  readonly openAge?: number;
  /** 85 of 100 that ended in the last 13 weeks took no longer. */
  readonly expectation?: number;
};

const period = 13 * 7 * day;
/** Fewer say nothing of what is usual. */
const fewest = 6;

/** As of `now`: nothing after it is seen. Nothing is said where the facts may be missing or old. */
export function incidentRows(team: string, { incidents, coverage }: Slice, now: number): IncidentRow[] {
  if (!(coverage.from <= now && coverage.until + grace >= now)) return [];
  const spans = [...incidents.openedAt].map((openedAt, index) => ({
    openedAt,
    resolvedAt: incidents.resolvedAt[index] ?? NaN,
  }));
  const oldest = spans.find(({ openedAt, resolvedAt }) => openedAt <= now && !(resolvedAt <= now));
  const lengths = spans
    .filter(({ resolvedAt }) => resolvedAt > now - period && resolvedAt <= now)
    .map(({ openedAt, resolvedAt }) => (resolvedAt - openedAt) / 1000)
    .filter((length) => length >= 0)
    .sort((a, b) => a - b);
  const usual = { n: lengths.length, at: (k: number) => lengths[k] ?? NaN };
  const known = lengths.length >= fewest && coverage.from <= now - period;
  if (oldest === undefined && !known) return [];
  return [
    {
      team,
      ...(oldest !== undefined && { openAge: (now - oldest.openedAt) / 1000 }),
      ...(known && { expectation: quantile(usual, 0.85) }),
    },
  ];
}

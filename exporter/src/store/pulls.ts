import type { Slice } from '#domain/slice.ts';
import type { Database } from './database.ts';
import { mergedChanges } from './merged-changes.ts';
import { type OwnedRepository, isWhole } from './owned.ts';
import { numbered } from './values-list.ts';

type PullRow = readonly [
  mergedAt: number,
  bot: number,
  lines: number | null,
  reviewRounds: number | null,
  firstReviewAt: number | null,
];
type ProposalRow = readonly [openedAt: number, closedAt: number | null, bot: number];

/** The team's pull requests merged at `since` or later. */
export async function readPulls(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number
): Promise<Slice['pulls']> {
  const columns = 'c.merged_at, c.bot, c.lines, c.review_rounds, c.first_review_at';
  const pulls = await mergedChanges<PullRow>(database, owned, since, columns, "c.kind = 'pull'");
  pulls.sort((a, b) => a[0] - b[0]);
  return {
    mergedAt: new Float64Array(pulls.map(([at]) => at)),
    bot: new Uint8Array(pulls.map(([, bot]) => bot)),
    lines: new Float64Array(pulls.map(([, , lines]) => lines ?? NaN)),
    reviewRounds: new Float64Array(pulls.map(([, , , rounds]) => rounds ?? NaN)),
    firstReviewAt: new Float64Array(pulls.map(([, , , , at]) => at ?? NaN)),
  };
}

/**
 * Pull requests that were open at `since` or later. Nothing says which service or files an open one will change, so only
 * those of whole repositories are the team's.
 */
export async function readProposals(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number
): Promise<Slice['proposals']> {
  const ids = [...new Set(owned.filter(isWhole).map(({ id }) => id))];
  const proposals = `SELECT opened_at, closed_at, bot FROM proposals WHERE repository IN (${numbered(2, ids.length)})`;
  const rows =
    ids.length === 0
      ? []
      : await database.arrays<ProposalRow>(
          `${proposals} AND closed_at IS NULL UNION ALL ${proposals} AND closed_at >= $1 ORDER BY 1`,
          [since, ...ids]
        );
  return {
    openedAt: new Float64Array(rows.map(([at]) => at)),
    closedAt: new Float64Array(rows.map(([, at]) => at ?? NaN)),
    bot: new Uint8Array(rows.map(([, , bot]) => bot)),
  };
}

import { createHash } from 'node:crypto';
import { followUpsOf, type Plan, type PostedEntry, type TeamEntry } from '#domain/record.ts';
import type { Database } from '#store/database.ts';
import { listRecords } from '#store/records.ts';
import { allPages } from './all-pages.ts';

/** An entry and what came of it. */
export type RecordView = {
  readonly entry: TeamEntry;
  readonly followUps?: readonly { readonly due: number; readonly done: boolean }[];
  readonly effectFound?: string;
};

/** All that a team ever wrote, the newest first. */
export function readEntries(database: Database, team: string): Promise<readonly TeamEntry[]> {
  return allPages((page) => listRecords(database, { team }, { from: -Infinity, to: Infinity, ...page }));
}

/** The same entry within a day has the same id: sent again, it is stored once. */
export function entryOf(posted: PostedEntry, now: number, baseline?: Plan['baseline']): TeamEntry {
  const content = JSON.stringify([posted, new Date(now).toISOString().slice(0, 10)]);
  const id = `${posted.kind}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
  const entry = { ...posted, id, recordedAt: now, at: posted.at ?? now };
  return entry.kind === 'plan' && baseline ? { ...entry, baseline } : entry;
}

/** What later entries say of an earlier one; `all` are the team's. */
export function viewOf(entry: TeamEntry, all: readonly TeamEntry[]): RecordView {
  const outcomes = all
    .filter((other) => other.kind === 'outcome' && other.of === entry.id)
    .toSorted((a, b) => a.recordedAt - b.recordedAt);
  const last = outcomes.at(-1);
  const effectFound = last?.kind === 'outcome' ? last.effectFound : undefined;
  return {
    entry,
    ...(entry.kind === 'plan' && {
      followUps: followUpsOf(entry).map((due, index) => ({ due, done: outcomes.length > index })),
    }),
    ...(effectFound !== undefined && { effectFound }),
  };
}

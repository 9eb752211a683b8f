import type { IncidentFact, IncidentVerdict } from '#domain/facts.ts';
import type { Slice } from '#domain/slice.ts';
import type { Database } from './database.ts';
import { groupBy } from './group-by.ts';
import type { OwnedRepository } from './owned.ts';
import { ownsIncident } from './owned.ts';
import type { Listed, Page } from './pages.ts';
import { newest, readPage } from './pages.ts';
import { type Stored, present } from './present.ts';
import { numbered } from './values-list.ts';

/** An incident with what was derived of it; `repository` is its name. */
export type ListedIncident = Omit<IncidentFact, 'fact' | 'causedBy'> & Omit<IncidentVerdict, 'id'>;

type IncidentRow = ListedIncident & { readonly repositoryId: number; readonly ownService: string };

/** An incident that names no service is of the service whose deployment it is attributed to. */
const ownService = "CASE WHEN i.service = '' THEN COALESCE(d.service, '') ELSE i.service END";
const itsDeployment = 'LEFT JOIN deployments d ON d.repository = i.repository AND d.id = i.deployment';

/** The incidents of what is owned by the time they were opened, newest first. Throws StoreError `bad_cursor`. */
export async function listIncidents(
  database: Database,
  owned: readonly OwnedRepository[],
  page: Page
): Promise<Listed<ListedIncident>> {
  const entries = groupBy(owned, ({ id }) => id);
  const ids = [...entries.keys()];
  if (ids.length === 0) return { items: [] };
  return readPage(page, async (span, last, count) => {
    const rows = await database.rows<Stored<IncidentRow>>(
      `SELECT i.repository AS "repositoryId", r.name AS repository, i.id, i.service, ${ownService} AS "ownService",
          i.opened_at AS "openedAt", i.resolved_at AS "resolvedAt", i.evidence, i.deployment, i.url
        FROM (${newest('incidents', 'opened_at', ids.length)}) k
        JOIN incidents i ON i.repository = k.repository AND i.id = k.id
        JOIN repositories r ON r.id = i.repository
        ${itsDeployment}
        ORDER BY i.opened_at DESC, i.repository DESC, i.id DESC`,
      [...span, ...last, count, ...ids]
    );
    return rows.map((row) => {
      const { repositoryId, ownService: service, ...incident } = present<IncidentRow>(row);
      const own = entries.get(repositoryId)?.some((entry) => ownsIncident(entry, service)) === true;
      return { position: [incident.openedAt, repositoryId, incident.id], item: own ? incident : undefined };
    });
  });
}

/** All incidents of what is owned: they are few, and an old one may still be open. */
export async function readIncidents(
  database: Database,
  owned: readonly OwnedRepository[]
): Promise<Slice['incidents']> {
  const entries = groupBy(owned, ({ id }) => id);
  const ids = [...entries.keys()];
  const rows =
    ids.length === 0
      ? []
      : await database.arrays<readonly [number, number | null, number, number, string]>(
          `SELECT i.opened_at, i.resolved_at, CASE WHEN i.evidence = 'none' THEN 0 ELSE 1 END, i.repository, ${ownService}
            FROM incidents i ${itsDeployment} WHERE i.repository IN (${numbered(1, ids.length)}) ORDER BY 1`,
          ids
        );
  const own = rows.filter(([, , , repository, service]) =>
    entries.get(repository)?.some((entry) => ownsIncident(entry, service))
  );
  return {
    openedAt: new Float64Array(own.map(([at]) => at)),
    resolvedAt: new Float64Array(own.map(([, at]) => at ?? NaN)),
    attributed: new Uint8Array(own.map(([, , attributed]) => attributed)),
  };
}

import { day } from '#domain/window.ts';
import type { Database, Statement } from './database.ts';

/** That a team's numbers were looked at on a day (ISO, UTC): by whom or when on that day, nobody knows. */
export type Looks = {
  readonly team: string;
  /** `dashboard` or `explore`. */
  readonly surface: string;
  /** The uid of a board; '' where there is none. */
  readonly dashboard: string;
  readonly day: string;
  /** At least so many. */
  readonly bucket: number;
};

/** How long looks are kept (metrics.md 6). */
const kept = 26 * 7 * day;

/** Raises the buckets of days, and forgets days that are too old. */
export async function writeLooks(database: Database, looks: readonly Looks[], now: number): Promise<void> {
  const statements: Statement[] = looks.map((look) => [
    `INSERT INTO looks (team, surface, dashboard, day, bucket) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (team, surface, dashboard, day)
      DO UPDATE SET bucket = CASE WHEN looks.bucket < excluded.bucket THEN excluded.bucket ELSE looks.bucket END`,
    [look.team, look.surface, look.dashboard, look.day, look.bucket],
  ]);
  const oldest = new Date(now - kept).toISOString().slice(0, 10);
  await database.write([...statements, ['DELETE FROM looks WHERE day < $1', [oldest]]]);
}

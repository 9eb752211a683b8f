import { day } from '#domain/window.ts';
import type { Database, Statement } from './database.ts';

/** GitHub sends a delivery again on request for three days; a month is beyond what anyone repeats by mistake. */
const kept = 30 * day;

/** Whether a source has stored a delivery before. */
export async function wasDelivered(database: Database, source: string, digest: string): Promise<boolean> {
  const rows = await database.rows('SELECT 1 AS found FROM deliveries WHERE source = $1 AND digest = $2', [
    source,
    digest,
  ]);
  return rows.length > 0;
}

/** Remembers a delivery by the digest of its body; belongs into the same write as its facts. Old ones are forgotten. */
export function deliveryStatements(source: string, digest: string, now: number): Statement[] {
  const at = Math.round(now);
  return [
    [
      'INSERT INTO deliveries (source, digest, received_at) VALUES ($1, $2, $3) ON CONFLICT (source, digest) DO NOTHING',
      [source, digest, at],
    ],
    ['DELETE FROM deliveries WHERE received_at < $1', [at - kept]],
  ];
}

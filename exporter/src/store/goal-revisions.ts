import type { Goal, GoalRevision } from '#domain/goal.ts';
import type { Database, Statement } from './database.ts';
import { digest } from './digest.ts';

/**
 * Remembers what the goals are now: one more revision of each whose content differs from the last one by this time. A
 * goal that has gone from the configuration keeps its revisions.
 */
export async function recordRevisions(database: Database, goals: readonly Goal[], now: number): Promise<void> {
  const at = Math.round(now);
  const known = await readRevisions(database);
  const statements = goals.flatMap((goal): Statement[] => {
    const revisions = known.get(goal.id) ?? [];
    const last = revisions.findLast(({ from }) => from <= at);
    const content = written(goal);
    if (last && written(last.goal) === content) return [];
    return [
      [
        `INSERT INTO goal_revisions (goal, since, content) VALUES ($1, $2, $3)
          ON CONFLICT (goal, since) DO UPDATE SET content = excluded.content`,
        [goal.id, at, content],
      ],
    ];
  });
  if (statements.length > 0) await database.write(statements);
}

/** What every goal was, by its id, each ascending; two replicas that start together count as one. */
export async function readRevisions(database: Database): Promise<ReadonlyMap<string, readonly GoalRevision[]>> {
  const rows = await database.rows<{ goal: string; since: number; content: string }>(
    'SELECT goal, since, content FROM goal_revisions ORDER BY goal, since'
  );
  const found = new Map<string, GoalRevision[]>();
  const contents = new Map<string, string>();
  for (const { goal, since, content } of rows) {
    if (contents.get(goal) === content) continue;
    contents.set(goal, content);
    const revisions = found.get(goal) ?? [];
    revisions.push({ from: since, goal: JSON.parse(content) as Goal });
    found.set(goal, revisions);
  }
  return found;
}

/** Frozen from a window of the data when a goal began. */
export type FrozenBaseline = {
  readonly value: number;
  readonly n: number;
  readonly from: number;
  readonly to: number;
  readonly frozenAt: number;
};

/** Keeps the baseline of a goal, once: what is frozen stays, whatever the data say later. */
export async function freezeBaseline(
  database: Database,
  goal: Goal,
  { value, n, from, to, frozenAt }: FrozenBaseline
): Promise<void> {
  await database.write([
    [
      `INSERT INTO goal_baselines (goal, subject, value, n, window_from, window_to, frozen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (goal, subject) DO NOTHING`,
      [goal.id, subjectOf(goal), value, n, Math.round(from), Math.round(to), Math.round(frozenAt)],
    ],
  ]);
}

/** The frozen baselines of these goals by their ids, as they are measured now. */
export async function readBaselines(
  database: Database,
  goals: readonly Goal[]
): Promise<ReadonlyMap<string, FrozenBaseline>> {
  const rows = await database.rows<{ goal: string; subject: string } & FrozenBaseline>(
    `SELECT goal, subject, value, n, window_from AS "from", window_to AS "to", frozen_at AS "frozenAt"
      FROM goal_baselines`
  );
  const found = new Map(rows.map(({ goal, subject, ...frozen }) => [`${goal} ${subject}`, frozen]));
  return new Map(
    goals.flatMap((goal) => {
      const frozen = found.get(`${goal.id} ${subjectOf(goal)}`);
      return frozen ? [[goal.id, frozen] as const] : [];
    })
  );
}

/** What a baseline is of: another measure, window, start or team asks for another. */
function subjectOf({ team, by, window, start }: Goal): string {
  return digest(written([team, by, window, start]));
}

/** The same text for the same content, whatever the order of its keys. */
function written(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  );
}

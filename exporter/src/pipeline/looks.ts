import type { Database } from '#store/database.ts';
import { type Looks, writeLooks } from '#store/looks.ts';

type Look = { readonly team: string; readonly surface: string; readonly dashboard?: string };

export type LookCounter = {
  readonly looked: (look: Look, now: number) => void;
  /** Writes what was counted since, if anything was. */
  readonly flush: (now: number) => Promise<void>;
};

/** A count is kept as the largest of these that it reached: more exact would say how somebody works. */
const buckets = [20, 5, 1];

/** Boards of a day: more than any organisation has, so that a made-up name a request fills no memory. */
const most = 10_000;

/** Counts in memory, so that a look costs no write: a bucket is written when it is reached. */
export function countLooks(database: Database): LookCounter {
  let today = '';
  const counts = new Map<string, number>();
  const reached = new Map<string, Looks>();
  return {
    looked: ({ team, surface, dashboard = '' }, now) => {
      const day = new Date(now).toISOString().slice(0, 10);
      if (day !== today) counts.clear();
      today = day;
      const key = JSON.stringify([team, surface, dashboard]);
      const count = (counts.get(key) ?? 0) + 1;
      if (count === 1 && counts.size >= most) return;
      counts.set(key, count);
      const bucket = buckets.find((least) => count === least);
      if (bucket !== undefined) reached.set(key + day, { team, surface, dashboard, day, bucket });
    },
    flush: async (now) => {
      if (reached.size === 0) return;
      const looks = [...reached];
      await writeLooks(
        database,
        looks.map(([, look]) => look),
        now
      );
      for (const [key, look] of looks) if (reached.get(key) === look) reached.delete(key);
    },
  };
}

import { day, hour } from '#domain/window.ts';
import type { Measure, MeasureOptions } from '#measures/measure.ts';
import { sliceOf } from '#measures/slice.fixture.ts';
import { judge, type JudgeOptions } from './judge.ts';

const options: MeasureOptions = { leadTimeFrom: 'first_commit', bots: 'out' };
export const monday = Date.parse('2025-01-06T00:00Z');
export const week = (index: number) => monday + 7 * index * day;
export const weekOf = (time: number) => (time - monday) / (7 * day);

type Facts = Parameters<typeof sliceOf>[0];

/** Three changes a week, whose middle one took so many hours. */
export function leadTimes(medians: readonly number[]): Facts {
  const changes = medians.flatMap((median, index) =>
    [0.5, 1, 2].map((times, nth) => {
      const deployed = week(index) + (nth + 1) * day;
      return { deployed, merged: deployed, firstCommit: deployed - times * median * hour };
    })
  );
  return { changes };
}

/** So many deployments a week, spread evenly, of which the first few failed. */
export function deployments(counts: readonly number[], failed: readonly number[] = []): Facts {
  return {
    deployments: counts.flatMap((count, index) =>
      Array.from({ length: count }, (_, nth) => ({
        at: week(index) + ((nth + 0.5) * 7 * day) / count,
        failed: nth < (failed[index] ?? 0),
      }))
    ),
  };
}

/** What is said of these facts at the end of so many weeks; all of them are known, whatever comes later. */
export function judged(
  measure: Measure,
  facts: Facts,
  weeks: number,
  { at = 0, ...more }: Partial<JudgeOptions> & { readonly at?: number } = {}
) {
  const now = week(weeks) + at;
  const slice = sliceOf(facts, { firstFactAt: monday, until: now });
  const context = { now, coverage: slice.coverage };
  return judge(measure, measure.observe(slice, options), context, { timeZone: 'UTC', ...more });
}

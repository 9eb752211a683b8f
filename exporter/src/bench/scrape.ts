import { createRandom } from '#demo/random.ts';
import { createExposition } from '#exposition/exposition.ts';
import { measureFamilies } from '#exposition/measure-families.ts';
import { newRegistry } from '#exposition/render.ts';
import type { MeasureRow } from '#exposition/snapshot.ts';
import { isInstant } from '#measures/evaluate.ts';
import { measures } from '#measures/index.ts';
import { Gauge } from 'prom-client';
import { compare, fraction, timed } from './compare.ts';
import type { Case } from './measured.ts';

const series = 50_000;

/** A scrape of the rendered snapshot, compressed as Prometheus asks for it, beside prom-client's own rendering. */
export const cachedScrape: Case = async (report) => {
  const snapshot = { measures: rows(), coverage: [], incidents: [] };
  const exposition = createExposition({ version: '0.0.0', sources: () => [] });
  exposition.update(snapshot);
  const registry = newRegistry('prometheus');
  let shown = 0;
  for (const { name, help, samples } of measureFamilies(snapshot)) {
    const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of samples) gauge.set(labels, value);
    shown += samples.length;
  }
  const comparison = await compare(
    9,
    () => timed(() => exposition.scrape({ openMetrics: false, gzip: true })),
    () => timed(() => registry.metrics())
  );
  report({
    name: 'cached_over_live_scrape',
    value: comparison.ratio,
    unit: 'ratio',
    goal: 1 / 5,
    better: 'lower',
    detail: `${fraction(comparison)}, ${shown} series`,
  });
};

/** Teams with every measure, until they make so many series: each statistic has one, a first one n and interval too. */
function rows(): MeasureRow[] {
  const random = createRandom(5);
  const made: MeasureRow[] = [];
  for (let team = 0, count = 0; count < series; team++) {
    for (const measure of measures) {
      for (const window of isInstant(measure) ? [undefined] : ['7d', '28d', '90d']) {
        for (const statistic of measure.statistics) {
          const value = random.next() * 1e6;
          const sample = {
            value,
            n: random.whole(1, 500),
            low: value / 2,
            high: value * 2,
            leftOut: 0,
            complete: true,
          };
          made.push({ measure, team: `team-${team}`, ...(window && { window }), statistic, sample });
          count += statistic === measure.statistics[0] ? 4 : 1;
        }
      }
    }
  }
  return made;
}

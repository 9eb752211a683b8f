import { createRandom } from '#demo/random.ts';
import { day, hour } from '#domain/window.ts';
import { rollingWithin, slicedWithin, type OrderedWithin } from '#measures/rolling.ts';
import { quantile } from '#measures/statistics.ts';
import { compare, fraction, timed } from './compare.ts';
import { logNormal } from './organisation.ts';
import type { Case } from './measured.ts';

const days = 730;
const length = 90 * day;
const observations = 5000;

/** Two years of one team, a point a day over 90 days each, three quantiles a point. */
export const rollingHistory: Case = async (report) => {
  const random = createRandom(4);
  const at = Float64Array.from({ length: observations }, () => random.next() * days * day).sort();
  const value = at.map(() => logNormal(random, 18 * hour, 1.2) / 1000);
  const windows = Array.from({ length: days }, (_, index) => ({
    from: (index + 1) * day - length,
    to: (index + 1) * day,
  }));
  const history = (prepare: (at: Float64Array, value: Float64Array) => OrderedWithin): number => {
    const within = prepare(at, value);
    let sum = 0;
    for (const window of windows) {
      const values = within(window);
      if (values.n > 0) for (const p of [0.5, 0.75, 0.9]) sum += quantile(values, p);
    }
    return sum;
  };
  if (history(rollingWithin) !== history(slicedWithin)) throw new Error('the two ways give different histories');
  const repeated = (way: typeof rollingWithin) => () => timed(() => Array.from({ length: 10 }, () => history(way)));
  const comparison = await compare(9, repeated(rollingWithin), repeated(slicedWithin));
  report({
    name: 'rolling_over_sorting',
    value: comparison.ratio,
    unit: 'ratio',
    goal: 1 / 5,
    better: 'lower',
    detail: `${fraction(comparison)}, ten histories`,
  });
};

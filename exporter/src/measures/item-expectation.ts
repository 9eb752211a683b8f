import type { ItemColumns } from '#domain/work.ts';
import { day } from '#domain/window.ts';
import { flowTimes } from './item-spans.ts';
import type { Reading } from './measure.ts';
import { slicedWithin } from './rolling.ts';
import { quantile, quantileIntervals } from './statistics.ts';

/** How far an expectation looks back: 13 weeks. */
export const expectationSpan = 91 * day;

const portion = 0.85;

/**
 * The service level expectation as of an instant: within how many seconds 85 of 100 items were done, of those finished
 * in the 13 weeks before. Undefined where none was.
 */
export function expectationAt(items: ItemColumns): (time: number) => Reading | undefined {
  const { at, value } = flowTimes(items);
  const within = slicedWithin(at, value);
  const interval = quantileIntervals(portion);
  return (time) => {
    const values = within({ from: time - expectationSpan, to: time });
    return values.n === 0 ? undefined : { value: quantile(values, portion), n: values.n, ...interval(values) };
  };
}

import { itemTypes } from '#domain/facts.ts';
import { unlinked } from '#domain/work.ts';
import type { GroupLabel, Measure, MeasureOptions } from './measure.ts';

/** The way of a change from its first commit to production. */
export const stages = ['coding', 'pickup', 'review', 'deploy'] as const;
export type Stage = (typeof stages)[number];

type Options = Pick<MeasureOptions, 'objectives'>;

const values: Readonly<Record<GroupLabel, (options: Options) => readonly string[]>> = {
  stage: () => stages,
  type: () => itemTypes,
  objective: ({ objectives = [] }) => [...objectives.map(({ objective }) => objective), unlinked],
};

/** Every value of a measure's label, so that series stay countable; a measure without one has a single, unnamed group. */
export function groupsOf({ by }: Pick<Measure, 'by'>, options: Options): readonly (string | undefined)[] {
  return by === undefined ? [undefined] : values[by](options);
}

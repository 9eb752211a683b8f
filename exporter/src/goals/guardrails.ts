import type { Goal } from '#domain/goal.ts';
import { valueInWords } from '#measures/words.ts';
import { reaches } from './direction.ts';
import { measuredBy } from './measured-by.ts';

export type Guardrail = {
  readonly measure: string;
  readonly floor: number;
  readonly value?: number;
  /** As in: Deployment frequency 0.4 a day, at least 0.1 a day is allowed. */
  readonly text: string;
  /** Absent: nothing can be said. */
  readonly holds?: boolean;
};

/** A goal's guardrails, in their order, with the values that their measures have. */
export function guardrailsOf(
  { guardrails }: Pick<Goal, 'guardrails'>,
  valueOf: (measure: string) => number | undefined
): Guardrail[] {
  return guardrails.map(({ measure, floor }) => {
    const { title, unit, better } = measuredBy({ measure });
    const allowed = `${better === 'higher' ? 'at least' : 'at most'} ${valueInWords(floor, unit)}`;
    const value = valueOf(measure);
    if (value === undefined) return { measure, floor, text: `${title}: no data, ${allowed} is allowed` };
    const holds = reaches(value, floor, better);
    const text = `${title} ${valueInWords(value, unit)}, ${holds ? '' : 'but '}${allowed} is allowed`;
    return { measure, floor, value, text, holds };
  });
}

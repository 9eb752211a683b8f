import { type Objective, unlinked } from '#domain/work.ts';

/** 1 for each piece of work that serves the objective of this name, by the column of a slice. */
export function servesObjective(
  objective: Uint16Array,
  objectives: readonly Objective[],
  name: string | undefined
): Uint8Array {
  const index = name === unlinked ? objectives.length : objectives.findIndex((each) => each.objective === name);
  return new Uint8Array(objective.map((own) => (own === index ? 1 : 0)));
}

import picomatch from 'picomatch';
import { type Objective, unlinked } from '#domain/work.ts';

/** What is known of a piece of work that says which objective it serves; lists joined by newlines, null: none. */
export type WorkMarks = readonly [repository: string, labels: string | null, milestone: string | null];

export type ObjectiveOf = {
  /** In the order of the configuration, `unlinked` last; empty where none is configured. */
  readonly names: readonly string[];
  /** The index of the objective that one of these marks makes it serve: the first rule that matches any of them wins. */
  readonly of: (...marks: readonly WorkMarks[]) => number;
};

/** Labels and names have no folders: one star matches slashes too. */
const options = { dot: true, nocase: true, bash: true };

/** Reads the rules once; work of the same marks is judged once. */
export function objectiveOf(objectives: readonly Objective[]): ObjectiveOf {
  const rules = objectives.map(({ work }) => ({
    label: oneOf(work.labels),
    milestone: oneOf(work.milestones),
    repository: oneOf(work.repositories),
  }));
  const judged = new Map<string, number>();
  const judge = ([repository, labels, milestone]: WorkMarks): number => {
    const names = labels === null || labels === '' ? [] : labels.split('\n');
    const found = rules.findIndex(
      (rule) =>
        names.some(rule.label) || (milestone !== null && rule.milestone(milestone)) || rule.repository(repository)
    );
    return found === -1 ? rules.length : found;
  };
  return {
    names: objectives.length === 0 ? [] : [...objectives.map(({ objective }) => objective), unlinked],
    of: (...marks) => {
      let first = rules.length;
      for (const mark of marks) {
        const key = mark.join('\0');
        const index = judged.get(key) ?? judge(mark);
        judged.set(key, index);
        first = Math.min(first, index);
      }
      return first;
    },
  };
}

/** A name that stands there letter by letter is meant as well: `[ui] speed`. */
function oneOf(globs: readonly string[]): (name: string) => boolean {
  const matches = picomatch([...globs], options);
  return (name) => globs.includes(name) || matches(name);
}

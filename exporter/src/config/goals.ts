import { z } from 'zod';
import type { Goal } from '#domain/goal.ts';
import { explain, flatten, type Found } from './explain.ts';
import { goalForm } from './goal-form.ts';
import { checkNames, readGoal, type GoalContext } from './goal-read.ts';
import { pathText, type Path, type Problem } from './problems.ts';
import { problemsIn } from './problems-in.ts';
import type { YamlText } from './yaml.ts';

/** A text with goals in it: a file of its own, or the list in the configuration. */
export type GoalText = {
  /** As a problem names it. */
  readonly file: string;
  readonly yaml: YamlText;
  /** Where in it the goals stand. */
  readonly at: Path;
  /** One goal, or a list. */
  readonly value: unknown;
};

/** A goal and where it is written. */
export type PlacedGoal = { readonly goal: Goal; readonly problem: (message: string) => Problem };

/** The names in a goal that has mistakes elsewhere, so that all of them are told at once. */
const word = z.string().catch('');
const readable = z.object({ id: word, team: word, objective: word }).catch({ id: '', team: '', objective: '' });

/** Every goal of these texts, and every problem in them; a goal with a problem is not among them. */
export function readGoals(
  texts: readonly GoalText[],
  context: GoalContext
): { readonly goals: readonly PlacedGoal[]; readonly problems: readonly Problem[] } {
  const goals: PlacedGoal[] = [];
  const problems: Problem[] = [];
  const first = new Map<string, string>();
  for (const text of texts) {
    const found: Found[] = [];
    for (const { path, value } of entriesOf(text)) {
      const tell = (each: Found): number => found.push({ ...each, path: [...path, ...each.path] });
      const form = goalForm.safeParse(value, { error: explain });
      for (const each of flatten(form.error?.issues ?? [])) tell(each);
      const names = readable.parse(value);
      checkNames(names, context, tell);
      const { line } = text.yaml.place([...path, 'id']);
      const before = first.get(names.id);
      if (before !== undefined) tell({ path: ['id'], message: `the same as in ${before}; each may be there once` });
      else if (names.id !== '') first.set(names.id, `${text.file}:${line}`);
      const goal = form.success ? readGoal(form.data, context, tell) : undefined;
      if (goal) goals.push({ goal, problem: problemAt(text, path) });
    }
    problems.push(...problemsIn(text.file, text.yaml, found));
  }
  return { goals, problems };
}

function entriesOf({ at, value }: GoalText): { readonly path: Path; readonly value: unknown }[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [{ path: at, value }];
  return value.map((each: unknown, index) => ({ path: [...at, index], value: each }));
}

function problemAt({ file, yaml }: GoalText, path: Path): PlacedGoal['problem'] {
  return (message) => ({ file, ...yaml.place(path), path: pathText(path), message });
}

import type { Goal, GoalRevision } from '#domain/goal.ts';

/** What a goal was at a time; before its first revision: what that said, as nobody wrote anything else down. */
export function goalAsOf(revisions: readonly GoalRevision[], time: number): Goal | undefined {
  return (revisions.findLast(({ from }) => from <= time) ?? revisions[0])?.goal;
}

/** The revisions that changed what is aimed at: target, stretch or due date; the first is among them. */
export function targetRevisions(revisions: readonly GoalRevision[]): GoalRevision[] {
  return revisions.filter(({ goal }, index) => {
    const before = revisions[index - 1]?.goal;
    return !before || before.target !== goal.target || before.stretch !== goal.stretch || before.due !== goal.due;
  });
}

import type { Conclusions } from '#exposition/snapshot.ts';
import type { TeamConclusions } from '#pipeline/conclude-team.ts';

/** What is concluded of all teams, as the rows of its gauges. */
export function conclusionRows(conclusions: readonly TeamConclusions[]): Conclusions {
  return {
    goals: conclusions.flatMap(({ goals }) =>
      goals.map(({ goal, value, baseline, progress, probability, status, guardrails }) => ({
        team: goal.team,
        goal: goal.id,
        objective: goal.objective,
        measure: 'measure' in goal.by ? goal.by.measure : 'promql',
        kind: goal.kind,
        ...(value && { value: value.value }),
        ...(baseline && { baseline: baseline.value }),
        target: goal.target,
        ...(goal.stretch !== undefined && { stretch: goal.stretch }),
        ...(progress !== undefined && { progress }),
        ...(probability !== undefined && { probability }),
        due: goal.due,
        status,
        guardrails,
      }))
    ),
    judged: conclusions.flatMap(({ team, judged }) =>
      judged.map(({ measure, judgement: { signals, usual } }) => {
        const last = usual.at(-1);
        return {
          team,
          measure: measure.name,
          // A run is a note: a gauge that alerts read must not cry for it.
          ...(last &&
            measure.better !== 'neither' && {
              signals: signals
                .filter(({ until, rule }) => until === undefined && rule !== 'run')
                .map(({ direction }) => direction),
            }),
          ...(last && { usual: last }),
        };
      })
    ),
  };
}

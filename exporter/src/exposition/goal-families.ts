import { goalOutcomes, goalStates } from '#domain/goal.ts';
import { type Family, type Labels, ownFamily } from './family.ts';
import type { GoalRow, JudgedRow } from './snapshot.ts';

/** How goals stand: values in the unit of each goal's own measure. */
export function goalFamilies(goals: readonly GoalRow[]): Family[] {
  const family = (name: Parameters<typeof ownFamily>[0], valueOf: (row: GoalRow) => number | undefined): Family =>
    ownFamily(
      name,
      goals.flatMap((row) => {
        const value = valueOf(row);
        return value === undefined ? [] : [{ labels: labelsOf(row), value }];
      })
    );
  return [
    ownFamily(
      'waymark_goal_info',
      goals.map((row) => ({
        labels: { ...labelsOf(row), objective: row.objective, measure: row.measure, kind: row.kind },
        value: 1,
      }))
    ),
    family('waymark_goal_value', ({ value }) => value),
    family('waymark_goal_baseline', ({ baseline }) => baseline),
    family('waymark_goal_target', ({ target }) => target),
    family('waymark_goal_stretch', ({ stretch }) => stretch),
    family('waymark_goal_progress_ratio', ({ progress }) => progress),
    family('waymark_goal_attainment_probability', ({ probability }) => probability),
    family('waymark_goal_due_timestamp_seconds', ({ due }) => due / 1000),
    ownFamily(
      'waymark_goal_status',
      goals.flatMap((row) =>
        [...goalStates, ...goalOutcomes].map((status) => ({
          labels: { ...labelsOf(row), status },
          value: row.status === status ? 1 : 0,
        }))
      )
    ),
    ownFamily(
      'waymark_goal_guardrail_holds',
      goals.flatMap((row) =>
        row.guardrails.flatMap(({ measure, holds }) =>
          holds === undefined ? [] : [{ labels: { ...labelsOf(row), measure }, value: holds ? 1 : 0 }]
        )
      )
    ),
  ];
}

/** What really changed, and the range in which each measure usually moves. */
export function signalFamilies(judged: readonly JudgedRow[]): Family[] {
  return [
    ownFamily(
      'waymark_signal',
      judged.flatMap(({ team, measure, signals }) =>
        (signals === undefined ? [] : (['better', 'worse'] as const)).map((direction) => ({
          labels: { measure, team, direction },
          value: signals?.includes(direction) === true ? 1 : 0,
        }))
      )
    ),
    ownFamily(
      'waymark_process_limit',
      judged.flatMap(({ team, measure, usual }) =>
        usual === undefined
          ? []
          : (['lower', 'centre', 'upper'] as const).map((limit) => ({
              labels: { measure, team, limit },
              value: usual[limit],
            }))
      )
    ),
  ];
}

function labelsOf({ team, goal }: GoalRow): Labels {
  return { team, goal };
}

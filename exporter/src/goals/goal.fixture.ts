import type { Goal } from '#domain/goal.ts';
import { day } from '#domain/window.ts';
import { usualMilestones } from './milestones.ts';

export const start = Date.parse('2026-07-01T00:00:00Z');
export const due = start + 90 * day;

/** From 55 to 50 hours of lead time, with 45 as its stretch. */
export function goal(changes: Partial<Goal> = {}): Goal {
  return {
    id: 'lead-time',
    team: 'checkout',
    objective: 'faster',
    why: 'customers wait',
    title: 'Change lead time: 50 h',
    by: { measure: 'change_lead_time' },
    window: 28 * day,
    target: 50 * 3600,
    stretch: 45 * 3600,
    kind: 'committed',
    start,
    due,
    guardrails: [{ measure: 'deployment_frequency', floor: 0.1 }],
    milestones: usualMilestones(start, due),
    ...changes,
  };
}

import { describe, expect, test } from '@jest/globals';
import type { Goal } from '#domain/goal.ts';
import type { GoalState } from '#goals/goal-state.ts';
import { deploymentAnnotation, entryAnnotations, goalAnnotations, incidentAnnotation } from './annotations.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 6, 1);
const goal: Goal = {
  id: 'g',
  team: 'checkout',
  objective: 'faster',
  why: 'customers wait',
  title: 'Within a day',
  by: { measure: 'change_lead_time' },
  window: 28 * day,
  target: 24,
  kind: 'committed',
  start,
  due: start + 90 * day,
  guardrails: [],
  milestones: [],
};
const state: GoalState = {
  goal,
  unit: 'seconds',
  better: 'lower',
  status: 'learned',
  outcome: 'learned',
  lesson: { cause: 'tests', nextStep: 'split them', learned: 'Caching moved little', recordedAt: start + 95 * day },
  guardrails: [],
  milestones: [{ at: start + 30 * day, share: 0.2, value: 30, state: 'not_reached' }],
  next: 'Nothing',
  evidence: [],
  warnings: [],
  history: {
    status: [
      { time: start + 14 * day, status: 'at_risk' },
      { time: start + 90 * day, status: 'missed' },
      { time: start + 95 * day, status: 'learned' },
    ],
    probability: [{ time: start + 14 * day, target: 0.5 }],
  },
  revisions: [
    { from: start, goal: { ...goal, target: 20 } },
    { from: start + 5 * day, goal: { ...goal, target: 20, why: 'other words' } },
    { from: start + 10 * day, goal },
  ],
};
const words = (value: number) => `${value} h`;

describe('a goal', () => {
  test('stands on the graph from its start to its end, with what changed on the way', () => {
    const marks = goalAnnotations(state, words);
    expect(
      marks.map(({ kind, time, timeEnd, title, text }) => [
        kind,
        (time - start) / day,
        (timeEnd - time) / day,
        title,
        text,
      ])
    ).toEqual([
      ['goal_set', 0, 90, 'Goal: Within a day', 'Target 20 h. customers wait'],
      ['target_changed', 10, 0, 'Goal changed: Within a day', 'Target 24 h'],
      ['milestone', 30, 0, 'Milestone of Within a day', '20 % of the way, 30 h: not reached'],
      ['status', 14, 0, 'Within a day: at risk', 'The chance of the target was 50 %'],
      ['due', 90, 0, 'Due: Within a day', 'Target 24 h'],
      ['outcome', 90, 0, 'Within a day: missed', ''],
      ['outcome', 95, 0, 'Within a day: missed, and learned from', 'Caching moved little'],
    ]);
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
    expect(marks.every(({ layer, team, goal: id }) => layer === 'context' && team === 'checkout' && id === 'g')).toBe(
      true
    );
  });
});

describe('what the team did is apart from what happened to it', () => {
  const deployment = {
    id: 'd1',
    finishedAt: start,
    version: 'v1.2.0',
    service: '',
    changes: 3,
    outcome: 'success',
    failed: false,
  } as const;

  test('a deployment', () => {
    expect(deploymentAnnotation('checkout', deployment)).toMatchObject({
      kind: 'deployment',
      layer: 'did',
      title: 'Deployment v1.2.0',
      text: '3 changes',
    });
    expect(deploymentAnnotation('checkout', { ...deployment, failed: true, failedBecause: 'revert' })).toMatchObject({
      kind: 'failed_deployment',
      layer: 'happened',
      text: 'a change of it was reverted',
    });
    expect(deploymentAnnotation('checkout', { ...deployment, outcome: 'failure' }).text).toBe(
      'it did not reach its environment'
    );
  });

  test('an incident is a region; an open one has no end yet', () => {
    const incident = { id: 'i', openedAt: start, service: 'api', evidence: 'none' } as const;
    expect(incidentAnnotation('checkout', incident)).toMatchObject({ timeEnd: Infinity, tags: ['incident', 'api'] });
    expect(incidentAnnotation('checkout', { ...incident, resolvedAt: start + day }).timeEnd).toBe(start + day);
  });

  test('entries: decisions and interventions are done, notes and plans are context, outcomes stand at their goals', () => {
    const entry = { id: 'r', team: 'checkout', recordedAt: start, at: start } as const;
    const layerOf = (given: Parameters<typeof entryAnnotations>[0]) => entryAnnotations(given)[0]?.layer;
    expect(layerOf({ ...entry, kind: 'decision', decision: 'act', reason: 'r' })).toBe('did');
    expect(layerOf({ ...entry, kind: 'intervention', title: 't' })).toBe('did');
    expect(entryAnnotations({ ...entry, kind: 'note', note: 'retrospective', text: 't' })[0]).toMatchObject({
      kind: 'review',
      layer: 'context',
      title: 'Retrospective',
    });
    expect(layerOf({ ...entry, kind: 'outcome', goal: 'g', cause: 'c', nextStep: 'n' })).toBeUndefined();
  });
});

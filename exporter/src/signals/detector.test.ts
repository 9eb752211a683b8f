import { expect, test } from '@jest/globals';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';
import { detectorOf } from './detector.ts';

const named = (detector: ReturnType<typeof detectorOf>) =>
  (measures as readonly Measure[]).filter((measure) => detectorOf(measure) === detector).map(({ name }) => name);

test('weekly medians of times and sizes', () => {
  expect(named('medians')).toEqual([
    'change_lead_time',
    'changes_per_deployment',
    'change_stage',
    'change_size',
    'change_review_rounds',
    'flow_time',
    'ci_duration',
  ]);
});

test('every recovery for itself', () => {
  expect(named('singles')).toEqual(['failed_deployment_recovery_time', 'ci_recovery_time']);
});

test('weekly counts', () => {
  expect(named('counts')).toEqual(['deployment_frequency', 'flow_velocity', 'flow_arrivals', 'ci_runs']);
});

test('x of n', () => {
  expect(named('trials')).toEqual([
    'change_fail_rate',
    'deployment_rework_rate',
    'change_unreviewed',
    'flow_unplanned',
    'ci_success',
    'ci_rerun',
  ]);
});

test('no stock, no age, no level and no share of a whole gives a signal', () => {
  expect(named('none')).toEqual([
    'undeployed_changes',
    'undeployed_change_age',
    'change_cycle_time',
    'change_stage_share',
    'open_changes',
    'open_change_age',
    'flow_efficiency',
    'flow_load',
    'flow_item_age',
    'flow_expectation',
    'flow_past_expectation',
    'flow_stability',
    'flow_distribution',
    'flow_objective_share',
    'flow_objective_change_share',
    'flow_effective_objectives',
  ]);
});

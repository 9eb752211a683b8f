import { describe, expect, test } from '@jest/globals';
import { measures } from '#measures/index.ts';
import { catalog } from './catalog.ts';
import { measureFamily, metricFamilies, ownFamilies } from './metric-names.ts';

describe.each(catalog().map((entry): [string, typeof entry] => [entry.name, entry]))('%s', (name, entry) => {
  test('is told whole', () => {
    const { definition, why, how_to_read: howToRead, ask_next: askNext, guardrail } = entry;
    for (const text of [definition, why, howToRead, guardrail]) expect(text).toMatch(/^[A-Z0-9][^\n]{20,450}\.$/);
    expect(askNext).toMatch(/\?$/);
    expect(entry.title).not.toBe('');
    expect(entry.short_title).toMatch(/^.{1,25}$/);
    expect(entry.statistics.length).toBeGreaterThan(0);
    expect(entry.display.scale).toBeGreaterThan(0);
  });

  test('its guardrail begins with the title of another measure', () => {
    const [title] = entry.guardrail.split(':');
    const others = catalog().filter((other) => other.name !== name);
    expect(others.map((other) => other.title)).toContain(title);
  });

  test('is named as its family, but for the prefix, the unit and the rates of DORA', () => {
    const plain = entry.family
      .replace(/^waymark_/, '')
      .replace(/^dora_(.*)_ratio$/, '$1_rate')
      .replace(/^dora_/, '');
    expect(plain.replace(/_(seconds|per_day|items_per_week|items|lines|ratio)$/, '')).toBe(name);
  });
});

test('the names and labels that people rely on', () => {
  const named = measures.map((measure) => `${measure.name} ${measure.family} ${measureFamily(measure).labels.join()}`);
  expect(named).toEqual([
    'deployment_frequency waymark_dora_deployment_frequency_per_day team,window',
    'change_lead_time waymark_dora_change_lead_time_seconds team,window,statistic',
    'failed_deployment_recovery_time waymark_dora_failed_deployment_recovery_time_seconds team,window,statistic',
    'change_fail_rate waymark_dora_change_fail_ratio team,window',
    'deployment_rework_rate waymark_dora_deployment_rework_ratio team,window',
    'changes_per_deployment waymark_changes_per_deployment team,window,statistic',
    'undeployed_changes waymark_undeployed_changes team',
    'undeployed_change_age waymark_undeployed_change_age_seconds team,statistic',
    'change_cycle_time waymark_change_cycle_time_seconds team,window,statistic',
    'change_stage waymark_change_stage_seconds team,stage,window,statistic',
    'change_stage_share waymark_change_stage_share_ratio team,stage,window',
    'change_size waymark_change_size_lines team,window,statistic',
    'change_review_rounds waymark_change_review_rounds team,window,statistic',
    'change_unreviewed waymark_change_unreviewed_ratio team,window',
    'open_changes waymark_open_changes team',
    'open_change_age waymark_open_change_age_seconds team,statistic',
    'flow_velocity waymark_flow_velocity_items_per_week team,type,window',
    'flow_arrivals waymark_flow_arrivals_items_per_week team,window',
    'flow_time waymark_flow_time_seconds team,type,window,statistic',
    'flow_efficiency waymark_flow_efficiency_ratio team,type,window',
    'flow_load waymark_flow_load_items team,type',
    'flow_item_age waymark_flow_item_age_seconds team,statistic',
    'flow_expectation waymark_flow_expectation_seconds team',
    'flow_past_expectation waymark_flow_past_expectation_ratio team',
    'flow_stability waymark_flow_stability_ratio team',
    'flow_distribution waymark_flow_distribution_ratio team,type,window',
    'flow_unplanned waymark_flow_unplanned_ratio team,window',
    'flow_objective_share waymark_flow_objective_share_ratio team,objective,window',
    'flow_objective_change_share waymark_flow_objective_change_share_ratio team,objective,window',
    'flow_effective_objectives waymark_flow_effective_objectives team,window',
    'ci_duration waymark_ci_duration_seconds team,window,statistic',
    'ci_runs waymark_ci_runs_per_day team,window',
    'ci_success waymark_ci_success_ratio team,window',
    'ci_recovery_time waymark_ci_recovery_time_seconds team,window,statistic',
    'ci_rerun waymark_ci_rerun_ratio team,window',
  ]);
});

test('a person reads hours, per cent, and times a day', () => {
  const display = Object.fromEntries(catalog().map((entry) => [entry.unit, entry.display]));
  expect(display['seconds']).toEqual({ unit: 'suffix: h', scale: 1 / 3600, decimals: 1 });
  expect(display['ratio']).toEqual({ unit: 'percentunit', scale: 1, decimals: 1 });
});

test('no two families share a name, counters end in _total and only they', () => {
  const families = metricFamilies();
  expect(new Set(families.map(({ name }) => name)).size).toBe(measures.length + ownFamilies.length);
  for (const { name, type, help } of families) {
    expect(name.endsWith('_total')).toBe(type === 'counter');
    expect(help).toMatch(/\.$/);
  }
});

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
    const plain = entry.family.replace(/^waymark_(dora_)?/, '').replace(/_(seconds|per_day)$/, '');
    expect(plain.replace(/_ratio$/, '_rate')).toBe(name);
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

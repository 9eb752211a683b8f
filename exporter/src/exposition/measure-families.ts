import { type Family, type Labels, ownFamily } from './family.ts';
import type { MeasureRow, Snapshot } from './snapshot.ts';

/** The newest values as gauges: one family a measure, what stands behind each value, and what could be joined. */
export function measureFamilies({ measures, coverage, incidents }: Snapshot): Family[] {
  // One n and one interval for each value: a measure of several statistics gives those of its first.
  const first = measures.filter(({ measure, statistic }) => statistic === measure.statistics[0]);
  return [
    ...byMeasure(measures).map(valueFamily),
    ownFamily(
      'waymark_samples',
      first.map((row) => ({ labels: measureLabels(row), value: row.sample.n }))
    ),
    ownFamily(
      'waymark_interval',
      first.flatMap((row) => [...bound(row, 'low', row.sample.low), ...bound(row, 'high', row.sample.high)])
    ),
    ownFamily(
      'waymark_coverage_ratio',
      coverage.map(({ kind, team, ratio }) => ({ labels: { kind, team }, value: ratio }))
    ),
    ownFamily(
      'waymark_open_incident_age_seconds',
      incidents.flatMap(({ team, openAge }) => (openAge === undefined ? [] : [{ labels: { team }, value: openAge }]))
    ),
    ownFamily(
      'waymark_open_incident_expectation_seconds',
      incidents.flatMap(({ team, expectation }) =>
        expectation === undefined ? [] : [{ labels: { team }, value: expectation }]
      )
    ),
  ];
}

function byMeasure(rows: readonly MeasureRow[]): [MeasureRow['measure'], MeasureRow[]][] {
  const groups = new Map<MeasureRow['measure'], MeasureRow[]>();
  for (const row of rows) {
    const group = groups.get(row.measure);
    if (group === undefined) groups.set(row.measure, [row]);
    else group.push(row);
  }
  return [...groups];
}

function valueFamily([measure, rows]: [MeasureRow['measure'], readonly MeasureRow[]]): Family {
  const samples = rows.map(({ team, window, statistic, sample }) => ({
    labels: {
      team,
      ...(window !== undefined && { window }),
      // A measure with one plain value has nothing to choose.
      ...(statistic !== 'value' && { statistic }),
    },
    value: sample.value,
  }));
  return { name: measure.family, help: measure.definition, type: 'gauge', samples };
}

function measureLabels({ measure, team, window }: MeasureRow): Labels {
  return { measure: measure.name, team, ...(window !== undefined && { window }) };
}

function bound(row: MeasureRow, name: 'low' | 'high', value: number | undefined): Family['samples'] {
  return value === undefined ? [] : [{ labels: { ...measureLabels(row), bound: name }, value }];
}

import type { TimeRange } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import type { ComboboxOption } from '@grafana/ui';
import type { WaymarkDataSource } from '../datasource';
import type { WaymarkQuery } from '../query';

/** What each field of a view gets: it reads and changes its own key of the query. */
export type FieldProps = {
  query: WaymarkQuery;
  change: (patch: object) => void;
  datasource: WaymarkDataSource;
  range?: TimeRange | undefined;
};
export type Option = ComboboxOption;

/** Unique on a page with several queries; labels point to it. */
export function idOf(query: WaymarkQuery, field: string): string {
  return `waymark-${query.refId}-${field}`;
}

/** Dashboard variables as options, before what the exporter knows. */
export function variableOptions(): Option[] {
  return getTemplateSrv()
    .getVariables()
    .map(({ name }) => ({ value: `$${name}`, label: `$${name}`, description: 'Variable of this dashboard' }));
}

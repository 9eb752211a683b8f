import type { AdHocVariableFilter, ScopedVars } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import type { Team } from '@waymark/exporter/contract';
import type { WaymarkQuery } from './query';

/** Several values of a variable, apart by commas; a comma of a name is escaped. */
const joined = (value: unknown): string =>
  [value]
    .flat()
    .map((one) => String(one).replaceAll('%', '%25').replaceAll(',', '%2C'))
    .join(',');

/** The names in the text of a team. */
export function namesIn(text: string): string[] {
  const names = text.split(',').map((name) => name.trim().replaceAll('%2C', ',').replaceAll('%25', '%'));
  return names.filter((name) => name !== '');
}

/** A query with its variables replaced. Several values stay apart where a team is meant. */
export function interpolated<Q extends WaymarkQuery>(
  query: Q,
  templates: Pick<TemplateSrv, 'replace'>,
  scopedVars: ScopedVars
): Q {
  const replaced = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return (value as unknown[]).map((one) => replaced(one, key));
    if (typeof value !== 'string') return value;
    return templates.replace(value, scopedVars, key === 'team' ? joined : 'csv');
  };
  const entries = Object.entries(query as unknown as Record<string, unknown>).map(([key, value]) => [
    key,
    key === 'datasource' ? value : replaced(value, key),
  ]);
  // Only the text of its values has changed.
  return Object.fromEntries(entries) as Q;
}

/** Whether a value passes the filters of one key; several filters must all hold. */
export function passes(filters: readonly AdHocVariableFilter[], key: string): (value: string) => boolean {
  const own = filters.filter((filter) => filter.key === key);
  return (value) => own.every((filter) => holds(filter, value));
}

function holds({ operator, value: wanted, values = [wanted] }: AdHocVariableFilter, value: string): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '=|':
      return values.includes(value);
    case '!=|':
      return !values.includes(value);
    case '=~':
      return new RegExp(`^(?:${wanted})$`).test(value);
    case '!~':
      return !new RegExp(`^(?:${wanted})$`).test(value);
    default:
      throw new Error(`The filter operator ${operator} is not understood: use =, !=, =~ or !~.`);
  }
}

/** The teams that are left, of those that are asked for (none: of all), by their names and by the services that they own. */
export function filteredTeams(
  asked: readonly string[],
  teams: readonly Team[],
  filters: readonly AdHocVariableFilter[]
): string[] {
  const ownService = filters.some(({ key }) => key === 'service') ? passes(filters, 'service') : undefined;
  const byName = passes(filters, 'team');
  return teams
    .filter(({ team }) => (asked.length === 0 || asked.includes(team)) && byName(team))
    .filter(({ services }) => ownService === undefined || services.some(ownService))
    .map(({ team }) => team);
}

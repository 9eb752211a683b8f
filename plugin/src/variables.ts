import {
  createDataFrame,
  CustomVariableSupport,
  FieldType,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { map, of, type Observable } from 'rxjs';
import type { Client } from './client';
import type { WaymarkDataSource } from './datasource';
import { VariableEditor } from './editors/VariableEditor';
import { namesIn } from './filters';
import type { VariableQuery } from './query';

type Option = { readonly text: string; readonly value: string };

const lists: { readonly [L in VariableQuery['list']]: (client: Client, query: VariableQuery) => Observable<Option[]> } =
  {
    teams: (client) => client.get('teams').pipe(map(({ items }) => items.map(({ team }) => same(team)))),
    services: (client, { team }) =>
      client.get('teams').pipe(
        map(({ items }) => {
          const names = namesIn(team ?? '');
          const owned = items.filter((item) => names.length === 0 || names.includes(item.team));
          return [...new Set(owned.flatMap(({ services }) => services))].sort().map(same);
        })
      ),
    objectives: (client) =>
      client
        .get('objectives')
        .pipe(map(({ items }) => items.map(({ objective, title }) => ({ text: title, value: objective })))),
    goals: (client, { team, goals = 'active' }) =>
      client.get('goals').pipe(
        map(({ items }) => {
          const names = namesIn(team ?? '');
          const of = items.filter((goal) => names.length === 0 || names.includes(goal.team));
          const wanted = of.filter(
            ({ outcome }) => goals === 'all' || (goals === 'active') === (outcome === undefined)
          );
          return wanted.sort((a, b) => a.due.localeCompare(b.due)).map(({ id, title }) => ({ text: title, value: id }));
        })
      ),
    measures: (client) =>
      client.get('catalog').pipe(map(({ items }) => items.map(({ name, title }) => ({ text: title, value: name })))),
  };

const same = (name: string): Option => ({ text: name, value: name });

/** Lists of teams, services, objectives, goals and measures for dashboard variables. */
export class WaymarkVariables extends CustomVariableSupport<WaymarkDataSource, VariableQuery> {
  readonly editor = VariableEditor;
  private readonly datasource: WaymarkDataSource;

  constructor(datasource: WaymarkDataSource) {
    super();
    this.datasource = datasource;
  }

  override query({ targets, scopedVars }: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    const [query] = targets;
    const list = query && lists[query.list];
    if (query === undefined || list === undefined) return of({ data: [] });
    const team = getTemplateSrv().replace(query.team ?? '', scopedVars, 'csv');
    return list(this.datasource.client, { ...query, team }).pipe(
      map((options) => ({
        data: [
          createDataFrame({
            fields: [
              { name: 'text', type: FieldType.string, config: {}, values: options.map(({ text }) => text) },
              { name: 'value', type: FieldType.string, config: {}, values: options.map(({ value }) => value) },
            ],
          }),
        ],
      }))
    );
  }
}

import { useCallback } from 'react';
import { firstValueFrom, map, type Observable } from 'rxjs';
import type { Client } from '../client';
import { matching, variableOptions, type Option } from './field';

/** Each list of choices, and what of the exporter it is from. */
const sources = {
  teams: (client: Client): Observable<Option[]> =>
    client.get('teams').pipe(map(({ items }) => items.map(({ team }) => ({ value: team, label: team })))),
  goals: (client: Client): Observable<Option[]> =>
    client
      .get('goals')
      .pipe(map(({ items }) => items.map(({ id, title, team }) => ({ value: id, label: title, description: team })))),
  measures: (client: Client): Observable<Option[]> =>
    client
      .get('catalog')
      .pipe(map(({ items }) => items.map(({ name, title }) => ({ value: name, label: title, description: name })))),
};

/** A list for a Combobox, asked for when it is opened; the same function while the source stays, as it is loaded anew with each. */
export function useOptions(client: Client, source: keyof typeof sources): (typed: string) => Promise<Option[]> {
  return useCallback(
    async (typed) => {
      const found = await firstValueFrom(sources[source](client));
      return matching([...variableOptions(), ...found], typed);
    },
    [client, source]
  );
}

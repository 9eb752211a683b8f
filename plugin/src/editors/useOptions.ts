import { useEffect, useState } from 'react';
import { map, type Observable } from 'rxjs';
import type { Client } from '../client';
import { variableOptions, type Option } from './field';

/** Each list of choices, and what of the exporter it is from. */
const sources = {
  teams: (client: Client): Observable<Option[]> =>
    client.get('teams').pipe(map(({ items }) => items.map(({ team }) => ({ value: team, label: team })))),
  goals: (client: Client): Observable<Option[]> =>
    client
      .get('goals')
      .pipe(map(({ items }) => items.map(({ id, title, team }) => ({ value: id, label: title, description: team })))),
  measures: (client: Client): Observable<Option[]> =>
    client.get('catalog').pipe(map(({ items }) => items.map(({ name, title }) => ({ value: name, label: title })))),
};

/** The variables of the dashboard and a list from the exporter; only variables until it has answered, or if it fails. */
export function useOptions(client: Client, source: keyof typeof sources): Option[] {
  const [found, setFound] = useState<Option[]>([]);
  useEffect(() => {
    // What is wrong is told by the query itself.
    const asked = sources[source](client).subscribe({ next: setFound, error: () => setFound([]) });
    return () => asked.unsubscribe();
  }, [client, source]);
  return [...variableOptions(), ...found];
}

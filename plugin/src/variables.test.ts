import { expect, test } from '@jest/globals';
import type { DataQueryRequest } from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import { asking, start } from './grafana.fixture';
import type { VariableQuery } from './query';
import type { WaymarkVariables } from './variables';

async function options(query: Omit<VariableQuery, 'refId'>) {
  const { datasource } = start({ variables: { team: ['checkout'] } });
  const request = { ...asking([]), targets: [{ refId: 'V', ...query }] } as unknown as DataQueryRequest<VariableQuery>;
  const { data } = await firstValueFrom((datasource.variables as WaymarkVariables).query(request));
  const [text, value] = data[0].fields;
  return text.values.map((one: string, index: number) => [one, value.values[index]]);
}

test.each([
  [
    { list: 'teams' },
    [
      ['checkout', 'checkout'],
      ['ledger', 'ledger'],
      ['search, and more', 'search, and more'],
    ],
  ],
  [{ list: 'services', team: '$team' }, [['checkout-api', 'checkout-api']]],
  [
    { list: 'services' },
    [
      ['checkout-api', 'checkout-api'],
      ['ledger', 'ledger'],
      ['search', 'search'],
    ],
  ],
  [
    { list: 'objectives' },
    [
      ['Changing the shop gets cheaper', 'cheaper'],
      ['Customers get improvements every week', 'sooner'],
    ],
  ],
  [{ list: 'goals', team: '$team' }, [['Changes reach customers within a day', 'checkout-lead-time']]],
  [{ list: 'goals', team: '$team', goals: 'over' }, [['CI answers within 10 minutes', 'checkout-ci']]],
  [
    { list: 'goals', goals: 'all' },
    [
      ['CI answers within 10 minutes', 'checkout-ci'],
      ['Changes reach customers within a day', 'checkout-lead-time'],
    ],
  ],
  [{ list: 'goals', team: 'ledger' }, []],
] as const)('%j', async (query, expected) => {
  expect(await options(query)).toEqual(expected);
});

test('measures are those of the catalog', async () => {
  expect(await options({ list: 'measures' })).toContainEqual(['Change lead time', 'change_lead_time']);
});

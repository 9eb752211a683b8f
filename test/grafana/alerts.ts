import { expect, test } from '@jest/globals';
import { json } from './site.ts';
import { until } from '../waymark.ts';

type Rules = {
  data: { groups: { name: string; rules: { name: string; health: string; lastError?: string }[] }[] };
};

/** What Grafana's own ruler says of the provisioned rules. */
export function alerts(): void {
  test('every alert rule is evaluated without an error', async () => {
    const rules = await until(
      'every rule to be evaluated',
      async () => {
        const { data } = await json<Rules>('/api/prometheus/grafana/api/v1/rules');
        const found = data.groups.filter(({ name }) => name.startsWith('waymark')).flatMap(({ rules }) => rules);
        return found.length > 0 && found.every(({ health }) => health !== 'unknown') ? found : undefined;
      },
      150
    );
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
  }, 180_000);
}

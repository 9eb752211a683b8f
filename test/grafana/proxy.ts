import { beforeAll, describe, expect, test } from '@jest/globals';
import { ask, json, proxied, type Role } from './site.ts';

type Records = { readonly items: readonly { readonly text: string }[] };
const team = 'payments';
const records = async () => (await ask(`${proxied}/api/v1/records?team=${team}&limit=1000`)).text;
const note = (text: string) => ({ team, at: new Date().toISOString(), kind: 'note', text });

/** Grafana's own data source proxy, with the routes of the plugin, in front of the exporter. */
export function proxy(): void {
  describe('the proxy', () => {
    let before: number;
    beforeAll(async () => {
      before = (await json<Records>(`${proxied}/api/v1/records?team=${team}&limit=1000`)).items.length;
      expect(before).toBeGreaterThan(0);
    });

    test('lets a viewer read', async () => {
      expect((await ask(`${proxied}/api/v1/teams`, {}, 'Viewer')).status).toBe(200);
    });

    test.each([
      ...['%2e%2e/%2e%2e/metrics', '..%2f..%2fmetrics', '%2E%2E%2F%2E%2E%2Fmetrics', '%252e%252e/%252e%252e/metrics'],
      ...['..%5c..%5cmetrics', './%2e%2e/%2e%2e/metrics', '%2e%2e/%2e%2e/readyz', '%2e%2e%2f%2e%2e%2fmetrics?x=1'],
    ])('opens nothing for %s', async (path) => {
      const { status, text } = await ask(`${proxied}/api/v1/${path}`, {}, 'Viewer');
      expect({ status, leaks: /waymark_|ready/.test(text) }).toEqual({ status: 404, leaks: false });
    });

    test('gives no token to what no route matches', async () => {
      for (const role of ['Viewer', 'Editor', 'Admin'] as const)
        expect((await ask(`${proxied}/metrics`, {}, role)).status).toBe(400);
    });

    const ways: readonly [string, string, Role][] = [
      ['a viewer', 'write/notes', 'Viewer'],
      ['a viewer by another spelling', 'write%2fnotes', 'Viewer'],
      ['a viewer by dots', 'write/%2e%2e/v1/notes', 'Viewer'],
      ['a viewer from the route that reads', 'api/v1/%2e%2e/%2e%2e/write/notes', 'Viewer'],
      ['a viewer by no route', 'api/v1/notes', 'Viewer'],
      ['an editor by no route', 'api/v1/notes', 'Editor'],
      ['whoever administers by no route', 'api/v1/notes', 'Admin'],
      ['an editor by dots', 'api/v1/%2e%2e/v1/notes', 'Editor'],
    ];
    test.each(ways)('takes nothing from %s', async (name, path, role) => {
      const { status } = await ask(`${proxied}/${path}`, { method: 'POST', json: note(`refused: ${name}`) }, role);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(await records()).not.toContain('refused:');
    });

    test('answers 403 to a viewer who writes, and no method but POST writes', async () => {
      expect((await ask(`${proxied}/write/notes`, { method: 'POST', json: note('refused') }, 'Viewer')).status).toBe(
        403
      );
      for (const method of ['PUT', 'PATCH', 'DELETE'])
        expect(
          (await ask(`${proxied}/write/notes`, { method, json: note('refused') }, 'Editor')).status
        ).toBeGreaterThanOrEqual(400);
      const after = await json<Records>(`${proxied}/api/v1/records?team=${team}&limit=1000`);
      expect(after.items).toHaveLength(before);
    });
  });
}

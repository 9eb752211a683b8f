import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { picture, visit } from './browser.ts';
import { ask, json, people, proxied } from './site.ts';
import type { Stack } from './stack.ts';

type Records = {
  readonly items: readonly {
    readonly kind: string;
    readonly text?: string;
    readonly reason?: string;
    readonly at: string;
    readonly url?: string;
  }[];
};
const team = 'identity';
const reason = `Smaller changes first, as the wait for review is what costs the time (${Date.now()})`;
const list = `${proxied}/api/v1/records?team=${team}&limit=1000`;

/** A decision written down where the data is looked at; `stack` where the exporter is ours to look into. */
export function records(stack: () => Stack | undefined): void {
  describe('a record', () => {
    test('is written by an editor in Explore, for the team and the range in view', async () => {
      const pane = {
        datasource: 'waymark',
        queries: [{ refId: 'A', datasource: { uid: 'waymark' }, kind: 'records', team }],
        range: { from: '2026-06-01T00:00:00.000Z', to: '2026-09-01T00:00:00.000Z' },
      };
      await visit('Editor', async ({ page, complaints }) => {
        await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify({ a: pane }))}`);
        await page.getByRole('button', { name: 'Write a record' }).click();
        const form = page.getByRole('form', { name: 'New record' });
        await form.getByRole('textbox', { name: /Because/ }).fill(reason);
        await form.getByRole('textbox', { name: /Expected effect/ }).fill('Review starts within three hours');
        await picture(page, 'record-form');
        await form.getByRole('button', { name: 'Write down' }).click();
        await page.getByText(`Written down for ${team}.`).waitFor();
        // The table above asks again, and holds it.
        await page.getByText(reason).first().waitFor();
        expect(complaints).toEqual([]);
      });
      const { items } = await json<Records>(list);
      const written = items.filter((item) => JSON.stringify(item).includes(reason));
      expect(written).toHaveLength(1);
      expect(written[0]).toMatchObject({ kind: 'decision', at: '2026-09-01T00:00:00Z' });
      expect(new URL(written[0]?.url ?? '').searchParams.get('from')).toBe(String(Date.UTC(2026, 5, 1)));
    });

    test('of a viewer is refused, and never arrives', async () => {
      await visit('Viewer', async ({ page }) => {
        const data = { team, at: new Date().toISOString(), kind: 'note', text: 'a viewer wrote this' };
        const answer = await page.request.post(`${proxied}/write/notes`, { data });
        expect(answer.status()).toBe(403);
      });
      expect((await ask(list)).text).not.toContain('a viewer wrote this');
    });

    test('nothing of who looks or writes is in answers, metrics, log or store', async () => {
      const traces = [...Object.values(people).flatMap(tracesOf), /eyJ[\w-]{20}/];
      const found = (text: string) => traces.filter((trace) => trace.test(text)).map(String);
      const year = 'from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z';
      const paths = [
        ...['records', 'signals', 'goals', 'summary', 'items'].map((path) => `${path}?team=${team}`),
        ...['annotations', 'changes', 'deployments', 'incidents'].map((path) => `${path}?team=${team}&${year}`),
        ...['catalog', 'teams', 'objectives', 'openapi.json'],
      ];
      for (const path of paths) {
        const { status, text } = await ask(`${proxied}/api/v1/${path}`);
        expect({ path, status, traces: found(text) }).toEqual({ path, status: 200, traces: [] });
      }
      const metrics = '/api/datasources/proxy/uid/waymark-prometheus/api/v1/series?match[]={__name__=~"waymark_.%2B"}';
      const { status, text } = await ask(metrics);
      expect(status).toBe(200);
      expect(text).toContain('waymark_');
      expect(found(text)).toEqual([]);

      const own = stack();
      if (own === undefined) return;
      expect(own.output()).toContain('"method":"POST"');
      expect(found(own.output())).toEqual([]);
      const files = readdirSync(own.store, { recursive: true, encoding: 'utf8' }).map((name) => join(own.store, name));
      const stored = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'latin1'));
      expect(stored.some((text) => text.includes(reason))).toBe(true);
      expect(stored.flatMap(found)).toEqual([]);
    });
  });
}

/** Login, name and address as they are, and as they would be inside a token. */
function tracesOf({ login, name, email }: (typeof people)['Admin']): RegExp[] {
  // Whoever administers may bear a name that is a word of the product.
  const own = [login, name, email].filter((text) => /testperson/i.test(text));
  return own.flatMap((text) => [
    new RegExp(text, 'i'),
    ...[0, 1, 2].map((shift) => {
      const coded = Buffer.from(' '.repeat(shift) + text).toString('base64');
      return new RegExp(coded.slice(shift === 0 ? 0 : 4, -4).replaceAll('+', '\\+'));
    }),
  ]);
}

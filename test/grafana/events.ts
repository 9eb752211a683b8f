import { describe, expect, test } from '@jest/globals';
import { picture, visit } from './browser.ts';
import { panels } from './panels.ts';
import { scratch } from './scratch.ts';
import { json, proxied } from './site.ts';

type Events = {
  readonly items: readonly { readonly time: string; readonly time_end?: string; readonly title: string }[];
};
const team = 'payments';
const from = new Date(Date.now() - 26 * 7 * 86_400_000).toISOString();

/** Events on a chart, a query a layer as colours belong to layers. */
export function events(): void {
  describe('annotations', () => {
    test.each(['did', 'happened', 'context'] as const)(
      'of the layer %s are drawn, and tell what they are',
      async (layer) => {
        const query = `team=${team}&layer=${layer}&from=${from}&to=${new Date().toISOString()}`;
        const { items } = await json<Events>(`${proxied}/api/v1/annotations?${query}`);
        expect(items.length).toBeGreaterThan(0);
        const url = await scratch(`events-${layer}`, {
          panels: [
            { type: 'timeseries', title: 'Course', queries: [{ kind: 'series', team, measure: 'change_lead_time' }] },
          ],
          annotations: [{ name: layer, query: { layer, team } }],
        });
        await visit('Admin', async ({ page }) => {
          await page.goto(`${url}?viewPanel=1`);
          expect((await panels(page)).filter(({ error }) => error)).toEqual([]);
          const markers = page.getByTestId('data-testid annotation-marker');
          await markers.first().waitFor();
          await markers.last().hover();
          const told = page.getByTestId('annotation-marker');
          await told.waitFor();
          await picture(page, `events-${layer}`);
          const text = await told.innerText();
          expect(items.some(({ title }) => text.includes(title))).toBe(true);
        });
      }
    );

    test('an incident is a region as long as it was', async () => {
      const { items } = await json<Events>(
        `${proxied}/api/v1/annotations?team=${team}&layer=happened&kinds=incident&from=${from}&to=${new Date().toISOString()}`
      );
      const length = ({ time, time_end = time }: Events['items'][number]) => Date.parse(time_end) - Date.parse(time);
      const [longest] = [...items].sort((a, b) => length(b) - length(a));
      const start = Date.parse(longest?.time ?? '');
      const range = length(longest!) * 4;
      const url = await scratch('incident', {
        panels: [
          { type: 'timeseries', title: 'Course', queries: [{ kind: 'series', team, measure: 'change_lead_time' }] },
        ],
        annotations: [{ name: 'incidents', query: { layer: 'happened', kinds: ['incident'], team } }],
      });
      await visit('Admin', async ({ page }) => {
        await page.goto(`${url}?viewPanel=1&from=${start - range / 2}&to=${start + range / 2}`);
        await panels(page);
        const marker = page.getByTestId('data-testid annotation-marker').first();
        await marker.waitFor();
        await picture(page, 'incident');
        // A quarter of the chart, which fills most of the page.
        expect((await marker.boundingBox())?.width).toBeGreaterThan(200);
      });
    });
  });
}

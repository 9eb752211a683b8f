import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { picture, visit } from './browser.ts';
import { panels } from './panels.ts';

const folder = resolve(import.meta.dirname, '../../provisioning/dist/grafana/dashboards/waymark');
type Panel = { readonly type: string; readonly panels?: readonly Panel[] };
type Board = { readonly uid: string; readonly panels: readonly Panel[] };
const made = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Board);
const themes = ['dark', 'light'] as const;

/** Every provisioned board with the first team of the demo, which has data in every measure. */
export function boards(): void {
  describe.each(made)('the board $uid', ({ uid, panels: all }) => {
    test.each(themes)(
      'is drawn whole in the %s theme',
      async (theme) => {
        await visit(
          'Viewer',
          async ({ page, complaints }) => {
            await page.goto(`/d/${uid}?kiosk&theme=${theme}`);
            await panels(page);
            const closed = page.getByRole('button', { name: 'Expand row' });
            for (let left = await closed.count(); left > 0; left -= 1) await closed.first().click();
            const shown = await panels(page);
            await picture(page, `${uid}-${theme}`);
            expect(shown.length).toBeGreaterThanOrEqual(
              all.flatMap((panel) => (panel.type === 'row' ? (panel.panels ?? []) : panel)).length
            );
            expect(shown.filter(({ error }) => error)).toEqual([]);
            expect(shown.filter(({ empty }) => empty).map(({ title }) => title)).toEqual([]);
            expect(complaints).toEqual([]);
          },
          2600
        );
      },
      120_000
    );
  });
}

import { describe, expect, test } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { picture, visit } from './browser.ts';
import { panels } from './panels.ts';
import { scratch } from './scratch.ts';

const asks = (path: string, query: Readonly<Record<string, string>>) => (request: Request) => {
  const url = new URL(request.url());
  const same = Object.entries(query).every(([key, value]) => url.searchParams.get(key) === value);
  return url.pathname.endsWith(`/api/v1/${path}`) && same;
};
const field = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

/** The query editor in the panel editor of Grafana, which asks again after each choice. */
export function editor(): void {
  describe('the query editor', () => {
    const open = async (page: Page): Promise<void> => {
      const query = { kind: 'goals', team: 'checkout', layout: 'apart' };
      const url = await scratch('editor', { panels: [{ type: 'timeseries', title: 'Edited', queries: [query] }] });
      await page.goto(`${url}?editPanel=1`);
      await field(page, 'Ask').waitFor();
      await page.waitForLoadState('networkidle');
    };

    test('chooses kind, measure and team by clicks', async () => {
      await visit('Admin', async ({ page, complaints }) => {
        await open(page);
        // A long list holds only what is in view: what is further down is brought there by its first words.
        await field(page, 'Ask').click();
        await page.keyboard.type('A measure');
        await page.getByRole('option', { name: /^A measure over time/ }).click();
        await field(page, 'Measure').click();
        await page.keyboard.type('Change fail');
        await page.getByRole('option', { name: /^Change fail rate/ }).click();
        const asked = page.waitForRequest(asks('series', { measure: 'change_fail_rate', team: 'search' }));
        await field(page, 'Team').click();
        await page.getByRole('option', { name: /^search/ }).click();
        await asked;
        const shown = await panels(page);
        await picture(page, 'editor');
        expect(shown.filter(({ error, empty }) => error || empty)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    });

    test('chooses kind, measure and team by the keyboard alone', async () => {
      await visit('Admin', async ({ page, complaints }) => {
        await open(page);
        const choose = async (name: string, text: string): Promise<void> => {
          await field(page, name).focus();
          await page.keyboard.press('ArrowDown');
          await page.keyboard.type(text);
          const option = page.getByRole('option', { name: new RegExp(`^${text}`) });
          await option.waitFor();
          await page.keyboard.press('ArrowDown');
          await page.keyboard.press('Enter');
          await option.waitFor({ state: 'hidden' });
        };
        await choose('Ask', 'A measure over time');
        await choose('Measure', 'CI duration');
        const asked = page.waitForRequest(asks('series', { measure: 'ci_duration', team: 'payments' }));
        await choose('Team', 'payments');
        await asked;
        expect((await panels(page)).filter(({ error, empty }) => error || empty)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    });
  });
}

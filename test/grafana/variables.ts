import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { picture, visit } from './browser.ts';
import { panels } from './panels.ts';
import { scratch } from './scratch.ts';

const datasource = { type: 'waymark-goals-datasource', uid: 'waymark' };
const all = ['checkout', 'identity', 'loyalty', 'messaging', 'payments', 'search'];
const teams = {
  ...{ name: 'team', type: 'query', datasource, refresh: 1, multi: true, includeAll: true },
  query: { refId: 'team', list: 'teams' },
};
const series = {
  type: 'timeseries',
  title: 'Lead time',
  queries: [{ kind: 'series', team: '$team', measure: 'change_lead_time', plain: true }],
};

/** The teams whose course the page asks for. */
function asked(page: Page): Set<string> {
  const teams = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/api/v1/series')) teams.add(url.searchParams.get('team') ?? '');
  });
  return teams;
}

/** What narrows a board: variables and filters. */
export function variables(): void {
  describe('variables', () => {
    test('of several values ask for each, and All for all', async () => {
      const url = await scratch('variables', { panels: [series], variables: [teams] });
      await visit('Admin', async ({ page }) => {
        const teams = asked(page);
        await page.goto(`${url}?var-team=checkout&var-team=payments`);
        const [some] = await panels(page);
        expect([...teams].sort()).toEqual(['checkout', 'payments']);
        expect(some).toMatchObject({ error: false, empty: false });
        teams.clear();
        await page.goto(`${url}?var-team=$__all`);
        const [every] = await panels(page);
        expect([...teams].sort()).toEqual(all);
        expect(every).toMatchObject({ error: false, empty: false });
        await picture(page, 'variable-all');
      });
    });

    test.each([
      ['services', {}, /^.+$/],
      ['objectives', {}, /Customers get improvements every week/],
      ['goals', { team: '$team' }, /Changes reach customers within a day/],
      ['measures', {}, /Change lead time/],
    ])('list %s by their titles', async (list, more, text) => {
      const one = { ...teams, multi: false, includeAll: false, current: { text: 'checkout', value: 'checkout' } };
      const listed = { ...one, name: 'listed', query: { refId: 'listed', list, ...more }, current: {} };
      const url = await scratch(`list-${list}`, { panels: [series], variables: [one, listed] });
      await visit('Admin', async ({ page }) => {
        await page.goto(url);
        await panels(page);
        await page.getByTestId('data-testid template variable').nth(1).getByRole('combobox').click();
        await page.getByRole('option', { name: text }).first().waitFor();
      });
    });

    test('filters narrow by team and by service', async () => {
      const filters = { name: 'Filters', type: 'adhoc', datasource, filters: [] };
      const url = await scratch('filters', {
        panels: [{ ...series, queries: [{ ...series.queries[0], team: 'checkout,payments,search' }] }],
        variables: [filters],
      });
      await visit('Admin', async ({ page }) => {
        const teams = asked(page);
        await page.goto(`${url}?var-Filters=${encodeURIComponent('team|!=|payments')}`);
        await panels(page);
        expect([...teams].sort()).toEqual(['checkout', 'search']);
        teams.clear();
        await page.goto(url);
        await panels(page);
        const box = page
          .getByRole('combobox', { name: /filter/i })
          .or(page.getByPlaceholder(/filter/i))
          .first();
        await box.click();
        await page.getByRole('option', { name: 'team', exact: true }).click();
        await page
          .getByRole('option', { name: /^=(?![|~])/ })
          .first()
          .click();
        await page.getByRole('option', { name: 'search', exact: true }).click();
        await page.waitForURL((url) => url.searchParams.get('var-Filters') === 'team|=|search');
        teams.clear();
        await page.reload();
        await panels(page);
        await picture(page, 'filters');
        expect([...teams]).toEqual(['search']);
      });
    });
  });
}

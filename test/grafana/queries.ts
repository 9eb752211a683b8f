import { describe, expect, test } from '@jest/globals';
import { picture, visit } from './browser.ts';
import { panels } from './panels.ts';
import { scratch } from './scratch.ts';
import { json, proxied } from './site.ts';

const team = 'checkout';
/** Every kind of query, with the panel that it is for. */
const kinds: readonly (readonly [panel: string, query: Readonly<Record<string, string>>])[] = [
  ['stat', { kind: 'headline', team, part: 'goals' }],
  ['stat', { kind: 'tile', team, measure: 'change_lead_time' }],
  ['table', { kind: 'goals', team, layout: 'together' }],
  ['timeseries', { kind: 'progress', goal: '' }],
  ['timeseries', { kind: 'chance', goal: '' }],
  ['table', { kind: 'evidence', goal: '' }],
  ['state-timeline', { kind: 'status_history', team }],
  ['table', { kind: 'past_goals', team }],
  ['table', { kind: 'signals', team }],
  ['table', { kind: 'numbers', team }],
  ['timeseries', { kind: 'series', team, measure: 'change_lead_time' }],
  ['timeseries', { kind: 'stages', team }],
  ['table', { kind: 'steps', team }],
  ['timeseries', { kind: 'changes', team }],
  ['table', { kind: 'failures', team }],
  ['table', { kind: 'items', team }],
  ['table', { kind: 'benchmarks', team }],
  ['table', { kind: 'records', team }],
  ['table', { kind: 'objectives' }],
  ['timeseries', { kind: 'goal_counts' }],
  ['barchart', { kind: 'verdicts' }],
  ['timeseries', { kind: 'investment' }],
  ['table', { kind: 'sentences' }],
  ['table', { kind: 'annotations', layer: 'did', team }],
];

type Goals = { readonly items: readonly { readonly id: string; readonly outcome?: string }[] };
async function withGoal(query: object): Promise<object> {
  if (!('goal' in query)) return query;
  const { items } = await json<Goals>(`${proxied}/api/v1/goals?team=${team}`);
  return { ...query, goal: items.find(({ outcome }) => outcome === undefined)?.id };
}

/** Each kind of query where Grafana draws: in a panel with no option touched, and in Explore. */
export function queries(): void {
  test('every kind is drawn in a panel', async () => {
    const all = await Promise.all(
      kinds.map(async ([type, query]) => ({ type, title: String(query['kind']), queries: [await withGoal(query)] }))
    );
    const url = await scratch('kinds', { panels: all });
    await visit(
      'Admin',
      async ({ page, complaints }) => {
        await page.goto(`${url}?kiosk`);
        const shown = await panels(page);
        await picture(page, 'kinds');
        expect(shown).toHaveLength(kinds.length);
        expect(shown.filter(({ error, empty }) => error || empty)).toEqual([]);
        expect(complaints).toEqual([]);
      },
      2800
    );
  });

  test('a query that fails says so, and the one beside it is drawn', async () => {
    const [good, bad] = ['change_lead_time', 'gone'].map((measure) => ({ kind: 'series', team, measure }));
    const url = await scratch('failing', {
      panels: [{ type: 'timeseries', title: 'Both', queries: [good!, bad!] }],
    });
    await visit('Admin', async ({ page }) => {
      await page.goto(url);
      const [both] = await panels(page);
      await picture(page, 'failing');
      expect(both).toMatchObject({ error: true, empty: false });
      expect(both?.text).toContain('Change lead time, last 28 days');
    });
  });

  describe('in Explore', () => {
    test.each(kinds)('as %s: %j', async (_type, query) => {
      const datasource = { type: 'waymark-goals-datasource', uid: 'waymark' };
      const pane = {
        datasource: 'waymark',
        queries: [{ refId: 'A', datasource, ...(await withGoal(query)) }],
        range: { from: 'now-26w', to: 'now' },
      };
      await visit('Editor', async ({ page, complaints }) => {
        await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify({ a: pane }))}`);
        const shown = await panels(page);
        await picture(page, `explore-${String(query['kind'])}`);
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.map(({ title }) => title)).toEqual(shown.map(() => expect.stringMatching(/^(Graph|Table)/)));
        expect(shown.filter(({ error, empty }) => error || empty)).toEqual([]);
        expect(await page.getByText('Query error').count()).toBe(0);
        expect(complaints).toEqual([]);
      });
    });
  });
}

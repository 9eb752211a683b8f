import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { landingPolicy } from './landing-style.ts';
import { landingPage } from './landing.ts';
import type { Landing, LandingSource } from './landing.ts';

const now = Date.UTC(2026, 8, 1);
const minute = 60_000;
const page = (more: Partial<Landing> = {}) =>
  landingPage({ version: '1.2.3', demo: false, teams: 1, sources: [], notReady: undefined, now, ...more });
const source = (more: Partial<LandingSource>): LandingSource => ({
  name: 'checkout',
  type: 'git',
  pulling: false,
  ...more,
});
/** The text that a reader sees of one source. */
const shown = (more: Partial<LandingSource>) =>
  /<ul class="sources">(.*?)<\/ul>/s
    .exec(page({ sources: [source(more)] }))?.[1]
    ?.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('says what this is, and how much of it', () => {
  expect(page()).toMatch(/^<!doctype html>\s*<html lang="en">/);
  expect(page()).toContain('<li>Version 1.2.3</li>');
  expect(page()).toContain('<li>1 team</li>');
  expect(page()).toContain('<li>0 sources</li>');
  expect(page()).toContain('None yet. Sources are named in waymark.yaml.');
  expect(page({ teams: 2 })).toContain('<li>2 teams</li>');
});

test('a demo says so, and what is not ready says why', () => {
  expect(page()).not.toMatch(/class="demo"|role="status"/);
  expect(page({ demo: true })).toContain('Demo: these teams are invented');
  expect(page({ notReady: 'checkout is pulling' })).toContain('Not ready yet: checkout is pulling');
});

test.each([
  [{ up: true, lastSuccessAt: now - 59_000 }, 'checkout git Up Collected just now'],
  [{ up: true, lastSuccessAt: now - minute }, 'checkout git Up Collected 1 minute ago'],
  [{ up: true, pulling: true, lastSuccessAt: now - 120 * minute }, 'checkout git Collecting Collected 2 hours ago'],
  [{}, 'checkout git Waiting Never collected whole yet'],
  [
    { pulling: true, progress: { done: 43, total: 100 } },
    'checkout git Collecting Never collected whole yet · 43 % of this pull done',
  ],
  [
    { pulling: true, progress: { done: 43, total: 100 }, finishesAt: now + 125 * minute, usage: { backfill: 0.999 } },
    'checkout git Collecting Never collected whole yet · 43 % of this pull done, about 2 hours left · first collection: 99 %',
  ],
  [
    { pulling: true, progress: { done: 99, total: 100 }, finishesAt: now + 1, usage: { backfill: 1 } },
    'checkout git Collecting Never collected whole yet · 99 % of this pull done, about a minute left',
  ],
  [{ pulling: true, progress: { done: 0, total: 0 } }, 'checkout git Collecting Never collected whole yet'],
  [
    { up: false, lastSuccessAt: now - 72 * 60 * minute, failure: { reason: 'not_found', message: 'Look at url.' } },
    'checkout git Failed Collected 3 days ago not found: Look at url.',
  ],
])('a source in the state %j', (state, text) => {
  expect(shown(state)).toBe(text);
});

test('everything that others wrote is escaped', () => {
  const nasty = `<img src=x onerror="alert('1')">&`;
  const safe = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;';
  const failure = { reason: nasty, message: nasty };
  const sources = [source({ name: nasty, type: nasty, failure, pulling: true, progress: { done: 1, total: 2 } })];
  const text = page({ version: nasty, notReady: nasty, sources });
  expect(text).not.toContain('<img');
  expect(text.split(safe)).toHaveLength(8);
});

test('the policy lets this very style through and nothing from outside; every link stays here', () => {
  const style = /<style>(.*?)<\/style>/s.exec(page())?.[1] ?? '';
  expect(landingPolicy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(landingPolicy).toMatch(/^default-src 'none';/);
  expect(page()).not.toMatch(/<script|style="|@import|url\(/);
  expect([...page().matchAll(/href="([^"]*)"/g)].map(([, link]) => link)).toEqual([
    expect.stringMatching(/^data:image\/svg\+xml,/),
    '/metrics',
    '/api/v1/catalog',
    '/api/v1/teams',
    '/api/v1/openapi.json',
  ]);
});

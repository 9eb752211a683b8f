import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { found } from '../parts.ts';
import { people, site, type Role } from './site.ts';

const pictures = resolve(import.meta.dirname, '../.artefacts/grafana');
let browser: Browser | undefined;

/** Debian's Chromium, which reaches this machine only. */
export async function openBrowser(): Promise<void> {
  const local = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', local];
  const remote = process.env['GRAFANA_URL'] !== undefined;
  browser = await chromium.launch({ executablePath: found('chromium') ?? '', args: remote ? args.slice(0, -1) : args });
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

export type Visit = { readonly page: Page; readonly complaints: string[] };

/** Runs a journey on a page of its own, logged in as somebody; errors of the page are collected. */
export async function visit(role: Role, journey: (visit: Visit) => Promise<void>, height = 1000): Promise<void> {
  if (browser === undefined) throw new Error('no browser is open');
  const context = await browser.newContext({ viewport: { width: 1600, height }, baseURL: site() });
  try {
    const { login: user, password } = people[role];
    const answer = await context.request.post('/login', { data: { user, password } });
    if (!answer.ok()) throw new Error(`${user} cannot log in: ${answer.status()}`);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await journey({ page, complaints }).catch(async (error: unknown) => {
      const name = expect.getState().currentTestName ?? 'a journey';
      await picture(page, `failed ${name.replaceAll(/[^\w ]+/g, '-').slice(0, 80)}`).catch(() => undefined);
      throw error;
    });
  } finally {
    await context.close();
  }
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: resolve(pictures, `${name}.png`) });
}

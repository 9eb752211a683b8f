import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { found } from '../parts.ts';

const pictures = resolve(import.meta.dirname, '../.artefacts/plugin');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export async function launch(): Promise<Browser> {
  const executablePath = found('chromium') ?? '';
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
}

/** A page of the host in one theme; what it complains of is collected. */
export async function open(
  browser: Browser,
  url: string,
  theme: 'dark' | 'light'
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  await page.goto(`${url}/#${theme}`);
  await page
    .waitForFunction(() => 'host' in globalThis)
    .catch((error: unknown) => {
      throw new Error(`the page did not start: ${complaints.join('; ')}`, { cause: error });
    });
  await page.evaluate('window.host.ready()');
  return { page, complaints };
}

/** Calls what the page offers to tests. */
export async function host<T>(page: Page, name: string, ...args: unknown[]): Promise<T> {
  return await page.evaluate(`window.host.${name}(...${JSON.stringify(args)})`);
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: resolve(pictures, `${name}.png`) });
}

/** What axe finds, as "rule: element". */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  // A page without headings or landmarks is the host's matter, not the editors'.
  const rules = { 'page-has-heading-one': { enabled: false }, region: { enabled: false } };
  return page.evaluate<string[]>(
    `axe.run('#root', { rules: ${JSON.stringify(rules)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`
  );
}

/**
 * `npm run pictures -- http://127.0.0.1:3000`: takes the pictures of docs/boards.md from a running Grafana with the demo,
 * as docker-compose.yml starts it. CHROMIUM names the browser where it is not /usr/bin/chromium.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './prepare.mjs';

const [grafana = 'http://127.0.0.1:3000', theme = 'light'] = process.argv.slice(2);
const boards = join(root, 'provisioning/dist/grafana/dashboards/waymark');
const pictures = join(root, 'docs/pictures');
mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const file of readdirSync(boards)) {
  const { uid, panels } = JSON.parse(readFileSync(join(boards, file), 'utf8'));
  // Grafana gives a row 30 pixels and a gap of 8; panels below the fold are not drawn.
  const rows = Math.max(...panels.map(({ gridPos: { y, h } }) => y + h));
  const page = await browser.newPage({ viewport: { width: 1400, height: rows * 38 + 80 }, timezoneId: 'UTC' });
  const failed = [];
  page.on('response', (answer) => answer.status() >= 400 && failed.push(`${answer.status()} ${answer.url()}`));
  page.on('pageerror', ({ message }) => failed.push(message));
  await page.goto(`${grafana}/d/${uid}?kiosk&theme=${theme}`, { timeout: 120_000 });
  await page.waitForLoadState('networkidle', { timeout: 60_000 });
  // Charts are drawn after their data came.
  await page.waitForTimeout(1500);
  const marked = await page.getByTestId(/Panel status error/).count();
  await page.screenshot({ path: join(pictures, `${basename(file, '.json')}.png`) });
  await page.close();
  process.stdout.write(`${uid}: ${marked} panels in error${failed.map((text) => `\n  ${text}`).join('')}\n`);
  if (marked > 0 || failed.length > 0) process.exitCode = 1;
}
await browser.close();

import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Panel, promFrames, rangeOf, readBoards } from './host/boards.ts';
import { bundle } from './host/bundle.ts';
import { host, launch, open, picture } from './host/journey.ts';
import { serveGrafana, type Grafana } from './host/serve.ts';
import { withParts } from './parts.ts';
import { type Prometheus, startPrometheus } from './prometheus.ts';
import { project, ready, serve, type Server, until } from './waymark.ts';

type Drawn = { readonly title: string; readonly errors: readonly string[]; readonly values: number };
const boards = readBoards();

withParts(['chromium', 'prometheus'])('every board in the browser, with the built plugin and the demo', () => {
  let exporter: Server;
  let prometheus: Prometheus;
  let grafana: Grafana;
  let browser: Browser;
  const pages: Partial<Record<'dark' | 'light', { page: Page; complaints: string[] }>> = {};
  beforeAll(async () => {
    const { directory, file } = project('listen: 127.0.0.1:0\nstorage: ./data\n');
    exporter = await serve(['-c', file, '--demo'], { cwd: directory });
    const hostPage = bundle(resolve(import.meta.dirname, '../plugin'), 'boards');
    await ready(exporter, 240);
    prometheus = await startPrometheus([new URL(exporter.url).host]);
    grafana = await serveGrafana(exporter.url, await hostPage, {});
    browser = await launch();
    for (const theme of ['dark', 'light'] as const) pages[theme] = await open(browser, grafana.url, theme);
    // `increase` needs two samples.
    await until('two scrapes', async () =>
      (await prometheus.query('count_over_time(up[1m]) >= 2')).length > 0 ? true : undefined
    );
  }, 300_000);
  afterAll(async () => {
    // Where the start failed, it says why; there is nothing more to end than was begun.
    await (browser as Browser | undefined)?.close();
    await (grafana as Grafana | undefined)?.close();
    await (prometheus as Prometheus | undefined)?.stop();
    await (exporter as Server | undefined)?.stop();
  });

  const cases = boards.flatMap((board) =>
    (['dark', 'light'] as const).map((theme) => ({ theme, board, name: board.name }))
  );
  test.each(cases)('$name in the $theme theme', async ({ theme, board }) => {
    const { page, complaints } = pages[theme]!;
    const now = Date.now();
    complaints.length = 0;
    const shown = new Map<string, string>();
    const chosen = new Map<string, string>();
    for (const { name, query } of board.templating.list) {
      const [first] = await host<[string, string][]>(page, 'variable', query);
      shown.set(name, first![0]);
      chosen.set(name, first![1]);
      await page.evaluate(`window.variables[${JSON.stringify(name)}] = [${JSON.stringify(first![1])}]`);
    }
    const filled = (panel: Panel): Panel => ({
      ...panel,
      title: replaced(panel.title, shown),
      targets: panel.targets?.map((one) => (one.expr ? { ...one, expr: replaced(one.expr, chosen) } : one)) ?? [],
    });
    const asked = await Promise.all(
      board.panels.map(filled).map(async (panel) => {
        const range = rangeOf(board, panel, now);
        return { ...panel, range, frames: await promFrames(prometheus.url, panel, range, now) };
      })
    );
    const rows = Math.max(...asked.map(({ gridPos }) => gridPos.y + gridPos.h));
    await page.setViewportSize({ width: 1400, height: rows * 38 + 24 });
    const drawn = await host<Drawn[]>(page, 'board', asked, now);
    await page
      .waitForFunction(`document.querySelectorAll('article').length === ${drawn.length}`, undefined, {
        timeout: 10_000,
      })
      .catch((error: unknown) => {
        throw new Error(`the board was not drawn: ${complaints.join('; ')}`, { cause: error });
      });
    await picture(page, `board-${board.name}-${theme}`);

    expect(drawn.map(({ title }) => title)).toEqual(asked.map(({ title }) => title));
    expect(drawn.filter(({ errors }) => errors.length > 0)).toEqual([]);
    // Only rows and the list of alerts, which is Grafana's own, ask nothing.
    const withoutQuestion = asked
      .filter(({ type }) => type === 'row' || type === 'alertlist')
      .map(({ title }) => title);
    expect(drawn.filter(({ values }) => values === 0).map(({ title }) => title)).toEqual(withoutQuestion);
    expect(complaints).toEqual([]);
  });
});

function replaced(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{?(\w+)\}?/g, (whole, name: string) => values.get(name) ?? whole);
}

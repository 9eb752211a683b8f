import { afterAll, beforeAll } from '@jest/globals';
import { alerts } from './alerts.ts';
import { boards } from './boards.ts';
import { closeBrowser, openBrowser } from './browser.ts';
import { editor } from './editor.ts';
import { events } from './events.ts';
import { health } from './health.ts';
import { proxy } from './proxy.ts';
import { queries } from './queries.ts';
import { records } from './records.ts';
import { removeScratch } from './scratch.ts';
import { addPeople, removePeople, setSite } from './site.ts';
import { startStack, type Stack } from './stack.ts';
import { variables } from './variables.ts';

const { GRAFANA_URL, GRAFANA_BIN, GRAFANA_HOME } = process.env;
let stack: Stack | undefined;

beforeAll(async () => {
  if (!GRAFANA_URL) {
    if (!GRAFANA_BIN || !GRAFANA_HOME) throw new Error('set GRAFANA_URL, or GRAFANA_BIN and GRAFANA_HOME');
    stack = await startStack({ bin: GRAFANA_BIN, home: GRAFANA_HOME });
  }
  setSite(GRAFANA_URL || (stack?.grafana ?? ''));
  await addPeople();
  await openBrowser();
}, 600_000);
afterAll(async () => {
  await closeBrowser();
  await removeScratch();
  await removePeople();
  await stack?.stop();
}, 60_000);

health(!GRAFANA_URL);
proxy();
queries();
editor();
variables();
events();
records(() => stack);
boards();
alerts();
